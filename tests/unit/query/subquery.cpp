// SPDX-License-Identifier: BSL-1.0
// Queries inside queries: verdicts, row types, SQL, and the order of the values.
#include <recto/query/clauses.hpp>
#include <recto/query/subquery.hpp>
#include <recto/query/verdict.hpp>
#include <recto/sql/clauses.hpp>
#include <recto/sql/functions.hpp>
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

struct Top {
  std::int64_t author_id{};
  std::int32_t views{};
};
struct Title {
  std::string title{};
};

template <class Verdict, class Query>
constexpr bool judged(Query const& query) {
  return std::is_same_v<query_verdict<decltype(recto::detail::as_query(query))>, Verdict>;
}
template <class Query>
constexpr bool fine(Query const& query) {
  return judged<ok>(query);
}
template <class Row, class Query>
constexpr bool brings(Query const&) {
  return std::is_same_v<row_of<Query>, Row>;
}
template <class Query>
constexpr std::string_view sql(Query const& query) {
  return sql_of<decltype(recto::detail::as_query(query))>;
}

constexpr auto posts = from<Post>;
constexpr auto users = from<User>;
constexpr auto comments = from<Comment>;
constexpr auto on_post = comment::post_id == post::id;
constexpr auto of_author = post::author_id == user::id;
constexpr auto tops =
    posts | where(post::views > 9) | group_by(post::author_id) | select_into<Top>(post::author_id, max(post::views));
constexpr auto top = subquery<"top">(tops);
constexpr auto best = subquery<"best">(tops);

// --- as a source -----------------------------------------------------------------------------------------------------

static_assert(
    sql(top | where(col<&Top::views> < 5))
    == R"(SELECT "top"."author_id", "top"."views" FROM (SELECT "posts"."author_id", max("posts"."views"))"
       R"( FROM "posts" WHERE "posts"."views" > $1 GROUP BY "posts"."author_id") AS "top" ("author_id", "views"))"
       R"( WHERE "top"."views" < $2)");
// A column finds its source by its struct, or by the source's name where two have that struct.
static_assert(fine(top | select(col<&Top::views>, top.col<&Top::views>, top[col<&Top::views>])));
static_assert(fine(top | join(best, best.col<&Top::views> == top.col<&Top::views>) | select(top.col<&Top::views>)));
static_assert(judged<failed<column_not_in_scope, "Top", "views">>(
    top | join(best, best.col<&Top::views> == top.col<&Top::views>) | where(col<&Top::views> > 1)));
static_assert(judged<failed<table_twice, "top">>(top | join(top, value(true))));
static_assert(judged<failed<column_not_in_scope, "posts", "views">>(top | where(post::views > 1)));
// Rows: the struct, or what is selected; optional behind an outer join.
static_assert(brings<Top>(top | limit(1)) && brings<Top>(top | select(top.row)));
static_assert(brings<std::tuple<std::optional<Top>, std::string>>(users
                                                                  | left_join(top, col<&Top::author_id> == user::id)
                                                                  | select(top.row, user::name)));
static_assert(brings<Post>(subquery<"p">(posts) | limit(1)));
// The one whole row that is selected is a struct, too.
static_assert(brings<Post>(subquery<"p">(comments | join<Post>(on_post) | select(row<Post>)) | limit(1)));
// What is inside is judged as any query.
static_assert(judged<failed<column_not_in_scope, "users", "age">>(subquery<"p">(posts | where(user::age > 1))
                                                                  | limit(1)));
static_assert(judged<failed<select_into_null, "Title", "title">>(
    subquery<"p">(posts | select_into<Title>(post::subtitle)) | limit(1)));
static_assert(judged<failed<select_into_count, "Top">>(subquery<"p">(posts | select_into<Top>(post::id)) | limit(1)));
static_assert(judged<failed<nothing_to_select, "posts">>(subquery<"p">(from<table<"posts">>) | select(value(1))));
static_assert(judged<failed<clause_not_allowed, "a subquery", "set">>(subquery<"p">(posts | set(post::views = 1))
                                                                      | limit(1)));
static_assert(judged<failed<clause_not_allowed, "a subquery", "returning">>(subquery<"p">(posts | returning(post::id))
                                                                            | limit(1)));
// A subquery in FROM does not see its neighbours, one that is lateral does.
constexpr auto last_of_author = subquery<"last">(posts | where(of_author) | order_by(desc(post::id)) | limit(1));
static_assert(judged<failed<column_not_in_scope, "users", "id">>(users | join(last_of_author, value(true))));
static_assert(fine(users | lateral_join(last_of_author, value(true))));

// --- in expressions --------------------------------------------------------------------------------------------------

static_assert(sql(users | where(exists(posts | where(of_author && post::views > 3) | order_by(post::id))))
              == R"(SELECT "id", "name", "email", "age" FROM "users" WHERE EXISTS (SELECT FROM "posts")"
                 R"( WHERE "posts"."author_id" = "users"."id" AND "posts"."views" > $1))");
static_assert(sql(users | where(in(user::id, posts | select(post::author_id))) | select(user::id))
              == R"(SELECT "id" FROM "users" WHERE "id" IN (SELECT "posts"."author_id" FROM "posts"))");
static_assert(sql(users | where(not_in(user::id, posts | select(post::author_id))) | select(user::id))
              == R"(SELECT "id" FROM "users" WHERE "id" NOT IN (SELECT "posts"."author_id" FROM "posts"))");
static_assert(sql(posts | where(post::views >= all(posts | select(post::views))) | select(post::id))
              == R"(SELECT "id" FROM "posts" WHERE "views" >= ALL (SELECT "posts"."views" FROM "posts"))");
static_assert(
    sql(users | select(user::id, scalar(posts | where(of_author) | select(count()))))
    == R"(SELECT "id", (SELECT count(*) FROM "posts" WHERE "posts"."author_id" = "users"."id") FROM "users")");
// Two queries up.
static_assert(fine(
    users
    | where(exists(posts | where(of_author && exists(comments | where(on_post && comment::user_id == user::id)))))));
static_assert(judged<failed<column_not_in_scope, "categories", "id">>(
    users | where(exists(posts | where(exists(comments | where(on_post && category::id == 1)))))));
// In every clause.
constexpr auto comments_of_post = scalar(comments | where(on_post) | select(count()));
static_assert(fine(posts | order_by(desc(comments_of_post))));
static_assert(fine(posts | group_by(comments_of_post) | select(comments_of_post, count())));
static_assert(fine(posts | join<User>(of_author && comments_of_post > std::int64_t{1})));
static_assert(fine(posts | group_by(post::author_id)
                   | having(count() > scalar(users | where(of_author) | select(cast_to<std::int64_t>(user::id))))
                   | select(post::author_id)));
// ON does not see what is joined later, inside a subquery either.
static_assert(judged<failed<column_not_in_scope, "users", "id">>(
    posts | join<Comment>(exists(users | where(of_author)) && exists(alias<User, "u"> | where(user::id == post::id)))
    | join<User>(of_author)));
// Inside a subquery the outer columns are as grouped as they are outside.
static_assert(judged<failed<ungrouped_column, "posts", "id">>(posts | group_by(post::author_id)
                                                              | select(post::author_id, comments_of_post)));
static_assert(fine(posts | group_by(post::id) | select(post::views, comments_of_post)));
static_assert(fine(posts | group_by(post::author_id) | select(sum(post::views), max(comments_of_post))));
// A nearer source of the same name would be taken for the outer one.
static_assert(judged<failed<table_twice, "posts">>(
    posts | where(exists(alias<User, "posts"> | where(alias<User, "posts">.col<&User::age> > post::views)))));

// --- NULL ------------------------------------------------------------------------------------------------------------

static_assert(brings<bool>(posts | select(exists(comments))));
static_assert(brings<bool>(users | select(in(user::id, posts | select(post::author_id)))));
static_assert(brings<std::optional<bool>>(users | select(in(user::id, comments | select(comment::user_id)))));
static_assert(
    brings<std::optional<bool>>(users | select(in(user::id, comments | left_join<Post>(on_post) | select(post::id)))));
static_assert(brings<std::optional<bool>>(posts | select(post::views > any(posts | select(post::views)))));
static_assert(brings<std::int64_t>(posts | select(comments_of_post)));
static_assert(brings<std::optional<std::int64_t>>(posts | select(scalar(posts | select(count()) | limit(1)))));
static_assert(brings<std::optional<std::int64_t>>(posts
                                                  | select(scalar(posts | group_by(post::id) | select(count())))));
static_assert(brings<std::optional<std::int64_t>>(
    posts | select(scalar(posts | select(count()) | except(comments | select(count()))))));
static_assert(brings<std::optional<std::int32_t>>(posts | select(scalar(posts | limit(1) | select(post::views)))));
static_assert(judged<failed<null_check_without_null, "", "">>(posts | where(is_null(comments_of_post))));

// --- parent_as -------------------------------------------------------------------------------------------------------

static_assert(sql(posts | where(exists(subquery<"x">(posts) | where(col<&Post::id> == parent_as(post::author_id))))
                  | select(post::id))
              == R"(SELECT "id" FROM "posts" WHERE EXISTS (SELECT FROM (SELECT "posts"."id", "posts"."title",)"
                 R"( "posts"."subtitle", "posts"."published", "posts"."views", "posts"."price", "posts"."score",)"
                 R"( "posts"."state", "posts"."published_at", "posts"."author_id" FROM "posts") AS "x")"
                 R"( WHERE "x"."id" = "posts"."author_id"))");
static_assert(judged<failed<column_not_around, "posts", "id">>(posts | where(parent_as(post::id) == 1)));
static_assert(judged<failed<column_not_around, "users", "id">>(
    posts | where(exists(comments | where(comment::id == parent_as(user::id))))));
static_assert(judged<failed<column_not_around, "posts", "id">>(
    posts | where(exists(alias<User, "posts"> | where(alias<User, "posts">.col<&User::id> == parent_as(post::id))))));
static_assert(fine(users
                   | where(exists(posts | where(exists(comments | where(comment::user_id == parent_as(user::id))))))));

}  // namespace

TEST_CASE("values inside subqueries are visited in the order of the text") {
  auto const query =
      subquery<"s">(
          posts | where(post::views > 2 && in(post::id, comments | where(comment::id == 3) | select(comment::post_id)))
          | limit(4))
      | join(subquery<"t">(users | where(user::age > 5)), user::id == col<&Post::author_id> && value(6) == 6)
      | where(col<&Post::views> + 7 > scalar(posts | where(post::views == 8) | select(max(post::views))))
      | select(value(1), scalar(posts | where(post::views == 100) | select(count()))) | limit(9);
  CHECK(test::values_of(query) == "1 100 2 3 4 5 6 6 7 8 9");
  CHECK(test::numbers_of(sql(query)) == 11);
}

TEST_CASE("a query that holds another owns its values") {
  auto const make = [](std::string name) {
    auto const inner = users | where(user::name == name);
    return posts | where(exists(inner | where(of_author)));
  };
  CHECK(test::values_of(make("somebody with a name that is not short")) == "somebody with a name that is not short");
}
