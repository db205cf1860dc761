// SPDX-License-Identifier: BSL-1.0
// Any query with rows of one type: for signatures in .cpp files, for members and containers.
// Layer 7: it holds the text, the bound values and how a row is read, which are the repo's.
#pragma once

#include <recto/base/error.hpp>
#include <recto/query/assert.hpp>
#include <recto/repo/bound_query.hpp>
#include <recto/repo/read.hpp>

#include <memory>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

/// A query that is bound, its type forgotten.
struct erased_bound {
  virtual ~erased_bound() = default;
  virtual statement const& which() const = 0;
  virtual parameters values() const = 0;
};

struct erased_query {
  virtual ~erased_query() = default;
  /// Borrows from this.
  virtual std::unique_ptr<erased_bound> bind() const = 0;
  virtual std::string sql() const = 0;
  /// The name of its source, for errors.
  virtual std::string_view source() const = 0;
};

template <class Query>
struct erased_bound_of final : erased_bound {
  explicit erased_bound_of(Query const& from) : bound(from) {}
  statement const& which() const override { return bound.which(); }
  parameters values() const override { return bound.values(); }

  bound_query<statement_kind::select, Query> bound;
};

template <class Query>
struct erased_query_of final : erased_query {
  explicit erased_query_of(Query from) : query(std::move(from)) {}
  std::unique_ptr<erased_bound> bind() const override { return std::make_unique<erased_bound_of<Query>>(query); }
  std::string sql() const override { return text_of_query<statement_kind::select>(query); }

  std::string_view source() const override { return content_of<clause::from, Query>::name(); }

  Query query;
};

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_holds_no_query() {
  throw error(error_kind::misuse, "any_query: it holds no query; it was moved from");
}

template <class T>
inline constexpr bool is_any_query = false;

}  // namespace detail

/// A query whose rows are `Row`: what `row_of` says of it. `all`, `one`, `one_or_throw`, `count`, `exists`, `to_sql` and
/// `explain` take it like any other; a `count` or `exists` stands around its whole text. Copies share the query.
///
/// Errors: `misuse` if it was moved from. Lifetime: it owns the query, as far as that owns its values. Cost: two
/// allocations when it is made, one each time it is executed.
template <class Row>
class any_query {
 public:
  using row_type = Row;

  /// From a query; does not compile if its rows are of another type.
  template <class Query>
    requires(!detail::is_any_query<std::remove_cvref_t<Query>>)
  any_query(Query&& from) {
    auto query = detail::as_query(std::forward<Query>(from));
    using type = decltype(query);
    static_assert(detail::assert_query<query_verdict<type>>::value);
    if constexpr (query_verdict<type>::value) {
      constexpr bool fits = std::is_same_v<row_of<type>, Row>;
      static_assert(fits, "recto: any_query: the query brings rows of another type; see recto::row_of<Query>");
      into_ = detail::selects_into<type>;
      query_ = std::make_shared<detail::erased_query_of<type>>(std::move(query));
    }
  }

  /// A stage comes too late: the query's type is forgotten.
  template <class Next>
  friend any_query operator|(any_query const& whole, Next&&) {
    static_assert(std::is_void_v<Next>,
                  "recto: any_query: it takes no more stages; pipe them into the query before it is stored");
    return whole;
  }

  /// The SELECT that it becomes.
  std::string sql() const { return query().sql(); }

  /// For the repo: the query bound, its source, and whether its rows come by select_into.
  std::unique_ptr<detail::erased_bound> bind() const { return query().bind(); }
  std::string_view source() const { return query().source(); }
  bool selects_into() const { return into_; }

 private:
  detail::erased_query const& query() const {
    if (!query_) detail::throw_holds_no_query();
    return *query_;
  }

  std::shared_ptr<detail::erased_query const> query_;
  bool into_ = false;
};

namespace detail {

template <class Row>
inline constexpr bool is_any_query<any_query<Row>> = true;

/// The name of what a query is from, for errors.
template <class Query>
std::string_view name_of_source(Query const& asked) {
  if constexpr (is_any_query<Query>) return asked.source();
  else return content_of<clause::from, decltype(as_query(asked))>::name();
}

}  // namespace detail

namespace detail {

/// Calls `fetch` with how a row is read: a struct is read in one of two ways, whichever way the query selected it.
template <class Row, class Result, class Asked, class Fetch>
auto with_plan(Asked const& asked, Fetch fetch) {
  using selected = typename decltype(choose_plan<Row, false, Result>())::type;
  if constexpr (!is_optional<Row> && !column_type<value_of<Row>> && !is_tuple<Row>) {
    using into = typename decltype(choose_plan<Row, true, Result>())::type;
    if (asked.selects_into()) return fetch(std::type_identity<into>{});
  }
  return fetch(std::type_identity<selected>{});
}

}  // namespace detail

}  // namespace recto
