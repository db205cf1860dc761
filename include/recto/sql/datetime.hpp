// SPDX-License-Identifier: BSL-1.0
// Functions of dates and times that have a syntax of their own, as text.
// Layer 5.
#pragma once

#include <recto/query/datetime.hpp>
#include <recto/sql/cast_to.hpp>
#include <recto/sql/operation.hpp>

namespace recto::detail {

template <>
struct render<today_node> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) { out.put("CURRENT_DATE"); }
};

template <fixed_string Unit>
struct render<unit_interval<Unit>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) {
    out.put("INTERVAL '1 ");
    out.put(Unit.view());
    out.put('\'');
  }
};

template <fixed_string Unit, class Value, class... Arguments>
struct render<truncation<Unit, Value, Arguments...>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) {
    out.put("date_trunc('");
    out.put(Unit.view());
    out.put("', ");
    write_arguments<Arguments...>(out);
    out.put(')');
    // PostgreSQL makes a timestamptz of a date.
    if constexpr (is_date<Value>) out.put("::date");
  }
};

template <fixed_string Unit, class Value, class Operand>
struct render<extraction<Unit, Value, Operand>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) {
    out.put("extract(");
    out.put(Unit.view());
    out.put(" FROM ");
    render<Operand>::write(out);
    // numeric since PostgreSQL 14, double precision before
    out.put(")::");
    write_type_name(out, sql_type_of<Value>);
  }
};

}  // namespace recto::detail
