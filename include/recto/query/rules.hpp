// SPDX-License-Identifier: BSL-1.0
// The compile-time rules of queries, by name. Each is the first argument of `failed<...>`, has an entry in
// docs/diagnostics.md and a program under tests/reject/.
// Layer 4.
#pragma once

namespace recto {

struct column_not_in_scope;      ///< <table, column>: no FROM or JOIN brings that table
struct column_not_written;       ///< <table, column>: an update sets a column of a joined table
struct table_twice;              ///< <table>: it stands twice in one query without an alias
struct operands_do_not_fit;      ///< <left, right, types of columns>: in a comparison, assignment or arithmetic
struct comparison_with_null;     ///< <column>: compared with nullopt, nullptr or an optional
struct assignment_of_null;       ///< <column>: NULL or an optional is assigned to a column that cannot be NULL
struct null_check_without_null;  ///< <table, column>: is_null of what cannot be NULL
struct condition_not_boolean;    ///< <type>: a condition of that type
struct aggregate_not_allowed;    ///< <clause>: an aggregate stands in WHERE, ON, GROUP BY or SET
struct aggregate_in_aggregate;   ///< <clause>: an aggregate of an aggregate
struct aggregate_of_outer;       ///< <table, column>: an aggregate in a subquery of nothing but columns around it
struct ungrouped_column;         ///< <table, column>: neither grouped nor aggregated
struct select_into_count;        ///< <struct>: number of its fields and of the selected expressions differ
struct select_into_type;         ///< <struct, field, field's type, selected type>
struct select_into_null;         ///< <struct, field>: the expression may be NULL, the field is not optional
struct select_into_row;          ///< <struct, field>: a whole row is selected for a field of a subquery's struct
struct column_twice;             ///< <column>: an update sets it twice
struct unbounded_write;          ///< <table>: update_all or delete_all without where
struct nothing_to_set;           ///< <table>: update_all without set
struct clause_not_allowed;       ///< <operation, clause>: the operation has no such clause
struct column_not_around;        ///< <table, column>: parent_as, and no query around this one has that source
struct window_not_allowed;       ///< <clause>: a window function stands where rows are chosen or grouped, or in another
struct window_not_defined;       ///< <window>: no window of the query has that name
struct window_twice;             ///< <window>: two windows of the query have that name
struct name_not_selected;        ///< <name>: selected_as names nothing that is selected, or stands elsewhere
struct having_without_group;     ///< <table>: having, and neither group_by nor an aggregate
struct cte_not_defined;          ///< <name>: a CTE is referred to that no query around defines
struct cte_twice;                ///< <name>: two CTEs of a query have that name
struct distinct_on_order;        ///< <table>: order_by does not begin with what distinct_on lists
struct lock_of_groups;           ///< <table>: rows are locked in a query whose result rows are not table rows
struct lock_of_nullable;         ///< <table>: rows are locked that an outer join may leave out
struct ties_without_order;       ///< <table>: limit_with_ties, and no order that is always there
struct order_not_selected;     ///< <table>: a union or a distinct query is ordered by something that it does not select
struct combined_rows_differ;   ///< <table, table>: the queries of a union bring different rows
struct nothing_to_select;      ///< <table>: a query of a table without a struct selects nothing
struct not_text;               ///< <type>: a text function of something else
struct argument_does_not_fit;  ///< <function, argument, wanted>: a function of the server does not take that type
struct no_such_cast;           ///< <operand, type>: PostgreSQL has no conversion between the two
struct unknown_unit;           ///< <function, unit, operand>: a unit of time that the function does not know of that
struct rows_differ_in_length;  ///< <left, right>: row values with so many members
struct fragment_arguments;     ///< <text, placeholders, arguments>: their numbers differ
struct fragment_text;          ///< <text, why>: it would not stay within its place
struct array_of_nulls;         ///< <table, column>: array_agg of what an outer join makes NULL
struct aggregate_order;        ///< <function>: of distinct values, ordered by something else
struct preload_path_broken;    ///< <struct, struct, association>: the association is no field of the first struct
struct preload_of_other_row;  ///< <struct, struct>: the rows are of the first, the association is a field of the second
struct limit_of_joined_many;  ///< <association>: a limit beside a preload_join of many rows for each owner
struct limit_of_through;      ///< <association>: limit_per_parent of an association that leads through others
struct preload_query_of_other;  ///< <association>: the query does not bring whole rows of the associated struct

}  // namespace recto
