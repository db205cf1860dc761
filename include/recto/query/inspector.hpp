// SPDX-License-Identifier: BSL-1.0
// Walks the expressions of a query at compile time and keeps the first rule that one of them breaks. It is an ordinary
// class, so a new query instantiates nothing here; a broken rule becomes a verdict type only when there is one.
// Layer 4.
#pragma once

#include <recto/query/scope.hpp>

#include <cstddef>
#include <string_view>

namespace recto::detail {

enum class rule {
  none,
  column_not_in_scope,
  table_twice,
  null_check_without_null,
  aggregate_not_allowed,
  aggregate_in_aggregate,
  ungrouped_column,
  assignment_of_null,
  column_twice,
};

/// A broken rule and what it is about.
struct violation {
  rule broken = rule::none;
  std::string_view first{};
  std::string_view second{};
};

/// What a column is to the inspector.
struct column_facts {
  source_key source{};
  std::string_view table{};
  std::string_view column{};
  bool is_key = false;
};

/// The columns and expressions that a query groups by.
struct grouping {
  type_key const* nodes = nullptr;  ///< the grouped expressions
  std::size_t count = 0;
  source_key const* freed = nullptr;  ///< sources whose primary key is grouped: their columns are free
  std::size_t freed_count = 0;
};

// A function, so that it is only worked out for queries that group.
template <class Node>
constexpr type_key key_of_node() {
  return type_key(signature_of_type<Node>());
}

class inspector {
 public:
  constexpr explicit inspector(scope const& sources) : sources_(sources) {}

  /// What follows stands in `clause`; aggregates are allowed there or not. With a grouping, other columns must be aggregated.
  constexpr void enter(std::string_view clause, bool aggregates_allowed) {
    clause_ = clause;
    aggregates_allowed_ = aggregates_allowed;
    only_grouped_ = false;
  }
  constexpr void enter(std::string_view clause, grouping const& grouped) {
    clause_ = clause;
    aggregates_allowed_ = true;
    only_grouped_ = true;
    grouped_ = grouped;
  }

  /// From here on only these sources can be seen: an ON does not see the tables that are joined after it.
  constexpr void see(scope const& sources) { sources_ = sources; }

  constexpr void column(column_facts const& facts) {
    if (sources_.find(facts.source) == scope::nowhere)
      return report(rule::column_not_in_scope, facts.table, facts.column);
    if (!only_grouped_ || depth_ > 0) return;
    for (std::size_t i = 0; i < grouped_.freed_count; ++i)
      if (grouped_.freed[i] == facts.source) return;
    report(rule::ungrouped_column, facts.table, facts.column);
  }

  /// Is the expression itself one of those that the query groups by? Then its columns need not be. One that binds values
  /// is not: to the server $1 and $2 differ, whatever they hold.
  template <class Node>
  constexpr bool is_grouped() const {
    if (!only_grouped_ || Node::parameters > 0) return false;
    for (std::size_t i = 0; i < grouped_.count; ++i)
      if (grouped_.nodes[i] == key_of_node<Node>()) return true;
    return false;
  }

  constexpr void enter_aggregate() {
    aggregate_seen_ = true;
    if (!aggregates_allowed_) report(rule::aggregate_not_allowed, clause_, {});
    if (depth_++ > 0) report(rule::aggregate_in_aggregate, clause_, {});
  }
  constexpr void leave_aggregate() { --depth_; }
  constexpr bool aggregate_seen() const { return aggregate_seen_; }

  constexpr void null_check(bool nullable, std::string_view table, std::string_view column) {
    if (!nullable) report(rule::null_check_without_null, table, column);
  }

  constexpr void report(rule broken, std::string_view first, std::string_view second) {
    if (found_.broken == rule::none) found_ = {broken, first, second};
  }

  constexpr scope const& sources() const { return sources_; }
  constexpr violation const& found() const { return found_; }

 private:
  scope sources_;
  grouping grouped_{};
  std::string_view clause_{};
  violation found_{};
  int depth_ = 0;
  bool aggregates_allowed_ = true;
  bool only_grouped_ = false;
  bool aggregate_seen_ = false;
};

/// Inspects an expression unless the query groups by it.
template <class Node>
constexpr void inspect(inspector& watcher) {
  if (!watcher.is_grouped<Node>()) Node::inspect(watcher);
}

}  // namespace recto::detail
