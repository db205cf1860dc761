// SPDX-License-Identifier: BSL-1.0
// Set operations: UNION, INTERSECT, EXCEPT. As in Ecto, order_by, limit and offset of the left query apply to the whole.
// Several are applied in the order in which they are written.
// Layer 4.
#pragma once

#include <recto/query/choice.hpp>
#include <recto/query/judge.hpp>
#include <recto/query/values.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

enum class set_operation { union_, union_all, intersect, intersect_all, except, except_all };

template <set_operation Operation, class Query>
struct combined {
  using query_type = Query;
  static constexpr set_operation operation = Operation;
  static constexpr std::size_t parameters = Query::parameters;

  [[no_unique_address]] Query query;

  template <class Function>
  constexpr void each_value(Function& function) const {
    each_parameter<statement_kind::select>(query, function);
  }
};

template <class Queries>
using combination_clause = clause_part<clause::combination, Queries>;

/// What a query selects, as a list of expressions: without select its whole row.
template <class Query>
consteval auto items_of_query() {
  if constexpr (Query::has(clause::select)) return std::type_identity<content_of<clause::select, Query>>{};
  else return std::type_identity<pack<row_node_of<Query>>>{};
}
template <class Query>
using items_of = typename decltype(items_of_query<Query>())::type;

/// Do the rows of `Right` fit where those of `Left` are read?
template <class Left, class Right>
constexpr bool same_rows(scope const& left_sources, scope const& right_sources) {
  auto const left = item_slots<items_of<Left>>::in(left_sources);
  auto const right = item_slots<items_of<Right>>::in(right_sources);
  if (left.size() != right.size()) return false;
  for (std::size_t i = 0; i < left.size() && i < right.size(); ++i) {
    if (!(left[i].type == right[i].type)) return false;
    if (right[i].is_nullable && !left[i].is_nullable) return false;
  }
  return true;
}

/// Are both one expression to the server, too? One that binds values is not: $1 and $2 differ, whatever they hold.
template <class First, class Second>
consteval bool same_expression() {
  if constexpr (requires { First::selected_as == Second::selected; }) return First::selected_as == Second::selected;
  else if constexpr (First::parameters > 0 || Second::parameters > 0) return false;
  else if constexpr (requires { First::source == Second::source&& First::name == Second::name; })
    return First::source == Second::source && First::name == Second::name;
  else return key_of_node<First>() == key_of_node<Second>();
}

template <class Items>
struct selected_items;
template <class... Items>
struct selected_items<pack<Items...>> {
  template <class Node>
  static consteval std::size_t position() {
    std::size_t at = 0;
    std::size_t found = 0;
    ((++at, found = found == 0 && same_expression<Items, Node>() ? at : found), ...);
    return found;
  }
  /// Is a whole row selected that the column is of?
  template <class Node>
  static consteval bool has_row_of() {
    return (is_row_of<Items, Node>() || ...);
  }
  static constexpr bool is_one = sizeof...(Items) == 1;

 private:
  template <class Item, class Node>
  static consteval bool is_row_of() {
    if constexpr (is_whole_row<Item> && requires { Node::source; }) return Item::source == Node::source;
    else return false;
  }
};

/// Where a selected expression is in the select list, from 1; 0: it is not there.
template <class Query, class Node>
consteval std::size_t selected_position() {
  if constexpr (Query::has(clause::select))
    return selected_items<content_of<clause::select, Query>>::template position<Node>();
  else return 0;
}

/// Is the expression a column of a whole row that the query brings? Of a union that is told by the column's name, so the
/// row must be the only one.
template <class Query, class Node>
consteval bool is_column_of_row() {
  if constexpr (Query::has(clause::select)) {
    using items = selected_items<content_of<clause::select, Query>>;
    return items::template has_row_of<Node>() && (items::is_one || !Query::has(clause::combination));
  } else if constexpr (requires { Node::source; }) {
    return sources_of<Query>.find(Node::source) == 0;
  } else {
    return false;
  }
}

/// Is the term's expression selected, whatever is chosen?
template <class Query, class Term>
inline constexpr bool is_selected = false;
template <class Query, class Operand, sort Direction, nulls Nulls>
inline constexpr bool is_selected<Query, order_term<Operand, Direction, Nulls>> =
    selected_position<Query, Operand>() != 0 || is_column_of_row<Query, Operand>();
template <class Query, class First, class Second>
inline constexpr bool is_selected<Query, one_of_two<First, Second>> =
    is_selected<Query, First> && is_selected<Query, Second>;
template <class Query, class Term>
inline constexpr bool is_selected<Query, maybe_term<Term>> = is_selected<Query, Term>;
template <class Query, class... Terms>
inline constexpr bool is_selected<Query, one_term_of<Terms...>> = (is_selected<Query, Terms> && ...);

template <class Query, class Terms>
struct ordered_by_selected;
template <class Query, class... Terms>
struct ordered_by_selected<Query, pack<Terms...>> {
  static constexpr bool value = (is_selected<Query, Terms> && ...);
};

template <class... Combined>
struct inspected_combination<pack<Combined...>> {
  template <class Query>
  static constexpr void inspect(inspector& watcher) {
    (inspect_one<Query, typename Combined::query_type>(watcher), ...);
    if constexpr (Query::has(clause::order_by)) {
      if (!ordered_by_selected<Query, content_of<clause::order_by, Query>>::value)
        watcher.report(rule::order_not_selected, content_of<clause::from, Query>::name(), {});
    }
  }

 private:
  template <class Left, class Right>
  static constexpr void inspect_one(inspector& watcher) {
    // The right query is beside the left, not inside it.
    scope right = sources_of<Right>;
    right.outer = watcher.sources().outer;
    right.is_nested = watcher.sources().is_nested;
    if (!same_rows<Left, Right>(watcher.sources(), right))
      watcher.report(rule::combined_rows_differ, content_of<clause::from, Left>::name(),
                     content_of<clause::from, Right>::name());
    watcher.see({});
    inspect_nested<Right>(watcher);
    watcher.see(sources_of<Left>);
  }
};

template <set_operation Operation, class Head>
constexpr auto combine_with(Head&& head) {
  auto right = as_query(static_cast<Head&&>(head));
  auto all = make_pack(combined<Operation, decltype(right)>{std::move(right)});
  return adding_stage<combination_clause, decltype(all)>{{}, std::move(all)};
}

}  // namespace detail

/// `UNION`: the rows of both, each once. Ecto: `union`.
template <class Head>
constexpr auto union_(Head&& head) {
  return detail::combine_with<detail::set_operation::union_>(std::forward<Head>(head));
}
/// `UNION ALL`: the rows of both. Ecto: `union_all`.
template <class Head>
constexpr auto union_all(Head&& head) {
  return detail::combine_with<detail::set_operation::union_all>(std::forward<Head>(head));
}
/// `INTERSECT`: the rows that both have, each once. Ecto: `intersect`.
template <class Head>
constexpr auto intersect(Head&& head) {
  return detail::combine_with<detail::set_operation::intersect>(std::forward<Head>(head));
}
/// `INTERSECT ALL`. Ecto: `intersect_all`.
template <class Head>
constexpr auto intersect_all(Head&& head) {
  return detail::combine_with<detail::set_operation::intersect_all>(std::forward<Head>(head));
}
/// `EXCEPT`: the rows of the left that the right does not have, each once. Ecto: `except`.
template <class Head>
constexpr auto except(Head&& head) {
  return detail::combine_with<detail::set_operation::except>(std::forward<Head>(head));
}
/// `EXCEPT ALL`. Ecto: `except_all`.
template <class Head>
constexpr auto except_all(Head&& head) {
  return detail::combine_with<detail::set_operation::except_all>(std::forward<Head>(head));
}

}  // namespace recto
