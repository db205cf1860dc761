// SPDX-License-Identifier: BSL-1.0
// Common table expressions: verdicts, SQL, and the order of the values.
#include <recto/query/cte.hpp>
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

struct Id {
  std::int64_t id{};
};
struct Step {
  std::int32_t id{};
  std::int32_t depth{};
};
struct IdTitle {
  std::int64_t id{};
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
template <class Query>
constexpr std::string_view sql(Query const& query) {
  return sql_of<decltype(recto::detail::as_query(query))>;
}

constexpr auto posts = from<Post>;
constexpr auto users = from<User>;
constexpr auto ids = posts | select_into<Id>(post::id);
constexpr auto recent = cte<"recent">(ids | where(post::views > 1));
constexpr auto other = recent.as<"other">();

static_assert(sql(recent | where(col<&Id::id> > 2))
              == R"(WITH "recent" ("id") AS (SELECT "posts"."id" FROM "posts" WHERE "posts"."views" > $1))"
                 R"( SELECT "recent"."id" FROM "recent" WHERE "recent"."id" > $2)");
static_assert(sql(materialized_cte<"c">(ids)).starts_with(R"(WITH "c" ("id") AS MATERIALIZED (SELECT)"));
static_assert(sql(inlined_cte<"c">(ids)).starts_with(R"(WITH "c" ("id") AS NOT MATERIALIZED (SELECT)"));
static_assert(std::is_same_v<row_of<decltype(recent | limit(1))>, Id>);

// Twice, by another name.
static_assert(sql(recent | join(other, other.col<&Id::id> == recent.col<&Id::id>) | select(other.col<&Id::id>))
              == R"(WITH "recent" ("id") AS (SELECT "posts"."id" FROM "posts" WHERE "posts"."views" > $1))"
                 R"( SELECT "other"."id" FROM "recent" JOIN "recent" AS "other" ON "other"."id" = "recent"."id")");
static_assert(judged<failed<table_twice, "recent">>(recent | join(recent, value(true))));
static_assert(judged<failed<cte_twice, "recent">>(recent | join(cte<"recent">(ids).as<"x">(), value(true))
                                                  | with(cte<"recent">(ids))));
// Where it is defined around, it is not defined again inside.
static_assert(judged<failed<cte_twice, "recent">>(recent | where(exists(recent | where(recent.col<&Id::id> > 1)))));
static_assert(fine(recent | where(exists(other | where(other.col<&Id::id> == recent.col<&Id::id>)))));
// Joined, it brings its definition; in a subquery it needs one around, or its own.
static_assert(fine(users | join(recent, col<&Id::id> == user::id)));
static_assert(fine(users | with(recent) | where(in(user::id, other | select(col<&Id::id>)))));
static_assert(fine(users | where(exists(recent | where(col<&Id::id> == user::id)))));
static_assert(judged<failed<cte_not_defined, "recent">>(users | where(in(user::id, other | select(col<&Id::id>)))));
static_assert(judged<failed<cte_not_defined, "recent">>(other | limit(1)));
// One on another: inside it, or beside it if it stands before.
constexpr auto nested = cte<"nested">(recent | where(col<&Id::id> > 3));
constexpr auto beside = cte<"beside">(other | where(col<&Id::id> > 3));
static_assert(fine(nested | limit(1)));
static_assert(fine(beside.as<"b">() | with(recent) | with(beside)));
static_assert(judged<failed<cte_not_defined, "recent">>(beside.as<"b">() | with(beside) | with(recent)));
// To the server a CTE goes before a table of its name.
static_assert(fine(cte<"posts">(posts | where(post::views > 1)) | limit(1)));
static_assert(judged<failed<cte_twice, "users">>(cte<"users">(ids)
                                                 | where(exists(users | where(user::id == col<&Id::id>)))));
static_assert(judged<failed<cte_twice, "users">>(users | with(cte<"users">(ids))));
static_assert(fine(from<prefixed<"public", User>> | with(cte<"users">(ids))));
// What is inside is judged.
static_assert(judged<failed<column_not_in_scope, "users", "age">>(cte<"c">(ids | where(user::age > 1)) | limit(1)));
static_assert(judged<failed<select_into_type, "Id", "id", "std::int64_t", "std::string">>(
    cte<"c">(posts | select_into<Id>(post::title)) | limit(1)));
static_assert(judged<failed<nothing_to_select, "posts">>(cte<"c">(from<table<"posts">>) | select(value(1))));

// --- recursive -------------------------------------------------------------------------------------------------------

constexpr auto roots = from<Category> | where(category::id == 1) | select_into<Step>(category::id, value(0));
template <class Join>
constexpr auto children(Join join_them) {
  return recursive_cte<"below", Step>(roots, [=](auto self) {
    return from<Category> | join_them(self, category::parent_id == col<&Step::id>)
         | select_into<Step>(category::id, col<&Step::depth> + 1);
  });
}
constexpr auto inner = [](auto self, auto on) { return join(self, on); };
constexpr auto outer = [](auto self, auto on) { return left_join(self, on); };
static_assert(sql(children(inner) | limit(9))
              == R"(WITH RECURSIVE "below" ("id", "depth") AS (SELECT "categories"."id", $1 FROM "categories")"
                 R"( WHERE "categories"."id" = $2 UNION ALL SELECT "categories"."id", "below"."depth" + $3)"
                 R"( FROM "categories" JOIN "below" ON "categories"."parent_id" = "below"."id"))"
                 R"( SELECT "below"."id", "below"."depth" FROM "below" LIMIT $4)");

using refused_step = failed<clause_not_allowed, "the step of a recursive CTE", "its own rows behind an outer join">;
static_assert(judged<failed<select_into_null, "Step", "depth">>(children(outer) | limit(1)));
template <class Stage>
constexpr auto stepping(Stage stage) {
  return recursive_cte<"below", Step>(roots,
                                      [=](auto self) {
                                        return from<Category> | join(self, category::parent_id == col<&Step::id>)
                                             | select_into<Step>(category::id, value(1)) | stage;
                                      })
       | limit(1);
}
template <fixed_string What>
using not_stepped = failed<clause_not_allowed, "the step of a recursive CTE", What>;
static_assert(fine(stepping(where(category::id > 1))));
static_assert(judged<not_stepped<"order_by">>(stepping(order_by(category::id))));
static_assert(judged<not_stepped<"limit">>(stepping(limit(1))));
static_assert(judged<not_stepped<"limit">>(stepping(offset(1))));
static_assert(judged<not_stepped<"an aggregate">>(stepping(group_by(category::id) | having(count() > 1))));
static_assert(judged<not_stepped<"union">>(stepping(union_(roots))));
static_assert(judged<refused_step>(recursive_cte<"below", Step>(roots,
                                                                [](auto self) {
                                                                  return from<Category>
                                                                       | left_join(self, category::parent_id
                                                                                             == col<&Step::id>)
                                                                       | select_into<Step>(category::id, value(1));
                                                                })
                                   | limit(1)));
static_assert(judged<not_stepped<"its own rows in an expression">>(
    recursive_cte<"below", Step>(roots,
                                 [](auto self) {
                                   return from<Category> | where(in(category::parent_id, self | select(col<&Step::id>)))
                                        | select_into<Step>(category::id, value(1));
                                 })
    | limit(1)));
// What would hang on UNION stands in parentheses.
static_assert(sql(recursive_cte_distinct<"b", Step>(roots | order_by(category::id) | limit(1),
                                                    [](auto self) {
                                                      return self | select_into<Step>(col<&Step::id>, value(1));
                                                    }))
                  .find(R"(LIMIT $3) UNION SELECT "b"."id", $4 FROM "b"))")
              != std::string_view::npos);
// A table of its name cannot be meant inside.
static_assert(judged<failed<cte_twice, "categories">>(
    recursive_cte<"categories", Step>(roots, [](auto self) { return self | limit(1); }) | limit(1)));

// --- that write ------------------------------------------------------------------------------------------------------

constexpr auto written = posts | where(post::id == 1) | set(post::views = 2);
constexpr auto raised = update_cte<"raised">(written | returning_into<IdTitle>(post::id, post::title));
static_assert(sql(raised | where(col<&IdTitle::id> == 3))
              == R"(WITH "raised" ("id", "title") AS (UPDATE "posts" SET "views" = $1 WHERE "posts"."id" = $2)"
                 R"( RETURNING "posts"."id", "posts"."title") SELECT "raised"."id", "raised"."title" FROM "raised")"
                 R"( WHERE "raised"."id" = $3)");
static_assert(fine(users | with(update_cte<"w">(written))));
static_assert(fine(delete_cte<"w">(posts | where(post::id == 1) | returning(row<Post>)) | select(col<&Post::title>)));
// It may use a CTE that stands before it.
static_assert(fine(users | with(recent)
                   | with(delete_cte<"w">(posts | where(in(post::id, other | select(col<&Id::id>)))))));
static_assert(judged<failed<cte_not_defined, "recent">>(
    users | with(delete_cte<"w">(posts | where(in(post::id, other | select(col<&Id::id>)))))));
static_assert(judged<failed<clause_not_allowed, "a subquery", "a CTE that writes">>(
    users | where(exists(raised | where(col<&IdTitle::id> == user::id)))));
static_assert(judged<failed<select_into_null, "IdTitle", "title">>(
    update_cte<"w">(written | returning_into<IdTitle>(post::id, post::subtitle)) | limit(1)));
static_assert(judged<failed<column_not_in_scope, "users", "age">>(
    update_cte<"w">(posts | where(user::age == 1) | set(post::views = 2) | returning(row<Post>)) | limit(1)));

// --- prefixes --------------------------------------------------------------------------------------------------------

static_assert(sql(recent | put_prefix<"tenant">)
              == R"(WITH "recent" ("id") AS (SELECT "posts"."id" FROM "tenant"."posts" WHERE "posts"."views" > $1))"
                 R"( SELECT "recent"."id" FROM "recent")");
static_assert(sql(cte<"c">(ids | put_prefix<"own">) | put_prefix<"tenant">).find(R"("own"."posts")")
              != std::string_view::npos);
static_assert(sql(cte<"c">(from<prefixed<"own", Post>> | select_into<Id>(post::id)) | put_prefix<"tenant">)
                  .find(R"("own"."posts")")
              != std::string_view::npos);

}  // namespace

TEST_CASE("values of CTEs come before those of the query") {
  auto const query = recent
                   | join(update_cte<"w">(posts | where(post::id == 3) | set(post::views = 2) | returning(row<Post>)),
                          col<&Post::id> == recent.col<&Id::id> && value(4) == 4)
                   | where(recent.col<&Id::id> > 5) | select(value(std::string("selected"))) | limit(6);
  CHECK(test::values_of(query) == "1 2 3 selected 4 4 5 6");
  CHECK(test::numbers_of(sql(query)) == 8);
  auto const walk = recursive_cte<"below", Step>(roots, [](auto self) {
    return from<Category> | join(self, category::parent_id == col<&Step::id> && value(2) == 3)
         | select_into<Step>(category::id, col<&Step::depth> + 7) | where(category::id > 4);
  });
  CHECK(test::values_of(walk | limit(5)) == "0 1 7 2 3 4 5");
  CHECK(test::numbers_of(sql(walk | limit(5))) == 7);
}
