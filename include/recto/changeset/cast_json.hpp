// SPDX-License-Identifier: BSL-1.0
// Inputs to what is kept as jsonb: boost::json::value, recto::json<T> and types that are stored as one of these. Only a
// map is one, as for Ecto's :map; its text is written here and read by recto/types/json.hpp, which the program includes.
// Layer 4.
#pragma once

#include <recto/changeset/cast_number.hpp>
#include <recto/changeset/cast_rule.hpp>
#include <recto/changeset/cast_text.hpp>

#include <charconv>
#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>

namespace recto::detail {

struct jsonb_text;  // incomplete here? #include <recto/types/json.hpp>

inline constexpr std::size_t deepest_json = 128;  // as deep as recto/types/json.hpp reads

inline bool append_json_text(std::string& out, std::string_view text) {
  constexpr char digits[] = "0123456789abcdef";
  if (!is_storable_text(text)) return false;
  out += '"';
  for (char const c : text) {
    if (c == '"' || c == '\\') {
      out += '\\';
      out += c;
    } else if (c >= 0 && c < ' ') {
      out += "\\u00";
      out += digits[c >> 4];
      out += digits[c & 15];
    } else {
      out += c;
    }
  }
  out += '"';
  return true;
}

/// False for what jsonb cannot store: text that is no UTF-8 or has a NUL, numbers that are not finite, and what is nested
/// too deeply.
inline bool append_json(std::string& out, cast_input const& input, std::size_t depth = 1) {
  char digits[48];
  switch (input.kind) {
    case input_kind::null: out += "null"; return true;
    case input_kind::boolean: out += input.boolean ? "true" : "false"; return true;
    case input_kind::text: return append_json_text(out, input.text);
    case input_kind::integer:
      out.append(digits, std::to_chars(digits, digits + sizeof digits, input.integer).ptr);
      return true;
    case input_kind::digits: out += input.text; return is_number_text(input.text, false);
    case input_kind::floating: {
      if (!is_finite(input.floating)) return false;
      std::size_t const before = out.size();
      out.append(digits, std::to_chars(digits, digits + sizeof digits, input.floating).ptr);
      if (out.find_first_of(".e", before) == std::string::npos) out += ".0";  // so that it stays a fraction
      return true;
    }
    case input_kind::list:
    case input_kind::map: break;
  }
  if (depth > deepest_json) return false;
  bool const is_map = input.kind == input_kind::map;
  out += is_map ? '{' : '[';
  for (std::size_t i = 0; i < input.count; ++i) {
    if (i != 0) out += ',';
    if (is_map) {
      if (!append_json_text(out, input.parts->key(input.node, i))) return false;
      out += ':';
    }
    if (!append_json(out, input.parts->at(input.node, i), depth + 1)) return false;
  }
  out += is_map ? '}' : ']';
  return true;
}

template <std::same_as<jsonb_text> Text>
struct cast_rule<Text> {
  static constexpr std::string_view name = "map";
  static cast_outcome read(cast_input const& input, Text& out) {
    return made_if(input.kind == input_kind::map && append_json(out.wire, input));
  }
};

}  // namespace recto::detail
