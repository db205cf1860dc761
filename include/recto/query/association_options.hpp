// SPDX-License-Identifier: BSL-1.0
// What schema() says of an association's rows: which of them are associated at all, and in what order they are loaded.
// Conditions and orders are those of queries, so these options live here and not with the others.
// Layer 4.
#pragma once

#include <recto/query/query.hpp>
#include <recto/query/stages.hpp>
#include <recto/schema/association_key.hpp>
#include <recto/schema/definition.hpp>

#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

template <auto Association, class Condition>
struct assoc_where_option : member_option<Association> {
  Condition condition;
  constexpr void enter(table_draft&) const {}
};

template <auto Association, class Stage>
struct preload_order_option : member_option<Association> {
  Stage order;
  constexpr void enter(table_draft&) const {}
};

struct no_option {};

template <auto Association, class Option>
consteval no_option condition_in(Option const&) {
  return {};
}
template <auto Association, class Condition>
consteval auto condition_in(assoc_where_option<Association, Condition> const& option) {
  return option.condition;
}
template <auto Association, class Left, class Right>
consteval auto condition_in(schema_options<Left, Right> const& options) {
  if constexpr (std::is_same_v<decltype(condition_in<Association>(options.left)), no_option>)
    return condition_in<Association>(options.right);
  else return condition_in<Association>(options.left);
}

template <auto Association, class Option>
consteval no_option order_in(Option const&) {
  return {};
}
template <auto Association, class Stage>
consteval auto order_in(preload_order_option<Association, Stage> const& option) {
  return option.order;
}
template <auto Association, class Left, class Right>
consteval auto order_in(schema_options<Left, Right> const& options) {
  if constexpr (std::is_same_v<decltype(order_in<Association>(options.left)), no_option>)
    return order_in<Association>(options.right);
  else return order_in<Association>(options.left);
}

template <auto Association>
inline constexpr auto association_condition = condition_in<Association>(owner_of<Association>::schema());
template <auto Association>
inline constexpr auto association_order = order_in<Association>(owner_of<Association>::schema());

template <auto Association>
inline constexpr bool has_condition = !std::is_same_v<decltype(association_condition<Association>), no_option const>;
template <auto Association>
inline constexpr bool has_order = !std::is_same_v<decltype(association_order<Association>), no_option const>;

/// The condition of ON, and that of the association; `To` is the name of the associated table.
template <auto Association, fixed_string To, class On>
constexpr auto with_condition(On on) {
  if constexpr (has_condition<Association>)
    return std::move(on) && association_condition<Association>(named_source<associated<Association>, To>{});
  else return on;
}

/// The query for associated rows, with the association's condition.
template <auto Association, fixed_string To = "", class Query>
constexpr auto only_associated(Query asked) {
  constexpr auto step = last_of(steps_of<Association>());
  if constexpr (has_condition<step>)
    return std::move(asked) | where(association_condition<step>(named_source<associated<step>, To>{}));
  else return asked;
}

/// The same in the association's order, unless the query has one.
template <auto Association, class Query>
constexpr auto in_association_order(Query asked) {
  if constexpr (has_order<Association> && !Query::has(clause::order_by))
    return std::move(asked) | association_order<Association>;
  else return asked;
}

}  // namespace detail

/// In schema(): which rows are associated, by a condition on the associated table, wherever the association is joined,
/// preloaded or asked for by `assoc`. It is a function of that table, which may stand under another name:
/// `assoc_where<&Post::comments>([](auto comment) { return comment[col<&Comment::approved>] == true; })`. Needs the
/// associated struct complete: define schema() after it. Ecto: `where:`.
template <auto Association, class Condition>
consteval detail::assoc_where_option<Association, Condition> assoc_where(Condition condition) {
  return {{}, condition};
}

/// In schema(): the order in which a preload brings the rows, where its query has none of its own:
/// `preload_order<&Post::comments>(desc(col<&Comment::id>))`. Needs the associated struct complete. Ecto: `preload_order:`,
/// to which a query's order is added.
template <auto Association, class... Terms>
consteval auto preload_order(Terms... terms) {
  auto stage = order_by(terms...);
  return detail::preload_order_option<Association, decltype(stage)>{{}, stage};
}

}  // namespace recto
