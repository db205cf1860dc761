// SPDX-License-Identifier: BSL-1.0
// The rarer clauses as text, where a nested writer could go astray: names, levels, parentheses, prefixes.
#include <recto/query/clauses.hpp>
#include <recto/sql/clauses.hpp>
#include <recto/sql/functions.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <string_view>

using namespace recto;
using namespace blog;

namespace {

struct Id {
  std::int64_t id{};
};

template <class Query>
constexpr std::string_view sql(Query const& query) {
  return sql_of<decltype(recto::detail::as_query(query))>;
}

constexpr auto ids = from<Post> | select_into<Id>(post::id);
constexpr auto of_author = post::author_id == user::id;

// A name is quoted wherever it stands: of a CTE, a subquery, an alias, a column.
static_assert(sql(cte<"a\"b">(ids))
              == R"(WITH "a""b" ("id") AS (SELECT "posts"."id" FROM "posts") SELECT "a""b"."id" FROM "a""b")");
static_assert(sql(subquery<"a b">(from<Order>))
              == R"(SELECT "a b"."id", "a b"."group", "a b"."n""r """ FROM (SELECT "or""der"."id", "or""der"."group",)"
                 R"( "or""der"."n""r """ FROM "or""der") AS "a b")");
// After a query inside another, the outer one goes on as it was: its columns stand alone again.
static_assert(
    sql(from<User> | where(exists(from<Post> | where(of_author)) && user::age > 1) | select(user::name))
    == R"(SELECT "name" FROM "users" WHERE EXISTS (SELECT FROM "posts" WHERE "posts"."author_id" = "users"."id"))"
       R"( AND "age" > $1)");
// A prefix that an inner query puts ends with it.
static_assert(sql(from<User> | where(exists(from<Post> | put_prefix<"inner">) && exists(from<Comment>))
                  | put_prefix<"outer"> | select(user::name))
              == R"(SELECT "name" FROM "outer"."users" WHERE EXISTS (SELECT FROM "inner"."posts"))"
                 R"( AND EXISTS (SELECT FROM "outer"."comments"))");
// A union inside a correlated subquery: both sides see what is around, and neither sees the other.
static_assert(
    sql(from<User> | select(user::name)
        | where(in(user::id,
                   from<Post> | where(of_author) | select(post::id)
                       | union_all(from<Comment> | where(comment::user_id == user::id) | select(comment::id)))))
    == R"(SELECT "name" FROM "users" WHERE "id" IN (SELECT "posts"."id" FROM "posts" WHERE "posts"."author_id" = "users"."id")"
       R"( UNION ALL SELECT "comments"."id" FROM "comments" WHERE "comments"."user_id" = "users"."id"))");
// The right side of a set operation that has CTEs of its own.
static_assert(
    sql(from<User> | select(user::id) | union_(cte<"c">(ids) | select(col<&Id::id>)))
    == R"(SELECT "id" FROM "users" UNION (WITH "c" ("id") AS (SELECT "posts"."id" FROM "posts") SELECT "c"."id" FROM "c"))");
// One recursive CTE makes the list recursive, once.
static_assert(
    sql(from<User> | select(user::id) | with(cte<"a">(ids))
        | with(recursive_cte<"b", Id>(
            ids, [](auto self) { return self | where(col<&Id::id> < 9) | select_into<Id>(col<&Id::id>); })))
    == R"(WITH RECURSIVE "a" ("id") AS (SELECT "posts"."id" FROM "posts"), "b" ("id") AS (SELECT "posts"."id" FROM "posts")"
       R"( UNION ALL SELECT "b"."id" FROM "b" WHERE "b"."id" < $1) SELECT "id" FROM "users")");
// Quantifiers and memberships beside other operators.
static_assert(
    sql(from<User> | select(user::id)
        | where(!(user::age > all(from<User> | where(user::id == 1) | select(user::age)))))
    == R"(SELECT "id" FROM "users" WHERE NOT "age" > ALL (SELECT "users"."age" FROM "users" WHERE "users"."id" = $1))");

}  // namespace

TEST_CASE("a text is written into exactly the place that was counted for it") {
  constexpr auto query = from<User> | with(cte<"c">(ids)) | where(exists(from<Post> | where(of_author))) | limit(1);
  using writer =
      recto::detail::query_writer<recto::detail::statement_kind::select, std::remove_const_t<decltype(query)>>;
  auto const& text = recto::detail::text_by<writer>.text;
  CHECK(std::string_view(text.data()).size() + 1 == text.size());
  CHECK(sql(query) == std::string_view(text.data()));
}
