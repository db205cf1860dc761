// SPDX-License-Identifier: BSL-1.0
// The query: a type that is its clauses, in the order in which they were piped in. `from<Post>` begins one, `|` adds a
// stage; a stage is a value with a member `apply(query)`, or any callable that takes a query.
// Layer 4.
#pragma once

#include <recto/query/clause.hpp>

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

/// Base of all that can head a pipeline: a query, an alias, later a subquery.
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
  /// Does it have a clause of that kind?
  static constexpr bool has(clause kind) { return ((Clauses::kind == kind) || ...); }

  /// How many values does it bind in its clause of that kind?
  static constexpr std::size_t parameters_in(clause kind) {
    return (std::size_t{0} + ... + (Clauses::kind == kind ? Clauses::parameters : 0));
  }
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
  else if constexpr (requires { typename std::remove_cvref_t<Head>::source; })
    return query<from_clause<typename std::remove_cvref_t<Head>::source>>{};
  else static_assert(is_query<Head>, "recto: query: this is no query; begin it with recto::from<Struct> | ...");
}

template <class Struct, fixed_string Alias>
struct aliased : queryable {
  using source = table_source<Struct, Alias>;

  /// A column of this alias.
  template <auto Member>
  static constexpr column<Member, Alias> col{};

  /// The whole row of this alias, for `select`.
  static constexpr row_node<Struct, Alias> row{};

  /// The same column of this alias: `parent[category::id]`.
  template <auto Member, fixed_string Other>
  constexpr column<Member, Alias> operator[](column<Member, Other>) const {
    return {};
  }
};

}  // namespace detail

/// A query of all rows of a struct's table. SQL: `SELECT <every column> FROM "posts"`.
template <class Struct>
inline constexpr query<detail::from_clause<detail::table_source<Struct, "">>> from{};

/// A table under another name, for a query in which it stands more than once: `alias<Category, "parent">`.
template <class Struct, fixed_string Name>
inline constexpr detail::aliased<Struct, Name> alias{};

}  // namespace recto
