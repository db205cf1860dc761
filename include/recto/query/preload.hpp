// SPDX-License-Identifier: BSL-1.0
// What is to be loaded with a query's rows: `preload<&Post::comments, &Comment::user>()`. A stage like any other; it adds
// nothing to the query's own SQL.
// Layer 4.
#pragma once

#include <recto/query/association.hpp>
#include <recto/query/limit.hpp>
#include <recto/query/query.hpp>
#include <recto/query/rules.hpp>
#include <recto/query/sources.hpp>
#include <recto/query/stages.hpp>
#include <recto/schema/association_key.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

/// Stands for the query of all rows of the associated struct.
struct every_associated_row {
  static constexpr std::size_t parameters = 0;
};

/// A path of associations, and the query that its last level asks.
template <class Query, auto... Path>
struct preload_spec {
  using query_type = Query;
  static constexpr std::size_t parameters = Query::parameters;

  [[no_unique_address]] Query query;
};

template <class Specs>
using preload_clause = clause_part<clause::preload, Specs>;
template <class Specs>
using preload_join_clause = clause_part<clause::preload_join, Specs>;
template <class Specs>
using preload_join_stage = adding_stage<preload_join_clause, Specs>;
template <class Specs>
using preload_stage = adding_stage<preload_clause, Specs>;
template <class Count>
using limit_per_parent_clause = clause_part<clause::limit_per_parent, Count>;

template <auto First, auto... Rest>
struct path_ends {
  static constexpr auto first = First;
  static constexpr auto last = path_ends<Rest...>::last;
};
template <auto Only>
struct path_ends<Only> {
  static constexpr auto first = Only;
  static constexpr auto last = Only;
};

/// Does each association begin at the struct that the one before leads to?
template <auto First, auto... Rest>
consteval auto judge_path() {
  using verdict = association_verdict<First>;
  if constexpr (!verdict::value) {
    return verdict{};
  } else if constexpr (sizeof...(Rest) == 0) {
    return ok{};
  } else {
    constexpr auto next = path_ends<Rest...>::first;
    if constexpr (!std::is_same_v<owner_of<next>, associated<First>>)
      return failed<preload_path_broken, struct_name<associated<First>>, struct_name<owner_of<next>>,
                    fixed_string<member_name<next>.size()>{member_name<next>}>{};
    else return judge_path<Rest...>();
  }
}

template <class Verdict>
struct assert_preload : assert_schema<Verdict> {};
template <fixed_string Struct, fixed_string Owner, fixed_string Field>
struct assert_preload<failed<preload_path_broken, Struct, Owner, Field>> {
  static_assert(
      failed<preload_path_broken, Struct, Owner, Field>::value,
      "recto: preload: this association is no field of the struct that is loaded there; a path goes on at the "
      "struct that the association before it leads to (subjects: the struct loaded there, the struct of the "
      "association, the association)");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Row, fixed_string Owner>
struct assert_preload<failed<preload_of_other_row, Row, Owner>> {
  static_assert(
      failed<preload_of_other_row, Row, Owner>::value,
      "recto: preload: the rows are of another struct than the association is a field of; preload associations of "
      "the query's row (subjects: the row's struct, the association's)");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Field>
struct assert_preload<failed<preload_query_of_other, Field>> {
  static_assert(
      failed<preload_query_of_other, Field>::value,
      "recto: preload: the query for this association must bring whole rows of the associated struct, without "
      "select, joined rows of others, limit or offset; for the first rows of each parent write limit_per_parent(n) "
      "(subject: the association)");
  static constexpr bool value = true;  // told; asking must not fail once more
};

template <fixed_string Field>
struct assert_preload<failed<limit_of_joined_many, Field>> {
  static_assert(
      failed<limit_of_joined_many, Field>::value,
      "recto: preload_join: a limit or offset would count joined rows and not owners; load this association with "
      "preload<...>(), or limit the owners in a subquery (subject: the association)");
  static constexpr bool value = true;  // told; asking must not fail once more
};

template <fixed_string Field>
struct assert_preload<failed<limit_of_through, Field>> {
  static_assert(
      failed<limit_of_through, Field>::value,
      "recto: limit_per_parent: an association that leads through others may come to one row by several ways, which a "
      "limit would count; limit one of those that it leads through, or take the first rows yourself (subject: the "
      "association)");
  static constexpr bool value = true;  // told; asking must not fail once more
};

template <class Query, auto Last>
consteval auto judge_preload_query() {
  constexpr std::uint32_t refused = kinds_of_clauses<clause::select, clause::limit, clause::offset, clause::set,
                                                     clause::returning, clause::combination, clause::lock>;
  if constexpr (std::is_same_v<Query, every_associated_row>) return ok{};
  else if constexpr (!std::is_same_v<source_row<Query>, associated<Last>> || (Query::kinds & refused) != 0)
    return failed<preload_query_of_other, fixed_string<member_name<Last>.size()>{member_name<Last>}>{};
  else if constexpr (is_through<Last> && Query::has(clause::limit_per_parent))
    return failed<limit_of_through, fixed_string<member_name<Last>.size()>{member_name<Last>}>{};
  else return ok{};
}

template <auto... Path, class Query>
constexpr auto make_preload(Query asked) {
  using path = decltype(judge_path<Path...>());
  static_assert(assert_preload<path>::value);
  if constexpr (!path::value) {
    return no_stage{};
  } else {
    using fits = decltype(judge_preload_query<Query, path_ends<Path...>::last>());
    static_assert(assert_preload<fits>::value);
    if constexpr (!fits::value) {
      return no_stage{};
    } else {
      auto one = make_pack(preload_spec<Query, Path...>{std::move(asked)});
      return preload_stage<decltype(one)>{{}, std::move(one)};
    }
  }
}

}  // namespace detail

/// Loads an association of each row, or a path of them: `preload<&Post::comments, &Comment::user>()` loads the comments of
/// all posts by one query and the users of all comments by another. Rows come in no order unless a query says one.
/// Ecto: `preload`.
template <auto First, auto... Rest>
constexpr auto preload() {
  return detail::make_preload<First, Rest...>(detail::every_associated_row{});
}

/// The same; the last association is asked for by a query: `preload<&Post::comments>(from<Comment> | where(...) |
/// order_by(...))`. It may say limit_per_parent, and what to preload further.
template <auto First, auto... Rest, std::derived_from<queryable> Head>
constexpr auto preload(Head head) {
  return detail::make_preload<First, Rest...>(detail::as_query(std::move(head)));
}

/// Loads an association by a join of the same query: `from<Post> | preload_join<&Post::author>() | where(col<&User::name> ==
/// "Ada")`. Rows without a partner stay (LEFT JOIN). Of a has_many or many_to_many each owner is read once for each row that
/// is joined, and comes out once, at its first place; such a query takes no limit. Ecto: `join` and `preload: [author: a]`.
template <auto Association>
constexpr auto preload_join() {
  using verdict = association_verdict<Association>;
  static_assert(detail::assert_schema<verdict>::value);
  if constexpr (verdict::value) {
    using one = detail::pack<detail::preload_spec<detail::every_associated_row, Association>>;
    return left_join<Association>() | detail::preload_join_stage<one>{};
  } else {
    return detail::no_stage{};
  }
}

/// At most `count` rows for each parent, by the query's order: for a query that a preload asks.
template <class Count>
constexpr auto limit_per_parent(Count const& count) {
  auto rows = detail::checked_count_of_rows<true>(count);
  return detail::put_stage<detail::limit_per_parent_clause<decltype(rows)>>{{}, {rows}};
}

/// Is this a path of associations? `ok`, or the rule that is broken.
template <auto... Path>
using preload_verdict = decltype(detail::judge_path<Path...>());

}  // namespace recto
