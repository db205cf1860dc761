// SPDX-License-Identifier: BSL-1.0
// Inputs to text, bytes and UUIDs. Text must be what PostgreSQL can store: UTF-8 without a NUL. A number is no text.
// Layer 4.
#pragma once

#include <recto/changeset/cast_rule.hpp>
#include <recto/types/bytes.hpp>
#include <recto/types/text.hpp>
#include <recto/types/utf8.hpp>
#include <recto/types/uuid.hpp>

#include <cstddef>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace recto::detail {

/// Text that the server takes.
constexpr bool is_storable_text(std::string_view text) {
  return text.find('\0') == std::string_view::npos && is_utf8(text);
}

/// Length of the white space that `text` begins with, 0 if it begins with none (Unicode: property White_Space).
constexpr std::size_t space_at_front(std::string_view text) {
  if (text.empty()) return 0;
  char const first = text[0];
  if (first == ' ' || (first >= '\t' && first <= '\r')) return 1;
  if (text.starts_with("\xc2\x85") || text.starts_with("\xc2\xa0")) return 2;
  if (text.starts_with("\xe1\x9a\x80") || text.starts_with("\xe2\x81\x9f") || text.starts_with("\xe3\x80\x80"))
    return 3;
  if (!text.starts_with("\xe2\x80") || text.size() < 3) return 0;
  auto const last = static_cast<unsigned char>(text[2]);
  return last <= 0x8a || last == 0xa8 || last == 0xa9 || last == 0xaf ? 3 : 0;
}

/// Nothing but white space: what a form sends for a field that nobody filled in.
constexpr bool is_blank(std::string_view text) {
  while (std::size_t const space = space_at_front(text)) text.remove_prefix(space);
  return text.empty();
}

template <>
struct cast_rule<std::string> {
  static constexpr std::string_view name = "string";
  static cast_outcome read(cast_input const& input, std::string& out) {
    if (input.kind != input_kind::text || !is_storable_text(input.text)) return cast_outcome::refused;
    out.assign(input.text);
    return cast_outcome::made;
  }
};

/// The bytes of any text.
template <>
struct cast_rule<std::vector<std::byte>> {
  static constexpr std::string_view name = "binary";
  static cast_outcome read(cast_input const& input, std::vector<std::byte>& out) {
    if (input.kind != input_kind::text) return cast_outcome::refused;
    type<std::vector<std::byte>>::decode(input.text, out);
    return cast_outcome::made;
  }
};

/// The printed form, or its 16 bytes.
template <>
struct cast_rule<boost::uuids::uuid> {
  static constexpr std::string_view name = "uuid";
  static cast_outcome read(cast_input const& input, boost::uuids::uuid& out) {
    if (input.kind != input_kind::text) return cast_outcome::refused;
    if (input.text.size() != 16) return made_if(parse_uuid(input.text, out.begin()));
    std::memcpy(out.begin(), input.text.data(), 16);
    return cast_outcome::made;
  }
};

}  // namespace recto::detail
