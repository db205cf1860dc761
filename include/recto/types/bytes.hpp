// SPDX-License-Identifier: BSL-1.0
// Bytes: std::vector<std::byte> is bytea, not an array of anything.
// Layer 2.
#pragma once

#include <recto/types/type.hpp>

#include <cstddef>
#include <string_view>
#include <vector>

namespace recto {

template <>
struct type<std::vector<std::byte>> {
  static constexpr sql_type sql{.name = "bytea", .number = 17, .array = 1001};
  static std::string_view view(std::vector<std::byte> const& value) {
    return {reinterpret_cast<char const*>(value.data()), value.size()};
  }
  static void decode(std::string_view wire, std::vector<std::byte>& value) {
    auto const* first = reinterpret_cast<std::byte const*>(wire.data());
    value.assign(first, first + wire.size());
  }
};

}  // namespace recto
