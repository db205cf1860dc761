// SPDX-License-Identifier: BSL-1.0
// Casts as text: `x::bigint`.
// Layer 5.
#pragma once

#include <recto/query/cast_to.hpp>
#include <recto/sql/expression.hpp>
#include <recto/sql/type_name.hpp>

namespace recto::detail {

template <class Target, class Operand>
struct render<cast_node<Target, Operand>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) {
    write_operand<Operand>(out, render<Operand>::level < level);
    out.put("::");
    write_type_name(out, sql_type_of<Target>);
  }
};

}  // namespace recto::detail
