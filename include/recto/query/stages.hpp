// SPDX-License-Identifier: BSL-1.0
// The stages that a pipeline is made of: where, join, group_by, order_by, limit, offset, set, every_row.
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
  if constexpr (is_expression<Left>) return static_cast<Left&&>(left) && static_cast<Right&&>(right);
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

/// An ORDER BY term of an expression that has no direction yet.
template <class Term>
constexpr auto as_order_term(Term&& term) {
  if constexpr (is_expression<Term>)
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

constexpr std::int64_t checked_count(std::int64_t count, char const* message) {
  if (count < 0) throw error(error_kind::invalid_value, message);
  return count;
}

template <join_kind Kind, class Source, class Condition>
constexpr auto make_join(Condition&& condition) {
  auto on = condition_operand(static_cast<Condition&&>(condition));
  auto one = make_pack(joined<Kind, Source, decltype(on)>{std::move(on)});
  return adding_stage<join_clause, decltype(one)>{{}, std::move(one)};
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

/// `INNER JOIN`: `join<Comment>(col<&Comment::post_id> == col<&Post::id>)`. There is no join without a condition.
template <class Struct, class Condition>
constexpr auto join(Condition&& on) {
  return detail::make_join<detail::join_kind::inner, detail::table_source<Struct, "">>(std::forward<Condition>(on));
}
template <std::derived_from<queryable> Source, class Condition>
constexpr auto join(Source const&, Condition&& on) {
  return detail::make_join<detail::join_kind::inner, typename Source::source>(std::forward<Condition>(on));
}

/// `LEFT JOIN`: rows without a partner stay, and the joined columns may be NULL.
template <class Struct, class Condition>
constexpr auto left_join(Condition&& on) {
  return detail::make_join<detail::join_kind::left, detail::table_source<Struct, "">>(std::forward<Condition>(on));
}
template <std::derived_from<queryable> Source, class Condition>
constexpr auto left_join(Source const&, Condition&& on) {
  return detail::make_join<detail::join_kind::left, typename Source::source>(std::forward<Condition>(on));
}

/// `GROUP BY`. Ecto: `group_by`.
template <is_expression... Terms>
constexpr auto group_by(Terms... terms) {
  static_assert((!detail::is_whole_row<Terms> && ...),
                "recto: group_by: a whole row; name its columns, or its key alone");
  static_assert(sizeof...(Terms) > 0, "recto: group_by: it needs something to group by; name a column");
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

/// `LIMIT`: at most `count` rows. A later one replaces an earlier. A negative count is error_kind::invalid_value, and
/// does not compile where it is a constant. Ecto: `limit`.
template <std::integral Count>
constexpr auto limit(Count count) {
  return detail::put_stage<detail::limit_clause>{
      {}, {{{}, detail::checked_count(static_cast<std::int64_t>(count), "limit: the number of rows is negative")}}};
}

/// `OFFSET`: skips `count` rows. A later one replaces an earlier. Ecto: `offset`.
template <std::integral Count>
constexpr auto offset(Count count) {
  return detail::put_stage<detail::offset_clause>{
      {}, {{{}, detail::checked_count(static_cast<std::int64_t>(count), "offset: the number of rows is negative")}}};
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
