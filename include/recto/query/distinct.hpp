// SPDX-License-Identifier: BSL-1.0
// DISTINCT and DISTINCT ON.
// Layer 4.
#pragma once

#include <recto/query/combination.hpp>
#include <recto/query/stages.hpp>

#include <array>
#include <cstddef>
#include <type_traits>

namespace recto {

namespace detail {

/// `SELECT DISTINCT`: what it is ordered by must be selected.
struct distinct_rows {
  static constexpr std::size_t parameters = 0;
  static constexpr void inspect(inspector&) {}
  template <class Query>
  static constexpr void inspect_order(inspector& watcher) {
    if (!ordered_by_selected<Query, content_of<clause::order_by, Query>>::value)
      watcher.report(rule::order_not_selected, content_of<clause::from, Query>::name(), {});
  }
};

template <class Term>
constexpr type_key key_of_term() {
  if constexpr (requires { typename Term::operand_type; }) return key_of_node<typename Term::operand_type>();
  else return {};
}

template <class Terms>
struct keys_of_order;
template <class... Terms>
struct keys_of_order<pack<Terms...>> {
  static constexpr std::array<type_key, sizeof...(Terms)> value{key_of_term<Terms>()...};
};

/// `SELECT DISTINCT ON (...)`: the order begins with the same expressions.
template <class... Terms>
struct distinct_terms : pack<Terms...> {
  constexpr distinct_terms(pack<Terms...> terms) : pack<Terms...>(std::move(terms)) {}

  template <class Query>
  static constexpr void inspect_order(inspector& watcher) {
    constexpr std::array<type_key, sizeof...(Terms)> wanted{key_of_node<Terms>()...};
    auto const& order = keys_of_order<content_of<clause::order_by, Query>>::value;
    std::size_t const leading = order.size() < wanted.size() ? order.size() : wanted.size();
    for (std::size_t i = 0; i < leading; ++i) {
      bool found = false;
      for (type_key const& one : wanted) found |= one == order[i];
      if (!found) watcher.report(rule::distinct_on_order, content_of<clause::from, Query>::name(), {});
    }
  }
};

template <class Content>
using distinct_clause = clause_part<clause::distinct, Content>;

}  // namespace detail

/// `SELECT DISTINCT`: each row once. Ecto: `distinct: true`.
constexpr auto distinct() { return detail::put_stage<detail::distinct_clause<detail::distinct_rows>>{}; }

/// `SELECT DISTINCT ON (...)`: of the rows that are equal in these, the first in the order, which must begin with them. Ecto: `distinct`.
template <is_expression... Terms>
constexpr auto distinct_on(Terms... terms) {
  static_assert(sizeof...(Terms) > 0, "recto: distinct_on: it needs an expression; name a column");
  using content = detail::distinct_terms<Terms...>;
  return detail::put_stage<detail::distinct_clause<content>>{{}, {content(detail::make_pack(std::move(terms)...))}};
}

}  // namespace recto
