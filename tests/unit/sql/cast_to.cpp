// SPDX-License-Identifier: BSL-1.0
// Casts as text, and the parentheses that they need.
#include <recto/query/number.hpp>
#include <recto/sql/cast_to.hpp>
#include <recto/sql/operation.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>
#include <unit/sql/node_text.hpp>

#include <vector>

using namespace recto;
using namespace blog;

static_assert(node_text(cast_to<std::string>(post::views)) == R"("views"::text)");
static_assert(node_text(cast_to<double>(post::views)) == R"("views"::double precision)");
static_assert(node_text(cast_to<std::vector<std::int64_t>>(col<&Reading::list>)) == R"("list"::bigint[])");
static_assert(node_text(cast_to<status>(post::title)) == R"("title"::text)");
static_assert(node_text(cast_to<std::int32_t>(-post::id)) == R"((-"id")::integer)");
static_assert(node_text(-cast_to<std::int32_t>(post::id)) == R"(-"id"::integer)");
static_assert(node_text(cast_to<std::int32_t>(post::id + post::id) * 2) == R"(("id" + "id")::integer * $1)");
static_assert(node_text(cast_to<std::int32_t>(abs(post::id))) == R"(abs("id")::integer)");

TEST_CASE("casts follow each other") {
  CHECK(node_text(cast_to<decimal>(cast_to<std::string>(post::score))) == R"("score"::text::numeric)");
  CHECK(node_text(cast_to<std::string>(value(1))) == "$1::text");
}
