// SPDX-License-Identifier: BSL-1.0
// boost::uuids::uuid is PostgreSQL's uuid: 16 bytes in the order in which they are printed.
// Layer 2.
#pragma once

#include <recto/base/error.hpp>
#include <recto/types/type.hpp>

#include <boost/uuid/uuid.hpp>

#include <sys/random.h>

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

/// A random UUID of version 4 (RFC 9562), by the kernel's random numbers. Errors: `misuse` where the kernel has none.
/// Ecto: `Ecto.UUID.generate`.
inline boost::uuids::uuid random_uuid() {
  boost::uuids::uuid made{};
  if (::getentropy(made.begin(), made.size()) != 0) [[unlikely]]
    throw error(error_kind::misuse, "random_uuid: the system has no random numbers");
  made.begin()[6] = static_cast<unsigned char>((made.begin()[6] & 0x0f) | 0x40);
  made.begin()[8] = static_cast<unsigned char>((made.begin()[8] & 0x3f) | 0x80);
  return made;
}

namespace detail {

constexpr int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

/// 36 characters with dashes, in any case.
constexpr bool parse_uuid(std::string_view text, unsigned char* out) {
  if (text.size() != 36) return false;
  std::size_t at = 0;
  for (std::size_t byte = 0; byte < 16; ++byte) {
    if ((byte == 4 || byte == 6 || byte == 8 || byte == 10) && text[at++] != '-') return false;
    int const high = hex_digit(text[at]);
    int const low = hex_digit(text[at + 1]);
    if (high < 0 || low < 0) return false;
    out[byte] = static_cast<unsigned char>(high * 16 + low);
    at += 2;
  }
  return true;
}

}  // namespace detail

}  // namespace recto
