// SPDX-License-Identifier: BSL-1.0
// What may stand in and behind an aggregate's parentheses: DISTINCT, a second argument, ORDER BY, FILTER.
// Layer 5.
#pragma once

#include <recto/query/aggregate.hpp>
#include <recto/sql/expression.hpp>
#include <recto/sql/operation.hpp>

namespace recto::detail {

template <class Operand>
struct render<distinct_of<Operand>> {
  static constexpr void write(sql_writer& out) {
    out.put("DISTINCT ");
    render<Operand>::write(out);
  }
};

template <class First, class Second>
struct render<two_arguments<First, Second>> {
  static constexpr void write(sql_writer& out) { write_arguments<First, Second>(out); }
};

template <class Operand, class... Terms>
struct render<ordered_operand<Operand, Terms...>> {
  static constexpr void write(sql_writer& out) {
    render<Operand>::write(out);
    out.put(" ORDER BY ");
    write_arguments<Terms...>(out);
  }
};

template <class Aggregate, class Condition>
struct render<filtered<Aggregate, Condition>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) {
    render<Aggregate>::write(out);
    out.put(" FILTER (WHERE ");
    write_condition_or_true<Condition>(out);
    out.put(')');
  }
};

}  // namespace recto::detail
