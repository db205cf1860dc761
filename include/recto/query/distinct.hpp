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

/// How a term of the order is to the expressions of a DISTINCT ON: `fits` if it is one of them, whatever is chosen, and
/// `place` is which.
struct leading_term {
  static constexpr std::size_t unknown = static_cast<std::size_t>(-1);
  bool fits = false;
  std::size_t place = unknown;
};

template <class Term, class... Wanted>
struct leading;
template <class Operand, sort Direction, nulls Nulls, class... Wanted>
struct leading<order_term<Operand, Direction, Nulls>, Wanted...> {
  static constexpr leading_term value = [] {
    std::size_t const place = selected_items<pack<Wanted...>>::template position<Operand>();
    return leading_term{place != 0, place - 1};
  }();
};
template <class First, class Second, class... Wanted>
struct leading<one_of_two<First, Second>, Wanted...> {
  static constexpr leading_term value = [] {
    leading_term const one = leading<First, Wanted...>::value;
    leading_term const two = leading<Second, Wanted...>::value;
    return leading_term{one.fits && two.fits, one.place == two.place ? one.place : leading_term::unknown};
  }();
};
template <class Term, class... Wanted>
struct leading<maybe_term<Term>, Wanted...> {
  static constexpr leading_term value{leading<Term, Wanted...>::value.fits};
};
template <class... Terms, class... Wanted>
struct leading<one_term_of<Terms...>, Wanted...> {
  static constexpr leading_term value{(leading<Terms, Wanted...>::value.fits && ...)};
};

/// `SELECT DISTINCT ON (...)`: the order begins with the same expressions, in any order.
template <class... Terms>
struct distinct_terms : pack<Terms...> {
  constexpr distinct_terms(pack<Terms...> terms) : pack<Terms...>(std::move(terms)) {}

  template <class Query>
  static constexpr void inspect_order(inspector& watcher) {
    if (!leads(content_of_order<Query>{}))
      watcher.report(rule::distinct_on_order, content_of<clause::from, Query>::name(), {});
  }

 private:
  template <class Query>
  using content_of_order = std::type_identity<content_of<clause::order_by, Query>>;

  template <class... Order>
  static constexpr bool leads(std::type_identity<pack<Order...>>) {
    std::array<leading_term, sizeof...(Order)> const order{leading<Order, Terms...>::value...};
    std::array<bool, sizeof...(Terms)> seen{};
    std::size_t left = sizeof...(Terms);
    for (leading_term const& one : order) {
      if (left == 0) return true;
      if (!one.fits) return false;
      if (one.place != leading_term::unknown && !seen[one.place]) {
        seen[one.place] = true;
        --left;
      }
    }
    return true;
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
  static_assert(detail::assert_no_position<Terms...>());
  static_assert((!detail::left_out_at_times<Terms> && ...),
                "recto: distinct_on: a condition that may be left out; name what is always there");
  using content = detail::distinct_terms<Terms...>;
  return detail::put_stage<detail::distinct_clause<content>>{{}, {content(detail::make_pack(std::move(terms)...))}};
}

}  // namespace recto
