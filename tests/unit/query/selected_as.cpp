// SPDX-License-Identifier: BSL-1.0
// Names of selected expressions, and where they may stand.
#include <recto/query/selected_as.hpp>
#include <recto/recto.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

using namespace recto;
using namespace blog;

namespace {

template <class Query>
constexpr std::string_view sql(Query const&) {
  return sql_of<Query>;
}
template <class Verdict, class Query>
constexpr bool judged(Query const&) {
  return std::is_same_v<query_verdict<Query>, Verdict>;
}

constexpr auto posts = from<Post>;
constexpr auto total = selected_as<"total">(sum(post::views));

static_assert(sql(posts | group_by(post::title) | select(post::title, total) | order_by(desc(selected_as<"total">())))
              == R"(SELECT "posts"."title", sum("posts"."views") AS "total" FROM "posts" GROUP BY "posts"."title" )"
                 R"(ORDER BY "total" DESC)");
static_assert(sql(posts | group_by(selected_as<"t">()) | select(selected_as<"t">(lower(post::title)), count()))
              == R"(SELECT lower("title") AS "t", count(*) FROM "posts" GROUP BY 1)");
// PostgreSQL would take the name for the column's in GROUP BY, so its place is written; EXISTS keeps what that counts.
constexpr auto by_lower = posts | group_by(selected_as<"title">()) | select(selected_as<"title">(lower(post::title)));
static_assert(
    sql(posts | where(exists(by_lower)) | select(post::id))
    == R"(SELECT "id" FROM "posts" WHERE EXISTS (SELECT lower("posts"."title") AS "title" FROM "posts" GROUP BY 1))");
static_assert(sql(posts | distinct() | select(selected_as<"t">(concat(post::title, "!")))
                  | order_by(selected_as<"t">()))
              == R"(SELECT DISTINCT concat("posts"."title", $1) AS "t" FROM "posts" ORDER BY "t")");
static_assert(
    sql(posts | select(selected_as<"t">(post::title)) | union_all(posts | select(post::title))
        | order_by(selected_as<"t">()))
    == R"(SELECT "posts"."title" AS "t" FROM "posts" UNION ALL SELECT "posts"."title" FROM "posts" ORDER BY 1)");

// the type and the nullability are the expression's
static_assert(
    std::is_same_v<row_of<decltype(posts | select(selected_as<"s">(post::subtitle)))>, std::optional<std::string>>);

// a name stands where PostgreSQL knows it, and for something
static_assert(judged<failed<name_not_selected, "x">>(posts | select(post::title) | order_by(selected_as<"x">())));
static_assert(judged<failed<name_not_selected, "x">>(posts | order_by(selected_as<"x">())));
static_assert(judged<failed<name_not_selected, "x">>(posts
                                                     | select(selected_as<"x">(post::title), selected_as<"x">())));
// ... and at the top of the select list only
static_assert(judged<failed<name_not_selected, "x">>(posts | select(selected_as<"x">(post::views) + 1)));
static_assert(judged<failed<name_not_selected, "x">>(
    posts | select(selected_as<"y">(post::id), lower(selected_as<"x">(post::title)))));
static_assert(judged<failed<name_not_selected, "y">>(posts | select(selected_as<"x">(selected_as<"y">(post::id)))));
static_assert(judged<failed<name_not_selected, "x">>(posts | where(selected_as<"x">(post::views) == 1)));
static_assert(judged<failed<name_not_selected, "x">>(posts | order_by(selected_as<"x">(post::id))));
// a group is no aggregate
static_assert(judged<failed<aggregate_not_allowed, "GROUP BY">>(posts | group_by(selected_as<"k">())
                                                                | select(selected_as<"k">(count()))));
// what it groups by frees that expression and no other
static_assert(judged<failed<ungrouped_column, "posts", "views">>(posts | group_by(selected_as<"t">())
                                                                 | select(selected_as<"t">(post::title), post::views)));

}  // namespace
