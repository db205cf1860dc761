// SPDX-License-Identifier: BSL-1.0
// Verdicts on whole queries as types, and the one assertion that speaks when one is broken.
// Layer 4.
#pragma once

#include <recto/query/judge.hpp>
#include <recto/query/rules.hpp>

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

/// The verdict type of a violation that `Judge::value` holds.
template <class Judge>
consteval auto verdict_of_violation() {
  constexpr violation found = Judge::value;
  constexpr fixed_string<found.first.size()> first{found.first};
  constexpr fixed_string<found.second.size()> second{found.second};
  if constexpr (found.broken == rule::none) return ok{};
  else if constexpr (found.broken == rule::column_not_in_scope) return failed<column_not_in_scope, first, second>{};
  else if constexpr (found.broken == rule::assignment_of_null) return failed<assignment_of_null, first>{};
  else if constexpr (found.broken == rule::column_twice) return failed<column_twice, first>{};
  else if constexpr (found.broken == rule::table_twice) return failed<table_twice, first>{};
  else if constexpr (found.broken == rule::null_check_without_null)
    return failed<null_check_without_null, first, second>{};
  else if constexpr (found.broken == rule::aggregate_not_allowed) return failed<aggregate_not_allowed, first>{};
  else if constexpr (found.broken == rule::aggregate_in_aggregate) return failed<aggregate_in_aggregate, first>{};
  else return failed<ungrouped_column, first, second>{};
}

template <class Query>
struct select_judge {
  static constexpr violation value = judge_select<Query>();
};
template <class Query>
struct write_judge {
  static constexpr violation value = judge_write<Query>();
};

template <class Query>
consteval auto verdict_of_into() {
  if constexpr (Query::has(clause::select)) {
    using select = clause_type<clause::select, Query>;
    using into = typename select::detail_type;
    if constexpr (!std::is_void_v<into>) {
      constexpr into_mismatch found = judge_into<Query>();
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

template <class Joins>
struct joined_schemas;
template <class... Joined>
struct joined_schemas<pack<Joined...>> {
  /// The first verdict on the structs that is not ok, or ok.
  static consteval auto judge() { return first_broken<schema_verdict<typename Joined::source::row>...>(); }

 private:
  template <class First, class... Rest>
  static consteval auto first_broken() {
    if constexpr (!First::value || sizeof...(Rest) == 0) return First{};
    else return first_broken<Rest...>();
  }
};

/// Verdict on the schemas of a query's sources.
template <class Query>
consteval auto judge_schemas() {
  using from = schema_verdict<source_row<Query>>;
  if constexpr (!from::value || !Query::has(clause::join)) return from{};
  else return joined_schemas<joins_of<Query>>::judge();
}

template <class Query>
consteval auto judge_query() {
  using schemas = decltype(judge_schemas<Query>());
  if constexpr (!schemas::value) {
    return schemas{};
  } else if constexpr (Query::has(clause::set)) {
    return failed<clause_not_allowed, "a read", "set">{};
  } else {
    using rules = decltype(verdict_of_violation<select_judge<Query>>());
    if constexpr (!rules::value) return rules{};
    else return verdict_of_into<Query>();
  }
}

template <class Query, bool NeedsSet>
consteval auto judge_write_query() {
  using row = source_row<Query>;
  if constexpr (!schema_verdict<row>::value) {
    return schema_verdict<row>{};
  } else {
    constexpr std::string_view name = table_of<row>.name;
    constexpr fixed_string<name.size()> table{name};
    using rules = decltype(verdict_of_violation<write_judge<Query>>());
    if constexpr (!rules::value) return rules{};
    else if constexpr (!Query::has(clause::where) && !Query::has(clause::every_row))
      return failed<unbounded_write, table>{};
    else if constexpr (NeedsSet && !Query::has(clause::set)) return failed<nothing_to_set, table>{};
    else if constexpr (!NeedsSet && Query::has(clause::set)) return failed<clause_not_allowed, "delete_all", "set">{};
    else if constexpr (Query::has(clause::select))
      return failed<clause_not_allowed, NeedsSet ? fixed_string{"update_all"} : fixed_string{"delete_all"}, "select">{};
    else if constexpr (Query::has(clause::order_by))
      return failed<clause_not_allowed, NeedsSet ? fixed_string{"update_all"} : fixed_string{"delete_all"},
                    "order_by">{};
    else if constexpr (Query::has(clause::limit) || Query::has(clause::offset))
      return failed<clause_not_allowed, NeedsSet ? fixed_string{"update_all"} : fixed_string{"delete_all"}, "limit">{};
    else if constexpr (Query::has(clause::group_by) || Query::has(clause::having))
      return failed<clause_not_allowed, NeedsSet ? fixed_string{"update_all"} : fixed_string{"delete_all"},
                    "group_by">{};
    else if constexpr (Query::has(clause::join))
      return failed<clause_not_allowed, NeedsSet ? fixed_string{"update_all"} : fixed_string{"delete_all"}, "join">{};
    else return ok{};
  }
}

}  // namespace detail

/// Verdict on a query that is read: `ok`, or the first rule that it breaks.
template <class Query>
using query_verdict = decltype(detail::judge_query<Query>());

/// Verdict on a query handed to update_all.
template <class Query>
using update_verdict = decltype(detail::judge_write_query<Query, true>());

/// Verdict on a query handed to delete_all.
template <class Query>
using delete_verdict = decltype(detail::judge_write_query<Query, false>());

}  // namespace recto
