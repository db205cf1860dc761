// SPDX-License-Identifier: BSL-1.0
// What the compiler says when a query breaks a rule. One specialisation for each verdict, so that the text stands in the
// first error line and the names beside it; a query that is in order instantiates the primary template and no more.
// Layer 4.
#pragma once

#include <recto/query/verdict.hpp>

namespace recto::detail {

/// `value` is true for `ok` and for verdicts that were told elsewhere.
template <class Verdict>
struct assert_query : assert_schema<Verdict> {};

template <fixed_string Table, fixed_string Column>
struct assert_query<failed<column_not_in_scope, Table, Column>> {
  static_assert(failed<column_not_in_scope, Table, Column>::value,
                "recto: query: this column's table is neither in FROM nor joined (before it is used); join the "
                "table, or use the alias under which it was joined");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Table, fixed_string Column>
struct assert_query<failed<column_not_written, Table, Column>> {
  static_assert(failed<column_not_written, Table, Column>::value,
                "recto: set: this column is of a joined table, and an update writes only the table that it begins "
                "with; begin with the other table, or write two updates");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Table>
struct assert_query<failed<table_twice, Table>> {
  static_assert(failed<table_twice, Table>::value,
                "recto: query: this table stands twice in the query; give one of them a name with "
                "recto::alias<Struct, \"name\">");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Table, fixed_string Column>
struct assert_query<failed<null_check_without_null, Table, Column>> {
  static_assert(failed<null_check_without_null, Table, Column>::value,
                "recto: is_null: this cannot be NULL here, so the check always gives the same answer; leave it "
                "out");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Clause>
struct assert_query<failed<aggregate_not_allowed, Clause>> {
  static_assert(failed<aggregate_not_allowed, Clause>::value,
                "recto: query: an aggregate cannot stand in this clause; filter groups with recto::having");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Table, fixed_string Column>
struct assert_query<failed<aggregate_of_outer, Table, Column>> {
  static_assert(
      failed<aggregate_of_outer, Table, Column>::value,
      "recto: query: this aggregate has columns of the query around alone, so the server would compute it there; "
      "move it there, or aggregate a column of the subquery");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Clause>
struct assert_query<failed<aggregate_in_aggregate, Clause>> {
  static_assert(failed<aggregate_in_aggregate, Clause>::value,
                "recto: query: an aggregate of an aggregate; aggregate in two queries");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Table, fixed_string Column>
struct assert_query<failed<array_of_nulls, Table, Column>> {
  static_assert(failed<array_of_nulls, Table, Column>::value,
                "recto: array_agg: behind this join the value may be NULL, and the elements are not optional; write "
                "filter(array_agg(x), is_not_null(x))");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Table, fixed_string Column>
struct assert_query<failed<ungrouped_column, Table, Column>> {
  static_assert(
      failed<ungrouped_column, Table, Column>::value,
      "recto: query: this selected column is neither grouped nor aggregated; add it (or its table's "
      "primary key) to group_by, or aggregate it; group an expression that holds values by its selected_as name");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Struct>
struct assert_query<failed<select_into_count, Struct>> {
  static_assert(failed<select_into_count, Struct>::value,
                "recto: select_into: the struct has another number of fields than expressions are selected; "
                "select one expression for each field");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Struct, fixed_string Field, fixed_string FieldType, fixed_string Selected>
struct assert_query<failed<select_into_type, Struct, Field, FieldType, Selected>> {
  static_assert(failed<select_into_type, Struct, Field, FieldType, Selected>::value,
                "recto: select_into: this field has another type than the selected expression; give it the type "
                "that is selected");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Struct, fixed_string Field>
struct assert_query<failed<select_into_null, Struct, Field>> {
  static_assert(failed<select_into_null, Struct, Field>::value,
                "recto: select_into: the selected expression may be NULL; make this field a std::optional");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Table>
struct assert_query<failed<unbounded_write, Table>> {
  static_assert(failed<unbounded_write, Table>::value,
                "recto: update_all/delete_all: without where every row would be written; add where(...), or say "
                "so with | recto::every_row");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Table>
struct assert_query<failed<nothing_to_set, Table>> {
  static_assert(failed<nothing_to_set, Table>::value,
                "recto: update_all: nothing is set; add set(col<&T::field> = value)");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Operation, fixed_string Clause>
struct assert_query<failed<clause_not_allowed, Operation, Clause>> {
  static_assert(failed<clause_not_allowed, Operation, Clause>::value,
                "recto: query: what is named first cannot have the clause that is named second; leave it out");
  static constexpr bool value = true;  // told; asking must not fail once more
};

template <fixed_string Struct, fixed_string Field>
struct assert_query<failed<select_into_row, Struct, Field>> {
  static_assert(failed<select_into_row, Struct, Field>::value,
                "recto: select_into: a whole row has no place in a subquery's struct; select its columns");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Column>
struct assert_query<failed<column_twice, Column>> {
  static_assert(failed<column_twice, Column>::value, "recto: update_all: this column is set twice; set it once");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Column>
struct assert_query<failed<assignment_of_null, Column>> {
  static_assert(
      failed<assignment_of_null, Column>::value,
      "recto: set: the expression may be NULL, and this column cannot be; assign something that is never NULL");
  static constexpr bool value = true;  // told; asking must not fail once more
};

template <fixed_string Table, fixed_string Column>
struct assert_query<failed<column_not_around, Table, Column>> {
  static_assert(failed<column_not_around, Table, Column>::value,
                "recto: parent_as: no query around this one has that source under a name of its own; give the outer "
                "one an alias, or write the column without parent_as");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Clause>
struct assert_query<failed<window_not_allowed, Clause>> {
  static_assert(failed<window_not_allowed, Clause>::value,
                "recto: over: a window function cannot stand in this clause or inside another; compute it in a "
                "subquery and filter there");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Window>
struct assert_query<failed<window_not_defined, Window>> {
  static_assert(
      failed<window_not_defined, Window>::value,
      "recto: over: the query defines no window of this name; add window<\"name\">(partition_by(...), order_by(...))");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Window>
struct assert_query<failed<window_twice, Window>> {
  static_assert(failed<window_twice, Window>::value,
                "recto: window: two windows of the query have this name; name one of them otherwise");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Name>
struct assert_query<failed<name_not_selected, Name>> {
  static_assert(
      failed<name_not_selected, Name>::value,
      "recto: selected_as: no selected expression has this name here; select it by selected_as<\"name\">(x), and "
      "use the name in order_by, group_by or distinct_on only");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Table>
struct assert_query<failed<having_without_group, Table>> {
  static_assert(
      failed<having_without_group, Table>::value,
      "recto: having: there is neither group_by nor an aggregate, so there are no groups to filter; write where");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Name>
struct assert_query<failed<cte_not_defined, Name>> {
  static_assert(failed<cte_not_defined, Name>::value,
                "recto: cte: no query around defines this CTE; head the query with it, join it, or add | with(it)");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Name>
struct assert_query<failed<cte_twice, Name>> {
  static_assert(
      failed<cte_twice, Name>::value,
      "recto: cte: two CTEs of the query, or a CTE and a table in it, have this name; use a CTE a second time by "
      ".as<\"other\">(), or name one otherwise");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Table>
struct assert_query<failed<distinct_on_order, Table>> {
  static_assert(failed<distinct_on_order, Table>::value,
                "recto: distinct_on: the order must begin with the same expressions, or which row is the first is not "
                "defined; put them in front of order_by");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Table>
struct assert_query<failed<order_not_selected, Table>> {
  static_assert(
      failed<order_not_selected, Table>::value,
      "recto: order_by: a union or a distinct query can only be ordered by what it selects; select the expression too");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Table>
struct assert_query<failed<lock_of_groups, Table>> {
  static_assert(
      failed<lock_of_groups, Table>::value,
      "recto: lock: rows of groups, of windows, of distinct and of united rows are not rows of a table; lock in "
      "a subquery, or without them");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Table>
struct assert_query<failed<lock_of_nullable, Table>> {
  static_assert(failed<lock_of_nullable, Table>::value,
                "recto: lock: an outer join may leave this table without a row to lock; say which tables to lock by "
                "of<T>, or join by join");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Table>
struct assert_query<failed<ties_without_order, Table>> {
  static_assert(failed<ties_without_order, Table>::value,
                "recto: limit_with_ties: without an order no row is equal to the last; add an order_by that is always "
                "there, or write limit");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Left, fixed_string Right>
struct assert_query<failed<combined_rows_differ, Left, Right>> {
  static_assert(failed<combined_rows_differ, Left, Right>::value,
                "recto: union: the two queries bring different rows; select the same number of expressions of the same "
                "types, none of which may be NULL only on the right");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Table>
struct assert_query<failed<nothing_to_select, Table>> {
  static_assert(
      failed<nothing_to_select, Table>::value,
      "recto: query: a table without a struct has no columns that are known; say which by select(column<\"name\", T>)");
  static constexpr bool value = true;  // told; asking must not fail once more
};

}  // namespace recto::detail
