// SPDX-License-Identifier: BSL-1.0
// From a result to what a call returns: all rows, the one row, what a write gives back. One instantiation for each row
// type, however many queries bring it.
// Layer 7.
#pragma once

#include <recto/query/aggregate.hpp>
#include <recto/repo/bind.hpp>
#include <recto/repo/bound_query.hpp>
#include <recto/repo/decode.hpp>
#include <recto/repo/write.hpp>
#include <recto/sql/table.hpp>
#include <recto/sql/text.hpp>

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto::detail {

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_no_results(std::string_view table) {
  throw error(error_kind::no_results,
              "no row of \"" + std::string(table) + "\" was found where exactly one was asked for");
}
[[noreturn, gnu::noinline, gnu::cold]] inline void throw_multiple_results(int rows) {
  throw error(error_kind::multiple_results,
              std::to_string(rows) + " rows were found where at most one was asked for; add limit(1) or ask for all");
}
[[noreturn, gnu::noinline, gnu::cold]] inline void throw_stale(std::string_view table, char const* what) {
  throw error(error_fields{.kind = error_kind::stale,
                           .message = std::string(what) + ": the row of \"" + std::string(table)
                                    + "\" is not there (any more); it was deleted, or its key was never set",
                           .table = std::string(table)});
}
[[noreturn, gnu::noinline, gnu::cold]] inline void throw_nul_in_sql() {
  throw error(error_kind::invalid_value, "the SQL holds a NUL byte");
}
inline void refuse_nul(std::string_view sql) {
  if (sql.find('\0') != std::string_view::npos) throw_nul_in_sql();
}

// Each of these speaks if a rule is broken, and says whether to go on: nothing is instantiated behind a refusal.
template <class T>
consteval bool assert_schema_of() {
  static_assert(assert_schema<schema_verdict<T>>::value);
  return schema_verdict<T>::value;
}

template <class T>
consteval auto judge_key() {
  if constexpr (!schema_verdict<T>::value) return schema_verdict<T>{};
  else if constexpr (table_of<T>.key_count() == 0) return failed<no_primary_key, struct_name<T>>{};
  else return ok{};
}

template <class T>
consteval bool assert_has_key() {
  using verdict = decltype(judge_key<T>());
  static_assert(assert_schema<verdict>::value);
  return verdict::value;
}

template <class T, std::size_t Given>
consteval bool assert_readable_by_key() {
  if constexpr (assert_has_key<T>()) {
    static_assert(table_of<T>.key_count() == Given,
                  "recto: get: the number of key values differs from the number of columns of the primary key");
    return table_of<T>.key_count() == Given;
  } else {
    return false;
  }
}

template <class Query>
consteval void assert_countable() {
  static_assert(!Query::has(clause::group_by) && !Query::has(clause::having),
                "recto: count/aggregate: a grouped query has a count for each group; select(count()) instead");
}

template <class Query>
consteval void assert_aggregable() {
  assert_countable<Query>();
  static_assert(!Query::has(clause::limit) && !Query::has(clause::offset),
                "recto: aggregate: limit and offset would apply to the one aggregated row; leave them out");
}

template <class Head>
using query_type_of = decltype(as_query(std::declval<Head const&>()));

template <class T, std::size_t Index, class Key>
void bind_key(binder& out, Key const& key) {
  using wanted = value_of<field_type<T, key_indices<T>()[Index]>>;
  constexpr bool fits = value_fits<Key, wanted>();
  static_assert(fits, "recto: get: the key has another type than the struct's primary key; give it that type");
  out.name(&table_of<T>.fields[key_indices<T>()[Index]]);
  if constexpr (fits) {
    if constexpr (std::is_same_v<Key, wanted>) out(key);
    else if constexpr (std::is_same_v<wanted, std::string>) out(std::string_view(key));
    else out(static_cast<wanted>(key));
  }
}

template <class T, std::size_t... Index, class... Keys>
void bind_keys(binder& out, std::index_sequence<Index...>, Keys const&... keys) {
  if constexpr (sizeof...(Keys) <= table_of<T>.key_count()) (bind_key<T, Index>(out, keys), ...);
}

template <class Row, class Result>
std::vector<Row> rows_of(Result const& from, row_layout<Result> const& layout) {
  int const count = from.rows();
  std::vector<Row> rows(static_cast<std::size_t>(count));
  if constexpr (std::is_same_v<Row, bool>) {
    // std::vector<bool> has no bool to point at.
    for (int i = 0; i < count; ++i) {
      bool value = false;
      read_rows(from, layout, &value, i, 1, 0);
      rows[static_cast<std::size_t>(i)] = value;
    }
  } else {
    read_rows(from, layout, rows.data(), 0, count, sizeof(Row));
  }
  return rows;
}

/// How rows of type `Row` are read. `Shape` tells a struct that is a source from one that select_into fills.
template <class Row, row_shape Shape, class Result, row_names const& Names>
struct plan_of_row {
  using row_type = Row;

  static constexpr row_layout<Result> layout{cells_of_row<Row, Shape, Result>.data(), row_cells<Row, Shape>, &Names,
                                             adopted_life<Row>()};

  /// For rows that a vector cannot adopt.
  static std::vector<Row> read_all(Result const& from) { return rows_of<Row>(from, layout); }

  static std::optional<Row> read_one(Result const& from) {
    std::optional<Row> row;
    int const rows = from.rows();
    if (rows > 1) [[unlikely]]
      throw_multiple_results(rows);
    if (rows == 1) {
      if constexpr (Shape == row_shape::selected && schema<Row>)
        read_row<stored_flags<Row>>(from, row.emplace(), Names);
      else read_rows(from, layout, &row.emplace(), 0, 1, 0);
    }
    return row;
  }
};

/// How a struct is read of which some fields are selected besides.
template <class Row, class Result, std::size_t... Fields>
struct plan_of_merged {
  using row_type = Row;

  static constexpr auto const& cells = merged_cells<Row, Result, Fields...>;
  static constexpr row_layout<Result> layout{cells.data(), static_cast<int>(cells.size()), &names_of_schema<Row>,
                                             adopted_life<Row>()};

  static std::vector<Row> read_all(Result const& from) { return rows_of<Row>(from, layout); }
  static std::optional<Row> read_one(Result const& from) {
    std::optional<Row> row;
    if (from.rows() > 1) [[unlikely]]
      throw_multiple_results(from.rows());
    if (from.rows() == 1) read_rows(from, layout, &row.emplace(), 0, 1, 0);
    return row;
  }
};

template <class T, class Result>
using struct_plan = plan_of_row<T, row_shape::selected, Result, names_of_schema<T>>;
template <class T, class Result>
using value_plan = plan_of_row<T, row_shape::selected, Result, no_names>;

/// The plan for rows of type `Row`: of select_into where `Into` says so, else of a source or of what select lists.
template <class Row, bool Into, class Result>
consteval auto choose_plan() {
  using row = Row;
  if constexpr (Into) {
    constexpr bool is_flat = row_cells<row, row_shape::into> == static_cast<int>(field_count<row>);
    if constexpr (is_flat) return std::type_identity<plan_of_row<row, row_shape::into, Result, names_of_row<row>>>{};
    else return std::type_identity<plan_of_row<row, row_shape::into, Result, names_of_nested<row>>>{};
  } else if constexpr (is_optional<row> || column_type<value_of<row>>) {
    return std::type_identity<value_plan<row, Result>>{};
  } else if constexpr (requires {
                         typename tuple_names<row>;
                         tuple_names<row>::names;
                       }) {
    return std::type_identity<plan_of_row<row, row_shape::selected, Result, tuple_names<row>::names>>{};
  } else {
    return std::type_identity<struct_plan<row, Result>>{};
  }
}

template <class T>
inline constexpr bool is_tuple = false;
template <class... Parts>
inline constexpr bool is_tuple<std::tuple<Parts...>> = true;

/// Does it bring the struct of its source with more fields selected?
template <class Query>
inline constexpr bool merges = [] {
  if constexpr (Query::has(clause::select)) return is_merged<typename clause_type<clause::select, Query>::detail_type>;
  else return false;
}();

template <class Query>
inline constexpr bool selects_into = [] {
  if constexpr (Query::has(clause::select))
    return !std::is_void_v<typename clause_type<clause::select, Query>::detail_type>;
  else return false;
}();

template <class Row, class Result, std::size_t... Fields>
plan_of_merged<Row, Result, Fields...> merged_plan(merged_into<Row, Fields...>);

template <class Query, class Result>
consteval auto choose_plan_of_query() {
  using row = source_row<Query>;
  // The common case first: it costs no more than this question.
  if constexpr (!Query::has(clause::select) && !Query::has(clause::join))
    return std::type_identity<struct_plan<row, Result>>{};
  else if constexpr (merges<Query>)
    return std::type_identity<decltype(merged_plan<row, Result>(
        typename clause_type<clause::select, Query>::detail_type{}))>{};
  else return choose_plan<row_of<Query>, selects_into<Query>, Result>();
}

template <class Query, class Result>
using row_plan = typename decltype(choose_plan_of_query<Query, Result>())::type;

/// The plan for what a write returns.
template <class Query, class Result>
using returned_plan =
    typename decltype(choose_plan<returned_row_of<Query>,
                                  !std::is_void_v<typename clause_type<clause::returning, Query>::detail_type>,
                                  Result>())::type;

/// What a write gives back, into the struct that was written.
template <class T, bool WithKey, class Result>
inline constexpr row_layout<Result> returned_layout{
    chosen_cells<T, Result, returned_flags<T, WithKey>, returned_count<T, WithKey>>.data(), returned_count<T, WithKey>,
    &no_names};

template <class T>
inline constexpr bool has_generated_key = [] {
  bool found = false;
  for (field const& one : table_of<T>.fields) found |= one.is_generated;
  return found;
}();

template <class T>
inline constexpr bool has_other_than_key = [] {
  bool found = false;
  for (field const& one : table_of<T>.fields) found |= one.is_stored && !one.is_key;
  return found;
}();

template <class T>
std::chrono::microseconds write_time() {
  if constexpr (table_of<T>.has_timestamps) return microseconds_now();
  else return {};
}

}  // namespace recto::detail
