// SPDX-License-Identifier: BSL-1.0
// Aggregates as SQL text: DISTINCT, a second argument, ORDER BY, FILTER.
#include <recto/query/aggregate_functions.hpp>
#include <recto/sql/aggregate.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

using namespace recto;
using namespace blog;

namespace {

template <class... Items>
constexpr std::string_view sql(Items... items) {
  return sql_of<decltype(from<Post> | select(items...))>;
}

static_assert(sql(count(distinct(post::title)), recto::sum(distinct(post::views + 1)))
              == R"(SELECT count(DISTINCT "title"), sum(DISTINCT "views" + $1) FROM "posts")");
static_assert(sql(filter(count(), post::published || post::views > 1))
              == R"(SELECT count(*) FILTER (WHERE "published" OR "views" > $1) FROM "posts")");
static_assert(sql(filter(recto::sum(post::views), post::published) * 2)
              == R"(SELECT sum("views") FILTER (WHERE "published") * $1 FROM "posts")");
static_assert(sql(array_agg(post::title).order_by(desc(post::views), post::id))
              == R"(SELECT array_agg("title" ORDER BY "views" DESC, "id") FROM "posts")");
static_assert(sql(filter(string_agg(distinct(post::title), ", ").order_by(asc(post::title)), post::published))
              == R"(SELECT string_agg(DISTINCT "title", $1 ORDER BY "title") FILTER (WHERE "published") FROM "posts")");
static_assert(sql(bool_and(post::published), bool_or(post::published), every(post::published))
              == R"(SELECT bool_and("published"), bool_or("published"), every("published") FROM "posts")");
static_assert(sql(recto::bit_and(post::views), recto::bit_or(post::views), variance(post::views), var_pop(post::views))
              == R"(SELECT bit_and("views"), bit_or("views"), variance("views"), var_pop("views") FROM "posts")");
static_assert(sql(stddev(post::views), stddev_pop(post::views), recto::min(post::views), avg(post::views))
              == R"(SELECT stddev("views"), stddev_pop("views"), min("views"), avg("views") FROM "posts")");

}  // namespace
