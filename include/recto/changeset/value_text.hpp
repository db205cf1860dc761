// SPDX-License-Identifier: BSL-1.0
// A field's value as text for people: of every type that can be a column, and of anything else at least that it is there.
// For printing changesets and for metadata, not for SQL.
// Layer 4.
#pragma once

#include <recto/base/error.hpp>
#include <recto/types/basic.hpp>
#include <recto/types/literal.hpp>

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace recto::detail {

/// In quotes; what would break the line or the quotes is escaped.
inline void append_quoted(std::string& out, std::string_view text) {
  constexpr char hex[] = "0123456789abcdef";
  out += '"';
  for (char const c : text) {
    auto const byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') (out += '\\') += c;
    else if (c == '\n') out += "\\n";
    else if (c == '\t') out += "\\t";
    else if (c == '\r') out += "\\r";
    else if (byte < 0x20 || byte == 0x7f) ((out += "\\x") += hex[byte >> 4]) += hex[byte & 15];
    else out += c;
  }
  out += '"';
}

/// Appends a value of a column's type; false for a type that has no text.
template <class Value>
bool append_value(std::string& out, Value const& value, bool quotes) {
  using wire = recto::wire_of<Value>;
  if constexpr (is_optional<Value>) {
    if (value) return append_value(out, *value, quotes);
    out += "null";
  } else if constexpr (std::same_as<Value, bool>) {
    out += value ? "true" : "false";
  } else if constexpr (is_vector<Value>) {
    out += '[';
    bool first = true;
    for (typename Value::value_type const& one : value) {
      if (!first) out += ", ";
      first = false;
      if (!append_value(out, one, quotes)) return false;
    }
    out += ']';
  } else if constexpr (std::same_as<wire, std::string>) {
    if constexpr (stored_type<Value>) return append_value(out, type<Value>::dump(value), quotes);
    else if (quotes) append_quoted(out, value);
    else out += value;
  } else if constexpr (has_literal<Value>) {
    std::size_t const before = out.size();
    try {
      append_literal(out, value);
    } catch (error const&) {  // such as a date that no calendar has
      out.resize(before);
      out += "invalid";
    }
  } else {
    return false;
  }
  return true;
}

}  // namespace recto::detail
