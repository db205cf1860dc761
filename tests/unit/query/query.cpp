// SPDX-License-Identifier: BSL-1.0
// The query as a value: its clauses, what heads it, what may be piped into it.
#include <recto/query/clauses.hpp>
#include <recto/query/query.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <string>
#include <type_traits>

using namespace recto;
using namespace blog;
using recto::detail::is_query;

namespace {

constexpr auto parent = alias<Category, "parent">;
static_assert(is_query<std::remove_const_t<decltype(from<Post>)>> && !is_query<std::remove_const_t<decltype(parent)>>);
static_assert(is_query<decltype(parent | where(parent[category::id] == 1))>);
static_assert(!is_query<int> && !is_query<decltype(where(post::published))>);

// A query without values is empty, one with values is not much more than they are.
static_assert(std::is_empty_v<decltype(from<Post> | where(post::published) | order_by(post::id))>);
static_assert(sizeof(from<Post> | where(post::views > 1)) <= 8);

template <class Query>
constexpr std::string_view sql(Query const&) {
  return sql_of<Query>;
}

// A stage may be kept, and a pipeline begun by any query.
constexpr auto popular = where(post::views > 100);
constexpr auto first_page = limit(10);
static_assert(sql(from<Post> | popular | first_page | select(post::id))
              == R"(SELECT "id" FROM "posts" WHERE "views" > $1 LIMIT $2)");
constexpr auto published = from<Post> | where(post::published) | select(post::id);
static_assert(sql(published | popular) == R"(SELECT "id" FROM "posts" WHERE "published" AND "views" > $1)");
static_assert(sql(published) == R"(SELECT "id" FROM "posts" WHERE "published")");  // and is not changed by it

auto newest(auto query) { return query | order_by(desc(post::id)); }

}  // namespace

TEST_CASE("functions are stages too") {
  constexpr auto by = [](auto column) { return [column](auto query) { return query | order_by(column); }; };
  CHECK(sql(published | by(post::title)) == R"(SELECT "id" FROM "posts" WHERE "published" ORDER BY "title")");
  CHECK(sql(newest(published)) == R"(SELECT "id" FROM "posts" WHERE "published" ORDER BY "id" DESC)");
  // A stage that gives back the query itself, as a branch of a program does.
  CHECK(sql(published | [](auto query) { return query; }) == sql(published));
}

TEST_CASE("a query is a value") {
  auto query = from<Post> | where(post::title == std::string("one"));
  auto const copy = query;
  query = from<Post> | where(post::title == std::string("two"));
  auto const text = [](auto const& from) {
    return recto::detail::clause_of<clause::where>(from).content.right.value.view();
  };
  CHECK(text(copy) == "one");
  CHECK(text(query) == "two");
}
