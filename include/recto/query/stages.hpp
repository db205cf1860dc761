// SPDX-License-Identifier: BSL-1.0
// The stages that a pipeline is made of: where, having, group_by, order_by, set, every_row. Joins, limits and what is rarer have
// headers of their own.
// Layer 4.
#pragma once

#include <recto/base/error.hpp>
#include <recto/query/operators.hpp>
#include <recto/query/query.hpp>

#include <concepts>
#include <cstdint>
#include <utility>

namespace recto {

namespace detail {

/// Both conditions, or one list behind the other.
template <class Left, class Right>
constexpr auto merge(Left&& left, Right&& right) {
  if constexpr (is_expression<Left>)
    return both_conditions<binary_op::and_>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  else return append(static_cast<Left&&>(left), static_cast<Right&&>(right));
}

/// Adds `Content` to the clause of its kind, which the query may have already.
template <template <class> class Clause, class Content>
struct adding_stage : stage {
  [[no_unique_address]] Content content;

  template <class... Clauses>
  friend constexpr auto operator|(query<Clauses...> base, adding_stage added) {
    constexpr clause kind = Clause<Content>::kind;
    if constexpr (query<Clauses...>::has(kind)) {
      auto both = merge(std::move(clause_of<kind>(base).content), std::move(added.content));
      return with_replaced(std::move(base), Clause<decltype(both)>{std::move(both)});
    } else {
      return query<Clauses..., Clause<Content>>{
          {}, static_cast<Clauses&&>(base)..., {static_cast<Content&&>(added.content)}};
    }
  }
};

/// Puts a clause in place of the one of its kind, if there is one.
template <class Clause>
struct put_stage : stage {
  [[no_unique_address]] Clause put;

  template <class... Clauses>
  friend constexpr auto operator|(query<Clauses...> base, put_stage added) {
    if constexpr (query<Clauses...>::has(Clause::kind)) return with_replaced(std::move(base), std::move(added.put));
    else return query<Clauses..., Clause>{{}, static_cast<Clauses&&>(base)..., static_cast<Clause&&>(added.put)};
  }
};

/// The nodes, or a stand-in where there are none and an error was given already, so that no second one follows.
template <class... Nodes>
constexpr auto pack_or_stand_in(Nodes&&... nodes) {
  if constexpr (sizeof...(Nodes) > 0) return make_pack(static_cast<Nodes&&>(nodes)...);
  else return make_pack(bound<bool>{});
}

template <class T>
inline constexpr bool is_order_term = false;
template <class Operand, sort Direction, nulls Nulls>
inline constexpr bool is_order_term<order_term<Operand, Direction, Nulls>> = true;

/// PostgreSQL takes a number alone in ORDER BY, GROUP BY and DISTINCT ON for a place in the select list.
template <class... Terms>
consteval bool assert_no_position() {
  constexpr bool fits = (!requires { std::remove_cvref_t<Terms>::is_literal; } && ...);
  static_assert(
      fits,
      "recto: order_by/group_by: a constant orders and groups nothing, and would be taken for a place in the select "
      "list; name a column");
  return true;  // told; asking must not fail once more
}

/// An ORDER BY term of an expression that has no direction yet.
template <class Term>
constexpr auto as_order_term(Term&& term) {
  static_assert(assert_no_position<Term>());
  static_assert(!left_out_at_times<Term>,
                "recto: order_by: a condition that may be left out has no order; write order_by_if(flag, ...)");
  if constexpr (left_out_at_times<Term>) return order_term<bound<bool>, sort::ascending, nulls::as_usual>{};
  else if constexpr (is_expression<Term>)
    return order_term<std::remove_cvref_t<Term>, sort::ascending, nulls::as_usual>{static_cast<Term&&>(term)};
  else if constexpr (is_order_term<std::remove_cvref_t<Term>>)
    return std::remove_cvref_t<Term>(static_cast<Term&&>(term));
  else {
    static_assert(is_expression<Term>, "recto: order_by: this is not an expression; name a column");
    return order_term<bound<bool>, sort::ascending, nulls::as_usual>{};
  }
}

/// One assignment of a `set(...)`.
template <class Assignment>
constexpr auto as_assignment(Assignment&& assignment) {
  static_assert(is_assignment<std::remove_cvref_t<Assignment>>,
                "recto: set: this is not an assignment; write col<&T::field> = value");
  return std::remove_cvref_t<Assignment>(static_cast<Assignment&&>(assignment));
}

}  // namespace detail

/// Keeps the rows for which the condition is true. Several are joined by AND. Ecto: `where`.
template <class Condition>
constexpr auto where(Condition&& condition) {
  using checked = detail::checked_condition<Condition>;
  static_assert(detail::assert_operands<detail::condition_verdict<Condition>>::value);
  if constexpr (detail::condition_verdict<Condition>::value)
    return detail::adding_stage<detail::where_clause, checked>{{}, static_cast<Condition&&>(condition)};
  else return detail::adding_stage<detail::where_clause, checked>{};
}

/// Keeps the groups for which the condition is true. Several are joined by AND. Ecto: `having`.
template <class Condition>
constexpr auto having(Condition&& condition) {
  using checked = detail::checked_condition<Condition>;
  static_assert(detail::assert_operands<detail::condition_verdict<Condition>>::value);
  if constexpr (detail::condition_verdict<Condition>::value)
    return detail::adding_stage<detail::having_clause, checked>{{}, static_cast<Condition&&>(condition)};
  else return detail::adding_stage<detail::having_clause, checked>{};
}

/// `GROUP BY`. Ecto: `group_by`.
template <is_expression... Terms>
constexpr auto group_by(Terms... terms) {
  static_assert((!detail::is_whole_row<Terms> && ...),
                "recto: group_by: a whole row; name its columns, or its key alone");
  static_assert(detail::assert_no_position<Terms...>());
  static_assert(sizeof...(Terms) > 0, "recto: group_by: it needs something to group by; name a column");
  static_assert((!detail::left_out_at_times<Terms> && ...),
                "recto: group_by: a condition that may be left out is no group; group by what is always there");
  auto all = detail::pack_or_stand_in(std::move(terms)...);
  return detail::adding_stage<detail::group_by_clause, decltype(all)>{{}, std::move(all)};
}

/// Ascending order, NULLs last as PostgreSQL does it.
template <is_expression Operand>
constexpr auto asc(Operand operand) {
  static_assert(!detail::is_whole_row<Operand>, "recto: order_by: a whole row has no order; name a column");
  return detail::order_term<Operand, detail::sort::ascending, detail::nulls::as_usual>{std::move(operand)};
}
template <is_expression Operand>
constexpr auto asc_nulls_first(Operand operand) {
  static_assert(!detail::is_whole_row<Operand>, "recto: order_by: a whole row has no order; name a column");
  return detail::order_term<Operand, detail::sort::ascending, detail::nulls::first>{std::move(operand)};
}
template <is_expression Operand>
constexpr auto asc_nulls_last(Operand operand) {
  static_assert(!detail::is_whole_row<Operand>, "recto: order_by: a whole row has no order; name a column");
  return detail::order_term<Operand, detail::sort::ascending, detail::nulls::last>{std::move(operand)};
}

/// Descending order, NULLs first as PostgreSQL does it.
template <is_expression Operand>
constexpr auto desc(Operand operand) {
  static_assert(!detail::is_whole_row<Operand>, "recto: order_by: a whole row has no order; name a column");
  return detail::order_term<Operand, detail::sort::descending, detail::nulls::as_usual>{std::move(operand)};
}
template <is_expression Operand>
constexpr auto desc_nulls_first(Operand operand) {
  static_assert(!detail::is_whole_row<Operand>, "recto: order_by: a whole row has no order; name a column");
  return detail::order_term<Operand, detail::sort::descending, detail::nulls::first>{std::move(operand)};
}
template <is_expression Operand>
constexpr auto desc_nulls_last(Operand operand) {
  static_assert(!detail::is_whole_row<Operand>, "recto: order_by: a whole row has no order; name a column");
  return detail::order_term<Operand, detail::sort::descending, detail::nulls::last>{std::move(operand)};
}

/// `ORDER BY`. A later one is appended: it breaks the ties of the earlier. Ecto: `order_by`.
template <class... Terms>
constexpr auto order_by(Terms&&... terms) {
  static_assert(sizeof...(Terms) > 0, "recto: order_by: it needs something to order by; name a column");
  auto all = detail::make_pack(detail::as_order_term(static_cast<Terms&&>(terms))...);
  return detail::adding_stage<detail::order_by_clause, decltype(all)>{{}, static_cast<decltype(all)&&>(all)};
}

/// What an `update_all` changes: `set(col<&Post::views> += 1, col<&Post::title> = "x")`. Ecto: `update: [set: ...]`.
template <class... Assignments>
constexpr auto set(Assignments&&... assignments) {
  static_assert(sizeof...(Assignments) > 0, "recto: set: it needs an assignment; write col<&T::field> = value");
  auto all = detail::make_pack(detail::as_assignment(static_cast<Assignments&&>(assignments))...);
  return detail::adding_stage<detail::set_clause, decltype(all)>{{}, std::move(all)};
}

/// Says that an `update_all` or `delete_all` without `where` is meant.
inline constexpr detail::put_stage<detail::every_row_clause> every_row{};

}  // namespace recto
