// SPDX-License-Identifier: BSL-1.0
// Is text UTF-8, as the server will have it? Asked of text that comes from outside before it becomes a field's value, and
// of parameters after the server refused one.
// Layer 2.
#pragma once

#include <cstddef>
#include <string_view>

namespace recto::detail {

/// As PostgreSQL has it (pg_utf8_islegal): no overlong forms, no surrogates, nothing above U+10FFFF.
constexpr bool is_utf8(std::string_view text) {
  auto const byte = [&](std::size_t at) -> unsigned { return static_cast<unsigned char>(text[at]); };
  for (std::size_t at = 0; at < text.size();) {
    unsigned const first = byte(at++);
    if (first < 0x80) continue;
    if (first < 0xc2 || first > 0xf4) return false;
    std::size_t const more = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3;
    if (text.size() - at < more) return false;
    unsigned const least = first == 0xe0 ? 0xa0 : first == 0xf0 ? 0x90 : 0x80;
    unsigned const most = first == 0xed ? 0x9f : first == 0xf4 ? 0x8f : 0xbf;
    if (byte(at) < least || byte(at) > most) return false;
    for (std::size_t const end = at + more; at < end; ++at)
      if (byte(at) < 0x80 || byte(at) > 0xbf) return false;
  }
  return true;
}

}  // namespace recto::detail
