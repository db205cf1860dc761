// SPDX-License-Identifier: BSL-1.0
// The rarer clauses as SQL text: DISTINCT, windows, set operations, locks, CTEs, and sources that are no tables.
// Layer 5.
#pragma once

#include <recto/query/cte.hpp>
#include <recto/query/distinct.hpp>
#include <recto/query/list_source.hpp>
#include <recto/query/lock.hpp>
#include <recto/query/refine.hpp>
#include <recto/query/selected_as.hpp>
#include <recto/query/subquery.hpp>
#include <recto/query/window.hpp>
#include <recto/sql/query.hpp>

namespace recto::detail {

template <>
struct render_distinct<distinct_rows> {
  static constexpr void write(sql_writer& out) { out.put("DISTINCT "); }
};
template <class... Terms>
struct render_distinct<distinct_terms<Terms...>> {
  static constexpr void write(sql_writer& out) {
    out.put("DISTINCT ON (");
    render_list<pack<Terms...>>::write(out);
    out.put(") ");
  }
};

template <frame_bound Kind, std::uint32_t Count>
constexpr void write_bound(sql_writer& out, frame_end<Kind, Count>) {
  if (Kind == frame_bound::preceding || Kind == frame_bound::following) {
    out.number(Count);
    out.put(' ');
  }
  constexpr std::string_view words[] = {"UNBOUNDED PRECEDING", "PRECEDING", "CURRENT ROW", "FOLLOWING",
                                        "UNBOUNDED FOLLOWING"};
  out.put(words[static_cast<int>(Kind)]);
}

template <class Partition, class Order, class Frame>
struct render<window_definition<Partition, Order, Frame>> {
  static constexpr void write(sql_writer& out) {
    out.put('(');
    bool space = false;
    auto const begin = [&](std::string_view word) {
      if (space) out.put(' ');
      space = true;
      out.put(word);
    };
    if constexpr (Partition::size > 0) {
      begin("PARTITION BY ");
      render_list<Partition>::write(out);
    }
    if constexpr (Order::size > 0) {
      std::size_t const before = out.size();
      render_terms<Order>::write(out, space ? " ORDER BY " : "ORDER BY ");
      space = space || out.size() > before;  // terms may be left out
    }
    if constexpr (is_frame<Frame>) {
      begin({});
      write_frame(out, Frame{});
    }
    out.put(')');
  }

 private:
  template <frame_unit Unit, class Begin, class End>
  static constexpr void write_frame(sql_writer& out, window_frame<Unit, Begin, End>) {
    constexpr std::string_view words[] = {"ROWS BETWEEN ", "RANGE BETWEEN ", "GROUPS BETWEEN "};
    out.put(words[static_cast<int>(Unit)]);
    write_bound(out, Begin{});
    out.put(" AND ");
    write_bound(out, End{});
  }
};

template <fixed_string Name>
struct render<window_name<Name>> {
  static constexpr void write(sql_writer& out) { out.name(Name.view()); }
};

template <fixed_string Name, class Value, bool MayBeNull, class... Operands>
struct render<window_function<Name, Value, MayBeNull, Operands...>> {
  static constexpr void write(sql_writer& out) {
    out.put(Name.view());
    out.put('(');
    render_list<pack<Operands...>>::write(out);
    out.put(')');
  }
};

template <class Called, class Window>
struct render<over_node<Called, Window>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) {
    render<Called>::write(out);
    out.put(" OVER ");
    render<Window>::write(out);
  }
};

template <class... Windows>
struct render_windows<pack<Windows...>> {
  static constexpr void write(sql_writer& out) {
    std::string_view word = " WINDOW ";
    (write_one(out, word, std::type_identity<Windows>{}), ...);
  }

 private:
  template <fixed_string Name, class Definition>
  static constexpr void write_one(sql_writer& out, std::string_view& word,
                                  std::type_identity<named_window<Name, Definition>>) {
    out.put(word);
    word = ", ";
    out.name(Name.view());
    out.put(" AS ");
    render<Definition>::write(out);
  }
};

template <class... Combined>
struct render_combination<pack<Combined...>> {
  // To SQL an INTERSECT goes before what stands left of it; here each is applied to all that was said before.
  static constexpr void open(sql_writer& out) {
    for (std::size_t place = 0; place < sizeof...(Combined); ++place)
      if (needs_parentheses(place)) out.put('(');
  }
  static constexpr void write(sql_writer& out) {
    std::size_t place = 0;
    (write_one(out, needs_parentheses(place++), std::type_identity<Combined>{}), ...);
  }

  // The terms of an ORDER BY that is over the whole: columns by name, other selected expressions by number.
  template <class Query>
  static constexpr void write_order(sql_writer& out) {
    std::string_view word = " ORDER BY ";
    (write_term<Query>(out, word, std::type_identity<Combined>{}), ...);
  }

 private:
  // An INTERSECT behind anything else.
  static constexpr bool needs_parentheses(std::size_t place) {
    constexpr bool binds_closer[] = {
        (Combined::operation == set_operation::intersect || Combined::operation == set_operation::intersect_all)...};
    return place > 0 && binds_closer[place] && !binds_closer[place - 1];
  }

  template <set_operation Operation, class Query>
  static constexpr void write_one(sql_writer& out, bool closes, std::type_identity<combined<Operation, Query>>) {
    if (closes) out.put(')');
    constexpr std::string_view words[] = {" UNION ",         " UNION ALL ", " INTERSECT ",
                                          " INTERSECT ALL ", " EXCEPT ",    " EXCEPT ALL "};
    out.put(words[static_cast<int>(Operation)]);
    constexpr bool parentheses = Query::has(clause::combination) || Query::has(clause::order_by)
                              || Query::has(clause::limit) || Query::has(clause::offset) || Query::has(clause::with)
                              || Query::has(clause::lock);
    if (parentheses) out.put('(');
    write_beside<Query>(out);
    if (parentheses) out.put(')');
  }

  template <class Query, class Operand, sort Direction, nulls Nulls>
  static constexpr void write_term(sql_writer& out, std::string_view& word,
                                   std::type_identity<order_term<Operand, Direction, Nulls>>) {
    out.put(word);
    word = ", ";
    write_by_position<Query>(out, std::type_identity<order_term<Operand, Direction, Nulls>>{});
  }
  template <class Query, class First, class Second>
  static constexpr void write_term(sql_writer& out, std::string_view& word,
                                   std::type_identity<one_of_two<First, Second>>) {
    bool const takes_first = out.chosen(1) != 0;
    if (takes_first || out.takes_all()) write_term<Query>(out, word, std::type_identity<First>{});
    if (!takes_first) write_term<Query>(out, word, std::type_identity<Second>{});
  }
  template <class Query, class Term>
  static constexpr void write_term(sql_writer& out, std::string_view& word, std::type_identity<maybe_term<Term>>) {
    if (out.chosen(1) != 0 || out.takes_all()) write_term<Query>(out, word, std::type_identity<Term>{});
  }
  template <class Query, class... Terms>
  static constexpr void write_term(sql_writer& out, std::string_view& word, std::type_identity<one_term_of<Terms...>>) {
    std::uint32_t const index = out.chosen(one_term_of<Terms...>::bits);
    std::uint32_t at = 0;
    ((at++ == index ? write_term<Query>(out, word, std::type_identity<Terms>{}) : void()), ...);
  }

  template <class Query, class Operand, sort Direction, nulls Nulls>
  static constexpr void write_by_position(sql_writer& out, std::type_identity<order_term<Operand, Direction, Nulls>>) {
    if constexpr (constexpr std::size_t position = selected_position<Query, Operand>(); position != 0)
      out.number(position);
    else out.name(Operand::name);
    write_direction(out, Direction, Nulls);
  }
};

/// A query beside another: it sees what the other sees around it, and not the other.
template <class Query>
constexpr void write_beside(sql_writer& out) {
  auto const left = out.enter(sources_of<Query>, out.qualified() || needs_qualified_names<Query>(), prefix_of<Query>());
  if (left.sources.is_nested) out.nest_beside(left);
  if constexpr (Query::has(clause::with)) render_ctes<content_of<clause::with, Query>>::write(out);
  write_select<Query>(out);
  out.leave(left);
}

template <lock_strength Strength, lock_wait Wait, class... Sources>
struct render<lock_terms<Strength, Wait, Sources...>> {
  static constexpr void write(sql_writer& out) {
    constexpr std::string_view words[] = {" FOR UPDATE", " FOR NO KEY UPDATE", " FOR SHARE", " FOR KEY SHARE"};
    out.put(words[static_cast<int>(Strength)]);
    [[maybe_unused]] std::string_view word = " OF ";
    (write_source(out, word, Sources::name()), ...);
    if (Wait == lock_wait::fail) out.put(" NOWAIT");
    if (Wait == lock_wait::skip) out.put(" SKIP LOCKED");
  }

 private:
  static constexpr void write_source(sql_writer& out, std::string_view& word, std::string_view name) {
    out.put(word);
    word = ", ";
    out.name(name);
  }
};

/// ` ("a", "b")`: the columns of a struct that is no table's.
template <class Row>
constexpr void write_column_names(sql_writer& out) {
  std::string_view word = " (";
  for (field const& one : table_of<Row>.fields) {
    if (!one.is_stored) continue;
    out.put(word);
    word = ", ";
    out.name(one.column);
  }
  out.put(')');
}

template <class Row, class Query, fixed_string Name>
struct render<query_source<Row, Query, Name>> {
  static constexpr void write(sql_writer& out) {
    out.put('(');
    write_nested<statement_kind::select, Query>(out);
    out.put(") AS ");
    out.name(Name.view());
    if constexpr (Query::has(clause::select)) write_column_names<Row>(out);
  }
};

template <class Row, fixed_string Name, class... Values>
struct render<list_source<Row, Name, Values...>> {
  static constexpr void write(sql_writer& out) {
    out.put("unnest(");
    render_list<pack<bound<std::vector<Values>>...>>::write(out);
    out.put(") AS ");
    out.name(Name.view());
    write_column_names<Row>(out);
  }
};

template <class Row, fixed_string Name, fixed_string Alias>
struct render<cte_source<Row, Name, Alias>> {
  static constexpr void write(sql_writer& out) {
    out.name(Name.view());
    if constexpr (Name.view() != Alias.view()) {
      out.put(" AS ");
      out.name(Alias.view());
    }
  }
};

template <class... Definitions>
struct render_ctes<pack<Definitions...>> {
  static constexpr void write(sql_writer& out) {
    std::string_view word = (Definitions::is_recursive || ...) ? "WITH RECURSIVE " : "WITH ";
    (write_one(out, word, std::type_identity<Definitions>{}), ...);
    out.put(' ');
  }

 private:
  template <fixed_string Name, class Row, class Query, statement_kind Kind, materialization Materialized>
  static constexpr void write_one(sql_writer& out, std::string_view& word,
                                  std::type_identity<cte_definition<Name, Row, Query, Kind, Materialized>>) {
    out.put(word);
    word = ", ";
    out.name(Name.view());
    if constexpr (Query::has(clause::select) || has_returned_struct<Query>()) write_column_names<Row>(out);
    out.put(Materialized == materialization::always  ? " AS MATERIALIZED ("
            : Materialized == materialization::never ? " AS NOT MATERIALIZED ("
                                                     : " AS (");
    write_nested<Kind, Query>(out);
    out.put(')');
  }
  template <class Query>
  static consteval bool has_returned_struct() {
    if constexpr (Query::has(clause::returning))
      return !std::is_void_v<typename clause_type<clause::returning, Query>::detail_type>;
    else return false;
  }

  template <fixed_string Name, class Row, class Base, class Step, bool All>
  static constexpr void write_one(sql_writer& out, std::string_view& word,
                                  std::type_identity<recursive_definition<Name, Row, Base, Step, All>>) {
    out.put(word);
    word = ", ";
    out.name(Name.view());
    write_column_names<Row>(out);
    constexpr bool parentheses = Base::has(clause::order_by) || Base::has(clause::limit) || Base::has(clause::offset)
                              || Base::has(clause::with) || Base::has(clause::combination) || Base::has(clause::lock);
    out.put(parentheses ? " AS ((" : " AS (");
    write_nested<statement_kind::select, Base>(out);
    if (parentheses) out.put(')');
    out.put(All ? " UNION ALL " : " UNION ");
    write_nested<statement_kind::select, Step>(out);
    out.put(')');
  }
};

template <class Query>
struct render<exists_node<Query>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) {
    out.put("EXISTS (");
    write_nested<statement_kind::exists, Query>(out);
    out.put(')');
  }
};

template <class Query>
inline constexpr bool is_subselect<scalar_node<Query>> = true;
template <class Query>
struct render<scalar_node<Query>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) {
    out.put('(');
    write_nested<statement_kind::select, Query>(out);
    out.put(')');
  }
};

template <quantifier Kind, class Query>
struct render<quantified_node<Kind, Query>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) {
    out.put(Kind == quantifier::any ? "ANY (" : "ALL (");
    write_nested<statement_kind::select, Query>(out);
    out.put(')');
  }
};

template <class Operand, class Query, bool Negated>
struct render<membership<Operand, Query, Negated>> {
  static constexpr precedence level = precedence::other;
  static constexpr void write(sql_writer& out) {
    write_operand<Operand>(out, render<Operand>::level <= level);
    out.put(Negated ? " NOT IN (" : " IN (");
    write_nested<statement_kind::select, Query>(out);
    out.put(')');
  }
};

template <fixed_string Name, class Operand>
struct render<named_item<Name, Operand>> {
  static constexpr precedence level = precedence::or_;
  static constexpr void write(sql_writer& out) {
    render<Operand>::write(out);
    out.put(" AS ");
    out.name(Name.view());
  }
};
template <fixed_string Name>
struct render<selected_name<Name>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) { out.name(Name.view()); }
};

template <class Column, class Value>
struct render<merged_value<Column, Value>> : render<Value> {};

template <class Column>
struct render<outer_column<Column>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) { out.column_around(Column::source, Column::name); }
};

template <class Source, std::size_t Place>
struct render<key_column<Source, Place>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) { out.column(Source::key, key_column<Source, Place>::name); }
};

template <class Owner, fixed_string Name, class Member, fixed_string Alias>
struct render<untyped_column<Owner, Name, Member, Alias>> {
  static constexpr precedence level = precedence::atom;
  static constexpr void write(sql_writer& out) {
    out.column(untyped_column<Owner, Name, Member, Alias>::source, Name.view());
  }
};

}  // namespace recto::detail
