// SPDX-License-Identifier: BSL-1.0
// Queries inside queries: as a source (`subquery<"tops">(query)`), in a condition (`exists`, `in`, `any`, `all`), as a
// value (`scalar`). They see the columns of the query around them.
// Layer 4.
#pragma once

#include <recto/query/aggregate.hpp>
#include <recto/query/function.hpp>
#include <recto/query/judge.hpp>
#include <recto/query/values.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

/// A query as a source. `Query` brings rows of type `Row`.
template <class Row, class Query, fixed_string Name>
struct query_source {
  using row = Row;
  using whole_row = row_node<Row, Name>;
  using query_type = Query;
  static constexpr source_key key = key_of<Row, Name>;
  static constexpr bool has_alias = true;
  static constexpr bool is_table = false;
  static constexpr std::size_t parameters = Query::parameters;

  [[no_unique_address]] Query query;

  static constexpr std::string_view name() { return Name.view(); }
  static constexpr void inspect(inspector& watcher) { inspect_nested<Query>(watcher); }
  template <class Function>
  constexpr void each_value(Function& function) const {
    each_parameter<statement_kind::select>(query, function);
  }
};

/// What `subquery<"name">(...)` gives: heads a pipeline, or is joined.
template <class Row, class Query, fixed_string Name>
struct named_query : named_source<Row, Name> {
  using source = query_source<Row, Query, Name>;

  [[no_unique_address]] Query query;

  constexpr auto begin() const { return recto::query<from_clause<source>>{{}, {source{query}}}; }
  constexpr source as_source() const { return {query}; }
};

/// The struct that a query brings where it stands as a source: without select its own, else that of select_into, or of
/// the one whole row that is selected.
template <class Query>
consteval auto struct_of_rows() {
  if constexpr (!Query::has(clause::select)) {
    return std::type_identity<source_row<Query>>{};
  } else {
    using into = typename clause_type<clause::select, Query>::detail_type;
    if constexpr (!std::is_void_v<into>) return std::type_identity<into>{};
    else return std::type_identity<void>{};
  }
}

/// Base of nodes that hold a query.
template <class Value, statement_kind Kind, class Query>
struct nested_query : expression {
  using value_type = Value;
  using query_type = Query;
  static constexpr std::size_t parameters = Query::parameters;

  [[no_unique_address]] Query query;

  static constexpr void inspect(inspector& watcher) { inspect_nested<Query>(watcher); }
  template <class Function>
  constexpr void each_value(Function& function) const {
    each_parameter<Kind>(query, function);
  }
};

template <class Query>
struct exists_node : nested_query<bool, statement_kind::exists, Query> {
  static constexpr bool nullable(scope const&) { return false; }
};

/// The one expression that a query selects.
template <class Items>
struct only_item {
  static constexpr bool is_one = false;
};
template <class Item>
struct only_item<pack<Item>> {
  static constexpr bool is_one = true;
  using type = Item;
};
template <class Query>
consteval auto selected_item() {
  if constexpr (!Query::has(clause::select)) return std::type_identity<bound<bool>>{};
  else if constexpr (!only_item<content_of<clause::select, Query>>::is_one) return std::type_identity<bound<bool>>{};
  else return std::type_identity<typename only_item<content_of<clause::select, Query>>::type>{};
}
template <class Query>
using selected_item_of = typename decltype(selected_item<Query>())::type;

/// Says so if a query that stands for one column selects another number of them.
template <class Query>
consteval bool assert_one_column() {
  constexpr bool one = [] {
    if constexpr (Query::has(clause::select)) return only_item<content_of<clause::select, Query>>::is_one;
    else return false;
  }();
  static_assert(one, "recto: subquery: it must select exactly one expression here; add select(column)");
  return one;
}

/// A query of one column and at most one row, as a value.
template <class Query>
struct scalar_node : nested_query<typename selected_item_of<Query>::value_type, statement_kind::select, Query> {
  // No row is NULL. Only a count without groups always has one.
  static constexpr bool nullable(scope const&) {
    return Query::has(clause::group_by) || Query::has(clause::having) || Query::has(clause::limit)
        || Query::has(clause::offset)
        || !is_aggregate<selected_item_of<Query>> || selected_item_of<Query>::nullable(scope{});
  }
};

enum class quantifier { any, all };

/// Right side of a comparison with the rows of a query.
template <quantifier Kind, class Query>
struct quantified_node : nested_query<typename selected_item_of<Query>::value_type, statement_kind::select, Query> {
  static constexpr bool nullable(scope const&) { return true; }
};

template <class Operand, class Query, bool Negated>
struct membership : expression {
  using value_type = bool;
  static constexpr std::size_t parameters = Operand::parameters + Query::parameters;

  [[no_unique_address]] Operand operand;
  [[no_unique_address]] Query query;

  static constexpr bool nullable(scope const& sources) {
    return Operand::nullable(sources) || selected_item_of<Query>::nullable(sources);
  }
  static constexpr void inspect(inspector& watcher) {
    detail::inspect<Operand>(watcher);
    inspect_nested<Query>(watcher);
  }
  template <class Function>
  constexpr void each_value(Function& function) const {
    if constexpr (Operand::parameters > 0) operand.each_value(function);
    each_parameter<statement_kind::select>(query, function);
  }
};

template <bool Negated, class Operand, class Head>
constexpr auto member_of_query(Operand operand, Head&& head) {
  auto inner = as_query(static_cast<Head&&>(head));
  using query_type = decltype(inner);
  if constexpr (assert_one_column<query_type>()) {
    using item = selected_item_of<query_type>;
    constexpr bool fits = comparable<typename Operand::value_type, typename item::value_type>();
    static_assert(assert_operands<decltype(judge_pair<fits, Operand, item>())>::value);
  }
  return membership<Operand, query_type, Negated>{{}, std::move(operand), std::move(inner)};
}

/// A column of the query around this one.
template <class Column>
struct outer_column : expression {
  using member = typename Column::member;
  using value_type = typename Column::value_type;
  static constexpr std::size_t parameters = 0;
  static constexpr std::string_view name = Column::name;

  static constexpr std::string_view table() { return Column::table(); }
  static constexpr bool nullable(scope const& sources) { return Column::nullable(sources); }
  static constexpr void inspect(inspector& watcher) {
    watcher.column_around({.source = Column::source, .table = Column::table(), .column = Column::name});
  }
};

}  // namespace detail

/// A query as a source of another: `join(subquery<"tops">(query), ...)`, `subquery<"tops">(query) | where(...)`. Its
/// columns are the members of the struct that it brings: `col<&Top::pay>`. SQL: `(SELECT ...) AS "tops"`. Ecto: `subquery`.
template <fixed_string Name, class Head>
constexpr auto subquery(Head&& head) {
  auto inner = detail::as_query(static_cast<Head&&>(head));
  using query_type = decltype(inner);
  using row = typename decltype(detail::struct_of_rows<query_type>())::type;
  constexpr bool has_struct = !std::is_void_v<row>;
  static_assert(has_struct,
                "recto: subquery: its columns have no names; select into a struct with select_into<Row>(...)");
  using named_row = std::conditional_t<has_struct, row, detail::source_row<query_type>>;
  return detail::named_query<named_row, query_type, Name>{{}, std::move(inner)};
}

/// Does the query have a row? `EXISTS (SELECT ...)`. Its select and order do not matter. Ecto: `exists`.
template <std::derived_from<queryable> Head>
constexpr auto exists(Head head) {
  auto inner = detail::as_query(std::move(head));
  return detail::exists_node<decltype(inner)>{{{}, std::move(inner)}};
}

/// The one value of a query that brings one column and at most one row, as an expression; NULL if there is no row.
/// Errors at run time: the server's 21000 for several rows.
template <std::derived_from<queryable> Head>
constexpr auto scalar(Head head) {
  auto inner = detail::as_query(std::move(head));
  detail::assert_one_column<decltype(inner)>();
  return detail::scalar_node<decltype(inner)>{{{}, std::move(inner)}};
}

/// `column > any(query)`: is it true of some row of the query? Ecto: `any`.
template <std::derived_from<queryable> Head>
constexpr auto any(Head head) {
  auto inner = detail::as_query(std::move(head));
  detail::assert_one_column<decltype(inner)>();
  return detail::quantified_node<detail::quantifier::any, decltype(inner)>{{{}, std::move(inner)}};
}

/// `column > all(query)`: is it true of every row of the query? Ecto: `all`.
template <std::derived_from<queryable> Head>
constexpr auto all(Head head) {
  auto inner = detail::as_query(std::move(head));
  detail::assert_one_column<decltype(inner)>();
  return detail::quantified_node<detail::quantifier::all, decltype(inner)>{{{}, std::move(inner)}};
}

/// `x IN (SELECT ...)`: is it among the values that the query brings? NULL among them makes it NULL where nothing is equal.
template <is_expression Operand, std::derived_from<queryable> Head>
constexpr auto in(Operand operand, Head head) {
  return detail::member_of_query<false>(std::move(operand), std::move(head));
}

/// `x NOT IN (SELECT ...)`. One NULL among the query's values makes it never true.
template <is_expression Operand, std::derived_from<queryable> Head>
constexpr auto not_in(Operand operand, Head head) {
  return detail::member_of_query<true>(std::move(operand), std::move(head));
}

/// A column of the query around this one, said so: does not compile where this query has a source of the same name, or
/// none around it has it. A column finds its query without it, too. Ecto: `parent_as`.
template <is_expression Column>
constexpr auto parent_as(Column) {
  return detail::outer_column<Column>{};
}

}  // namespace recto
