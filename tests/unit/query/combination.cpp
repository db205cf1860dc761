// SPDX-License-Identifier: BSL-1.0
// Set operations: rows that fit, parentheses, and what order and limit are over.
#include <recto/query/combination.hpp>
#include <recto/query/verdict.hpp>
#include <recto/sql/clauses.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>
#include <unit/query/bound_values.hpp>

#include <string>
#include <type_traits>

using namespace recto;
using namespace blog;

namespace {

template <class Verdict, class Query>
constexpr bool judged(Query const&) {
  return std::is_same_v<query_verdict<Query>, Verdict>;
}
template <class Query>
constexpr std::string_view sql(Query const&) {
  return sql_of<Query>;
}

constexpr auto posts = from<Post> | select(post::id);
constexpr auto users = from<User> | select(user::id);
constexpr auto comments = from<Comment> | select(comment::id);

static_assert(sql(posts | union_(users)) == R"(SELECT "id" FROM "posts" UNION SELECT "id" FROM "users")");
static_assert(sql(posts | union_all(users)) == R"(SELECT "id" FROM "posts" UNION ALL SELECT "id" FROM "users")");
static_assert(sql(posts | intersect(users)) == R"(SELECT "id" FROM "posts" INTERSECT SELECT "id" FROM "users")");
static_assert(sql(posts | intersect_all(users))
              == R"(SELECT "id" FROM "posts" INTERSECT ALL SELECT "id" FROM "users")");
static_assert(sql(posts | except(users)) == R"(SELECT "id" FROM "posts" EXCEPT SELECT "id" FROM "users")");
static_assert(sql(posts | except_all(users)) == R"(SELECT "id" FROM "posts" EXCEPT ALL SELECT "id" FROM "users")");

// One after the other, though to SQL an INTERSECT goes first.
static_assert(sql(posts | union_(users) | except(comments))
              == R"(SELECT "id" FROM "posts" UNION SELECT "id" FROM "users" EXCEPT SELECT "id" FROM "comments")");
static_assert(sql(posts | union_(users) | intersect(comments))
              == R"((SELECT "id" FROM "posts" UNION SELECT "id" FROM "users") INTERSECT SELECT "id" FROM "comments")");
static_assert(
    sql(posts | intersect(users) | intersect_all(comments) | except(users))
    == R"(SELECT "id" FROM "posts" INTERSECT SELECT "id" FROM "users" INTERSECT ALL SELECT "id" FROM "comments")"
       R"( EXCEPT SELECT "id" FROM "users")");
static_assert(sql(posts | except(users) | intersect(comments) | union_(posts) | intersect(users))
              == R"(((SELECT "id" FROM "posts" EXCEPT SELECT "id" FROM "users") INTERSECT SELECT "id" FROM "comments")"
                 R"( UNION SELECT "id" FROM "posts") INTERSECT SELECT "id" FROM "users")");
// What is on the right stays together.
static_assert(sql(posts | except(users | union_(comments)))
              == R"(SELECT "id" FROM "posts" EXCEPT (SELECT "id" FROM "users" UNION SELECT "id" FROM "comments"))");
static_assert(sql(posts | union_all(users | order_by(user::age) | limit(1)))
              == R"(SELECT "id" FROM "posts" UNION ALL (SELECT "id" FROM "users" ORDER BY "age" LIMIT $1))");
// Order and limit of the left are over the whole.
static_assert(sql(posts | order_by(desc(post::id)) | limit(2) | offset(3) | union_(users))
              == R"(SELECT "id" FROM "posts" UNION SELECT "id" FROM "users" ORDER BY 1 DESC LIMIT $1 OFFSET $2)");
static_assert(sql(from<Post> | union_(from<Post> | where(post::views > 1)) | order_by(post::views))
                  .ends_with(R"(ORDER BY "views")"));
static_assert(judged<failed<order_not_selected, "posts">>(posts | union_(users) | order_by(post::views)));
// Inside others.
static_assert(sql(from<User> | where(in(user::id, posts | union_(comments))) | select(user::name))
              == R"(SELECT "name" FROM "users" WHERE "id" IN (SELECT "posts"."id" FROM "posts" UNION)"
                 R"( SELECT "comments"."id" FROM "comments"))");
static_assert(judged<ok>(from<User>
                         | where(exists(posts | where(post::author_id == user::id)
                                        | union_(comments | where(comment::user_id == user::id))))));
// The right does not see the left.
static_assert(judged<failed<column_not_in_scope, "posts", "views">>(posts | union_(users | where(post::views > 1))));
static_assert(judged<ok>(cte<"c">(from<Post>) | union_(from<Post>) | order_by(post::id)));

// --- rows ------------------------------------------------------------------------------------------------------------

using differ = failed<combined_rows_differ, "posts", "users">;
static_assert(judged<differ>(posts | union_(from<User>)));
static_assert(judged<differ>(posts | union_(from<User> | select(user::id, user::id))));
static_assert(judged<differ>(posts | union_(from<User> | select(user::age))));
static_assert(judged<differ>(from<Post> | select(post::title) | union_(from<User> | select(user::email))));
static_assert(judged<ok>(from<User> | select(user::email) | union_(from<Post> | select(post::title))));
static_assert(judged<ok>(from<Post> | union_(from<table<"old_posts", Post>>)));
static_assert(judged<ok>(from<Post> | select(post::title, post::views)
                         | union_all(from<User> | select(user::name, user::age))));
static_assert(judged<differ>(posts | union_(comments) | union_(from<User> | select(user::name))));
// What the outer query may leave out is NULL in the right one too.
static_assert(judged<failed<combined_rows_differ, "comments", "comments">>(
    from<User> | left_join<Post>(post::author_id == user::id)
    | where(exists(comments | union_(from<Comment> | select(post::id))))));
// The right is judged.
static_assert(judged<failed<aggregate_not_allowed, "WHERE">>(posts | union_(users | where(count() > 1))));

}  // namespace

TEST_CASE("values of set operations stand in the order of the text") {
  auto const query = from<Post> | where(post::views > 1) | order_by(post::id) | limit(6) | offset(7)
                   | union_(from<Post> | where(post::views > 2) | limit(3))
                   | except(from<Post> | where(post::views > 4 && post::id > 5));
  CHECK(test::values_of(query) == "1 2 3 4 5 6 7");
  CHECK(test::numbers_of(sql(query)) == 7);
  CHECK(test::values_of<recto::detail::statement_kind::exists>(query) == "1 2 3 4 5 6 7");
  CHECK(test::values_of<recto::detail::statement_kind::count>(query) == "1 2 3 4 5 6 7");
}
