// SPDX-License-Identifier: BSL-1.0
// Joins: kinds, what can be joined, and which sources an ON sees.
#include <recto/query/join.hpp>
#include <recto/query/verdict.hpp>
#include <recto/sql/clauses.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>
#include <unit/query/bound_values.hpp>

#include <optional>
#include <string>
#include <tuple>
#include <type_traits>

using namespace recto;
using namespace blog;

namespace {

struct IdTitle {
  std::int64_t id{};
  std::string title{};
};

template <class Verdict, class Query>
constexpr bool judged(Query const&) {
  return std::is_same_v<query_verdict<Query>, Verdict>;
}
template <class Row, class Query>
constexpr bool brings(Query const&) {
  return std::is_same_v<row_of<Query>, Row>;
}
template <class Query>
constexpr std::string_view sql(Query const&) {
  return sql_of<Query>;
}

constexpr auto users = from<User>;
constexpr auto posts = from<Post>;
constexpr auto of_author = post::author_id == user::id;
constexpr auto on_post = comment::post_id == post::id;
constexpr auto one = select(value(1));
constexpr auto writer = alias<User, "writer">;
constexpr auto child = alias<Category, "child">;

static_assert(sql(users | join<Post>(of_author) | select(user::id))
              == R"(SELECT "users"."id" FROM "users" JOIN "posts" ON "posts"."author_id" = "users"."id")");
static_assert(sql(users | left_join<Post>(of_author) | one)
              == R"(SELECT $1 FROM "users" LEFT JOIN "posts" ON "posts"."author_id" = "users"."id")");
static_assert(sql(users | right_join<Post>(of_author) | one)
              == R"(SELECT $1 FROM "users" RIGHT JOIN "posts" ON "posts"."author_id" = "users"."id")");
static_assert(sql(users | full_join<Post>(of_author) | one)
              == R"(SELECT $1 FROM "users" FULL JOIN "posts" ON "posts"."author_id" = "users"."id")");
static_assert(sql(users | cross_join<Post>() | one) == R"(SELECT $1 FROM "users" CROSS JOIN "posts")");
static_assert(sql(from<Category> | left_join(child, child.col<&Category::parent_id> == category::id)
                  | select(category::name, child.col<&Category::name>))
              == R"(SELECT "categories"."name", "child"."name" FROM "categories" LEFT JOIN "categories" AS "child")"
                 R"( ON "child"."parent_id" = "categories"."id")");

// A query that is joined brings its source, and its conditions go into ON.
constexpr auto grown = writer | where(writer.col<&User::age> >= 18);
static_assert(sql(posts | left_join(grown, writer.col<&User::id> == post::author_id || writer.col<&User::id> == 1)
                  | one)
              == R"(SELECT $1 FROM "posts" LEFT JOIN "users" AS "writer" ON ("writer"."id" = "posts"."author_id")"
                 R"( OR "writer"."id" = $2) AND "writer"."age" >= $3)");
static_assert(sql(posts | cross_join(grown) | one)
              == R"(SELECT $1 FROM "posts" JOIN "users" AS "writer" ON "writer"."age" >= $2)");
static_assert(sql(posts | cross_join(users) | one) == R"(SELECT $1 FROM "posts" CROSS JOIN "users")");

// Lateral.
constexpr auto last = subquery<"last">(posts | where(of_author) | order_by(desc(post::id)) | limit(1)
                                       | select_into<IdTitle>(post::id, post::title));
static_assert(sql(users | left_lateral_join(last, value(true)) | select(user::id, last.col<&IdTitle::title>))
              == R"(SELECT "users"."id", "last"."title" FROM "users" LEFT JOIN LATERAL (SELECT "posts"."id",)"
                 R"( "posts"."title" FROM "posts" WHERE "posts"."author_id" = "users"."id" ORDER BY "posts"."id" DESC)"
                 R"( LIMIT $1) AS "last" ("id", "title") ON $2)");
static_assert(sql(users | cross_lateral_join(last) | one).find("CROSS JOIN LATERAL (") != std::string_view::npos);
static_assert(sql(users | lateral_join(last) | one) == sql(users | cross_lateral_join(last) | one));
static_assert(sql(users | lateral_join(last, value(true)) | one).find(" JOIN LATERAL (") != std::string_view::npos);
// It sees what stands before it, and nothing behind.
static_assert(judged<failed<column_not_in_scope, "users", "id">>(posts | select(post::id)
                                                                 | lateral_join(last, value(true))
                                                                 | join<User>(of_author)));

// What an outer join may leave out is optional; so is the struct of a query without select.
static_assert(brings<std::tuple<std::int64_t, std::optional<std::string>>>(
    users | left_lateral_join(last, value(true)) | select(user::id, last.col<&IdTitle::title>)));
static_assert(brings<User>(users | left_join<Post>(of_author)));
static_assert(brings<std::optional<User>>(users | right_join<Post>(of_author)));
static_assert(brings<std::optional<User>>(users | full_join<Post>(of_author)));
static_assert(brings<std::optional<User>>(users | join<Post>(of_author) | right_join<Comment>(on_post)));
static_assert(brings<std::tuple<std::optional<Post>, std::optional<User>, Comment>>(
    users | left_join<Post>(of_author) | right_join<Comment>(on_post) | select(row<Post>, row<User>, row<Comment>)));

// An ON sees its own source and those before it.
static_assert(judged<ok>(users | join<Post>(of_author) | join<Comment>(on_post && comment::user_id == user::id)));
static_assert(judged<failed<column_not_in_scope, "comments", "post_id">>(users | join<Post>(on_post)
                                                                         | join<Comment>(of_author)));
static_assert(judged<failed<table_twice, "users">>(users | join<User>(user::id == 1)));
static_assert(judged<failed<table_twice, "posts">>(posts | join(alias<User, "posts">, value(true))));
// Two tables of one struct: whose column would it be?
static_assert(judged<failed<table_twice, "posts">>(from<table<"old", Post>> | join<Post>(value(true))));
static_assert(judged<ok>(from<table<"old", Post>>
                         | join(alias<Post, "p">, alias<Post, "p">.col<&Post::id> == post::id)));

}  // namespace

TEST_CASE("values of joins stand in the order of the text") {
  auto const query =
      users | join(subquery<"s">(posts | where(post::views > 1)), col<&Post::author_id> == user::id && value(2) == 3)
      | left_join(grown, writer.col<&User::id> == 4) | where(user::age == 5);
  CHECK(test::values_of(query) == "1 2 3 4 18 5");
  CHECK(test::numbers_of(sql(query)) == 6);
}

TEST_CASE("a query that is joined may go out of life") {
  auto const joined_to = [](std::string name) {
    auto const named = users | where(user::name == name);
    return posts | join(named, of_author);
  };
  CHECK(test::values_of(joined_to("a name that is too long to be kept in place"))
        == "a name that is too long to be kept in place");
}
