// SPDX-License-Identifier: BSL-1.0
// The query: a type that is its clauses, in the order in which they were piped in. `from<Post>` begins one, `|` adds a
// stage; a stage is a value with a member `apply(query)`, or any callable that takes a query.
// Layer 4.
#pragma once

#include <recto/query/clause.hpp>

#include <cstddef>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace recto {

template <class... Clauses>
struct query;

template <class First, class Second>
struct composed_stage;

/// A step of a pipeline: `where(...)`, `order_by(...)`, ... Each defines `query | stage` itself, so that a step costs the
/// compiler one function.
struct stage {
  /// Two steps are a step: `constexpr auto newest = order_by(desc(...)) | limit(10);`
  template <class First, class Second>
    requires(std::is_base_of_v<stage, std::remove_cvref_t<First>>
             && std::is_base_of_v<stage, std::remove_cvref_t<Second>>)
  friend constexpr auto operator|(First&& first, Second&& second) {
    return composed_stage<std::remove_cvref_t<First>, std::remove_cvref_t<Second>>{
        {}, static_cast<First&&>(first), static_cast<Second&&>(second)};
  }
};

template <class First, class Second>
struct composed_stage : stage {
  [[no_unique_address]] First first;
  [[no_unique_address]] Second second;

  template <class... Clauses>
  friend constexpr auto operator|(query<Clauses...> base, composed_stage both) {
    return std::move(base) | std::move(both.first) | std::move(both.second);
  }
};

namespace detail {

template <class Head>
constexpr auto as_query(Head&& head);

template <class T>
inline constexpr bool is_query = false;

}  // namespace detail

/// Base of all that can head a pipeline: a query, an alias, a subquery, a CTE, a list of values.
struct queryable {
  /// A source that is no query yet becomes one.
  template <class Head, class Stage>
    requires(std::is_base_of_v<queryable, std::remove_cvref_t<Head>> && !detail::is_query<std::remove_cvref_t<Head>>)
  friend constexpr auto operator|(Head&& head, Stage&& next) {
    return detail::as_query(std::forward<Head>(head)) | std::forward<Stage>(next);
  }

  /// Any callable that takes a query is a stage.
  template <class Query, class Function>
    requires(detail::is_query<std::remove_cvref_t<Query>> && !std::is_base_of_v<stage, std::remove_cvref_t<Function>>)
  friend constexpr auto operator|(Query&& base, Function&& next) {
    constexpr bool calls = std::is_invocable_v<Function, Query>;
    static_assert(calls, "recto: query: what stands behind | is neither a stage nor a function of a query");
    if constexpr (calls) return std::forward<Function>(next)(std::forward<Query>(base));
    else return std::remove_cvref_t<Query>(std::forward<Query>(base));
  }
};

/// A query. Copying it copies its bound values; it holds nothing else.
template <class... Clauses>
struct query : queryable, Clauses... {
  // One bit for each kind of clause.
  static constexpr std::uint32_t kinds = (std::uint32_t{0} | ... | (std::uint32_t{1} << int(Clauses::kind)));
  static constexpr std::uint32_t binding_kinds =
      (std::uint32_t{0} | ... | (std::uint32_t{Clauses::parameters > 0} << int(Clauses::kind)));

  /// How many values it binds, at most.
  static constexpr std::size_t parameters = (std::size_t{0} + ... + Clauses::parameters);

  /// Does it have a clause of that kind?
  static constexpr bool has(clause kind) { return (kinds >> int(kind) & 1) != 0; }

  /// Does it bind values in its clause of that kind?
  static constexpr bool binds_in(clause kind) { return (binding_kinds >> int(kind) & 1) != 0; }
};

namespace detail {

template <class... Clauses>
inline constexpr bool is_query<query<Clauses...>> = true;

template <clause Kind, class Content, class Detail>
constexpr clause_part<Kind, Content, Detail> const& clause_of(clause_part<Kind, Content, Detail> const& found) {
  return found;
}
template <clause Kind, class Content, class Detail>
constexpr clause_part<Kind, Content, Detail>& clause_of(clause_part<Kind, Content, Detail>& found) {
  return found;
}

/// The clause of that kind; the query must have one.
template <clause Kind, class Query>
using clause_type = std::remove_cvref_t<decltype(detail::clause_of<Kind>(std::declval<Query const&>()))>;

/// What that clause holds.
template <clause Kind, class Query>
using content_of = typename clause_type<Kind, Query>::content_type;

template <class Old, class Kept, class New>
constexpr auto&& keep_or_replace(Kept& kept, New& fresh) {
  if constexpr (std::is_same_v<Old, Kept>) return std::move(fresh);
  else return std::move(kept);
}

/// The query with its clause of the kind of `New` replaced.
template <class... Clauses, class New>
constexpr auto with_replaced(query<Clauses...>&& base, New&& fresh) {
  using old = clause_type<New::kind, query<Clauses...>>;
  return query<std::conditional_t<std::is_same_v<old, Clauses>, New, Clauses>...>{
      {}, keep_or_replace<old, Clauses>(static_cast<Clauses&>(base), fresh)...};
}

/// Stands in for what is no query, so that no second error follows.
struct no_query {
  std::int32_t id{};
  static consteval auto schema() { return recto::table("no_query"); }
};

/// A query of the head: itself, or one that only has the head as its source.
template <class Head>
constexpr auto as_query(Head&& head) {
  constexpr bool heads = std::is_base_of_v<queryable, std::remove_cvref_t<Head>>;
  static_assert(heads,
                "recto: repo: this is not a query; begin one with recto::from<Struct> (only unsafe_sql takes text)");
  if constexpr (is_query<std::remove_cvref_t<Head>>) return std::remove_cvref_t<Head>(std::forward<Head>(head));
  else if constexpr (!heads) return query<from_clause<table_source<no_query, "">>, every_row_clause>{};
  else return std::forward<Head>(head).begin();
}

/// The source that a type stands for in `from<T>` and `join<T>`: a struct's table, or what a description says.
template <class T>
struct source_named_by {
  using type = table_source<T, "">;
};
template <class T>
  requires std::is_base_of_v<source_description, T>
struct source_named_by<T> {
  using type = typename T::source;
};
template <class T>
using source_for = typename source_named_by<T>::type;

/// A source under a name of its own, with the means to name its columns.
template <class Row, fixed_string Name>
struct named_source : queryable {
  /// A column of it, where it is a table without a struct.
  template <fixed_string Column, class T>
  static constexpr untyped_column<Row, Column, T, Name> column{};

  /// A column of it.
  template <auto Member>
  static constexpr detail::column<Member, Name> col{};

  /// The whole row of it, for `select`.
  static constexpr row_node<Row, Name> row{};

  /// The same column of it: `parent[category::id]`.
  template <auto Member, fixed_string Other>
  constexpr detail::column<Member, Name> operator[](detail::column<Member, Other>) const {
    return {};
  }
};

template <class T, fixed_string Alias>
struct aliased : named_source<typename source_for<T>::row, Alias> {
  using source = typename source_for<T>::template renamed<Alias>;

  static constexpr query<from_clause<source>> begin() { return {}; }
  static constexpr source as_source() { return {}; }
};

}  // namespace detail

/// A query of all rows of a struct's table. SQL: `SELECT <every column> FROM "posts"`.
template <class T>
inline constexpr query<detail::from_clause<detail::source_for<T>>> from{};

/// A table under another name, for a query in which it stands more than once: `alias<Category, "parent">`.
template <class T, fixed_string Name>
inline constexpr detail::aliased<T, Name> alias{};

}  // namespace recto
