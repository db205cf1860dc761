// SPDX-License-Identifier: BSL-1.0
// Calls as text: `name(a, b)`.
// Layer 5.
#pragma once

#include <recto/query/operation.hpp>
#include <recto/sql/expression.hpp>

namespace recto::detail {

template <class Node>
constexpr void write_argument(sql_writer& out, bool& first) {
  if (!first) out.put(", ");
  first = false;
  render<Node>::write(out);
}

/// `a, b, c`
template <class... Nodes>
constexpr void write_arguments(sql_writer& out) {
  [[maybe_unused]] bool first = true;
  (write_argument<Nodes>(out, first), ...);
}

template <fixed_string Name, null_rule Nulls, class Value, class... Arguments>
struct render<call<Name, Nulls, Value, Arguments...>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) {
    out.put(Name.view());
    out.put('(');
    write_arguments<Arguments...>(out);
    out.put(')');
  }
};

}  // namespace recto::detail
