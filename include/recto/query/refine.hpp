// SPDX-License-Identifier: BSL-1.0
// Stages that change what earlier ones said: exclude, reverse_order, prepend_order_by, first, last, or_where, returning, prefixes.
// Layer 4.
#pragma once

#include <recto/query/limit.hpp>
#include <recto/query/select.hpp>
#include <recto/query/stages.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

template <clause Kind>
struct exclude_stage : stage {
  template <class... Clauses>
  friend constexpr auto operator|(query<Clauses...> base, exclude_stage) {
    static_assert(Kind != clause::from, "recto: exclude: a query needs its source; begin another with recto::from");
    return kept(std::move(base), query<>{});
  }

 private:
  template <class... Kept>
  static constexpr auto kept(query<>, query<Kept...> result) {
    return result;
  }
  template <class First, class... Rest, class... Kept>
  static constexpr auto kept(query<First, Rest...> base, query<Kept...> result) {
    query<Rest...> rest{{}, static_cast<Rest&&>(base)...};
    if constexpr (First::kind == Kind) return kept(std::move(rest), std::move(result));
    else
      return kept(std::move(rest),
                  query<Kept..., First>{{}, static_cast<Kept&&>(result)..., static_cast<First&&>(base)});
  }
};

template <class Operand, sort Direction, nulls Nulls>
constexpr auto reversed(order_term<Operand, Direction, Nulls> term) {
  constexpr sort direction = Direction == sort::ascending ? sort::descending : sort::ascending;
  constexpr nulls order = Nulls == nulls::as_usual ? nulls::as_usual
                        : Nulls == nulls::first    ? nulls::last
                                                   : nulls::first;
  return order_term<Operand, direction, order>{std::move(term.operand)};
}
template <class First, class Second>
constexpr auto reversed(one_of_two<First, Second> term) {
  auto first = reversed(std::move(term.first));
  auto second = reversed(std::move(term.second));
  return one_of_two<decltype(first), decltype(second)>{{}, std::move(first), std::move(second), term.takes_first};
}
template <class Term>
constexpr auto reversed(maybe_term<Term> term) {
  auto inner = reversed(std::move(term.term));
  return maybe_term<decltype(inner)>{std::move(inner), term.is_there};
}
template <class... Terms>
constexpr auto reversed(one_term_of<Terms...> term) {
  return one_term_of<decltype(reversed(Terms{}))...>{term.index};
}
template <class... Terms>
constexpr auto reversed(pack<Terms...> terms) {
  return boost::hana::unpack(nodes_of(std::move(terms)),
                             [](Terms... each) { return make_pack(detail::reversed(std::move(each))...); });
}

/// A key column of a source, by its place among the fields; for queries that name no order.
template <class Source, std::size_t Place>
struct key_column : expression {
  using row = typename Source::row;
  static constexpr std::size_t field = [] {
    std::size_t left = Place;
    std::size_t index = 0;
    for (; index < table_of<row>.fields.size(); ++index)
      if (table_of<row>.fields[index].is_key && left-- == 0) break;
    return index;
  }();
  using member = field_type<row, field>;
  using value_type = value_of<member>;
  static constexpr std::size_t parameters = 0;
  static constexpr std::string_view name = table_of<row>.fields[field].column;
  static constexpr source_key source = Source::key;

  static constexpr std::string_view table() { return Source::name(); }
  static constexpr bool nullable(scope const& sources) { return sources.is_nullable(source); }
  static constexpr void inspect(inspector& watcher) {
    watcher.column({.source = source, .table = table(), .column = name, .is_key = true});
  }
};

/// Terms that order a source by its primary key.
template <class Query, class Indices>
struct key_order;
template <class Query, std::size_t... Index>
struct key_order<Query, std::index_sequence<Index...>> {
  using source = content_of<clause::from, Query>;

  static constexpr auto terms() {
    static_assert(sizeof...(Index) > 0, "recto: first/last/reverse_order: no order, and no primary key; add order_by");
    return make_pack(order_term<key_column<source, Index>, sort::ascending, nulls::as_usual>{}...);
  }
};

/// The order of a query; by its primary key if it has none.
template <class Query>
constexpr auto order_or_key(Query const& base) {
  if constexpr (Query::has(clause::order_by)) {
    return clause_of<clause::order_by>(base).content;
  } else {
    using row = source_row<Query>;
    return key_order<Query, std::make_index_sequence<table_of<row>.key_count()>>::terms();
  }
}

template <class Query, class Terms>
constexpr auto ordered_by(Query base, Terms terms) {
  return std::move(base) | put_stage<order_by_clause<Terms>>{{}, {std::move(terms)}};
}

struct reverse_order_stage : stage {
  template <class... Clauses>
  friend constexpr auto operator|(query<Clauses...> base, reverse_order_stage) {
    auto terms = reversed(order_or_key(base));
    return ordered_by(std::move(base), std::move(terms));
  }
};

template <bool FromTheEnd>
struct some_stage : stage {
  std::int64_t count;

  template <class... Clauses>
  friend constexpr auto operator|(query<Clauses...> base, some_stage wanted) {
    auto terms = order_or_key(base);
    if constexpr (FromTheEnd) return ordered_by(std::move(base), reversed(std::move(terms))) | limit(wanted.count);
    else return ordered_by(std::move(base), std::move(terms)) | limit(wanted.count);
  }
};

template <class Terms>
struct prepending_stage : stage {
  [[no_unique_address]] Terms terms;

  template <class... Clauses>
  friend constexpr auto operator|(query<Clauses...> base, prepending_stage added) {
    if constexpr (query<Clauses...>::has(clause::order_by)) {
      auto all = append(std::move(added.terms), std::move(clause_of<clause::order_by>(base).content));
      return ordered_by(std::move(base), std::move(all));
    } else {
      return ordered_by(std::move(base), std::move(added.terms));
    }
  }
};

template <clause Kind, template <class> class Clause, class Condition>
struct or_stage : stage {
  [[no_unique_address]] Condition condition;

  template <class... Clauses>
  friend constexpr auto operator|(query<Clauses...> base, or_stage added) {
    if constexpr (query<Clauses...>::has(Kind)) {
      auto both = both_conditions<binary_op::or_>(std::move(clause_of<Kind>(base).content), std::move(added.condition));
      return with_replaced(std::move(base), Clause<decltype(both)>{std::move(both)});
    } else {
      return std::move(base) | adding_stage<Clause, Condition>{{}, std::move(added.condition)};
    }
  }
};

/// The prefix of a query's tables, where neither a struct nor a source says another.
template <fixed_string Name>
struct prefix_name {
  static constexpr std::size_t parameters = 0;
  static constexpr std::string_view name() { return Name.view(); }
};

}  // namespace detail

/// The query without its clauses of that kind: `exclude<clause::where>`. Ecto: `exclude`.
template <clause Kind>
inline constexpr detail::exclude_stage<Kind> exclude{};

/// Turns the order round: ASC and DESC, NULLS FIRST and LAST. Without an order: the primary key, descending. Ecto: `reverse_order`.
inline constexpr detail::reverse_order_stage reverse_order{};

/// The first `count` rows in the query's order, or by primary key. Ecto: `first`.
constexpr detail::some_stage<false> first(std::int64_t count = 1) { return {{}, count}; }

/// The last `count` rows in the query's order, or by primary key; they come in reverse. Ecto: `last`.
constexpr detail::some_stage<true> last(std::int64_t count = 1) { return {{}, count}; }

/// `order_by` that goes before what was there. Ecto: `prepend_order_by`.
template <class... Terms>
constexpr auto prepend_order_by(Terms&&... terms) {
  static_assert(sizeof...(Terms) > 0, "recto: prepend_order_by: it needs something to order by; name a column");
  auto all = detail::make_pack(detail::as_order_term(static_cast<Terms&&>(terms))...);
  return detail::prepending_stage<decltype(all)>{{}, std::move(all)};
}

/// Adds a condition by OR to all that was asked before. Ecto: `or_where`.
template <class Condition>
constexpr auto or_where(Condition&& condition) {
  auto checked = detail::condition_operand(std::forward<Condition>(condition));
  return detail::or_stage<clause::where, detail::where_clause, decltype(checked)>{{}, std::move(checked)};
}

/// Adds a condition by OR to all that `having` said before. Ecto: `or_having`.
template <class Condition>
constexpr auto or_having(Condition&& condition) {
  auto checked = detail::condition_operand(std::forward<Condition>(condition));
  return detail::or_stage<clause::having, detail::having_clause, decltype(checked)>{{}, std::move(checked)};
}

/// `RETURNING`: what an update_all or delete_all brings of the rows that it writes, as `select` does. Ecto: `select` in update_all.
template <class... Items>
constexpr auto returning(Items&&... items) {
  auto all = detail::pack_or_stand_in(detail::select_item(static_cast<Items&&>(items))...);
  return detail::put_stage<detail::returning_clause<void, decltype(all)>>{{}, {std::move(all)}};
}

/// The same, into the fields of the struct `Row`, by position.
template <class Row, class... Items>
constexpr auto returning_into(Items&&... items) {
  auto all = detail::make_pack(detail::select_item(static_cast<Items&&>(items))...);
  return detail::put_stage<detail::returning_clause<Row, decltype(all)>>{{}, {std::move(all)}};
}

/// The PostgreSQL schema of the query's tables, and of the CTEs and subqueries in it that do not name another. A prefix that a
/// source or a struct has goes before it. Ecto: `put_query_prefix`.
template <fixed_string Name>
inline constexpr detail::put_stage<detail::clause_part<clause::prefix, detail::prefix_name<Name>>> put_prefix{};

}  // namespace recto
