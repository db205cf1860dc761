// SPDX-License-Identifier: BSL-1.0
// Rows of values as text: `("a", $1)`.
// Layer 5.
#pragma once

#include <recto/query/row_value.hpp>
#include <recto/sql/operation.hpp>

namespace recto::detail {

template <class... Members>
struct render<row_of_values<Members...>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) {
    // One member in parentheses would be no row.
    out.put(sizeof...(Members) == 1 ? "ROW(" : "(");
    write_arguments<Members...>(out);
    out.put(')');
  }
};

}  // namespace recto::detail
