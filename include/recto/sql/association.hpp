// SPDX-License-Identifier: BSL-1.0
// Columns of associations as SQL text.
// Layer 5.
#pragma once

#include <recto/query/association.hpp>
#include <recto/sql/clauses.hpp>
#include <recto/sql/expression.hpp>

namespace recto::detail {

template <class Struct, std::size_t Index, fixed_string Alias>
struct render<field_column<Struct, Index, Alias>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) {
    using column = field_column<Struct, Index, Alias>;
    out.column(column::source, column::name);
  }
};

}  // namespace recto::detail
