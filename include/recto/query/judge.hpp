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

// The name of a selected expression, if it has one.
template <class Item>
constexpr std::string_view name_of_item() {
  if constexpr (requires { Item::selected_as; }) return Item::selected_as;
  else return {};
}

template <class Term>
constexpr grouped_column column_of_term() {
  if constexpr (requires { Term::source, Term::name; }) return {Term::source, Term::name};
  else return {};
}

template <class Items>
struct selected_names;
template <class... Items>
struct selected_names<pack<Items...>> {
  static constexpr std::array<std::string_view, sizeof...(Items)> names{name_of_item<Items>()...};
  static constexpr name_list value{names.data(), names.size()};
};

/// The names that a query gives to what it selects.
template <class Query>
consteval name_list names_of_selected() {
  if constexpr (Query::has(clause::select)) return selected_names<content_of<clause::select, Query>>::value;
  else return {};
}

constexpr std::size_t named_count(name_list names) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < names.count; ++i) count += !names.names[i].empty();
  return count;
}

template <class Terms>
struct grouped_terms;
template <class... Terms>
struct grouped_terms<pack<Terms...>> {
  static constexpr std::array<type_key, sizeof...(Terms)> nodes{key_of_node<Terms>()...};
  static constexpr std::array<grouped_column, sizeof...(Terms)> columns{column_of_term<Terms>()...};

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
  static constexpr grouping value{terms::nodes.data(), terms::columns.data(), terms::nodes.size(), freed.data(),
                                  freed.size()};
};

/// Inspects what a source is made of. One that is lateral sees the sources of the query from `first` to `seen`, others none.
template <class Source>
constexpr void inspect_source(inspector& watcher, scope const& all, std::size_t first, std::size_t seen) {
  if constexpr (!Source::is_table) {
    watcher.see({.entries = all.entries + first, .count = seen - first});
    Source::inspect(watcher);
    watcher.see(all);
  } else if (Source::prefix().empty()) {
    watcher.table(Source::table());
  }
}

template <class Joins>
struct inspected_joins;
template <class... Joined>
struct inspected_joins<pack<Joined...>> {
  /// The joins of a statement that writes are a FROM of their own, in which the written table cannot be seen: only the
  /// conditions of inner joins can name it, because they stand in WHERE.
  static constexpr void inspect(inspector& watcher, scope const& all, bool is_written) {
    std::size_t seen = 1;
    (inspect_one<Joined>(watcher, all, is_written ? 1 : 0, ++seen), ...);
    watcher.see(all);
  }

 private:
  template <class One>
  static constexpr void inspect_one(inspector& watcher, scope const& all, std::size_t first, std::size_t seen) {
    inspect_source<typename One::source_type>(watcher, all, first, One::is_lateral ? seen - 1 : first);
    if constexpr (One::kind == join_kind::inner) first = 0;
    scope const so_far{.entries = all.entries + first, .count = seen - first};
    watcher.see(so_far);
    detail::inspect<typename One::condition>(watcher);
    watcher.see(all);
  }
};

// Of queries that have such clauses; in cte.hpp, combination.hpp and window.hpp.
template <class Definitions>
struct inspected_ctes;
template <class Queries>
struct inspected_combination;
template <class Windows>
struct inspected_windows;

/// Inspects the clauses that every statement may have: CTEs, sources, ON, WHERE, GROUP BY.
template <class Query>
constexpr void inspect_sources(inspector& watcher, bool is_written = false) {
  auto const& entries = source_entries<Query>;
  constexpr scope const& all = sources_of<Query>;
  for (std::size_t i = 0; i < entries.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (entries[i].name == entries[j].name || entries[i].key == entries[j].key)
        watcher.report(rule::table_twice, entries[i].name, {});
  if constexpr (Query::has(clause::with)) {
    watcher.see({});
    inspected_ctes<content_of<clause::with, Query>>::inspect(watcher);
    watcher.see(all);
  }
  inspect_source<content_of<clause::from, Query>>(watcher, all, 0, 0);
  if constexpr (Query::has(clause::join)) {
    watcher.enter("ON", false);
    inspected_joins<joins_of<Query>>::inspect(watcher, all, is_written);
  }
  if constexpr (Query::has(clause::where)) {
    watcher.enter("WHERE", false);
    detail::inspect<content_of<clause::where, Query>>(watcher);
  }
  if constexpr (Query::has(clause::group_by)) {
    watcher.enter("GROUP BY", false);
    watcher.define_selected(names_of_selected<Query>());
    content_of<clause::group_by, Query>::inspect(watcher);
    watcher.define_selected({});
  }
}

template <class Query>
constexpr void inspect_selected(inspector& watcher) {
  if constexpr (Query::has(clause::having)) {
    watcher.name_clause("HAVING");
    detail::inspect<content_of<clause::having, Query>>(watcher);
    watcher.name_clause("SELECT");
  }
  watcher.allow_windows(true);
  if constexpr (Query::has(clause::windows)) inspected_windows<content_of<clause::windows, Query>>::inspect(watcher);
  if constexpr (Query::has(clause::select)) {
    watcher.expect_named_items(named_count(names_of_selected<Query>()));
    content_of<clause::select, Query>::inspect(watcher);
    watcher.expect_named_items(0);
  } else if constexpr (!Query::has(clause::set)) {
    detail::inspect<row_node_of<Query>>(watcher);
  }
  if constexpr (Query::has(clause::select)) watcher.define_selected(names_of_selected<Query>());
  if constexpr (Query::has(clause::distinct)) content_of<clause::distinct, Query>::inspect(watcher);
  if constexpr (Query::has(clause::order_by)) content_of<clause::order_by, Query>::inspect(watcher);
  if constexpr (Query::has(clause::select)) watcher.define_selected({});
  watcher.allow_windows(false);
}

template <class Terms>
inline constexpr bool any_term_stays = false;
template <class... Terms>
inline constexpr bool any_term_stays<pack<Terms...>> = (!requires { Terms::may_be_nothing; } || ...);

/// Has the query an order, whatever is chosen?
template <class Query>
consteval bool is_ordered() {
  if constexpr (Query::has(clause::order_by)) return any_term_stays<content_of<clause::order_by, Query>>;
  else return false;
}

/// Rules about clauses that go together, or do not.
template <class Query>
constexpr void inspect_clauses(inspector& watcher) {
  if constexpr (Query::has(clause::lock)) {
    bool const grouped = Query::has(clause::group_by) || Query::has(clause::having) || Query::has(clause::distinct)
                      || Query::has(clause::combination) || Query::has(clause::windows) || watcher.aggregate_seen()
                      || watcher.window_seen();
    if (grouped) watcher.report(rule::lock_of_groups, content_of<clause::from, Query>::name(), {});
    content_of<clause::lock, Query>::inspect(watcher);
  }
  // Which row is the first would be asked of the order, which is over the whole union.
  if constexpr (Query::has(clause::distinct) && Query::has(clause::order_by) && Query::has(clause::combination))
    if constexpr (requires { content_of<clause::distinct, Query>::size; })
      watcher.report(rule::distinct_on_order, content_of<clause::from, Query>::name(), {});
  if constexpr (Query::has(clause::distinct) && Query::has(clause::order_by))
    content_of<clause::distinct, Query>::template inspect_order<Query>(watcher);
  if constexpr (Query::has(clause::combination))
    inspected_combination<content_of<clause::combination, Query>>::template inspect<Query>(watcher);
}

template <class Query, clause Kind = clause::select>
constexpr void inspect_into(inspector& watcher);

/// Inspects a whole query as a SELECT.
template <class Query>
constexpr void inspect_query(inspector& watcher) {
  inspect_sources<Query>(watcher);
  watcher.enter("SELECT", true);
  inspect_selected<Query>(watcher);
  if (Query::has(clause::having) && !Query::has(clause::group_by) && !watcher.aggregate_seen())
    watcher.report(rule::having_without_group, content_of<clause::from, Query>::name(), {});
  if (Query::has(clause::group_by) || Query::has(clause::having) || watcher.aggregate_seen()) {
    watcher.enter("SELECT", grouping_of<Query>::value);
    inspect_selected<Query>(watcher);
  }
  if constexpr (Query::has(clause::limit))
    if constexpr (!std::is_void_v<typename clause_type<clause::limit, Query>::detail_type>)
      if (!is_ordered<Query>()) watcher.report(rule::ties_without_order, content_of<clause::from, Query>::name(), {});
  // Asked here, so that a query without such clauses costs no function.
  if constexpr (Query::has(clause::having) || Query::has(clause::lock) || Query::has(clause::distinct)
                || Query::has(clause::combination))
    inspect_clauses<Query>(watcher);
}

/// Inspects a query that stands inside the one that `around` walks, with an inspector that was made for it.
template <class Query>
constexpr void inspect_with(inspector& inner, inspector& around) {
  static_assert(assert_schema<decltype(judge_schemas<Query>())>::value);
  if (Query::has(clause::set)) around.report(rule::clause_not_allowed, "a subquery", "set");
  if (Query::has(clause::returning)) around.report(rule::clause_not_allowed, "a subquery", "returning");
  inspect_query<Query>(inner);
  if constexpr (Query::has(clause::select)) inspect_into<Query>(inner);
  around.report(inner.found());
}
template <class Query>
constexpr void inspect_nested(inspector& around, bool is_value = false) {
  inspector inner(sources_of<Query>, around, is_value);
  inspect_with<Query>(inner, around);
}

/// The same, for a query whose columns are used: a table without a struct has none that are known.
template <class Query>
constexpr void inspect_nested_source(inspector& around) {
  if constexpr (!Query::has(clause::select) && names_table<source_row<Query>>)
    around.report(rule::nothing_to_select, content_of<clause::from, Query>::name(), {});
  inspect_nested<Query>(around);
}

/// The first rule that `Query` breaks as a SELECT.
template <class Query>
consteval violation judge_select() {
  inspector watcher(sources_of<Query>);
  inspect_query<Query>(watcher);
  return watcher.found();
}

template <class Assignments>
struct assigned_columns;
template <class... Assignments>
struct assigned_columns<pack<Assignments...>> {
  static constexpr void inspect(inspector& watcher) {
    (inspect_owner<Assignments>(watcher), ...);
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
  // Only the first source is written; the server would look for the name of any other's column there.
  template <class Assignment>
  static constexpr void inspect_owner(inspector& watcher) {
    if constexpr (is_assignment<Assignment>) {
      using column = typename Assignment::column;
      std::size_t const found = watcher.sources().find(column::source);
      if (found != 0 && found != scope::nowhere)
        watcher.report(rule::column_not_written, column::table(), column::name);
    }
  }
};

/// Inspects a whole query as an UPDATE or DELETE.
template <class Query>
constexpr void inspect_write(inspector& watcher) {
  inspect_sources<Query>(watcher, true);
  if constexpr (Query::has(clause::set)) {
    watcher.enter("SET", false);
    assigned_columns<content_of<clause::set, Query>>::inspect(watcher);
    content_of<clause::set, Query>::inspect(watcher);
  }
  if constexpr (Query::has(clause::returning)) {
    watcher.enter("RETURNING", false);
    content_of<clause::returning, Query>::inspect(watcher);
  }
}

/// The first rule that `Query` breaks as an UPDATE or DELETE.
template <class Query>
consteval violation judge_write() {
  inspector watcher(sources_of<Query>);
  inspect_write<Query>(watcher);
  return watcher.found();
}

/// What a field of a row or a selected expression is, for the comparison of the two.
struct slot {
  type_key type{};
  bool is_nullable = false;
  bool is_row = false;  ///< of an expression: a whole row
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

template <class Items>
struct item_slots;
template <class... Items>
struct item_slots<pack<Items...>> {
  static constexpr std::array<slot, sizeof...(Items)> in(scope const& sources) {
    return {slot{key_of_type<typename Items::value_type>, Items::nullable(sources), is_whole_row<Items>}...};
  }
};

enum class mismatch { none, count, type, null, row };

struct into_mismatch {
  mismatch what = mismatch::none;
  std::size_t index = 0;
};

/// Do the fields of select_into's struct take what is selected? A whole row goes into a field of its struct, but not where
/// the query is a source of another: the columns of that have no names.
template <class Row, class Items>
constexpr into_mismatch judge_into(scope const& sources, bool is_source = false) {
  constexpr auto fields = slots_of_row<Row>();
  auto const items = item_slots<Items>::in(sources);
  if (fields.size() != items.size()) return {mismatch::count, 0};
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (!(fields[i].type == items[i].type)) return {mismatch::type, i};
    if (items[i].is_row && is_source) return {mismatch::row, i};
    if (items[i].is_nullable && !fields[i].is_nullable) return {mismatch::null, i};
  }
  return {};
}

// For queries inside others. One that is not is judged in verdict.hpp, which makes names only of what is broken.
struct type_describer {
  std::string_view* next;
  template <class Field>
  constexpr void operator()(Field const&) {
    *next++ = plain_name<value_of<Field>>();
  }
};
template <class Items>
struct item_type_names;
template <class... Items>
struct item_type_names<pack<Items...>> {
  static constexpr std::array<std::string_view, sizeof...(Items)> value{plain_name<typename Items::value_type>()...};
};

template <class Row, class Items>
constexpr void report_into(inspector& watcher, into_mismatch found) {
  if (found.what == mismatch::count) return watcher.report(rule::select_into_count, short_type_name<Row>, {});
  std::string_view const field = field_names<Row>[found.index];
  if (found.what == mismatch::row) return watcher.report(rule::select_into_row, short_type_name<Row>, field);
  if (found.what == mismatch::null) return watcher.report(rule::select_into_null, short_type_name<Row>, field);
  std::array<std::string_view, field_count<Row>> names{};
  for_each_field_type<Row>(type_describer{names.data()});
  watcher.report(rule::select_into_type, short_type_name<Row>, field, names[found.index],
                 item_type_names<Items>::value[found.index]);
}

template <class Query, clause Kind>
constexpr void inspect_into(inspector& watcher) {
  using select = clause_type<Kind, Query>;
  using into = typename select::detail_type;
  if constexpr (is_merged<into>) {
    watcher.report(rule::clause_not_allowed, "a subquery", "select_merge");
  } else if constexpr (!std::is_void_v<into>) {
    using items = typename select::content_type;
    into_mismatch const found = judge_into<into, items>(watcher.sources(), watcher.is_nested());
    if (found.what != mismatch::none) report_into<into, items>(watcher, found);
  }
}

}  // namespace recto::detail
