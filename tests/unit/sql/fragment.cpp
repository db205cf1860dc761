// SPDX-License-Identifier: BSL-1.0
// Fragments as SQL text: where operands, and fragments within operators, get parentheses.
#include <recto/sql/constant.hpp>
#include <recto/sql/fragment.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

using namespace recto;
using namespace blog;

namespace {

template <class Query>
constexpr std::string_view sql(Query const&) {
  return sql_of<Query>;
}
constexpr auto ids = from<Post> | select(post::id);

static_assert(sql(ids | where(fragment<"length(?) = ?", bool>(post::title, 3)))
              == R"(SELECT "id" FROM "posts" WHERE length("title") = $1)");
static_assert(sql(ids | where(fragment<"? = ? OR ?", bool>(post::title, 3, true) && post::published))
              == R"(SELECT "id" FROM "posts" WHERE ("title" = $1 OR $2) AND "published")");
static_assert(sql(ids | where(fragment<"abs(?)", int>(post::views - 1) > 2))
              == R"(SELECT "id" FROM "posts" WHERE abs("views" - $1) > $2)");
static_assert(sql(ids | where(fragment<"? % 2", int>(post::views - 1) == 0))
              == R"(SELECT "id" FROM "posts" WHERE (("views" - $1) % 2) = $2)");
static_assert(sql(ids | where(fragment<"coalesce(?) = ?", bool>(splice(post::subtitle, post::title, "x"), "y")))
              == R"(SELECT "id" FROM "posts" WHERE coalesce("subtitle", "title", $1) = $2)");
static_assert(
    std::is_same_v<row_of<decltype(from<Post> | select(fragment<"concat(?)", std::string>(splice(post::title, 1))))>,
                   std::string>);
static_assert(sql(ids | where(!fragment<"? \\? 'k'", bool>(post::title)))
              == R"(SELECT "id" FROM "posts" WHERE NOT ("title" ? 'k'))");
static_assert(sql(ids | order_by(desc(fragment<"? COLLATE ?", std::string>(post::title, identifier<"C\"x">))))
              == R"(SELECT "id" FROM "posts" ORDER BY "title" COLLATE "C""x" DESC)");
static_assert(
    sql(ids | where(fragment<"date_trunc(?, ?)", utc_datetime>(constant<"day">, post::published_at) == utc_datetime{}))
    == R"(SELECT "id" FROM "posts" WHERE date_trunc('day', "published_at") = $1)");
static_assert(sql(ids | where(fragment<"? + 1", int>(fragment<"? * 2", int>(post::views)) > 1))
              == R"(SELECT "id" FROM "posts" WHERE (("views" * 2) + 1) > $1)");
static_assert(sql(from<Post>
                  | select(aggregate_fragment<"percentile_cont(?) WITHIN GROUP (ORDER BY ?)", double>(0.5,
                                                                                                      post::score)))
              == R"(SELECT percentile_cont($1) WITHIN GROUP (ORDER BY "score") FROM "posts")");

}  // namespace
