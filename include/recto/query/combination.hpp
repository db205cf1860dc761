// SPDX-License-Identifier: BSL-1.0
// Set operations: UNION, INTERSECT, EXCEPT. As in Ecto, order_by, limit and offset of the left query apply to the whole.
// Layer 4.
#pragma once

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

template <class Items>
struct selected_keys;
template <class... Items>
struct selected_keys<pack<Items...>> {
  static constexpr std::array<type_key, sizeof...(Items)> value{key_of_node<Items>()...};
};

/// Where a selected expression is in the select list, from 1; 0: it is not there.
template <class Query, class Node>
consteval std::size_t selected_position() {
  if constexpr (Query::has(clause::select) && Node::parameters == 0) {
    auto const& keys = selected_keys<content_of<clause::select, Query>>::value;
    for (std::size_t i = 0; i < keys.size(); ++i)
      if (keys[i] == key_of_node<Node>()) return i + 1;
  }
  return 0;
}

/// Is the expression a column of the whole row that the query brings?
template <class Query, class Node>
consteval bool is_column_of_row() {
  if constexpr (Query::has(clause::select)) return false;
  else if constexpr (requires { Node::source; }) return Node::source == content_of<clause::from, Query>::key;
  else return false;
}

template <class Query, class Term>
consteval bool is_selected() {
  if constexpr (requires { typename Term::operand_type; })
    return selected_position<Query, typename Term::operand_type>() != 0
        || is_column_of_row<Query, typename Term::operand_type>();
  else return false;
}

template <class Query, class Terms>
struct ordered_by_selected;
template <class Query, class... Terms>
struct ordered_by_selected<Query, pack<Terms...>> {
  static constexpr bool value = (is_selected<Query, Terms>() && ...);
};

template <class Queries>
struct inspected_combination;
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
    if (!same_rows<Left, Right>(watcher.sources(), sources_of<Right>))
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
