// SPDX-License-Identifier: BSL-1.0
// Walks the expressions of a query at compile time and keeps the first rule that one of them breaks. It is an ordinary
// class, so a new query instantiates nothing here; a broken rule becomes a verdict type only when there is one. A query
// inside another has an inspector of its own, which knows the outer one.
// Layer 4.
#pragma once

#include <recto/query/scope.hpp>

#include <cstddef>
#include <string_view>

namespace recto::detail {

enum class rule {
  none,
  column_not_in_scope,
  column_not_around,
  table_twice,
  column_not_written,
  null_check_without_null,
  aggregate_not_allowed,
  aggregate_in_aggregate,
  aggregate_of_outer,
  array_of_nulls,
  window_not_allowed,
  window_not_defined,
  window_twice,
  name_not_selected,
  ungrouped_column,
  having_without_group,
  assignment_of_null,
  column_twice,
  cte_not_defined,
  cte_twice,
  distinct_on_order,
  lock_of_groups,
  lock_of_nullable,
  ties_without_order,
  order_not_selected,
  combined_rows_differ,
  select_into_count,
  select_into_type,
  select_into_null,
  select_into_row,
  clause_not_allowed,
  nothing_to_select,
};

/// A broken rule and what it is about.
struct violation {
  rule broken = rule::none;
  std::string_view first{};
  std::string_view second{};
  std::string_view third{};
  std::string_view fourth{};
};

/// What a column is to the inspector.
struct column_facts {
  source_key source{};
  std::string_view table{};
  std::string_view column{};
  bool is_key = false;
};

/// A column that a query groups by; without a name for any other expression.
struct grouped_column {
  source_key source{};
  std::string_view name{};
};

/// The columns and expressions that a query groups by.
struct grouping {
  type_key const* nodes = nullptr;          ///< the grouped expressions
  grouped_column const* columns = nullptr;  ///< those of them that are columns
  std::size_t count = 0;
  source_key const* freed = nullptr;  ///< sources whose primary key is grouped: their columns are free
  std::size_t freed_count = 0;
};

/// Names that are defined in a query: CTEs, windows.
struct name_list {
  std::string_view const* names = nullptr;
  std::size_t count = 0;

  constexpr bool has(std::string_view name) const {
    for (std::size_t i = 0; i < count; ++i)
      if (names[i] == name) return true;
    return false;
  }
};

// A function, so that it is only worked out for queries that group.
template <class Node>
constexpr type_key key_of_node() {
  return type_key(signature_of_type<Node>());
}

class inspector {
 public:
  constexpr explicit inspector(scope const& sources) : sources_(sources) {}

  /// For a query inside the one that `around` walks; as a value it stands in an expression, and not in FROM or WITH.
  constexpr inspector(scope const& sources, inspector& around, bool is_value = false)
      : sources_(sources), around_(&around), is_nested_(true), is_value_(is_value) {
    see(sources);
  }

  /// What follows stands in `clause`; aggregates are allowed there or not. With a grouping, other columns must be aggregated.
  constexpr void enter(std::string_view clause, bool aggregates_allowed) {
    clause_ = clause;
    aggregates_allowed_ = aggregates_allowed;
    windows_allowed_ = false;
    only_grouped_ = false;
  }
  constexpr void enter(std::string_view clause, grouping const& grouped) {
    clause_ = clause;
    aggregates_allowed_ = true;
    windows_allowed_ = false;
    only_grouped_ = true;
    grouped_ = grouped;
  }
  /// What follows stands in another clause to which the same applies.
  constexpr void name_clause(std::string_view clause) { clause_ = clause; }

  /// What follows in the same clause may be computed over windows: SELECT and ORDER BY.
  constexpr void allow_windows(bool allowed) { windows_allowed_ = allowed; }

  /// From here on only these sources can be seen: an ON does not see the tables that are joined after it.
  constexpr void see(scope const& sources) {
    sources_ = sources;
    if (!is_nested_) return;
    sources_.outer = &around_->sources_;
    sources_.is_nested = true;
  }

  /// The CTEs that can be used from here on, and those that tables of the same name would be taken for.
  constexpr void define_ctes(name_list usable, name_list hiding) {
    ctes_ = usable;
    hiding_ = hiding;
  }
  constexpr void define_windows(name_list windows) { windows_ = windows; }

  /// The names of selected expressions that what follows may use: in ORDER BY, GROUP BY and DISTINCT ON.
  constexpr void define_selected(name_list selected) { selected_ = selected; }
  /// So many expressions of the select list have names; none stands inside another expression.
  constexpr void expect_named_items(std::size_t count) { named_items_ = count; }
  constexpr void named_item(std::string_view name) {
    if (named_items_ == 0) return report(rule::name_not_selected, name, {});
    --named_items_;
  }

  /// What the query groups by under a name: its columns are free, and it aggregates nothing.
  constexpr void enter_group_key() {
    only_grouped_ = false;
    aggregates_allowed_ = false;
    clause_ = "GROUP BY";
  }
  constexpr void leave_group_key() {
    only_grouped_ = true;
    aggregates_allowed_ = true;
    clause_ = "SELECT";
  }

  constexpr void selected_name(std::string_view name) {
    if (!selected_.has(name)) report(rule::name_not_selected, name, {});
  }

  constexpr void column(column_facts const& facts) {
    if (sources_.find(facts.source) == scope::nowhere) {
      if (is_nested_ && around_->knows(facts.source)) return outer_column(facts, false);
      return report(rule::column_not_in_scope, facts.table, facts.column);
    }
    aggregates_own_ = true;
    check_grouped(facts, *this);
  }

  /// A column that is meant to be of the query around this one.
  constexpr void column_around(column_facts const& facts) {
    if (!is_nested_ || !around_->knows(facts.source)) return report(rule::column_not_around, facts.table, facts.column);
    outer_column(facts, true);
  }

  /// Does this query or one around it have the source?
  constexpr bool knows(source_key const& source) const {
    return sources_.find(source) != scope::nowhere || (is_nested_ && around_->knows(source));
  }

  constexpr void cte(std::string_view name) {
    if (ctes_.has(name)) return;
    if (!is_nested_) return report(rule::cte_not_defined, name, {});
    bool in_expression = is_value_;
    inspector const* at = around_;
    while (!at->ctes_.has(name)) {
      if (!at->is_nested_) return report(rule::cte_not_defined, name, {});
      in_expression |= at->is_value_;
      at = at->around_;
    }
    if (in_expression && at->recursive_ == name)
      report(rule::clause_not_allowed, "the step of a recursive CTE", "its own rows in an expression");
  }

  /// Does a query around this one define a CTE of this name?
  constexpr bool is_cte_around(std::string_view name) const {
    return is_nested_ && (around_->ctes_.has(name) || around_->is_cte_around(name));
  }

  /// What follows is the step of the recursive CTE of this name.
  constexpr void enter_step(std::string_view name) { recursive_ = name; }

  /// A table without a prefix: a CTE of the same name would be taken in its place.
  constexpr void table(std::string_view name) {
    for (inspector const* at = this;; at = at->around_) {
      if (at->hiding_.has(name)) return report(rule::cte_twice, name, {});
      if (!at->is_nested_) return;
    }
  }

  /// Is the expression itself one of those that the query groups by? Then its columns need not be.
  template <class Node>
  constexpr bool is_grouped() const {
    if (!only_grouped_) return false;
    for (std::size_t i = 0; i < grouped_.count; ++i)
      if (grouped_.nodes[i] == key_of_node<Node>()) return true;
    return false;
  }

  constexpr void enter_aggregate() {
    if (++nesting_ == window_level_) return;
    aggregate_seen_ = true;
    if (!aggregates_allowed_) report(rule::aggregate_not_allowed, clause_, {});
    if (depth_ == 0 && !is_filtered_) aggregates_own_ = aggregates_outer_ = false;
    if (depth_++ > 0) report(rule::aggregate_in_aggregate, clause_, {});
  }
  constexpr void leave_aggregate() {
    if (nesting_-- != window_level_ && --depth_ == 0 && !is_filtered_) check_level();
  }

  /// The aggregate and the condition that follow are one.
  constexpr void enter_filtered() {
    is_filtered_ = true;
    aggregates_own_ = aggregates_outer_ = false;
  }
  constexpr void leave_filtered() {
    is_filtered_ = false;
    check_level();
  }
  constexpr bool aggregate_seen() const { return aggregate_seen_; }

  /// Within `over(...)`. The function itself is no aggregate of the query's groups then; its operands may be.
  constexpr void enter_window() {
    if (!windows_allowed_ || in_window_ || depth_ > 0) report(rule::window_not_allowed, clause_, {});
    in_window_ = true;
    window_seen_ = true;
    window_level_ = nesting_ + 1;
  }
  constexpr void leave_window() {
    in_window_ = false;
    window_level_ = -1;
  }
  /// Within what a window is partitioned and ordered by.
  constexpr void enter_window_definition() { in_window_ = true; }
  constexpr void leave_window_definition() { in_window_ = false; }
  constexpr bool window_seen() const { return window_seen_; }
  constexpr void window(std::string_view name) {
    if (!windows_.has(name)) report(rule::window_not_defined, name, {});
  }

  constexpr void null_check(bool nullable, std::string_view table, std::string_view column) {
    if (!nullable) report(rule::null_check_without_null, table, column);
  }

  constexpr void report(rule broken, std::string_view first, std::string_view second, std::string_view third = {},
                        std::string_view fourth = {}) {
    if (found_.broken == rule::none) found_ = {broken, first, second, third, fourth};
  }
  constexpr void report(violation const& broken) {
    if (found_.broken == rule::none) found_ = broken;
  }

  constexpr scope const& sources() const { return sources_; }
  constexpr bool is_nested() const { return is_nested_; }
  constexpr violation const& found() const { return found_; }
  constexpr std::string_view clause() const { return clause_; }

 private:
  // A column of a query around this one. To the server a nearer source of the same name would be meant.
  constexpr void outer_column(column_facts const& facts, bool is_said) {
    inspector const* owner = around_;
    while (owner->sources_.find(facts.source) == scope::nowhere) owner = owner->around_;
    std::string_view const name = owner->sources_.entries[owner->sources_.find(facts.source)].name;
    for (inspector const* at = this; at != owner; at = at->around_)
      if (at->sources_.has_name(name)) {
        if (is_said) return report(rule::column_not_around, facts.table, facts.column);
        return report(rule::table_twice, name, {});
      }
    note_outer(facts);
    around_->column_from_inside(facts, *this);
  }

  // A query inside this one uses a column of it. There it is a constant, here it may have to be grouped.
  constexpr void column_from_inside(column_facts const& facts, inspector& teller) {
    if (sources_.find(facts.source) == scope::nowhere) {
      note_outer(facts);
      return around_->column_from_inside(facts, teller);
    }
    aggregates_own_ = true;
    check_grouped(facts, teller);
  }

  // The server computes an aggregate in the query whose columns it has, and there it may mean something else or nothing.
  constexpr void check_level() {
    if (aggregates_outer_ && !aggregates_own_ && !in_window_)
      report(rule::aggregate_of_outer, outer_.table, outer_.column);
  }

  constexpr void note_outer(column_facts const& facts) {
    aggregates_outer_ = true;
    outer_ = facts;
  }

  constexpr void check_grouped(column_facts const& facts, inspector& teller) const {
    if (!only_grouped_ || depth_ > 0) return;
    for (std::size_t i = 0; i < grouped_.freed_count; ++i)
      if (grouped_.freed[i] == facts.source) return;
    for (std::size_t i = 0; i < grouped_.count; ++i)
      if (grouped_.columns[i].source == facts.source && grouped_.columns[i].name == facts.column) return;
    teller.report(rule::ungrouped_column, facts.table, facts.column);
  }

  scope sources_;
  inspector* around_ = nullptr;
  grouping grouped_{};
  name_list ctes_{};
  name_list hiding_{};
  std::string_view recursive_{};
  name_list windows_{};
  name_list selected_{};
  std::string_view clause_{};
  violation found_{};
  column_facts outer_{};  // the last column of a query around this one
  std::size_t named_items_ = 0;
  int depth_ = 0;          // aggregates around what is inspected
  int nesting_ = 0;        // the same, with those that are computed over a window
  int window_level_ = -1;  // the nesting at which an aggregate belongs to `over`
  bool is_nested_ = false;
  bool is_value_ = false;
  bool aggregates_allowed_ = true;
  bool windows_allowed_ = false;
  bool in_window_ = false;
  bool window_seen_ = false;
  bool only_grouped_ = false;
  bool aggregate_seen_ = false;
  bool aggregates_own_ = false;  // the aggregate under way has a column of this query
  bool aggregates_outer_ = false;
  bool is_filtered_ = false;
};

/// Inspects an expression unless the query groups by it. One that binds values is never grouped by: to the server $1 and $2
/// differ, whatever they hold.
template <class Node>
constexpr void inspect(inspector& watcher) {
  if constexpr (Node::parameters == 0) {
    if (watcher.is_grouped<Node>()) return;
  }
  Node::inspect(watcher);
}

}  // namespace recto::detail
