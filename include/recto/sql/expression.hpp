// SPDX-License-Identifier: BSL-1.0
// Expressions as SQL text: one specialisation of `render` for each kind of node. Parentheses stand only where
// PostgreSQL's operator precedence (manual, "Lexical Structure") would read the text otherwise.
// Layer 5.
#pragma once

#include <recto/query/aggregate.hpp>
#include <recto/query/choice.hpp>
#include <recto/query/function.hpp>
#include <recto/query/select.hpp>
#include <recto/sql/type_name.hpp>
#include <recto/sql/writer.hpp>
#include <recto/types/scalar.hpp>

#include <string_view>

namespace recto::detail {

/// How tightly the outermost operator of a text binds; a higher one binds tighter.
enum class precedence { or_, and_, not_, is, comparison, like, other, add, multiply, unary, atom };

/// `render<Node>::level`, and `render<Node>::write(sql_writer&)`.
template <class Node>
struct render;

template <class Node>
constexpr void write_operand(sql_writer& out, bool in_parentheses) {
  if (in_parentheses) out.put('(');
  render<Node>::write(out);
  if (in_parentheses) out.put(')');
}

/// Is it a query in parentheses? Between those of ANY the server would take it for rows, and not for an array.
template <class Node>
inline constexpr bool is_subselect = false;
template <class Array>
inline constexpr bool is_subselect<maybe_null<Array>> = is_subselect<Array>;
template <class First, class Second>
inline constexpr bool is_subselect<one_of_two_values<First, Second>> = is_subselect<First> || is_subselect<Second>;

/// The array between the parentheses of ANY and ALL.
template <class Array>
constexpr void write_array_operand(sql_writer& out) {
  constexpr bool cast = is_subselect<Array>;
  write_operand<Array>(out, cast && render<Array>::level < precedence::atom);
  if constexpr (cast) {
    out.put("::");
    write_type_name(out, sql_type_of<typename Array::value_type>);
  }
}

/// Does it hold for every row, for none, or does that depend on the row?
enum class truth : unsigned char { depends, always, never };

/// What a condition comes to in one shape: is it there at all, how tightly does it bind?
struct outcome {
  bool is_there = true;
  precedence level = precedence::atom;
  truth known = truth::depends;
};

/// Does the outcome depend on the shape?
template <class Node>
inline constexpr bool varies = false;
template <class Condition>
inline constexpr bool varies<maybe<Condition>> = true;
template <class First, class Second>
inline constexpr bool varies<one_of_two_values<First, Second>> = true;
template <class Operand>
inline constexpr bool varies<negation<Operand>> = varies<Operand>;
template <binary_op Op, class Left, class Right>
  requires(Op == binary_op::and_ || Op == binary_op::or_)
inline constexpr bool varies<binary<Op, bool, Left, Right>> = varies<Left> || varies<Right>;

template <class Condition>
inline constexpr bool varies<folded<Condition>> = varies<Condition>;

/// The outcome of a condition; the probe passes its choices.
template <class Node>
struct look {
  static constexpr outcome at(sql_writer& probe) {
    render<Node>::write(probe);
    return {true, render<Node>::level, truth::depends};
  }
};

/// A condition where SQL demands one: what is left out keeps every row.
template <class Condition>
constexpr void write_condition_or_true(sql_writer& out) {
  if constexpr (varies<Condition>) {
    sql_writer probe = out.probe();
    if (!out.is_probe() && !look<Condition>::at(probe).is_there) out.put("TRUE");
  }
  render<Condition>::write(out);
}

template <auto Member, fixed_string Alias>
struct render<column<Member, Alias>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) {
    out.column(column<Member, Alias>::source, column<Member, Alias>::name);
  }
};

/// A parameter of the wire type of `Stored`. Its type is told to the server, so no cast is needed in the text.
template <class Stored>
constexpr void write_parameter(sql_writer& out) {
  using wire = recto::wire_of<Stored>;
  out.parameter(type<wire>::sql.number, requires { type<wire>::text_format; });
}

template <class Stored, class Value>
struct render<bound<Stored, Value>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) { write_parameter<Stored>(out); }
};

struct operator_text {
  std::string_view text;
  precedence level;
  bool is_associative = false;
};

consteval operator_text text_of(binary_op op) {
  switch (op) {
    case binary_op::or_: return {" OR ", precedence::or_, true};
    case binary_op::and_: return {" AND ", precedence::and_, true};
    case binary_op::equal: return {" = ", precedence::comparison};
    case binary_op::not_equal: return {" <> ", precedence::comparison};
    case binary_op::less: return {" < ", precedence::comparison};
    case binary_op::less_equal: return {" <= ", precedence::comparison};
    case binary_op::greater: return {" > ", precedence::comparison};
    case binary_op::greater_equal: return {" >= ", precedence::comparison};
    case binary_op::like: return {" LIKE ", precedence::like};
    case binary_op::ilike: return {" ILIKE ", precedence::like};
    case binary_op::any_of: return {" = ANY(", precedence::comparison};
    case binary_op::not_all_of: return {" <> ALL(", precedence::comparison};
    case binary_op::add: return {" + ", precedence::add, true};
    case binary_op::subtract: return {" - ", precedence::add, true};
    case binary_op::multiply: return {" * ", precedence::multiply, true};
    case binary_op::divide: return {" / ", precedence::multiply, true};
    case binary_op::modulo: return {" % ", precedence::multiply, true};
    case binary_op::distinct_from: return {" IS DISTINCT FROM ", precedence::is};
    case binary_op::not_distinct_from: return {" IS NOT DISTINCT FROM ", precedence::is};
  }
}

template <class Condition>
struct render<folded<Condition>> : render<Condition> {};

template <binary_op Op, class Value, class Left, class Right>
struct render<binary<Op, Value, Left, Right>> {
  static constexpr operator_text spelled = text_of(Op);
  static constexpr precedence level = spelled.level;

  static constexpr void write(sql_writer& out) {
    constexpr bool joins = Op == binary_op::and_ || Op == binary_op::or_;
    if constexpr (joins && (varies<Left> || varies<Right>)) return write_what_is_there(out);
    // Left-associative operators need no parentheses on their left; AND and OR need none on the right either.
    constexpr bool logical = Op == binary_op::and_ || Op == binary_op::or_;
    constexpr bool array = Op == binary_op::any_of || Op == binary_op::not_all_of;
    write_operand<Left>(out, spelled.is_associative ? render<Left>::level < level : render<Left>::level <= level);
    out.put(spelled.text);
    if constexpr (array) {
      write_array_operand<Right>(out);
      out.put(')');
    } else {
      write_operand<Right>(out, logical ? render<Right>::level < level : render<Right>::level <= level);
    }
  }

 private:
  // Of two conditions that may be left out, those that are there; the operator only between two. A probe does not look
  // ahead itself: else each level would double the work of the one inside it.
  static constexpr void write_what_is_there(sql_writer& out) {
    outcome left{.level = render<Left>::level};
    outcome right{.level = render<Right>::level};
    if (!out.is_probe() && !out.takes_all()) {
      sql_writer probe = out.probe();
      left = look<Left>::at(probe);
      right = look<Right>::at(probe);
    }
    bool const both = left.is_there && right.is_there;
    write_operand<Left>(out, both && left.level < level);
    if (both) out.put(spelled.text);
    write_operand<Right>(out, both && right.level < level);
  }
};

template <class Condition>
struct look<folded<Condition>> : look<Condition> {};

template <binary_op Op, class Left, class Right>
  requires(varies<binary<Op, bool, Left, Right>>)
struct look<binary<Op, bool, Left, Right>> {
  static constexpr outcome at(sql_writer& probe) {
    outcome const left = look<Left>::at(probe);
    outcome const right = look<Right>::at(probe);
    if (!left.is_there) return right;
    if (!right.is_there) return left;
    // One is enough to make OR true and AND false; it takes two the other way round.
    constexpr truth enough = Op == binary_op::or_ ? truth::always : truth::never;
    truth const known = left.known == enough || right.known == enough ? enough
                      : left.known == right.known                     ? left.known
                                                                      : truth::depends;
    return {true, render<binary<Op, bool, Left, Right>>::level, known};
  }
};

template <class Operand>
struct render<negation<Operand>> {
  static constexpr precedence level = precedence::not_;
  static constexpr void write(sql_writer& out) {
    precedence inner = render<Operand>::level;
    if constexpr (varies<Operand>) {
      if (out.is_probe() || out.takes_all()) return render<Operand>::write(out);
      sql_writer probe = out.probe();
      outcome const found = look<Operand>::at(probe);
      if (!found.is_there) return render<Operand>::write(out);
      inner = found.level;
    }
    out.put("NOT ");
    write_operand<Operand>(out, inner < level);
  }
};

template <class Operand>
  requires(varies<Operand>)
struct look<negation<Operand>> {
  static constexpr outcome at(sql_writer& probe) {
    outcome const found = look<Operand>::at(probe);
    if (!found.is_there) return found;
    truth const known = found.known == truth::always ? truth::never
                      : found.known == truth::never  ? truth::always
                                                     : truth::depends;
    return {true, precedence::not_, known};
  }
};

template <class Operand>
struct render<minus<Operand>> {
  static constexpr precedence level = precedence::unary;
  static constexpr void write(sql_writer& out) {
    out.put('-');
    write_operand<Operand>(out, render<Operand>::level <= level);  // two in a row would begin a comment
  }
};

template <class Operand, bool Negated>
struct render<null_check<Operand, Negated>> {
  static constexpr precedence level = precedence::is;
  static constexpr void write(sql_writer& out) {
    write_operand<Operand>(out, render<Operand>::level <= level);
    out.put(Negated ? " IS NOT NULL" : " IS NULL");
  }
};

template <class Array>
struct render<maybe_null<Array>> : render<Array> {};

/// The opposite of a NULL check is the other one.
template <class Operand, bool Negated>
struct render<negation<null_check<Operand, Negated>>> : render<null_check<Operand, !Negated>> {};

template <>
struct render<every_row_of_group> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) { out.put('*'); }
};

template <aggregate_function Function, class Value, class Operand>
struct render<aggregate<Function, Value, Operand>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) {
    out.put(name_of(Function));
    out.put('(');
    render<Operand>::write(out);
    out.put(')');
  }
};

/// Every stored column of a table, as a SELECT lists them.
constexpr void write_columns(sql_writer& out, std::span<field const> fields, source_key const& source) {
  bool first = true;
  for (field const& one : fields) {
    if (!one.is_stored) continue;
    if (!first) out.put(", ");
    first = false;
    out.column(source, one.column);
  }
}

template <class Struct, fixed_string Alias>
struct render<row_node<Struct, Alias>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) {
    write_columns(out, table_of<Struct>.fields, row_node<Struct, Alias>::source);
  }
};

}  // namespace recto::detail
