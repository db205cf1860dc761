// SPDX-License-Identifier: BSL-1.0
// The bound values of a query, in the order in which its text numbers them.
// Layer 4.
#pragma once

#include <recto/query/query.hpp>

namespace recto::detail {

/// The statements that one query can become.
enum class statement_kind { select, exists, count, update, delete_ };

template <clause Kind, class Query, class Function>
constexpr void each_value_in(Query const& from, Function& function) {
  if constexpr (Query::binds_in(Kind)) clause_of<Kind>(from).each_value(function);
}

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

/// Calls `function(value)` for each bound value, and `function(chosen_bits)` for each choice that was made.
template <statement_kind Kind, class Query, class Function>
constexpr void each_parameter(Query const& from, Function& function) {
  constexpr bool is_select = Kind == statement_kind::select;
  constexpr bool is_write = Kind == statement_kind::update || Kind == statement_kind::delete_;
  // A query with DISTINCT or UNION is counted as it is, from outside.
  constexpr bool selects =
      is_select || (!is_write && (Query::has(clause::combination) || Query::has(clause::distinct)));
  each_value_in<clause::with>(from, function);
  if constexpr (selects) {
    each_value_in<clause::distinct>(from, function);
    each_value_in<clause::select>(from, function);
  }
  if constexpr (Kind == statement_kind::update) each_value_in<clause::set>(from, function);
  each_value_in<clause::from>(from, function);
  if constexpr (is_write && Query::binds_in(clause::join))
    each_value_of_written_joins(clause_of<clause::join>(from).content, function);
  else each_value_in<clause::join>(from, function);
  each_value_in<clause::where>(from, function);
  if constexpr (is_write) {
    each_value_in<clause::returning>(from, function);
  } else {
    each_value_in<clause::group_by>(from, function);
    each_value_in<clause::having>(from, function);
    if constexpr (selects) each_value_in<clause::windows>(from, function);
    each_value_in<clause::combination>(from, function);
    if constexpr (is_select) each_value_in<clause::order_by>(from, function);
    each_value_in<clause::limit>(from, function);
    each_value_in<clause::offset>(from, function);
  }
}

}  // namespace recto::detail
