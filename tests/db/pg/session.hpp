// SPDX-License-Identifier: BSL-1.0
// What the tests of the driver share: a connection to the test server, and parameters written by hand.
#pragma once

#include <recto/pg/connection.hpp>
#include <recto/types/wire.hpp>
#include <support/database.hpp>
#include <support/test.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recto::test {

inline connection_settings settings() { return {.conninfo = database_url()}; }

/// Parameters in binary, with the arrays that libpq wants.
class values {
 public:
  values& text(std::string bytes) {
    owned_.push_back(std::move(bytes));
    return *this;
  }
  values& int4(std::int32_t value) {
    std::string bytes(4, '\0');
    recto::detail::store(static_cast<std::uint32_t>(value), bytes.data());
    return text(std::move(bytes));
  }
  values& null() {
    owned_.emplace_back();
    return *this;
  }
  operator parameters() {
    pointers_.clear();
    lengths_.clear();
    for (auto const& bytes : owned_) {
      pointers_.push_back(bytes ? bytes->data() : nullptr);
      lengths_.push_back(bytes ? static_cast<int>(bytes->size()) : 0);
    }
    return {.values = pointers_.data(), .lengths = lengths_.data()};
  }

 private:
  std::vector<std::optional<std::string>> owned_{};
  std::vector<char const*> pointers_{};
  std::vector<int> lengths_{};
};

inline constexpr oid int4_oid[] = {23, 23, 23};
inline constexpr oid text_oid[] = {25, 25, 25};
inline constexpr int binary[] = {1, 1, 1};

inline std::int32_t int4_at(pg::result const& result, int row = 0, int column = 0) {
  return static_cast<std::int32_t>(recto::detail::fetch<std::uint32_t>(result.value(row, column)));
}

/// The error that the expression throws, or none.
template <class Call>
std::optional<error> error_of(Call&& call) {
  try {
    call();
  } catch (error const& thrown) {
    return thrown;
  }
  return std::nullopt;
}

}  // namespace recto::test
