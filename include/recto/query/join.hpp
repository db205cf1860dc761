// SPDX-License-Identifier: BSL-1.0
// Joins. What is joined is a struct, or anything that heads a pipeline: an alias, a subquery, a CTE, a query. There is no
// join without a condition but `cross_join`.
// Layer 4.
#pragma once

#include <recto/query/stages.hpp>

#include <concepts>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

template <clause... Allowed>
inline constexpr std::uint32_t kinds_of_clauses = (std::uint32_t{0} | ... | (std::uint32_t{1} << int(Allowed)));

template <join_kind Kind, bool Lateral, class Source, class Condition>
constexpr auto make_join(Source source, Condition on) {
  auto one = make_pack(joined<Kind, Source, Condition, Lateral>{std::move(source), std::move(on)});
  return adding_stage<join_clause, decltype(one)>{{}, std::move(one)};
}

/// Joins a query: its source is joined, and its conditions go into ON.
template <join_kind Kind, class Query, class Condition>
constexpr auto join_query(Query const& asked, Condition on) {
  constexpr bool fits = (Query::kinds & ~kinds_of_clauses<clause::from, clause::where>) == 0;
  static_assert(fits,
                "recto: join: a joined query has a source and conditions only; wrap it in subquery<\"name\">(...)");
  auto source = clause_of<clause::from>(asked).content;
  if constexpr (fits && Query::has(clause::where) && std::is_same_v<Condition, no_condition>) {
    return make_join<join_kind::inner, false>(std::move(source), clause_of<clause::where>(asked).content);
  } else if constexpr (fits && Query::has(clause::where)) {
    auto both = both_conditions<binary_op::and_>(std::move(on), clause_of<clause::where>(asked).content);
    return make_join<Kind, false>(std::move(source), std::move(both));
  } else {
    return make_join<Kind, false>(std::move(source), std::move(on));
  }
}

template <join_kind Kind, bool Lateral, class Head, class Condition>
constexpr auto join_head(Head const& head, Condition on) {
  static_assert(
      !Lateral || requires { head.query; } || requires { head.rows; },
      "recto: lateral_join: only a subquery or a fragment sees the sources before it; write subquery<\"name\">(...), "
      "or a join "
      "that is not lateral");
  if constexpr (is_query<Head>) return join_query<Kind>(head, std::move(on));
  else if constexpr (requires { head.definition(); })
    return composed_stage{{}, head.definition(), make_join<Kind, Lateral>(head.as_source(), std::move(on))};
  else return make_join<Kind, Lateral>(head.as_source(), std::move(on));
}

}  // namespace detail

/// `INNER JOIN`: `join<Comment>(col<&Comment::post_id> == col<&Post::id>)`, `join(subquery<"tops">(query), on)`. A query
/// that is joined brings its source, and its conditions are added to ON. Ecto: `join`.
template <class T, class Condition>
constexpr auto join(Condition&& on) {
  return detail::make_join<detail::join_kind::inner, false>(detail::source_for<T>{},
                                                            detail::condition_operand(std::forward<Condition>(on)));
}
template <std::derived_from<queryable> Head, class Condition>
constexpr auto join(Head const& head, Condition&& on) {
  return detail::join_head<detail::join_kind::inner, false>(head,
                                                            detail::condition_operand(std::forward<Condition>(on)));
}

template <class T>
constexpr auto join() {
  static_assert(std::is_void_v<T>,
                "recto: join: it needs a condition; write join<T>(column == other), or cross_join<T>()");
  return detail::make_join<detail::join_kind::cross, false>(detail::source_for<T>{}, detail::no_condition{});
}

/// `LEFT JOIN`: rows without a partner stay, and the joined columns may be NULL. Ecto: `left_join`.
template <class T, class Condition>
constexpr auto left_join(Condition&& on) {
  return detail::make_join<detail::join_kind::left, false>(detail::source_for<T>{},
                                                           detail::condition_operand(std::forward<Condition>(on)));
}
template <std::derived_from<queryable> Head, class Condition>
constexpr auto left_join(Head const& head, Condition&& on) {
  return detail::join_head<detail::join_kind::left, false>(head,
                                                           detail::condition_operand(std::forward<Condition>(on)));
}

/// `RIGHT JOIN`: joined rows without a partner stay, and the columns of the sources before may be NULL.
template <class T, class Condition>
constexpr auto right_join(Condition&& on) {
  return detail::make_join<detail::join_kind::right, false>(detail::source_for<T>{},
                                                            detail::condition_operand(std::forward<Condition>(on)));
}
template <std::derived_from<queryable> Head, class Condition>
constexpr auto right_join(Head const& head, Condition&& on) {
  return detail::join_head<detail::join_kind::right, false>(head,
                                                            detail::condition_operand(std::forward<Condition>(on)));
}

/// `FULL JOIN`: rows of both sides stay without a partner, and the columns of both may be NULL.
template <class T, class Condition>
constexpr auto full_join(Condition&& on) {
  return detail::make_join<detail::join_kind::full, false>(detail::source_for<T>{},
                                                           detail::condition_operand(std::forward<Condition>(on)));
}
template <std::derived_from<queryable> Head, class Condition>
constexpr auto full_join(Head const& head, Condition&& on) {
  return detail::join_head<detail::join_kind::full, false>(head,
                                                           detail::condition_operand(std::forward<Condition>(on)));
}

/// `CROSS JOIN`: every row with every row. The only join without a condition. The conditions of a query that is joined make
/// an inner join of it.
template <class T>
constexpr auto cross_join() {
  return detail::make_join<detail::join_kind::cross, false>(detail::source_for<T>{}, detail::no_condition{});
}
template <std::derived_from<queryable> Head>
constexpr auto cross_join(Head const& head) {
  return detail::join_head<detail::join_kind::cross, false>(head, detail::no_condition{});
}

/// `INNER JOIN LATERAL`: a subquery that sees the sources before it. Ecto: `inner_lateral_join`.
template <std::derived_from<queryable> Head, class Condition>
constexpr auto lateral_join(Head const& head, Condition&& on) {
  return detail::join_head<detail::join_kind::inner, true>(head,
                                                           detail::condition_operand(std::forward<Condition>(on)));
}

/// The same without a condition: `CROSS JOIN LATERAL`.
template <std::derived_from<queryable> Head>
constexpr auto lateral_join(Head const& head) {
  return detail::join_head<detail::join_kind::cross, true>(head, detail::no_condition{});
}

/// `LEFT JOIN LATERAL`, `ON true` or with a condition: rows for which the subquery brings nothing stay. Ecto: `left_lateral_join`.
template <std::derived_from<queryable> Head, class Condition>
constexpr auto left_lateral_join(Head const& head, Condition&& on) {
  return detail::join_head<detail::join_kind::left, true>(head, detail::condition_operand(std::forward<Condition>(on)));
}

template <std::derived_from<queryable> Head>
constexpr auto left_lateral_join(Head const& head) {
  return detail::join_head<detail::join_kind::left, true>(head, detail::no_condition{});
}

/// `CROSS JOIN LATERAL`: every row with the rows that the subquery brings for it. Ecto: `cross_lateral_join`.
template <std::derived_from<queryable> Head>
constexpr auto cross_lateral_join(Head const& head) {
  return detail::join_head<detail::join_kind::cross, true>(head, detail::no_condition{});
}

}  // namespace recto
