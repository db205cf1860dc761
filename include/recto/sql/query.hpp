// SPDX-License-Identifier: BSL-1.0
// Queries as SQL text: SELECT, and the UPDATE and DELETE that a query says. Clauses stand in SQL's order, whatever the
// order in which they were piped in; values are bound in the same order (`each_parameter`).
// Layer 5.
#pragma once

#include <recto/sql/expression.hpp>

namespace recto::detail {

/// The statements that one query can become.
enum class statement_kind { select, exists, count, update, delete_ };

template <class Nodes>
struct render_list;
template <class... Nodes>
struct render_list<pack<Nodes...>> {
  static constexpr void write(sql_writer& out) {
    bool first = true;
    (write_one<Nodes>(out, first), ...);
  }

 private:
  template <class Node>
  static constexpr void write_one(sql_writer& out, bool& first) {
    if (!first) out.put(", ");
    first = false;
    render<Node>::write(out);
  }
};

template <class Operand, sort Direction, nulls Nulls>
struct render<order_term<Operand, Direction, Nulls>> {
  static constexpr void write(sql_writer& out) {
    render<Operand>::write(out);
    if (Direction == sort::descending) out.put(" DESC");
    if (Nulls == nulls::first) out.put(" NULLS FIRST");
    if (Nulls == nulls::last) out.put(" NULLS LAST");
  }
};

template <class Column, class Value>
struct render<assignment<Column, Value>> {
  static constexpr void write(sql_writer& out) {
    out.name(Column::name);
    out.put(" = ");
    render<Value>::write(out);
  }
};

constexpr void write_table(sql_writer& out, std::string_view prefix, std::string_view table) {
  if (!prefix.empty()) {
    out.name(prefix);
    out.put('.');
  }
  out.name(table);
}

template <class Struct, fixed_string Alias>
struct render<table_source<Struct, Alias>> {
  static constexpr void write(sql_writer& out) {
    write_table(out, table_of<Struct>.prefix, table_of<Struct>.name);
    if constexpr (Alias.size() > 0) {
      out.put(" AS ");
      out.name(Alias.view());
    }
  }
};

template <join_kind Kind, class Source, class Condition>
struct render<joined<Kind, Source, Condition>> {
  static constexpr void write(sql_writer& out) {
    constexpr std::string_view words[] = {" JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN "};
    out.put(words[static_cast<int>(Kind)]);
    render<Source>::write(out);
    out.put(" ON ");
    render<Condition>::write(out);
  }
};

template <class Joins>
struct render_joins;
template <class... Joined>
struct render_joins<pack<Joined...>> {
  static constexpr void write(sql_writer& out) { (render<Joined>::write(out), ...); }
};

template <class Query>
constexpr void write_where(sql_writer& out) {
  if constexpr (Query::has(clause::where)) {
    out.put(" WHERE ");
    render<content_of<clause::where, Query>>::write(out);
  }
}

template <class Query>
constexpr void write_selected(sql_writer& out) {
  if constexpr (Query::has(clause::select)) render_list<content_of<clause::select, Query>>::write(out);
  else render<row_node_of<Query>>::write(out);
}

/// FROM to HAVING: what a SELECT, an EXISTS and a count share.
template <class Query>
constexpr void write_body(sql_writer& out) {
  out.put(" FROM ");
  render<content_of<clause::from, Query>>::write(out);
  if constexpr (Query::has(clause::join)) render_joins<joins_of<Query>>::write(out);
  write_where<Query>(out);
  if constexpr (Query::has(clause::group_by)) {
    out.put(" GROUP BY ");
    render_list<content_of<clause::group_by, Query>>::write(out);
  }
  if constexpr (Query::has(clause::having)) {
    out.put(" HAVING ");
    render<content_of<clause::having, Query>>::write(out);
  }
}

template <class Query>
constexpr void write_order(sql_writer& out) {
  if constexpr (Query::has(clause::order_by)) {
    out.put(" ORDER BY ");
    render_list<content_of<clause::order_by, Query>>::write(out);
  }
}

template <class Query>
constexpr void write_limit(sql_writer& out) {
  if constexpr (Query::has(clause::limit)) {
    out.put(" LIMIT ");
    write_parameter<std::int64_t>(out);
  }
  if constexpr (Query::has(clause::offset)) {
    out.put(" OFFSET ");
    write_parameter<std::int64_t>(out);
  }
}

template <class Node>
inline constexpr bool is_column = false;
template <auto Member, fixed_string Alias>
inline constexpr bool is_column<column<Member, Alias>> = true;
template <class Struct, fixed_string Alias>
inline constexpr bool is_column<row_node<Struct, Alias>> = true;

template <class Items>
inline constexpr bool only_columns = false;
template <class... Items>
inline constexpr bool only_columns<pack<Items...>> = (is_column<Items> && ...);

/// Is there more than one source, or a computed column that ORDER BY could mistake for one? Then columns are qualified.
template <class Query>
consteval bool needs_qualified_names() {
  if constexpr (Query::has(clause::join)) return true;
  else if constexpr (content_of<clause::from, Query>::has_alias) return true;
  else if constexpr (Query::has(clause::select) && Query::has(clause::order_by))
    return !only_columns<content_of<clause::select, Query>>;
  else return false;
}

template <statement_kind Kind, class Query>
constexpr void write_statement(sql_writer& out) {
  out.see(sources_of<Query>, needs_qualified_names<Query>());
  if constexpr (Kind == statement_kind::select) {
    out.put("SELECT ");
    write_selected<Query>(out);
    write_body<Query>(out);
    write_order<Query>(out);
    write_limit<Query>(out);
  } else if constexpr (Kind == statement_kind::exists) {
    out.put("SELECT EXISTS (SELECT");
    write_body<Query>(out);
    write_limit<Query>(out);
    out.put(')');
  } else if constexpr (Kind == statement_kind::count) {
    // A limit counts at most so many rows: they are taken inside. The order does not matter then, but for which rows.
    constexpr bool bounded = Query::has(clause::limit) || Query::has(clause::offset);
    out.put(bounded ? "SELECT count(*) FROM (SELECT" : "SELECT count(*)");
    write_body<Query>(out);
    write_limit<Query>(out);
    if (bounded) out.put(") AS \"counted\"");
  } else if constexpr (Kind == statement_kind::update) {
    out.put("UPDATE ");
    render<content_of<clause::from, Query>>::write(out);
    out.put(" SET ");
    render_list<content_of<clause::set, Query>>::write(out);
    write_where<Query>(out);
  } else {
    out.put("DELETE FROM ");
    render<content_of<clause::from, Query>>::write(out);
    write_where<Query>(out);
  }
}

/// Calls `function(value)` for each bound value, in the order in which `write_statement` numbers the parameters.
template <statement_kind Kind, class Query, class Function>
constexpr void each_parameter(Query const& from, Function& function) {
  constexpr bool is_select = Kind == statement_kind::select;
  if constexpr (is_select && Query::parameters_in(clause::select) > 0)
    clause_of<clause::select>(from).each_value(function);
  if constexpr (Kind == statement_kind::update && Query::parameters_in(clause::set) > 0)
    clause_of<clause::set>(from).each_value(function);
  if constexpr (Query::parameters_in(clause::join) > 0) clause_of<clause::join>(from).each_value(function);
  if constexpr (Query::parameters_in(clause::where) > 0) clause_of<clause::where>(from).each_value(function);
  if constexpr (Query::parameters_in(clause::group_by) > 0) clause_of<clause::group_by>(from).each_value(function);
  if constexpr (Query::parameters_in(clause::having) > 0) clause_of<clause::having>(from).each_value(function);
  if constexpr (is_select && Query::parameters_in(clause::order_by) > 0)
    clause_of<clause::order_by>(from).each_value(function);
  if constexpr (Query::parameters_in(clause::limit) > 0) clause_of<clause::limit>(from).each_value(function);
  if constexpr (Query::parameters_in(clause::offset) > 0) clause_of<clause::offset>(from).each_value(function);
}

}  // namespace recto::detail
