// SPDX-License-Identifier: BSL-1.0
// Fragments that bring rows as text, with the names of their columns.
// Layer 5.
#pragma once

#include <recto/query/fragment_source.hpp>
#include <recto/sql/clauses.hpp>
#include <recto/sql/fragment.hpp>

namespace recto::detail {

template <class Row, fixed_string Name, class Fragment>
struct render<fragment_rows<Row, Name, Fragment>> {
  static constexpr void write(sql_writer& out) {
    render<Fragment>::write(out);
    out.put(" AS ");
    out.name(Name.view());
    write_column_names<Row>(out);
  }
};

}  // namespace recto::detail
