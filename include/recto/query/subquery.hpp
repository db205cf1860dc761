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
  static constexpr void inspect(inspector& watcher) { inspect_nested_source<Query>(watcher); }
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

/// The one expression that a query selects.
template <class Items>
struct only_item {
  static constexpr bool is_one = false;
  using type = void;
};
template <class Item>
struct only_item<pack<Item>> {
  static constexpr bool is_one = true;
  using type = Item;
};

/// The struct of a row that is never missing, or void.
template <class Query, class Row>
consteval auto struct_of_whole_row() {
  if constexpr (is_whole_row<Row>) {
    if constexpr (!Row::nullable(sources_of<Query>)) return std::type_identity<typename Row::value_type>{};
    else return std::type_identity<void>{};
  } else {
    return std::type_identity<void>{};
  }
}

/// The struct that a query brings where it stands as a source, or void: without select its own, else that of
/// select_into, or of the one whole row that is selected. The same for returning.
template <class Query, clause Kind = clause::select>
consteval auto struct_of_rows() {
  if constexpr (!Query::has(Kind)) {
    if constexpr (Kind == clause::select) return struct_of_whole_row<Query, row_node_of<Query>>();
    else return std::type_identity<void>{};
  } else {
    using part = clause_type<Kind, Query>;
    using into = typename part::detail_type;
    if constexpr (!std::is_void_v<into>) return std::type_identity<into>{};
    else return struct_of_whole_row<Query, typename only_item<typename part::content_type>::type>();
  }
}

/// Base of nodes that hold a query.
template <class Value, statement_kind Kind, class Query>
struct nested_query : expression {
  using value_type = Value;
  using query_type = Query;
  static constexpr std::size_t parameters = Query::parameters;

  [[no_unique_address]] Query query;

  static constexpr void inspect(inspector& watcher) { inspect_nested<Query>(watcher, true); }
  template <class Function>
  constexpr void each_value(Function& function) const {
    each_parameter<Kind>(query, function);
  }
};

template <class Query>
struct exists_node : nested_query<bool, statement_kind::exists, Query> {
  static constexpr bool nullable(scope const&) { return false; }
};

template <class Query>
consteval auto find_selected_item() {
  if constexpr (!Query::has(clause::select)) return std::type_identity<bound<bool>>{};
  else if constexpr (!only_item<content_of<clause::select, Query>>::is_one) return std::type_identity<bound<bool>>{};
  else return std::type_identity<typename only_item<content_of<clause::select, Query>>::type>{};
}
template <class Query>
using selected_item_of = typename decltype(find_selected_item<Query>())::type;

template <class Query>
inline constexpr bool selects_one = [] {
  if constexpr (Query::has(clause::select)) return only_item<content_of<clause::select, Query>>::is_one;
  else return false;
}();

/// Says so if a query that stands for one column selects another number of them.
template <class Query>
consteval bool assert_one_column() {
  static_assert(selects_one<Query>, "recto: subquery: it must select exactly one expression here; add select(column)");
  return true;  // told; asking must not fail once more
}

/// The sources of a query inside one that has those `around` it.
template <class Query>
constexpr scope inside(scope const& around) {
  return {.entries = source_entries<Query>.data(),
          .count = source_entries<Query>.size(),
          .outer = &around,
          .is_nested = true,
          .is_grouped = sources_of<Query>.is_grouped};
}

/// A query of one column and at most one row, as a value.
template <class Query>
struct scalar_node : nested_query<typename selected_item_of<Query>::value_type, statement_kind::select, Query> {
  // No row is NULL. Only a count without groups always has one.
  static constexpr bool nullable(scope const& sources) {
    return Query::has(clause::group_by) || Query::has(clause::having) || Query::has(clause::limit)
        || Query::has(clause::offset) || Query::has(clause::combination)
        || !is_aggregate<selected_item_of<Query>> || selected_item_of<Query>::nullable(inside<Query>(sources));
  }
};

/// May one of the values be NULL that a query of one column brings? In a union the left has the wider type.
template <class Query>
constexpr bool brings_null(scope const& around) {
  return selected_item_of<Query>::nullable(inside<Query>(around));
}

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
    return Operand::nullable(sources) || brings_null<Query>(sources);
  }
  static constexpr void inspect(inspector& watcher) {
    detail::inspect<Operand>(watcher);
    inspect_nested<Query>(watcher, true);
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
  static_assert(assert_one_column<query_type>());
  if constexpr (selects_one<query_type>) {
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
  static constexpr bool nullable(scope const& sources) {
    return sources.is_nested ? Column::nullable(*sources.outer) : Column::nullable(sources);
  }
  static constexpr void inspect(inspector& watcher) {
    watcher.column_around({.source = Column::source, .table = Column::table(), .column = Column::name});
  }
};

template <class Items>
inline constexpr bool any_aggregate = false;
template <class... Items>
inline constexpr bool any_aggregate<pack<Items...>> = (is_aggregate<Items> || ...);

/// An aggregate over all rows is a row even where there are none.
template <class Query>
consteval bool assert_rows_of_its_own() {
  constexpr bool fits = [] {
    if constexpr (Query::has(clause::select) && !Query::has(clause::group_by))
      return !any_aggregate<content_of<clause::select, Query>>;
    else return true;
  }();
  static_assert(
      fits,
      "recto: exists: an aggregate without group_by always brings a row; ask for the rows, or compare scalar(query)");
  return true;  // told; asking must not fail once more
}

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
                "recto: subquery: its columns have no names, or its struct may be missing behind an outer join; select "
                "into a struct with select_into<Row>(...)");
  using named_row = std::conditional_t<has_struct, row, detail::source_row<query_type>>;
  return detail::named_query<named_row, query_type, Name>{{}, std::move(inner)};
}

/// Does the query have a row? `EXISTS (SELECT ...)`. Its select and order do not matter. Ecto: `exists`.
template <std::derived_from<queryable> Head>
constexpr auto exists(Head head) {
  auto inner = detail::as_query(std::move(head));
  static_assert(detail::assert_rows_of_its_own<decltype(inner)>());
  return detail::exists_node<decltype(inner)>{{{}, std::move(inner)}};
}

/// The one value of a query that brings one column and at most one row, as an expression; NULL if there is no row.
/// Errors at run time: the server's 21000 for several rows.
template <std::derived_from<queryable> Head>
constexpr auto scalar(Head head) {
  auto inner = detail::as_query(std::move(head));
  static_assert(detail::assert_one_column<decltype(inner)>());
  return detail::scalar_node<decltype(inner)>{{{}, std::move(inner)}};
}

/// `column > any(query)`: is it true of some row of the query? Ecto: `any`.
template <std::derived_from<queryable> Head>
constexpr auto any(Head head) {
  auto inner = detail::as_query(std::move(head));
  static_assert(detail::assert_one_column<decltype(inner)>());
  return detail::quantified_node<detail::quantifier::any, decltype(inner)>{{{}, std::move(inner)}};
}

/// `column > all(query)`: is it true of every row of the query? Ecto: `all`.
template <std::derived_from<queryable> Head>
constexpr auto all(Head head) {
  auto inner = detail::as_query(std::move(head));
  static_assert(detail::assert_one_column<decltype(inner)>());
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
