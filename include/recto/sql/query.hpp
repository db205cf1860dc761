// SPDX-License-Identifier: BSL-1.0
// Queries as SQL text: SELECT, and the UPDATE and DELETE that a query says. Clauses stand in SQL's order, whatever the
// order in which they were piped in; values are bound in the same order (`each_parameter` in query/values.hpp).
// Layer 5.
#pragma once

#include <recto/query/combination.hpp>
#include <recto/query/limit.hpp>
#include <recto/query/table_source.hpp>
#include <recto/query/values.hpp>
#include <recto/sql/expression.hpp>

namespace recto::detail {

template <class Nodes>
struct render_list;
template <class... Nodes>
struct render_list<pack<Nodes...>> {
  static constexpr void write(sql_writer& out) {
    [[maybe_unused]] bool first = true;
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

constexpr void write_direction(sql_writer& out, sort direction, nulls order) {
  if (direction == sort::descending) out.put(" DESC");
  if (order == nulls::first) out.put(" NULLS FIRST");
  if (order == nulls::last) out.put(" NULLS LAST");
}

template <class Operand, sort Direction, nulls Nulls>
struct render<order_term<Operand, Direction, Nulls>> {
  static constexpr void write(sql_writer& out) {
    render<Operand>::write(out);
    write_direction(out, Direction, Nulls);
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
    auto const& table = table_of<Struct>;
    write_table(out, table.prefix.empty() ? out.prefix() : table.prefix, table.name);
    if constexpr (Alias.size() > 0) {
      out.put(" AS ");
      out.name(Alias.view());
    }
  }
};

template <class Row, fixed_string Name, fixed_string Prefix, fixed_string Alias>
struct render<described_source<Row, Name, Prefix, Alias>> {
  static constexpr void write(sql_writer& out) {
    using source = described_source<Row, Name, Prefix, Alias>;
    write_table(out, source::prefix().empty() ? out.prefix() : source::prefix(), source::table());
    if constexpr (Alias.size() > 0) {
      out.put(" AS ");
      out.name(Alias.view());
    }
  }
};

template <join_kind Kind, class Source, class Condition, bool Lateral>
struct render<joined<Kind, Source, Condition, Lateral>> {
  static constexpr void write(sql_writer& out) {
    constexpr std::string_view words[] = {" JOIN ", " LEFT JOIN ", " RIGHT JOIN ", " FULL JOIN ", " CROSS JOIN "};
    out.put(words[static_cast<int>(Kind)]);
    if constexpr (Lateral) out.put("LATERAL ");
    render<Source>::write(out);
    if constexpr (Kind != join_kind::cross) {
      out.put(" ON ");
      if constexpr (std::is_same_v<Condition, no_condition>) out.put("true");
      else write_condition_or_true<Condition>(out);
    }
  }
};

template <class Joins>
struct render_joins;
template <class... Joined>
struct render_joins<pack<Joined...>> {
  static constexpr void write(sql_writer& out) {
    std::size_t place = 0;
    (write_one<Joined>(out, ++place), ...);
  }

 private:
  template <class One>
  static constexpr void write_one(sql_writer& out, std::size_t place) {
    if constexpr (requires { render<One>::write(out, place); }) render<One>::write(out, place);
    else render<One>::write(out);
  }
};

/// `word condition`, or nothing if the condition is nothing in this shape.
template <class Condition>
constexpr void write_condition(sql_writer& out, std::string_view word) {
  if constexpr (varies<Condition>) {
    sql_writer probe = out.probe();
    if (out.takes_all() || look<Condition>::at(probe).is_there) out.put(word);
  } else {
    out.put(word);
  }
  render<Condition>::write(out);
}

/// Terms of which some may be nothing in this shape.
template <class Terms>
struct render_terms;
template <class... Terms>
struct render_terms<pack<Terms...>> {
  static constexpr void write(sql_writer& out, std::string_view word) { (write_one<Terms>(out, word), ...); }

 private:
  template <class Term>
  static constexpr void write_one(sql_writer& out, std::string_view& word) {
    if constexpr (requires { Term::may_be_nothing; }) {
      sql_writer probe = out.probe();
      render<Term>::write(probe);
      if (probe.size() == 0) return render<Term>::write(out);
    }
    out.put(word);
    word = ", ";
    render<Term>::write(out);
  }
};

template <class Query>
constexpr void write_selected(sql_writer& out) {
  if constexpr (Query::has(clause::select)) render_list<content_of<clause::select, Query>>::write(out);
  else render<row_node_of<Query>>::write(out);
}

// Written where a query has such a clause: sql/clauses.hpp, sql/cte.hpp.
template <class Definitions>
struct render_ctes;
template <class Content>
struct render_distinct;
template <class Windows>
struct render_windows;
template <class Queries>
struct render_combination;

/// What a query groups by. A selected expression's name becomes its place in the list, because PostgreSQL would look for a
/// column of that name first (manual, "SELECT", GROUP BY).
template <class Terms>
struct render_groups;
template <class... Terms>
struct render_groups<pack<Terms...>> {
  template <class Query>
  static constexpr void write(sql_writer& out) {
    std::string_view between = {};
    (write_one<Query, Terms>(out, between), ...);
  }

 private:
  template <class Query, class Term>
  static constexpr void write_one(sql_writer& out, std::string_view& between) {
    out.put(between);
    between = ", ";
    if constexpr (requires { Term::selected; }) out.number(selected_position<Query, Term>());
    else render<Term>::write(out);
  }
};

/// FROM to the set operations: what a SELECT, an EXISTS and a count share.
template <class Query>
constexpr void write_body(sql_writer& out) {
  out.put(" FROM ");
  render<content_of<clause::from, Query>>::write(out);
  if constexpr (Query::has(clause::join)) render_joins<joins_of<Query>>::write(out);
  if constexpr (Query::has(clause::where)) write_condition<content_of<clause::where, Query>>(out, " WHERE ");
  if constexpr (Query::has(clause::group_by)) {
    out.put(" GROUP BY ");
    render_groups<content_of<clause::group_by, Query>>::template write<Query>(out);
  }
  if constexpr (Query::has(clause::having)) write_condition<content_of<clause::having, Query>>(out, " HAVING ");
}

template <class Query>
constexpr void write_order(sql_writer& out) {
  if constexpr (Query::has(clause::order_by)) {
    using terms = content_of<clause::order_by, Query>;
    if constexpr (Query::has(clause::combination)) render_combination<terms>::template write_order<Query>(out);
    else render_terms<terms>::write(out, " ORDER BY ");
  }
}

template <class Count>
constexpr void write_count(sql_writer& out, std::string_view before, std::string_view after) {
  if constexpr (std::is_same_v<Count, maybe_count>) {
    bool const is_there = out.chosen(1) != 0 || out.takes_all();
    if (!is_there) return;
  }
  out.put(before);
  if constexpr (requires { Count::rows; }) out.number(Count::rows);
  else write_parameter<std::int64_t>(out);
  out.put(after);
}

template <class Query>
constexpr void write_limit(sql_writer& out) {
  if constexpr (Query::has(clause::limit)) {
    using limit = clause_type<clause::limit, Query>;
    constexpr bool ties = !std::is_void_v<typename limit::detail_type>;
    write_count<typename limit::content_type>(out, ties ? " FETCH FIRST " : " LIMIT ", ties ? " ROWS WITH TIES" : "");
  }
  if constexpr (Query::has(clause::offset)) write_count<content_of<clause::offset, Query>>(out, " OFFSET ", "");
}

template <class Node>
inline constexpr bool is_column = false;
template <auto Member, fixed_string Alias>
inline constexpr bool is_column<column<Member, Alias>> = true;
template <class Struct, fixed_string Alias>
inline constexpr bool is_column<row_node<Struct, Alias>> = true;
template <class Owner, fixed_string Name, class Member, fixed_string Alias>
inline constexpr bool is_column<untyped_column<Owner, Name, Member, Alias>> = true;

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

template <class Query>
consteval std::string_view prefix_of() {
  if constexpr (Query::has(clause::prefix)) return content_of<clause::prefix, Query>::name();
  else return {};
}

// A column of a join that was left out would be an error of the server; this one names the table.
[[noreturn, gnu::noinline, gnu::cold]] inline void throw_left_out(std::string_view table) {
  throw error(error_kind::misuse, "the query uses \"" + std::string(table)
                                      + "\", whose join_if was not chosen; choose what uses it by the same flag");
}

constexpr void check_joins(sql_writer const& out) {
  std::uint64_t const missing = out.missing();
  if (missing == 0 || out.takes_all()) return;
  std::size_t place = 0;
  while ((missing >> place & 1) == 0) ++place;
  throw_left_out(out.sources().entries[place].name);
}

/// The SELECT of a query, after its CTEs.
template <class Query>
constexpr void write_select(sql_writer& out) {
  if constexpr (Query::has(clause::combination)) render_combination<content_of<clause::combination, Query>>::open(out);
  out.put("SELECT ");
  if constexpr (Query::has(clause::distinct)) render_distinct<content_of<clause::distinct, Query>>::write(out);
  write_selected<Query>(out);
  write_body<Query>(out);
  if constexpr (Query::has(clause::windows)) render_windows<content_of<clause::windows, Query>>::write(out);
  if constexpr (Query::has(clause::combination)) render_combination<content_of<clause::combination, Query>>::write(out);
  write_order<Query>(out);
  write_limit<Query>(out);
  if constexpr (Query::has(clause::lock)) render<content_of<clause::lock, Query>>::write(out);
  check_joins(out);
}

/// SELECT without what does not change how many rows there are.
template <class Query>
constexpr void write_rows(sql_writer& out) {
  if constexpr (counts_by_select<Query>()) {
    if constexpr (Query::has(clause::combination))
      render_combination<content_of<clause::combination, Query>>::open(out);
    out.put("SELECT ");
    if constexpr (Query::has(clause::distinct)) render_distinct<content_of<clause::distinct, Query>>::write(out);
    write_selected<Query>(out);
    write_body<Query>(out);
    if constexpr (Query::has(clause::windows)) render_windows<content_of<clause::windows, Query>>::write(out);
    if constexpr (Query::has(clause::combination))
      render_combination<content_of<clause::combination, Query>>::write(out);
  } else {
    out.put("SELECT");
    write_body<Query>(out);
  }
  if constexpr (limits_by_order<Query>) write_order<Query>(out);
  write_limit<Query>(out);
  check_joins(out);
}

template <class Query>
constexpr void write_query_count(sql_writer& out) {
  // A limit counts at most so many rows: they are taken inside. The order does not matter then, but for which rows.
  constexpr bool inside = Query::has(clause::limit) || Query::has(clause::offset) || Query::has(clause::combination)
                       || Query::has(clause::distinct);
  out.put("SELECT count(*)");
  if constexpr (inside) {
    out.put(" FROM (");
    write_rows<Query>(out);
    out.put(") AS \"counted\"");
  } else {
    write_body<Query>(out);
    check_joins(out);
  }
}

template <class Query>
constexpr void write_update(sql_writer& out);
template <class Query>
constexpr void write_delete(sql_writer& out);

template <statement_kind Kind, class Query>
constexpr void write_statement(sql_writer& out) {
  auto const outer = out.enter(sources_of<Query>, needs_qualified_names<Query>(), prefix_of<Query>());
  if constexpr (Query::has(clause::with)) render_ctes<content_of<clause::with, Query>>::write(out);
  if constexpr (Kind == statement_kind::select) {
    write_select<Query>(out);
  } else if constexpr (Kind == statement_kind::exists) {
    out.put("SELECT EXISTS (");
    write_rows<Query>(out);
    out.put(')');
  } else if constexpr (Kind == statement_kind::count) {
    write_query_count<Query>(out);
  } else if constexpr (Kind == statement_kind::update) {
    write_update<Query>(out);
  } else {
    write_delete<Query>(out);
  }
  out.leave(outer);
}

/// A query inside another: its columns say whose they are.
template <statement_kind Kind, class Query>
constexpr void write_nested(sql_writer& out) {
  auto const outer = out.enter(sources_of<Query>, true, prefix_of<Query>());
  out.nest(outer);
  if constexpr (Query::has(clause::with)) render_ctes<content_of<clause::with, Query>>::write(out);
  if constexpr (Kind == statement_kind::exists) write_rows<Query>(out);
  else if constexpr (Kind == statement_kind::update) write_update<Query>(out);
  else if constexpr (Kind == statement_kind::delete_) write_delete<Query>(out);
  else write_select<Query>(out);
  out.leave(outer);
}

template <class Query>
constexpr void write_returning_of(sql_writer& out) {
  if constexpr (Query::has(clause::returning)) {
    out.put(" RETURNING ");
    render_list<content_of<clause::returning, Query>>::write(out);
  }
}

template <class Joins>
struct render_written_joins;
template <class... Joined>
struct render_written_joins<pack<Joined...>> {
  static constexpr void write_sources(sql_writer& out, std::string_view word) {
    (write_source<Joined>(out, word), ...);
  }
  static constexpr void write_conditions(sql_writer& out, std::string_view& word) {
    (write_inner<Joined>(out, word), ...);
  }

 private:
  template <class One>
  static constexpr void write_source(sql_writer& out, std::string_view& word) {
    if constexpr (One::kind == join_kind::left) {
      render<One>::write(out);
    } else {
      out.put(word);
      word = " CROSS JOIN ";
      if constexpr (One::is_lateral) out.put("LATERAL ");
      render<typename One::source_type>::write(out);
    }
  }
  template <class One>
  static constexpr void write_inner(sql_writer& out, std::string_view& word) {
    if constexpr (One::kind == join_kind::inner) {
      using condition = typename One::condition;
      outcome found{.level = render<condition>::level};
      if constexpr (varies<condition>) {
        sql_writer probe = out.probe();
        if (!out.takes_all()) found = look<condition>::at(probe);
      }
      if (found.is_there) {
        out.put(word);
        word = " AND ";
      }
      write_operand<condition>(out, found.is_there && found.level < precedence::and_);
    }
  }
};

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_unbounded(std::string_view table) {
  throw error(error_kind::misuse, "update_all/delete_all: no condition of where was chosen, so every row of \""
                                      + std::string(table) + "\" would be written; say so with | recto::every_row");
}

/// A WHERE that is left out at run time, or that holds for every row, must be meant. The next to be written is the WHERE.
template <class Query>
constexpr void check_bounded(sql_writer const& out) {
  using condition = content_of<clause::where, Query>;
  if constexpr (varies<condition> && !Query::has(clause::every_row)) {
    if (out.takes_all() || out.is_probe()) return;
    sql_writer probe = out.probe();
    outcome const found = look<condition>::at(probe);
    if (!found.is_there || found.known == truth::always) throw_unbounded(content_of<clause::from, Query>::name());
  }
}

/// The joined tables of an UPDATE or DELETE: the conditions of inner joins go into WHERE.
template <class Query>
constexpr void write_written_joins(sql_writer& out, std::string_view word) {
  if constexpr (Query::has(clause::join)) {
    using joins = render_written_joins<joins_of<Query>>;
    joins::write_sources(out, word);
    std::string_view word_of_condition = " WHERE ";
    joins::write_conditions(out, word_of_condition);
    if constexpr (Query::has(clause::where)) {
      check_bounded<Query>(out);
      using condition = content_of<clause::where, Query>;
      outcome found{.level = render<condition>::level};
      if constexpr (varies<condition>) {
        sql_writer probe = out.probe();
        if (!out.takes_all()) found = look<condition>::at(probe);
      }
      if (found.is_there) out.put(word_of_condition);
      write_operand<condition>(out, found.is_there && found.level < precedence::and_ && word_of_condition == " AND ");
    }
  } else if constexpr (Query::has(clause::where)) {
    check_bounded<Query>(out);
    write_condition<content_of<clause::where, Query>>(out, " WHERE ");
  }
}

/// `UPDATE "t" SET ... FROM "u" WHERE ...`: the conditions of inner joins go into WHERE.
template <class Query>
constexpr void write_update(sql_writer& out) {
  out.put("UPDATE ");
  render<content_of<clause::from, Query>>::write(out);
  out.put(" SET ");
  render_list<content_of<clause::set, Query>>::write(out);
  write_written_joins<Query>(out, " FROM ");
  write_returning_of<Query>(out);
}

template <class Query>
constexpr void write_delete(sql_writer& out) {
  out.put("DELETE FROM ");
  render<content_of<clause::from, Query>>::write(out);
  write_written_joins<Query>(out, " USING ");
  write_returning_of<Query>(out);
}

}  // namespace recto::detail
