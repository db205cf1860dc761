// SPDX-License-Identifier: BSL-1.0
// What every executor must do, whatever it talks to: the suite is a template, and each kind of connection says by a
// `backend` how it is reached and cut off. The fake must pass it, or tests on the fake would show nothing.
#pragma once

#include <recto/sql/executor.hpp>
#include <recto/sql/table.hpp>
#include <recto/types/basic.hpp>
#include <recto/types/wire.hpp>
#include <support/test.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recto::test {

/// Statements that the suite runs; a backend that is no server answers these texts.
struct contract_texts {
  static constexpr char echo[] = "SELECT $1 AS n, $2 AS t";  ///< int4, text
  static constexpr char three[] = "SELECT n, NULL::text AS nothing FROM generate_series(1, 3) AS n";
  static constexpr char other[] = "SELECT 1 AS one";
  static constexpr char bad[] = "SELECT no_such_column";
  static constexpr char change[] = "UPDATE contract SET n = n + 1";  ///< two rows
};

/// What `write_statement` writes: `CREATE TABLE contract_rows (n bigint, t numeric)`.
struct contract_row {
  std::int32_t n{};
  double t{};

  static consteval auto schema() { return recto::table("contract_rows") | recto::primary_key<>; }
};
inline constexpr char contract_columns[] = R"(SELECT "n", "t" FROM "contract_rows")";
inline constexpr char contract_insert[] = R"(INSERT INTO "contract_rows" ("n", "t") VALUES ($1, $2))";

inline constexpr oid contract_types[] = {23, 25};
inline constexpr int contract_formats[] = {1, 1};

inline statement const echo_statement{contract_texts::echo, contract_types, contract_formats, 2};
inline statement const three_statement{contract_texts::three, nullptr, nullptr, 0};
inline statement const other_statement{contract_texts::other, nullptr, nullptr, 0};
inline statement const bad_statement{contract_texts::bad, nullptr, nullptr, 0};
inline statement const change_statement{contract_texts::change, nullptr, nullptr, 0};

using contract_writer = recto::detail::insert_writer<contract_row, true>;
inline statement const& write_statement = recto::detail::statement_by<contract_writer>;

/// The parameters of the echo.
class echoed_values {
 public:
  echoed_values(std::int32_t number, std::optional<std::string_view> text) {
    recto::detail::store(static_cast<std::uint32_t>(number), number_);
    values_ = {number_, text ? text->data() : nullptr};
    lengths_ = {4, text ? static_cast<int>(text->size()) : 0};
  }
  operator parameters() const { return {values_.data(), lengths_.data()}; }

 private:
  char number_[4];
  std::array<char const*, 2> values_{};
  std::array<int, 2> lengths_{};
};

template <class Result>
std::int32_t int4_of(Result const& from, int row = 0, int column = 0) {
  REQUIRE(from.length(row, column) == 4);
  return static_cast<std::int32_t>(recto::detail::fetch<std::uint32_t>(from.value(row, column)));
}

template <class Result>
std::string text_of(Result const& from, int row, int column) {
  return {from.value(row, column), static_cast<std::size_t>(from.length(row, column))};
}

/// The error that the call throws, or none.
template <class Call>
std::optional<error> refused(Call&& call) {
  try {
    call();
  } catch (error const& thrown) {
    return thrown;
  }
  return std::nullopt;
}

}  // namespace recto::test
