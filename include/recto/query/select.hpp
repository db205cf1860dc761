// SPDX-License-Identifier: BSL-1.0
// What a query brings: `select(...)`, `select_into<Row>(...)`, and the C++ type of a row that follows from them.
// Layer 4.
#pragma once

#include <recto/query/sources.hpp>
#include <recto/query/stages.hpp>

#include <cstddef>
#include <optional>
#include <tuple>
#include <type_traits>

namespace recto {

namespace detail {

/// The C++ type of a selected expression in a query: optional where it may be NULL.
template <class Item, class Query>
using item_type = std::conditional_t<Item::nullable(sources_of<Query>), std::optional<typename Item::value_type>,
                                     typename Item::value_type>;

template <class Select, class Query>
struct selected_row;
template <class Into, class... Items, class Query>
struct selected_row<select_clause<Into, pack<Items...>>, Query> {
  using type = Into;
};
template <class... Items, class Query>
struct selected_row<select_clause<void, pack<Items...>>, Query> {
  using type = std::tuple<item_type<Items, Query>...>;
};
template <class Item, class Query>
struct selected_row<select_clause<void, pack<Item>>, Query> {
  using type = item_type<Item, Query>;
};

template <class Query>
consteval auto row_type() {
  if constexpr (Query::has(clause::select))
    return std::type_identity<typename selected_row<clause_type<clause::select, Query>, Query>::type>{};
  else return std::type_identity<item_type<row_node_of<Query>, Query>>{};
}

/// What a RETURNING lists is a row as what a SELECT lists.
template <class Into, class Items>
using returning_clause = clause_part<clause::returning, Items, Into>;

template <class Returning, class Query>
struct returned_row;
template <class Into, class Items, class Query>
struct returned_row<returning_clause<Into, Items>, Query> : selected_row<select_clause<Into, Items>, Query> {};

/// A value that stands in a select list without being an expression is one mistake worth a sentence.
template <class Item>
constexpr auto select_item(Item&& item) {
  static_assert(is_expression<Item>,
                "recto: select: this is not an expression; write recto::value(...) for a plain value");
  static_assert(!left_out_at_times<Item>,
                "recto: select: a condition that may be left out has no value; select it by either(flag, x, y)");
  if constexpr (is_expression<Item> && !left_out_at_times<Item>)
    return std::remove_cvref_t<Item>(std::forward<Item>(item));
  else return bound<bool>{};
}

}  // namespace detail

/// The C++ type of one row of `Query`: its struct (optional behind a right or full join), the type of the one selected expression, a std::tuple of several, or
/// the struct of select_into.
template <class Query>
using row_of = typename decltype(detail::row_type<Query>())::type;

/// The C++ type of one row that an update_all or delete_all with `returning` brings.
template <class Query>
using returned_row_of = typename detail::returned_row<detail::clause_type<clause::returning, Query>, Query>::type;

/// Selects expressions: one comes as its own type, several as a std::tuple; what may be NULL comes as std::optional. A
/// later select replaces an earlier. Ecto: `select`.
template <class... Items>
constexpr auto select(Items&&... items) {
  static_assert(sizeof...(Items) > 0,
                "recto: select: it needs an expression; without select a query brings its struct");
  auto all = detail::pack_or_stand_in(detail::select_item(static_cast<Items&&>(items))...);
  using selected = detail::select_clause<void, decltype(all)>;
  return detail::put_stage<selected>{{}, {static_cast<decltype(all)&&>(all)}};
}

/// Selects expressions into the fields of the aggregate `Row`, by position. Number, types and nullability are checked
/// when the query is executed or its verdict asked for.
template <class Row, class... Items>
constexpr auto select_into(Items&&... items) {
  auto all = detail::make_pack(detail::select_item(static_cast<Items&&>(items))...);
  using selected = detail::select_clause<Row, decltype(all)>;
  return detail::put_stage<selected>{{}, {static_cast<decltype(all)&&>(all)}};
}

}  // namespace recto
