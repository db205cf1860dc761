// SPDX-License-Identifier: BSL-1.0
// Verdicts on whole queries as types, and the one assertion that speaks when one is broken.
// Layer 4.
#pragma once

#include <recto/query/judge.hpp>
#include <recto/query/rules.hpp>
#include <recto/query/table_source.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace recto {

namespace detail {

template <class Items>
struct value_types;
template <class... Items>
struct value_types<pack<Items...>> {
  using type = std::tuple<typename Items::value_type...>;
};

template <class Why, auto const& Found, std::size_t Subjects>
consteval auto failed_with() {
  constexpr fixed_string<Found.first.size()> first{Found.first};
  constexpr fixed_string<Found.second.size()> second{Found.second};
  constexpr fixed_string<Found.third.size()> third{Found.third};
  constexpr fixed_string<Found.fourth.size()> fourth{Found.fourth};
  if constexpr (Subjects == 1) return failed<Why, first>{};
  else if constexpr (Subjects == 2) return failed<Why, first, second>{};
  else if constexpr (Subjects == 3) return failed<Why, first, second, third>{};
  else return failed<Why, first, second, third, fourth>{};
}

template <class Judge>
consteval auto verdict_of_broken() {
  constexpr violation const& found = Judge::value;
  constexpr rule broken = found.broken;
  if constexpr (broken == rule::column_not_in_scope) return failed_with<column_not_in_scope, Judge::value, 2>();
  else if constexpr (broken == rule::column_not_around) return failed_with<column_not_around, Judge::value, 2>();
  else if constexpr (broken == rule::column_not_written) return failed_with<column_not_written, Judge::value, 2>();
  else if constexpr (broken == rule::nothing_to_select) return failed_with<nothing_to_select, Judge::value, 1>();
  else if constexpr (broken == rule::table_twice) return failed_with<table_twice, Judge::value, 1>();
  else if constexpr (broken == rule::null_check_without_null)
    return failed_with<null_check_without_null, Judge::value, 2>();
  else if constexpr (broken == rule::aggregate_not_allowed)
    return failed_with<aggregate_not_allowed, Judge::value, 1>();
  else if constexpr (broken == rule::aggregate_in_aggregate)
    return failed_with<aggregate_in_aggregate, Judge::value, 1>();
  else if constexpr (broken == rule::aggregate_of_outer) return failed_with<aggregate_of_outer, Judge::value, 2>();
  else if constexpr (broken == rule::array_of_nulls) return failed_with<array_of_nulls, Judge::value, 2>();
  else if constexpr (broken == rule::window_not_allowed) return failed_with<window_not_allowed, Judge::value, 1>();
  else if constexpr (broken == rule::window_not_defined) return failed_with<window_not_defined, Judge::value, 1>();
  else if constexpr (broken == rule::name_not_selected) return failed_with<name_not_selected, Judge::value, 1>();
  else if constexpr (broken == rule::window_twice) return failed_with<window_twice, Judge::value, 1>();
  else if constexpr (broken == rule::ungrouped_column) return failed_with<ungrouped_column, Judge::value, 2>();
  else if constexpr (broken == rule::having_without_group) return failed_with<having_without_group, Judge::value, 1>();
  else if constexpr (broken == rule::assignment_of_null) return failed_with<assignment_of_null, Judge::value, 1>();
  else if constexpr (broken == rule::column_twice) return failed_with<column_twice, Judge::value, 1>();
  else if constexpr (broken == rule::cte_not_defined) return failed_with<cte_not_defined, Judge::value, 1>();
  else if constexpr (broken == rule::cte_twice) return failed_with<cte_twice, Judge::value, 1>();
  else if constexpr (broken == rule::distinct_on_order) return failed_with<distinct_on_order, Judge::value, 1>();
  else if constexpr (broken == rule::lock_of_groups) return failed_with<lock_of_groups, Judge::value, 1>();
  else if constexpr (broken == rule::lock_of_nullable) return failed_with<lock_of_nullable, Judge::value, 1>();
  else if constexpr (broken == rule::ties_without_order) return failed_with<ties_without_order, Judge::value, 1>();
  else if constexpr (broken == rule::order_not_selected) return failed_with<order_not_selected, Judge::value, 1>();
  else if constexpr (broken == rule::combined_rows_differ) return failed_with<combined_rows_differ, Judge::value, 2>();
  else if constexpr (broken == rule::select_into_count) return failed_with<select_into_count, Judge::value, 1>();
  else if constexpr (broken == rule::select_into_null) return failed_with<select_into_null, Judge::value, 2>();
  else if constexpr (broken == rule::select_into_row) return failed_with<select_into_row, Judge::value, 2>();
  else if constexpr (broken == rule::select_into_type) return failed_with<select_into_type, Judge::value, 4>();
  else return failed_with<clause_not_allowed, Judge::value, 2>();
}

/// The verdict type of a violation that `Judge::value` holds.
template <class Judge>
consteval auto verdict_of_violation() {
  constexpr violation found = Judge::value;
  if constexpr (found.broken == rule::none) return ok{};
  else return verdict_of_broken<Judge>();
}

template <class Query>
struct select_judge {
  static constexpr violation value = judge_select<Query>();
};
template <class Query>
struct write_judge {
  static constexpr violation value = judge_write<Query>();
};

/// Verdict on the struct that select_into or returning_into fills.
template <class Query, clause Kind>
consteval auto verdict_of_into() {
  if constexpr (Query::has(Kind)) {
    using select = clause_type<Kind, Query>;
    using into = typename select::detail_type;
    if constexpr (!std::is_void_v<into> && !is_merged<into>) {
      constexpr into_mismatch found = judge_into<into, typename select::content_type>(sources_of<Query>);
      if constexpr (found.what == mismatch::count) {
        return failed<select_into_count, struct_name<into>>{};
      } else if constexpr (found.what != mismatch::none) {
        constexpr std::string_view field_text = field_names<into>[found.index];
        constexpr fixed_string<field_text.size()> field{field_text};
        if constexpr (found.what == mismatch::row) {
          return failed<select_into_row, struct_name<into>, field>{};
        } else if constexpr (found.what == mismatch::null) {
          return failed<select_into_null, struct_name<into>, field>{};
        } else {
          using item = std::tuple_element_t<found.index, typename value_types<typename select::content_type>::type>;
          return failed<select_into_type, struct_name<into>, field, named_type<value_of<field_type<into, found.index>>>,
                        named_type<item>>{};
        }
      } else {
        return ok{};
      }
    } else {
      return ok{};
    }
  } else {
    return ok{};
  }
}

template <class Query, bool ReadsRows>
consteval auto judge_query() {
  using schemas = decltype(judge_schemas<Query>());
  if constexpr (!schemas::value) {
    return schemas{};
  } else if constexpr (Query::has(clause::set)) {
    return failed<clause_not_allowed, "a read", "set">{};
  } else if constexpr (Query::has(clause::returning)) {
    return failed<clause_not_allowed, "a read", "returning">{};
  } else if constexpr (ReadsRows && !Query::has(clause::select) && names_table<source_row<Query>>) {
    constexpr std::string_view name = content_of<clause::from, Query>::name();
    return failed<nothing_to_select, fixed_string<name.size()>{name}>{};
  } else {
    using rules = decltype(verdict_of_violation<select_judge<Query>>());
    if constexpr (!rules::value || !Query::has(clause::select)) return rules{};
    else return verdict_of_into<Query, clause::select>();
  }
}

template <class Joins>
struct joined_kinds;
template <class... Joined>
struct joined_kinds<pack<Joined...>> {
  static constexpr join_kind first = std::array{Joined::kind...}[0];
  static constexpr bool any_right = ((Joined::kind == join_kind::right || Joined::kind == join_kind::full) || ...);
  static constexpr bool any_choice = (Joined::is_choice || ...);
};

// The joined tables become a FROM or USING of their own, so the first cannot be an outer join with the written table,
// and no later one may make it NULL.
template <class Query, fixed_string Operation>
consteval auto judge_joins_of_write() {
  if constexpr (Query::has(clause::join)) {
    using kinds = joined_kinds<joins_of<Query>>;
    if constexpr (kinds::any_right) return failed<clause_not_allowed, Operation, "right_join">{};
    else if constexpr (kinds::first == join_kind::left) return failed<clause_not_allowed, Operation, "left_join">{};
    else if constexpr (kinds::any_choice) return failed<clause_not_allowed, Operation, "join_if">{};
    else return ok{};
  } else {
    return ok{};
  }
}

/// The name of an UPDATE or DELETE in verdicts.
template <bool NeedsSet>
inline constexpr fixed_string name_of_write{"delete_all"};
template <>
inline constexpr fixed_string name_of_write<true>{"update_all"};

/// A clause that an UPDATE or DELETE does not have, by its name, or nothing.
template <class Query>
consteval std::string_view clause_not_written() {
  if (Query::has(clause::select)) return "select";
  if (Query::has(clause::order_by)) return "order_by";
  if (Query::has(clause::limit) || Query::has(clause::offset)) return "limit";
  if (Query::has(clause::group_by) || Query::has(clause::having)) return "group_by";
  if (Query::has(clause::distinct)) return "distinct";
  if (Query::has(clause::combination)) return "union";
  if (Query::has(clause::windows)) return "window";
  if (Query::has(clause::lock)) return "lock";
  return {};
}

/// Which clauses does an UPDATE or DELETE need, and which can it not have?
template <class Query, bool NeedsSet>
consteval auto judge_clauses_of_write() {
  constexpr auto operation = name_of_write<NeedsSet>;
  using source = content_of<clause::from, Query>;
  constexpr std::string_view name = source::name();
  constexpr fixed_string<name.size()> table{name};
  constexpr std::string_view other = clause_not_written<Query>();
  if constexpr (!source::is_table) return failed<clause_not_allowed, operation, "subquery">{};
  else if constexpr (!Query::has(clause::where) && !Query::has(clause::every_row))
    return failed<unbounded_write, table>{};
  else if constexpr (NeedsSet && !Query::has(clause::set)) return failed<nothing_to_set, table>{};
  else if constexpr (!NeedsSet && Query::has(clause::set)) return failed<clause_not_allowed, operation, "set">{};
  else if constexpr (!other.empty()) return failed<clause_not_allowed, operation, fixed_string<other.size()>{other}>{};
  else return judge_joins_of_write<Query, operation>();
}

template <class Query, bool NeedsSet>
consteval auto judge_write_query() {
  using schemas = decltype(judge_schemas<Query>());
  if constexpr (!schemas::value) {
    return schemas{};
  } else if constexpr (!content_of<clause::from, Query>::is_table) {
    return judge_clauses_of_write<Query, NeedsSet>();
  } else {
    using joins = decltype(judge_joins_of_write<Query, name_of_write<NeedsSet>>());
    using rules = decltype(verdict_of_violation<write_judge<Query>>());
    using clauses = decltype(judge_clauses_of_write<Query, NeedsSet>());
    if constexpr (!joins::value) return joins{};
    else if constexpr (!rules::value) return rules{};
    else if constexpr (!clauses::value) return clauses{};
    else return verdict_of_into<Query, clause::returning>();
  }
}

}  // namespace detail

/// Verdict on a query that is read: `ok`, or the first rule that it breaks.
template <class Query>
using query_verdict = decltype(detail::judge_query<Query, true>());

/// Verdict on a query whose rows are only counted: it need not select anything, but for a union or distinct rows.
template <class Query>
using count_verdict =
    decltype(detail::judge_query<Query, Query::has(clause::combination) || Query::has(clause::distinct)>());

/// Verdict on a query handed to update_all.
template <class Query>
using update_verdict = decltype(detail::judge_write_query<Query, true>());

/// Verdict on a query handed to delete_all.
template <class Query>
using delete_verdict = decltype(detail::judge_write_query<Query, false>());

}  // namespace recto
