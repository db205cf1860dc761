// SPDX-License-Identifier: BSL-1.0
// A column by its field's position, for keys of associations, which nobody names by a pointer to member; and a column of
// a join table, which has no struct.
// Layer 4.
#pragma once

#include <recto/query/column.hpp>
#include <recto/reflect/fields.hpp>
#include <recto/schema/table.hpp>

#include <cstddef>
#include <string_view>

namespace recto::detail {

/// The column of the field at `Index` of `Struct`.
template <class Struct, std::size_t Index, fixed_string Alias = "">
struct field_column : expression {
  using owner = Struct;
  using member = field_type<Struct, Index>;
  using value_type = value_of<member>;
  static constexpr std::size_t parameters = 0;
  static constexpr std::string_view name = table_of<Struct>.fields[Index].column;
  static constexpr source_key source = key_of<Struct, Alias>;

  static constexpr std::string_view table() {
    if constexpr (Alias.size() > 0) return Alias.view();
    else return source_name<Struct>();
  }
  static constexpr bool nullable(scope const& sources) { return is_optional<member> || sources.is_nullable(source); }
  static constexpr void inspect(inspector& watcher) {
    watcher.column(
        {.source = source, .table = table(), .column = name, .is_key = table_of<Struct>.fields[Index].is_key});
  }
};

}  // namespace recto::detail
