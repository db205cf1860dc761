// SPDX-License-Identifier: BSL-1.0
// Common table expressions. `cte<"recent">(query)` heads a pipeline or is joined, and brings its definition with it;
// `recursive_cte` adds rows that follow from rows; `update_cte` and `delete_cte` write and hand on what they return.
// Layer 4.
#pragma once

#include <recto/query/assert.hpp>
#include <recto/query/subquery.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

template <class Definitions>
using with_clause = clause_part<clause::with, Definitions>;

enum class materialization { as_usual, always, never };

/// `"name" AS (SELECT ...)`, or a writing statement in its place.
template <fixed_string Name, class Row, class Query, statement_kind Kind, materialization Materialized>
struct cte_definition {
  using row = Row;
  using query_type = Query;
  static constexpr bool is_recursive = false;
  static constexpr std::size_t parameters = Query::parameters;

  [[no_unique_address]] Query query;

  static constexpr std::string_view name() { return Name.view(); }
  static constexpr void inspect(inspector& watcher) {
    if constexpr (Kind == statement_kind::select) {
      inspect_nested_source<Query>(watcher);
    } else {
      if (watcher.is_nested()) watcher.report(rule::clause_not_allowed, "a subquery", "a CTE that writes");
      inspector inner(sources_of<Query>, watcher);
      inspect_write<Query>(inner);
      if constexpr (Query::has(clause::returning)) inspect_into<Query, clause::returning>(inner);
      watcher.report(inner.found());
    }
  }
  template <class Function>
  constexpr void each_value(Function& function) const {
    each_parameter<Kind>(query, function);
  }
};

/// `"name" ("a", "b") AS (SELECT ... UNION ALL SELECT ... FROM "name" ...)`
template <fixed_string Name, class Row, class Base, class Step, bool All>
struct recursive_definition {
  using row = Row;
  static constexpr bool is_recursive = true;
  static constexpr std::size_t parameters = Base::parameters + Step::parameters;

  [[no_unique_address]] Base base;
  [[no_unique_address]] Step step;

  static constexpr std::string_view name() { return Name.view(); }
  static constexpr void inspect(inspector& watcher) {
    inspect_nested_source<Base>(watcher);
    watcher.enter_step(Name.view());
    inspector step(sources_of<Step>, watcher);
    inspect_with<Step>(step, watcher);
    watcher.enter_step({});
    if (std::string_view const clause = clause_not_stepped(step); !clause.empty())
      watcher.report(rule::clause_not_allowed, "the step of a recursive CTE", clause);
  }

 private:
  // PostgreSQL's manual, "Recursive Queries": the step finds rows from rows, so it can neither count nor order them, and
  // must not take one that is missing for a row.
  static constexpr std::string_view clause_not_stepped(inspector const& seen) {
    for (source_entry const& entry : source_entries<Step>)
      if (entry.key == key_of<Row, Name> && entry.is_nullable) return "its own rows behind an outer join";
    if (seen.aggregate_seen()) return "an aggregate";
    if (Step::has(clause::order_by)) return "order_by";
    if (Step::has(clause::limit) || Step::has(clause::offset)) return "limit";
    if (Step::has(clause::lock)) return "lock";
    if (Step::has(clause::combination)) return "union";
    return {};
  }

 public:
  template <class Function>
  constexpr void each_value(Function& function) const {
    each_parameter<statement_kind::select>(base, function);
    each_parameter<statement_kind::select>(step, function);
  }
};

/// A CTE as a source, under its own name or another.
template <class Row, fixed_string Name, fixed_string Alias>
struct cte_source {
  using row = Row;
  using whole_row = row_node<Row, Alias>;
  static constexpr source_key key = key_of<Row, Alias>;
  static constexpr bool has_alias = true;
  static constexpr bool is_table = false;
  static constexpr std::size_t parameters = 0;

  static constexpr std::string_view cte() { return Name.view(); }
  static constexpr std::string_view name() { return Alias.view(); }
  static constexpr void inspect(inspector& watcher) { watcher.cte(Name.view()); }
};

/// A CTE that is defined elsewhere: in the query around, or by another source of this one.
template <class Row, fixed_string Name, fixed_string Alias>
struct cte_reference : named_source<Row, Alias> {
  using source = cte_source<Row, Name, Alias>;

  static constexpr recto::query<from_clause<source>> begin() { return {}; }
  static constexpr source as_source() { return {}; }
};

/// What a CTE brings that only writes.
struct no_rows {
  bool nothing{};
};

/// A CTE with its definition.
template <fixed_string Name, class Definition>
struct cte_head : named_source<typename Definition::row, Name> {
  using row_type = typename Definition::row;
  using source = cte_source<row_type, Name, Name>;

  [[no_unique_address]] Definition defined;

  constexpr auto definitions() const { return make_pack(Definition(defined)); }
  constexpr auto begin() const {
    static_assert(assert_readable());
    auto all = definitions();
    return recto::query<with_clause<decltype(all)>, from_clause<source>>{{}, {std::move(all)}, {}};
  }
  static constexpr source as_source() {
    static_assert(assert_readable());
    return {};
  }
  constexpr auto definition() const {
    auto all = definitions();
    return adding_stage<with_clause, decltype(all)>{{}, std::move(all)};
  }

  /// The same CTE under another name, for a query in which it stands more than once, or inside another; it brings no
  /// definition, and none of the values that this one binds: what the query defines under the name counts.
  template <fixed_string Other>
  static constexpr cte_reference<row_type, Name, Other> as() {
    static_assert(assert_readable());
    return {};
  }

 private:
  static consteval bool assert_readable() {
    static_assert(!std::is_same_v<row_type, no_rows>,
                  "recto: update_cte/delete_cte: nothing can be read from it, because its columns have no names; end "
                  "its query with returning(row<T>) or returning_into<Row>(...)");
    return true;
  }
};

template <statement_kind Kind, fixed_string Name, materialization Materialized, class Head>
constexpr auto make_cte(Head&& head) {
  auto inner = as_query(static_cast<Head&&>(head));
  using query_type = decltype(inner);
  using row = typename decltype(struct_of_rows<query_type>())::type;
  constexpr bool has_struct = !std::is_void_v<row>;
  static_assert(
      has_struct,
      "recto: cte: its columns have no names, or its struct may be missing behind an outer join; select into a "
      "struct with select_into<Row>(...)");
  using named_row = std::conditional_t<has_struct, row, source_row<query_type>>;
  using definition = cte_definition<Name, named_row, query_type, Kind, Materialized>;
  return cte_head<Name, definition>{{}, {std::move(inner)}};
}

template <statement_kind Kind, fixed_string Name, class Query>
constexpr auto make_writing_cte(Query inner) {
  using row = typename decltype(struct_of_rows<Query, clause::returning>())::type;
  using named_row = std::conditional_t<std::is_void_v<row>, no_rows, row>;
  return cte_head<Name, cte_definition<Name, named_row, Query, Kind, materialization::as_usual>>{{},
                                                                                                 {std::move(inner)}};
}

template <class... Definitions>
struct inspected_ctes<pack<Definitions...>> {
  static constexpr std::array<std::string_view, sizeof...(Definitions)> names{Definitions::name()...};
  static constexpr bool any_recursive = (Definitions::is_recursive || ...);

  static constexpr void inspect(inspector& watcher) {
    for (std::size_t i = 0; i < names.size(); ++i)
      if (name_list{names.data(), i}.has(names[i]) || watcher.is_cte_around(names[i]))
        watcher.report(rule::cte_twice, names[i], {});
    // Each sees those before it, and a recursive one itself.
    std::size_t index = 0;
    (inspect_one<Definitions>(watcher, index++), ...);
    watcher.define_ctes({names.data(), names.size()}, {names.data(), names.size()});
  }

 private:
  template <class Definition>
  static constexpr void inspect_one(inspector& watcher, std::size_t index) {
    // WITH RECURSIVE lets each see all of them; only those before it are sure not to go in a circle.
    watcher.define_ctes({names.data(), index + Definition::is_recursive},
                        {names.data(), any_recursive ? names.size() : index});
    Definition::inspect(watcher);
  }
};

}  // namespace detail

/// `WITH "name" AS (SELECT ...)`: a query under a name, as a source of another. Its columns are the members of the struct that
/// it brings. Ecto: `with_cte`.
template <fixed_string Name, class Head>
constexpr auto cte(Head&& head) {
  return detail::make_cte<detail::statement_kind::select, Name, detail::materialization::as_usual>(
      std::forward<Head>(head));
}

/// The same, computed once and kept while the query runs: `AS MATERIALIZED`.
template <fixed_string Name, class Head>
constexpr auto materialized_cte(Head&& head) {
  return detail::make_cte<detail::statement_kind::select, Name, detail::materialization::always>(
      std::forward<Head>(head));
}

/// The same, merged into the query that uses it: `AS NOT MATERIALIZED`.
template <fixed_string Name, class Head>
constexpr auto inlined_cte(Head&& head) {
  return detail::make_cte<detail::statement_kind::select, Name, detail::materialization::never>(
      std::forward<Head>(head));
}

/// `WITH RECURSIVE "name" AS (base UNION ALL step)`: `step(self)` gives a query that joins `self`, the rows found so far. Both
/// bring rows of the struct `Row`. It ends when the step brings none. Ecto: `recursive_ctes` with `with_cte`.
template <fixed_string Name, class Row, class Base, class MakeStep>
constexpr auto recursive_cte(Base&& base, MakeStep&& make_step) {
  auto first = detail::as_query(std::forward<Base>(base));
  auto step = detail::as_query(std::forward<MakeStep>(make_step)(detail::cte_reference<Row, Name, Name>{}));
  constexpr bool fits = std::is_same_v<typename decltype(detail::struct_of_rows<decltype(first)>())::type, Row>
                     && std::is_same_v<typename decltype(detail::struct_of_rows<decltype(step)>())::type, Row>;
  static_assert(fits,
                "recto: recursive_cte: both queries bring rows of its struct; end each with select_into<Row>(...)");
  using definition = detail::recursive_definition<Name, Row, decltype(first), decltype(step), true>;
  return detail::cte_head<Name, definition>{{}, {std::move(first), std::move(step)}};
}

/// The same with UNION: a row that was found before is not followed again, so that circles end.
template <fixed_string Name, class Row, class Base, class MakeStep>
constexpr auto recursive_cte_distinct(Base&& base, MakeStep&& make_step) {
  auto all = recursive_cte<Name, Row>(std::forward<Base>(base), std::forward<MakeStep>(make_step));
  using first = decltype(all.defined.base);
  using step = decltype(all.defined.step);
  return detail::cte_head<Name, detail::recursive_definition<Name, Row, first, step, false>>{
      {}, {std::move(all.defined.base), std::move(all.defined.step)}};
}

/// `WITH "name" AS (UPDATE ... RETURNING ...)`: a query with `set` and `returning`, whose rows are what it returns. Only in a
/// query that is not inside another. Ecto: `with_cte(operation: :update_all)`.
template <fixed_string Name, class Query>
constexpr auto update_cte(Query const& asked) {
  static_assert(detail::assert_query<decltype(detail::judge_clauses_of_write<Query, true>())>::value);
  return detail::make_writing_cte<detail::statement_kind::update, Name>(Query(asked));
}

/// `WITH "name" AS (DELETE ... RETURNING ...)`. Ecto: `with_cte(operation: :delete_all)`.
template <fixed_string Name, class Query>
constexpr auto delete_cte(Query const& asked) {
  static_assert(detail::assert_query<decltype(detail::judge_clauses_of_write<Query, false>())>::value);
  return detail::make_writing_cte<detail::statement_kind::delete_, Name>(Query(asked));
}

/// Adds a CTE that no source of the query brings: one that writes, or one that only subqueries use, as `ctename.as<"x">()`.
template <class Cte>
constexpr auto with(Cte const& defined) {
  return defined.definition();
}

}  // namespace recto
