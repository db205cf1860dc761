// SPDX-License-Identifier: BSL-1.0
// Ranges and null-safe equality as text, and the parentheses that they need: tighter than comparison, looser than LIKE's
// operands.
#include <recto/query/function.hpp>
#include <recto/sql/comparison.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>
#include <unit/sql/node_text.hpp>

using namespace recto;
using namespace blog;

namespace {

constexpr auto a = col<&Reading::medium>;
constexpr auto f = col<&Reading::flag>;
constexpr auto t = col<&Reading::text>;
constexpr auto n = col<&Reading::maybe>;

static_assert(node_text(between(a, 1, 2)) == R"("medium" BETWEEN $1 AND $2)");
static_assert(node_text(between(a, 1, 2) && f) == R"("medium" BETWEEN $1 AND $2 AND "flag")");
static_assert(node_text(f && between(a, 1, 2)) == R"("flag" AND "medium" BETWEEN $1 AND $2)");
static_assert(node_text(!between(a, 1, 2)) == R"(NOT "medium" BETWEEN $1 AND $2)");
static_assert(node_text(between(a + 1, a - 1, a * 2)) == R"("medium" + $1 BETWEEN "medium" - $2 AND "medium" * $3)");
static_assert(node_text(between(f, f&& f, f || f)) == R"("flag" BETWEEN ("flag" AND "flag") AND ("flag" OR "flag"))");
static_assert(node_text(between(f, like(t, "x"), f == f))
              == R"("flag" BETWEEN ("text" LIKE $1) AND ("flag" = "flag"))");
static_assert(node_text(between(a, 1, 2) == f) == R"("medium" BETWEEN $1 AND $2 = "flag")");
static_assert(node_text(between(between(a, 1, 2), f, f))
              == R"(("medium" BETWEEN $1 AND $2) BETWEEN "flag" AND "flag")");

static_assert(node_text(is_distinct_from(n, 3)) == R"("maybe" IS DISTINCT FROM $1)");
static_assert(node_text(is_not_distinct_from(n, a + 1)) == R"("maybe" IS NOT DISTINCT FROM "medium" + $1)");
static_assert(node_text(is_distinct_from(n, 3) && f) == R"("maybe" IS DISTINCT FROM $1 AND "flag")");
static_assert(node_text(is_distinct_from(n, 3) == f) == R"(("maybe" IS DISTINCT FROM $1) = "flag")");
static_assert(node_text(is_distinct_from(f, a == 1)) == R"("flag" IS DISTINCT FROM "medium" = $1)");
static_assert(node_text(is_distinct_from(f, is_null(n))) == R"("flag" IS DISTINCT FROM ("maybe" IS NULL))");

}  // namespace

TEST_CASE("the opposite of null-safe equality") {
  CHECK(node_text(!is_distinct_from(n, std::nullopt)) == R"(NOT "maybe" IS DISTINCT FROM $1)");
}
