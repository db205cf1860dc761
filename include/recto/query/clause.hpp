// SPDX-License-Identifier: BSL-1.0
// The clauses that a query is made of. A query has each kind at most once, so a clause is found by its kind; a stage
// that adds to a kind replaces the clause by the longer one.
// Layer 4.
#pragma once

#include <recto/query/column.hpp>
#include <recto/query/pack.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace recto {

/// The kinds of clauses.
enum class clause { from, join, where, group_by, having, select, order_by, limit, offset, set, every_row };

namespace detail {

/// Base of each clause: lets a query hand out the one of a kind by a conversion, without a search. `Content` is what the
/// clause holds: a condition, a number, or a pack of expressions.
template <clause Kind, class Self, class Content = void>
struct clause_base {
  using content_type = Content;
  static constexpr clause kind = Kind;
  static constexpr std::size_t parameters = Content::parameters;

  [[no_unique_address]] Content content;

  template <class Function>
  constexpr void each_value(Function& function) const {
    content.each_value(function);
  }
};
template <clause Kind, class Self>
struct clause_base<Kind, Self, void> {
  static constexpr clause kind = Kind;
  static constexpr std::size_t parameters = 0;
};

/// A struct's table as a source, under its own name or an alias.
template <class Struct, fixed_string Alias>
struct table_source {
  using row = Struct;
  static constexpr source_key key = key_of<Struct, Alias>;
  static constexpr bool has_alias = Alias.size() > 0;
  static constexpr std::size_t parameters = 0;

  static constexpr std::string_view name() {
    if constexpr (has_alias) return Alias.view();
    else return source_name<Struct>();
  }
};

template <class Source>
struct from_clause : clause_base<clause::from, from_clause<Source>> {
  using source = Source;
};

enum class join_kind { inner, left, right, full };

/// One joined source and its condition.
template <join_kind Kind, class Source, class Condition>
struct joined {
  using source = Source;
  using condition = Condition;
  static constexpr join_kind kind = Kind;
  static constexpr std::size_t parameters = Condition::parameters;

  [[no_unique_address]] Condition on;

  template <class Function>
  constexpr void each_value(Function& function) const {
    on.each_value(function);
  }
};

template <class Joins>
struct join_clause : clause_base<clause::join, join_clause<Joins>, Joins> {};

template <class Condition>
struct where_clause : clause_base<clause::where, where_clause<Condition>, Condition> {};

template <class Terms>
struct group_by_clause : clause_base<clause::group_by, group_by_clause<Terms>, Terms> {};

template <class Condition>
struct having_clause : clause_base<clause::having, having_clause<Condition>, Condition> {};

enum class sort { ascending, descending };
enum class nulls { as_usual, first, last };

/// `x DESC NULLS LAST`: one term of an ORDER BY.
template <class Operand, sort Direction, nulls Nulls>
struct order_term {
  using operand_type = Operand;
  static constexpr sort direction = Direction;
  static constexpr nulls null_order = Nulls;
  static constexpr std::size_t parameters = Operand::parameters;

  [[no_unique_address]] Operand operand;

  static constexpr void inspect(inspector& watcher) { detail::inspect<Operand>(watcher); }
  template <class Function>
  constexpr void each_value(Function& function) const {
    operand.each_value(function);
  }
};

template <class Terms>
struct order_by_clause : clause_base<clause::order_by, order_by_clause<Terms>, Terms> {};

struct limit_clause : clause_base<clause::limit, limit_clause, bound<std::int64_t>> {};

struct offset_clause : clause_base<clause::offset, offset_clause, bound<std::int64_t>> {};

/// What `select(...)` asks for; `Into` is the struct of select_into, or void.
template <class Into, class Items>
struct select_clause : clause_base<clause::select, select_clause<Into, Items>, Items> {
  using into = Into;
};

template <class Assignments>
struct set_clause : clause_base<clause::set, set_clause<Assignments>, Assignments> {};

struct every_row_clause : clause_base<clause::every_row, every_row_clause> {};

}  // namespace detail

}  // namespace recto
