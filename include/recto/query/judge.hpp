// SPDX-License-Identifier: BSL-1.0
// The rule book applied to a whole query, as plain constant evaluation over plain values: what comes out is the first
// broken rule, or none.
// Layer 4.
#pragma once

#include <recto/query/select.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>

namespace recto::detail {

template <class Terms>
struct grouped_terms;
template <class... Terms>
struct grouped_terms<pack<Terms...>> {
  static constexpr std::array<type_key, sizeof...(Terms)> nodes{key_of_node<Terms>()...};

  /// How many grouped terms are key columns of the source?
  static constexpr std::size_t key_columns(source_key const& source) {
    return (std::size_t{0} + ... + is_key<Terms>(source));
  }

 private:
  template <class Term>
  static constexpr std::size_t is_key(source_key const& source) {
    if constexpr (requires { Term::pointer; }) return Term::source == source && is_key_column<Term::pointer>() ? 1 : 0;
    else return 0;
  }
};

/// What `Query` groups by; empty if it has no GROUP BY.
template <class Query>
struct grouping_of {
  static constexpr grouping value{};
};
template <class Query>
  requires(Query::has(clause::group_by))
struct grouping_of<Query> {
  using terms = grouped_terms<content_of<clause::group_by, Query>>;

  static constexpr auto freed = [] {
    std::array<source_key, source_count<Query>()> found{};
    std::size_t next = 0;
    for (source_entry const& entry : source_entries<Query>)
      if (entry.key_columns > 0 && terms::key_columns(entry.key) == entry.key_columns) found[next++] = entry.key;
    return found;
  }();
  // Unused places of `freed` hold a key that is no source's.
  static constexpr grouping value{terms::nodes.data(), terms::nodes.size(), freed.data(), freed.size()};
};

template <class Joins>
struct inspected_joins;
template <class... Joined>
struct inspected_joins<pack<Joined...>> {
  static constexpr void inspect(inspector& watcher, scope const& all) {
    std::size_t seen = 1;
    (inspect_one<typename Joined::condition>(watcher, all, ++seen), ...);
    watcher.see(all);
  }

 private:
  template <class Condition>
  static constexpr void inspect_one(inspector& watcher, scope const& all, std::size_t seen) {
    scope const so_far{all.entries, seen};
    watcher.see(so_far);
    detail::inspect<Condition>(watcher);
    watcher.see(all);
  }
};

template <class Query>
constexpr void inspect_selected(inspector& watcher) {
  if constexpr (Query::has(clause::having)) detail::inspect<content_of<clause::having, Query>>(watcher);
  if constexpr (Query::has(clause::select)) content_of<clause::select, Query>::inspect(watcher);
  else if constexpr (!Query::has(clause::set)) detail::inspect<row_node_of<Query>>(watcher);
  if constexpr (Query::has(clause::order_by)) content_of<clause::order_by, Query>::inspect(watcher);
}

/// Inspects the clauses that every statement may have: sources, ON, WHERE, GROUP BY.
template <class Query>
constexpr void inspect_sources(inspector& watcher) {
  auto const& entries = source_entries<Query>;
  for (std::size_t i = 0; i < entries.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (entries[i].name == entries[j].name) watcher.report(rule::table_twice, entries[i].name, {});
  if constexpr (Query::has(clause::join)) {
    watcher.enter("ON", false);
    inspected_joins<joins_of<Query>>::inspect(watcher, sources_of<Query>);
  }
  if constexpr (Query::has(clause::where)) {
    watcher.enter("WHERE", false);
    detail::inspect<content_of<clause::where, Query>>(watcher);
  }
  if constexpr (Query::has(clause::group_by)) {
    watcher.enter("GROUP BY", false);
    content_of<clause::group_by, Query>::inspect(watcher);
  }
}

/// The first rule that `Query` breaks as a SELECT.
template <class Query>
consteval violation judge_select() {
  inspector watcher(sources_of<Query>);
  inspect_sources<Query>(watcher);
  watcher.enter("SELECT", true);
  inspect_selected<Query>(watcher);
  if (Query::has(clause::group_by) || Query::has(clause::having) || watcher.aggregate_seen()) {
    watcher.enter("SELECT", grouping_of<Query>::value);
    inspect_selected<Query>(watcher);
  }
  return watcher.found();
}

template <class Assignments>
struct assigned_columns;
template <class... Assignments>
struct assigned_columns<pack<Assignments...>> {
  static constexpr void inspect(inspector& watcher) {
    std::array<std::string_view, sizeof...(Assignments)> const names{name_of<Assignments>()...};
    for (std::size_t i = 0; i < names.size(); ++i)
      for (std::size_t j = 0; j < i; ++j)
        if (names[i] == names[j] && !names[i].empty()) watcher.report(rule::column_twice, names[i], {});
  }

 private:
  // What is no assignment was refused already.
  template <class Assignment>
  static constexpr std::string_view name_of() {
    if constexpr (is_assignment<Assignment>) return Assignment::column::name;
    else return {};
  }
};

/// The first rule that `Query` breaks as an UPDATE or DELETE.
template <class Query>
consteval violation judge_write() {
  inspector watcher(sources_of<Query>);
  inspect_sources<Query>(watcher);
  if constexpr (Query::has(clause::set)) {
    watcher.enter("SET", false);
    assigned_columns<content_of<clause::set, Query>>::inspect(watcher);
    content_of<clause::set, Query>::inspect(watcher);
  }
  return watcher.found();
}

/// What a field of a row or a selected expression is, for the comparison of the two.
struct slot {
  type_key type{};
  bool is_nullable = false;
  bool is_row = false;
};

// Enters the type of each field; one instantiation for each type, not for each row.
struct slot_describer {
  slot* next;
  template <class Field>
  constexpr void operator()(Field const&) {
    *next++ = {key_of_type<value_of<Field>>, is_optional<Field>};
  }
};

template <class Row>
consteval auto slots_of_row() {
  std::array<slot, field_count<Row>> slots{};
  for_each_field_type<Row>(slot_describer{slots.data()});
  return slots;
}

template <class Items, class Query>
struct item_slots;
template <class... Items, class Query>
struct item_slots<pack<Items...>, Query> {
  static constexpr std::array<slot, sizeof...(Items)> value{slot{key_of_type<typename Items::value_type>,
                                                                 Items::nullable(sources_of<Query>),
                                                                 schema<typename Items::value_type>}...};
};

enum class mismatch { none, count, type, null, row };

struct into_mismatch {
  mismatch what = mismatch::none;
  std::size_t index = 0;
};

/// Do the fields of select_into's struct take what is selected?
template <class Query>
consteval into_mismatch judge_into() {
  using select = clause_type<clause::select, Query>;
  constexpr auto fields = slots_of_row<typename select::detail_type>();
  constexpr auto const& items = item_slots<typename select::content_type, Query>::value;
  if (fields.size() != items.size()) return {mismatch::count, 0};
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!(fields[i].type == items[i].type)) return {mismatch::type, i};
    if (items[i].is_row) return {mismatch::row, i};
    if (items[i].is_nullable && !fields[i].is_nullable) return {mismatch::null, i};
  }
  return {};
}

}  // namespace recto::detail
