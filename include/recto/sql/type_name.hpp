// SPDX-License-Identifier: BSL-1.0
// A type's name as a cast writes it.
// Layer 5.
#pragma once

#include <recto/sql/writer.hpp>

#include <cstddef>
#include <string_view>

namespace recto::detail {

/// A type's name in a cast. That of a type of the database itself is quoted, and may name its schema: `"shop"."mood"[]`.
constexpr void write_type_name(sql_writer& out, sql_type const& type) {
  if (type.number != 0) return out.put(type.name);
  std::string_view name = type.name;
  bool const is_array = name.ends_with("[]");
  if (is_array) name.remove_suffix(2);
  if (std::size_t const dot = name.find('.'); dot != std::string_view::npos) {
    out.name(name.substr(0, dot));
    out.put('.');
    name.remove_prefix(dot + 1);
  }
  out.name(name);
  if (is_array) out.put("[]");
}

}  // namespace recto::detail
