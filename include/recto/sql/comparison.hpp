// SPDX-License-Identifier: BSL-1.0
// Ranges as text: `x BETWEEN $1 AND $2`. PostgreSQL's grammar takes no AND, OR, NOT, LIKE or BETWEEN without parentheses
// inside of one.
// Layer 5.
#pragma once

#include <recto/query/comparison.hpp>
#include <recto/sql/expression.hpp>

namespace recto::detail {

template <class Operand, class Low, class High>
struct render<range_check<Operand, Low, High>> {
  static constexpr precedence level = precedence::like;
  static constexpr void write(sql_writer& out) {
    write_operand<Operand>(out, render<Operand>::level <= level);
    out.put(" BETWEEN ");
    write_operand<Low>(out, render<Low>::level <= level);
    out.put(" AND ");
    write_operand<High>(out, render<High>::level <= level);
  }
};

}  // namespace recto::detail
