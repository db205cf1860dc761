// SPDX-License-Identifier: BSL-1.0
// CASE as text.
// Layer 5.
#pragma once

#include <recto/query/conditional.hpp>
#include <recto/sql/operation.hpp>

namespace recto::detail {

template <class Condition, class Result>
struct render<case_branch<Condition, Result>> {
  static constexpr void write(sql_writer& out) {
    out.put(" WHEN ");
    write_condition_or_true<Condition>(out);
    out.put(" THEN ");
    render<Result>::write(out);
  }
};

template <class Value, bool HasElse, class... Parts>
struct render<case_expression<Value, HasElse, Parts...>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) {
    out.put("CASE");
    std::size_t part = 0;
    (write_part<Parts>(out, ++part), ...);
    out.put(" END");
  }

 private:
  template <class Part>
  static constexpr void write_part(sql_writer& out, std::size_t number) {
    if (HasElse && number == sizeof...(Parts)) out.put(" ELSE ");
    render<Part>::write(out);
  }
};

}  // namespace recto::detail
