// SPDX-License-Identifier: BSL-1.0
// The sources of a query type as plain values, and the verdict on the schemas of their structs.
// Layer 4.
#pragma once

#include <recto/query/query.hpp>
#include <recto/query/table_source.hpp>

#include <array>
#include <cstddef>
#include <type_traits>

namespace recto::detail {

template <class Source>
consteval source_entry entry_of() {
  source_entry entry{.key = Source::key, .name = Source::name()};
  if constexpr (!Source::is_table) entry.is_derived = true;
  else if constexpr (schema<typename Source::row>) entry.key_columns = table_of<typename Source::row>.key_count();
  else entry.is_schemaless = true;
  return entry;
}

template <class Joins>
struct joined_sources;
template <class... Joined>
struct joined_sources<pack<Joined...>> {
  static constexpr std::size_t count = sizeof...(Joined);

  static consteval void enter(source_entry* entries) {
    std::size_t next = 1;
    ((enter_one(entries, next, entry_of<typename Joined::source_type>(), Joined::kind)), ...);
  }

 private:
  static consteval void enter_one(source_entry* entries, std::size_t& next, source_entry entry, join_kind kind) {
    entry.is_nullable = kind == join_kind::left || kind == join_kind::full;
    if (kind == join_kind::right || kind == join_kind::full)
      for (std::size_t i = 0; i < next; ++i) entries[i].is_nullable = true;
    entries[next++] = entry;
  }
};

template <class Query>
using joins_of = content_of<clause::join, Query>;

template <class Query>
consteval std::size_t source_count() {
  if constexpr (Query::has(clause::join)) return 1 + joined_sources<joins_of<Query>>::count;
  else return 1;
}

template <class Query>
consteval auto entries_of() {
  std::array<source_entry, source_count<Query>()> entries{};
  entries[0] = entry_of<content_of<clause::from, Query>>();
  if constexpr (Query::has(clause::join)) joined_sources<joins_of<Query>>::enter(entries.data());
  return entries;
}

template <class Query>
inline constexpr auto source_entries = entries_of<Query>();

/// The sources of `Query`, itself not inside another.
template <class Query>
inline constexpr scope sources_of{.entries = source_entries<Query>.data(),
                                  .count = source_entries<Query>.size(),
                                  .is_grouped = Query::has(clause::group_by)};

/// The struct that a query without `select` brings.
template <class Query>
using source_row = typename content_of<clause::from, Query>::row;

/// That struct as a selected row.
template <class Query>
using row_node_of = typename content_of<clause::from, Query>::whole_row;

/// Verdict on the schema of a source's struct, where the source is a table with one.
template <class Source>
consteval auto judge_source() {
  if constexpr (!Source::is_table) return ok{};
  else if constexpr (names_table<typename Source::row>) return ok{};
  else return schema_verdict<typename Source::row>{};
}
template <class Source>
using source_verdict = decltype(judge_source<Source>());

template <class Joins>
struct joined_schemas;
template <class... Joined>
struct joined_schemas<pack<Joined...>> {
  /// The first verdict on the structs that is not ok, or ok.
  static consteval auto judge() { return first_broken<source_verdict<typename Joined::source_type>...>(); }

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
  using from = source_verdict<content_of<clause::from, Query>>;
  if constexpr (!from::value || !Query::has(clause::join)) return from{};
  else return joined_schemas<joins_of<Query>>::judge();
}

}  // namespace recto::detail

namespace recto {

/// `Query` has the table of the struct `T` (or a source of its rows) among its sources, under no other name. For stages of a
/// program's own, which fit every query of a kind: `constexpr auto visible = [](has_source<Post> auto query) { return query | ...; };`
template <class Query, class T>
concept has_source = detail::is_query<std::remove_cvref_t<Query>>
                  && detail::sources_of<std::remove_cvref_t<Query>>.find(key_of<T>) != scope::nowhere;

}  // namespace recto
