// SPDX-License-Identifier: BSL-1.0
// The clauses that a query is made of. A query has each kind at most once, so a clause is found by its kind; a stage
// that adds to a kind replaces the clause by the longer one.
// Layer 4.
#pragma once

#include <recto/query/column.hpp>
#include <recto/query/pack.hpp>
#include <recto/query/untyped_column.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace recto {

/// The kinds of clauses.
enum class clause {
  with,
  distinct,
  select,
  from,
  join,
  where,
  group_by,
  having,
  windows,
  combination,
  order_by,
  limit,
  offset,
  lock,
  set,
  returning,
  prefix,
  every_row,
  preload,          ///< no SQL of the query itself: what is loaded after it
  preload_join,     ///< what is loaded with it, by joins
  limit_per_parent  ///< of a query that a preload asks
};

namespace detail {

/// A clause: its kind, and what it holds: a condition, a number, a source, or a pack of expressions. One template for all
/// kinds, so that the one of a kind is found by a conversion, without a search. `Detail` is what a kind adds to its type.
template <clause Kind, class Content, class Detail = void>
struct clause_part {
  using content_type = Content;
  using detail_type = Detail;
  static constexpr clause kind = Kind;
  static constexpr std::size_t parameters = Content::parameters;

  [[no_unique_address]] Content content;

  template <class Function>
  constexpr void each_value(Function& function) const {
    content.each_value(function);
  }
};

/// A struct's table as a source, under its own name or an alias.
template <class Struct, fixed_string Alias>
struct table_source {
  using row = Struct;
  using whole_row = row_node<Struct, Alias>;
  static constexpr source_key key = key_of<Struct, Alias>;
  static constexpr bool has_alias = Alias.size() > 0;
  static constexpr bool is_table = true;
  static constexpr std::size_t parameters = 0;

  template <fixed_string Name>
  using renamed = table_source<Struct, Name>;

  static constexpr std::string_view table() { return source_name<Struct>(); }
  static constexpr std::string_view name() {
    if constexpr (has_alias) return Alias.view();
    else return table();
  }
  static constexpr std::string_view prefix() {
    if constexpr (schema<Struct>) return table_of<Struct>.prefix;
    else return {};
  }
};

/// Base of types that describe a source where a struct does not say it all: another table, another prefix.
struct source_description {};

template <class Source>
using from_clause = clause_part<clause::from, Source>;

enum class join_kind { inner, left, right, full, cross };

/// The condition of a cross join.
struct no_condition {
  static constexpr std::size_t parameters = 0;
  static constexpr void inspect(inspector&) {}
};

/// One joined source and its condition. A lateral one sees the sources before it.
template <join_kind Kind, class Source, class Condition, bool Lateral = false>
struct joined {
  using source_type = Source;
  using condition = Condition;
  static constexpr join_kind kind = Kind;
  static constexpr bool is_lateral = Lateral;
  static constexpr bool is_choice = false;
  static constexpr std::size_t parameters = Source::parameters + Condition::parameters;

  [[no_unique_address]] Source source;
  [[no_unique_address]] Condition on;

  template <class Function>
  constexpr void each_value(Function& function) const {
    if constexpr (Source::parameters > 0) source.each_value(function);
    if constexpr (Condition::parameters > 0) on.each_value(function);
  }
};

template <class Joins>
using join_clause = clause_part<clause::join, Joins>;

template <class Condition>
using where_clause = clause_part<clause::where, Condition>;

template <class Terms>
using group_by_clause = clause_part<clause::group_by, Terms>;

template <class Condition>
using having_clause = clause_part<clause::having, Condition>;

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
using order_by_clause = clause_part<clause::order_by, Terms>;

/// Says that a limit also takes the rows that are equal to the last.
struct with_ties {};

/// A number of rows; `Detail` of a limit may say `with_ties`.
template <class Count, class Ties = void>
using limit_clause = clause_part<clause::limit, Count, Ties>;

template <class Count>
using offset_clause = clause_part<clause::offset, Count>;

/// What `select(...)` asks for; `Into` is the struct of select_into, or void.
template <class Into, class Items>
using select_clause = clause_part<clause::select, Items, Into>;

template <class Assignments>
using set_clause = clause_part<clause::set, Assignments>;

/// A clause that holds nothing.
struct no_content {
  static constexpr std::size_t parameters = 0;
};

using every_row_clause = clause_part<clause::every_row, no_content>;

}  // namespace detail

}  // namespace recto
