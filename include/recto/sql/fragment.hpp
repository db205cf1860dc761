// SPDX-License-Identifier: BSL-1.0
// Fragments as text: their own, with the operands in the places of the question marks.
// Layer 5.
#pragma once

#include <recto/query/fragment.hpp>
#include <recto/sql/expression.hpp>

#include <cstddef>

namespace recto::detail {

template <fixed_string Name>
struct render<identifier_node<Name>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) { out.name(Name.view()); }
};

template <class... Children>
struct render<splice_node<Children...>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) {
    bool first = true;
    (write_one<Children>(out, first), ...);
  }

 private:
  template <class Child>
  static constexpr void write_one(sql_writer& out, bool& first) {
    if (!first) out.put(", ");
    first = false;
    render<Child>::write(out);
  }
};

template <fixed_string Text, class Value, bool Nullable, class... Children>
struct render<fragment_node<Text, Value, Nullable, Children...>> {
  // Nobody knows which operators the text has, so it binds like the loosest.
  static constexpr precedence level = parts_of<Text>.is_atom ? precedence::atom : precedence::or_;

  static constexpr void write(sql_writer& out) {
    constexpr auto const& parts = parts_of<Text>;
    std::size_t written = 0;
    std::size_t next = 0;
    ((out.put(parts.between(written, parts.holes[next])),
      write_operand<Children>(out, render<Children>::level < precedence::atom && !parts.delimited[next]),
      written = parts.holes[next++]),
     ...);
    out.put(parts.between(written, parts.size));
  }
};

template <class Fragment>
struct render<aggregate_fragment_node<Fragment>> : render<Fragment> {};

}  // namespace recto::detail
