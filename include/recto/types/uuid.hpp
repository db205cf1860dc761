// SPDX-License-Identifier: BSL-1.0
// boost::uuids::uuid is PostgreSQL's uuid: 16 bytes in the order in which they are printed.
// Layer 2.
#pragma once

#include <recto/types/type.hpp>

#include <boost/uuid/uuid.hpp>

#include <cstddef>
#include <cstring>
#include <string_view>

namespace recto {

template <>
struct type<boost::uuids::uuid> {
  static constexpr sql_type sql{.name = "uuid", .number = 2950, .array = 2951};
  static constexpr std::size_t width = 16;
  static char* encode(boost::uuids::uuid const& value, char* out) noexcept {
    std::memcpy(out, value.begin(), width);
    return out + width;
  }
  static void decode(std::string_view wire, boost::uuids::uuid& value) {
    std::memcpy(value.begin(), wire.data(), width);
  }
};

}  // namespace recto
