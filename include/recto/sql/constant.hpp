// SPDX-License-Identifier: BSL-1.0
// Constants as text: literals of PostgreSQL (manual, "Constants").
// Layer 5.
#pragma once

#include <recto/query/constant.hpp>
#include <recto/sql/expression.hpp>

#include <cstdint>
#include <string_view>

namespace recto::detail {

/// Text in single quotes. A backslash makes it an escape string, which is read the same whatever
/// `standard_conforming_strings` says.
constexpr void write_text_literal(sql_writer& out, std::string_view text) {
  if (text.find('\\') != std::string_view::npos) out.put('E');
  out.put('\'');
  for (char const c : text) {
    if (c == '\'' || c == '\\') out.put(c);
    out.put(c);
  }
  out.put('\'');
}

template <constant_value Value>
struct render<constant_node<Value>> {
  static constexpr precedence level = precedence::atom;
  // clang 19 crashes where the template argument itself is viewed at run time, as in a query with choices.
  static constexpr auto text = Value.text;

  static constexpr void write(sql_writer& out) {
    if constexpr (Value.kind == constant_kind::text) {
      write_text_literal(out, text.view());
    } else if constexpr (Value.kind == constant_kind::boolean) {
      out.put(Value.number != 0 ? "TRUE" : "FALSE");
    } else if constexpr (Value.number < 0) {
      // In parentheses, because `--` begins a comment and `::` binds tighter than the sign.
      out.put("(-");
      out.number(static_cast<std::uint64_t>(-(Value.number + 1)) + 1);
      out.put(')');
    } else {
      out.number(static_cast<std::uint64_t>(Value.number));
    }
  }
};

}  // namespace recto::detail
