// SPDX-License-Identifier: BSL-1.0
// Arrays as text: what is no call and no operator of the server's.
// Layer 5.
#pragma once

#include <recto/query/array.hpp>
#include <recto/sql/argument.hpp>
#include <recto/sql/operation.hpp>

namespace recto::detail {

template <class Value, class Array>
struct render<element_check<Value, Array>> {
  static constexpr precedence level = precedence::comparison;
  static constexpr void write(sql_writer& out) {
    write_operand<Value>(out, render<Value>::level <= level);
    out.put(" = ANY(");
    write_array_operand<Array>(out);
    out.put(')');
  }
};

}  // namespace recto::detail
