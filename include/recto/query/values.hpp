// SPDX-License-Identifier: BSL-1.0
// The bound values of a query, in the order in which its text numbers them.
// Layer 4.
#pragma once

#include <recto/query/query.hpp>

namespace recto::detail {

/// The statements that one query can become.
enum class statement_kind { select, exists, count, update, delete_ };

// In an UPDATE or DELETE the joined sources stand before the conditions of the inner joins.
template <class... Joined, class Function>
constexpr void each_value_of_written_joins(pack<Joined...> const& joins, Function& function) {
  if constexpr (pack<Joined...>::parameters > 0) {
    boost::hana::unpack(joins.nodes, [&](Joined const&... each) {
      auto const first = [&]<class One>(One const& one) {
        if constexpr (One::source_type::parameters > 0) one.source.each_value(function);
        if constexpr (One::kind == join_kind::left && One::condition::parameters > 0) one.on.each_value(function);
      };
      auto const second = [&]<class One>(One const& one) {
        if constexpr (One::kind != join_kind::left && One::condition::parameters > 0) one.on.each_value(function);
      };
      (first(each), ...);
      (second(each), ...);
    });
  }
}

/// Does the limit take the rows that are equal to the last? Then the order says how many rows there are.
template <class Query>
inline constexpr bool limits_by_order = [] {
  if constexpr (Query::has(clause::limit))
    return !std::is_void_v<typename clause_type<clause::limit, Query>::detail_type>;
  else return false;
}();

template <class Terms>
inline constexpr bool any_selected_name = false;
template <class... Terms>
inline constexpr bool any_selected_name<pack<Terms...>> = (requires { Terms::selected; } || ...);

/// Does the query need what it selects even where only its number of rows counts? DISTINCT and UNION compare it, and
/// GROUP BY may name it.
template <class Query>
consteval bool counts_by_select() {
  if constexpr (Query::has(clause::combination) || Query::has(clause::distinct)) return true;
  else if constexpr (Query::has(clause::group_by)) return any_selected_name<content_of<clause::group_by, Query>>;
  else return false;
}

/// Calls `function(value)` for each bound value, and `function(chosen_bits)` for each choice that was made.
template <statement_kind Kind, class Query, class Function>
constexpr void each_parameter(Query const& from, Function& function) {
  constexpr bool is_select = Kind == statement_kind::select;
  constexpr bool is_write = Kind == statement_kind::update || Kind == statement_kind::delete_;
  constexpr bool selects = is_select || (!is_write && counts_by_select<Query>());
  if constexpr (Query::binds_in(clause::with)) clause_of<clause::with>(from).content.each_value(function);
  if constexpr (selects) {
    if constexpr (Query::binds_in(clause::distinct)) clause_of<clause::distinct>(from).content.each_value(function);
    if constexpr (Query::binds_in(clause::select)) clause_of<clause::select>(from).content.each_value(function);
  }
  if constexpr (Kind == statement_kind::update)
    if constexpr (Query::binds_in(clause::set)) clause_of<clause::set>(from).content.each_value(function);
  if constexpr (Query::binds_in(clause::from)) clause_of<clause::from>(from).content.each_value(function);
  if constexpr (is_write && Query::binds_in(clause::join))
    each_value_of_written_joins(clause_of<clause::join>(from).content, function);
  else if constexpr (Query::binds_in(clause::join)) clause_of<clause::join>(from).content.each_value(function);
  if constexpr (Query::binds_in(clause::where)) clause_of<clause::where>(from).content.each_value(function);
  if constexpr (is_write) {
    if constexpr (Query::binds_in(clause::returning)) clause_of<clause::returning>(from).content.each_value(function);
  } else {
    if constexpr (Query::binds_in(clause::group_by)) clause_of<clause::group_by>(from).content.each_value(function);
    if constexpr (Query::binds_in(clause::having)) clause_of<clause::having>(from).content.each_value(function);
    if constexpr (selects)
      if constexpr (Query::binds_in(clause::windows)) clause_of<clause::windows>(from).content.each_value(function);
    if constexpr (Query::binds_in(clause::combination))
      clause_of<clause::combination>(from).content.each_value(function);
    if constexpr (is_select || limits_by_order<Query>)
      if constexpr (Query::binds_in(clause::order_by)) clause_of<clause::order_by>(from).content.each_value(function);
    if constexpr (Query::binds_in(clause::limit)) clause_of<clause::limit>(from).content.each_value(function);
    if constexpr (Query::binds_in(clause::offset)) clause_of<clause::offset>(from).content.each_value(function);
  }
}

}  // namespace recto::detail
