// SPDX-License-Identifier: BSL-1.0
// Tables that a struct's schema does not name: another table, another prefix, no struct.
#include <recto/query/clauses.hpp>
#include <recto/query/table_source.hpp>
#include <recto/query/verdict.hpp>
#include <recto/sql/clauses.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <string>
#include <type_traits>

using namespace recto;
using namespace blog;

namespace {

struct Audit {
  std::int64_t id{};
  static consteval auto schema() { return recto::table("audits") | recto::prefix("logs"); }
};

template <class Verdict, class Query>
constexpr bool judged(Query const&) {
  return std::is_same_v<query_verdict<Query>, Verdict>;
}
template <class Query>
constexpr std::string_view sql(Query const&) {
  return sql_of<Query>;
}

constexpr auto old = from<table<"old_posts", Post>>;
constexpr auto old_post = alias<table<"old_posts", Post>, "old">;

// The same struct in another table: its columns are found by the struct.
static_assert(sql(old | where(post::views > 1) | select(post::id))
              == R"(SELECT "id" FROM "old_posts" WHERE "views" > $1)");
static_assert(std::is_same_v<row_of<std::remove_const_t<decltype(old)>>, Post>);
static_assert(sql(from<Post> | join(old_post, old_post.col<&Post::id> == post::id) | select(old_post.col<&Post::title>))
              == R"(SELECT "old"."title" FROM "posts" JOIN "old_posts" AS "old" ON "old"."id" = "posts"."id")");
static_assert(judged<failed<table_twice, "posts">>(old | join<Post>(value(true))));

// A source's prefix goes before the struct's, and that before the query's.
static_assert(sql(from<Audit>) == R"(SELECT "id" FROM "logs"."audits")");
static_assert(sql(from<Audit> | put_prefix<"tenant">) == R"(SELECT "id" FROM "logs"."audits")");
static_assert(sql(from<prefixed<"archive", Audit>> | put_prefix<"tenant">) == R"(SELECT "id" FROM "archive"."audits")");
static_assert(sql(from<User> | put_prefix<"tenant"> | select(user::id)) == R"(SELECT "id" FROM "tenant"."users")");
static_assert(sql(from<User> | put_prefix<"tenant"> | put_prefix<"other"> | select(user::id))
              == R"(SELECT "id" FROM "other"."users")");
static_assert(sql(from<prefixed<"archive", table<"old_posts", Post>>> | select(post::id))
              == R"(SELECT "id" FROM "archive"."old_posts")");
static_assert(sql(from<prefixed<"archive", table<"notes">>> | select(column<"id", int>))
              == R"(SELECT "id" FROM "archive"."notes")");
static_assert(
    sql(from<User> | put_prefix<"tenant"> | join<prefixed<"archive", Post>>(post::author_id == user::id)
        | join<Audit>(col<&Audit::id> == post::id) | select(post::id))
    == R"(SELECT "posts"."id" FROM "tenant"."users" JOIN "archive"."posts" ON "posts"."author_id" = "users"."id")"
       R"( JOIN "logs"."audits" ON "audits"."id" = "posts"."id")");
static_assert(
    sql(from<User> | put_prefix<"tenant"> | where(exists(from<Post> | where(post::author_id == user::id)))
        | select(user::id))
    == R"(SELECT "id" FROM "tenant"."users" WHERE EXISTS (SELECT FROM "tenant"."posts" WHERE "posts"."author_id" = "users"."id"))");
constexpr auto gone = alias<prefixed<"archive", Post>, "gone">;
static_assert(sql(gone | select(gone.col<&Post::id>)) == R"(SELECT "gone"."id" FROM "archive"."posts" AS "gone")");

// Without a struct a query brings what it selects, and nothing without.
static_assert(judged<failed<nothing_to_select, "notes">>(from<table<"notes">>));
static_assert(judged<ok>(from<table<"notes">> | select(column<"id", int>)));
// To count them or to ask whether there are any, nothing need be selected.
static_assert(std::is_same_v<count_verdict<std::remove_const_t<decltype(from<table<"notes">>)>>, ok>);
static_assert(!count_verdict<decltype(from<table<"notes">> | union_(from<table<"notes">>))>::value);
// It can be written, too.
constexpr auto some = from<table<"notes">> | where(column<"id", int> == 1);
static_assert(std::is_same_v<delete_verdict<std::remove_const_t<decltype(some)>>, ok>);
static_assert(std::is_same_v<update_verdict<decltype(some | set(column<"id", int> = 2))>, ok>);

}  // namespace

TEST_CASE("the name of a source is its alias, or its table") {
  using recto::detail::source_for;
  CHECK(source_for<table<"old_posts", Post>>::name() == "old_posts");
  CHECK(source_for<prefixed<"archive", Post>>::name() == "posts");
  CHECK(source_for<prefixed<"archive", Post>>::prefix() == "archive");
  CHECK(source_for<Audit>::prefix() == "logs");
  CHECK(decltype(old_post)::source::name() == "old");
  CHECK(decltype(old_post)::source::table() == "old_posts");
}
