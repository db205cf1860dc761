// SPDX-License-Identifier: BSL-1.0
// Operators that C++ has no sign for, as text.
// Layer 5.
#pragma once

#include <recto/query/argument.hpp>
#include <recto/sql/expression.hpp>

namespace recto::detail {

template <fixed_string Operator, class Value, class Left, class Right>
struct render<infix<Operator, Value, Left, Right>> {
  static constexpr precedence level = precedence::other;
  static constexpr void write(sql_writer& out) {
    write_operand<Left>(out, render<Left>::level < level);
    out.put(' ');
    out.put(Operator.view());
    out.put(' ');
    write_operand<Right>(out, render<Right>::level <= level);
  }
};

}  // namespace recto::detail
