// SPDX-License-Identifier: BSL-1.0
// Expressions as text: each by itself, and parentheses for every pair of operators, held to what PostgreSQL's grammar
// says of them (manual, "Operator Precedence").
#include <recto/sql/expression.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <string>
#include <string_view>

using namespace recto;
using namespace blog;

namespace {

template <class Node>
struct node_writer {
  static constexpr void write(recto::detail::sql_writer& out) { recto::detail::render<Node>::write(out); }
};

// The text of an expression, columns without their table.
template <class Node>
constexpr std::string_view sql(Node const&) {
  return recto::detail::text_by<node_writer<Node>>.view();
}

constexpr auto a = col<&Reading::medium>;
constexpr auto b = col<&Reading::big>;
constexpr auto f = col<&Reading::flag>;
constexpr auto t = col<&Reading::text>;
constexpr auto n = col<&Reading::maybe>;
constexpr auto big_one = std::int64_t{1};

// --- each by itself --------------------------------------------------------------------------------------------------

static_assert(sql(a) == R"("medium")");
static_assert(sql(col<&Order::select>) == R"("group")" && sql(col<&Order::number>) == R"("n""r """)");
static_assert(sql(value(3)) == "$1");
static_assert(sql(a == 1) == R"("medium" = $1)" && sql(1 == a) == R"($1 = "medium")");
static_assert(sql(a != b) == R"("medium" <> "big")");
static_assert(sql(a < 1) == R"("medium" < $1)" && sql(a <= 1) == R"("medium" <= $1)");
static_assert(sql(a > 1) == R"("medium" > $1)" && sql(a >= 1) == R"("medium" >= $1)");
static_assert(sql(a + 1) == R"("medium" + $1)" && sql(a - 1) == R"("medium" - $1)");
static_assert(sql(a * 2) == R"("medium" * $1)" && sql(a / b) == R"("medium" / "big")");
static_assert(sql(!f) == R"(NOT "flag")" && sql(!!f) == R"(NOT NOT "flag")");
static_assert(sql(is_null(n)) == R"("maybe" IS NULL)" && sql(is_not_null(n)) == R"("maybe" IS NOT NULL)");
static_assert(sql(like(t, "x%")) == R"("text" LIKE $1)" && sql(ilike(t, "x%")) == R"("text" ILIKE $1)");
static_assert(sql(like(t, col<&User::name>)) == R"("text" LIKE "name")");
static_assert(sql(count()) == "count(*)" && sql(count(n)) == R"(count("maybe"))" && sql(sum(a)) == R"(sum("medium"))");
static_assert(sql(min(t)) == R"(min("text"))" && sql(max(a + b)) == R"(max("medium" + "big"))");
static_assert(sql(avg(a)) == R"(avg("medium"))");
static_assert(sql(row<Membership>) == R"("user_id", "group_id", "role")");
static_assert(sql(row<Order>) == R"("id", "group", "n""r """)");

// --- parentheses -----------------------------------------------------------------------------------------------------

// OR < AND < NOT < IS < comparison < LIKE < + - < * /
static_assert(sql(f || f || f) == R"("flag" OR "flag" OR "flag")");
static_assert(sql(f || (f || f)) == R"("flag" OR "flag" OR "flag")");
static_assert(sql(f && (f && f)) == R"("flag" AND "flag" AND "flag")");
static_assert(sql((f && f) || f) == R"("flag" AND "flag" OR "flag")");
static_assert(sql(f || (f && f)) == R"("flag" OR "flag" AND "flag")");
static_assert(sql((f || f) && f) == R"(("flag" OR "flag") AND "flag")");
static_assert(sql(f && (f || f)) == R"("flag" AND ("flag" OR "flag"))");
static_assert(sql(!(f && f)) == R"(NOT ("flag" AND "flag"))" && sql(!(f || f)) == R"(NOT ("flag" OR "flag"))");
static_assert(sql(!f && f) == R"(NOT "flag" AND "flag")" && sql(f && !f) == R"("flag" AND NOT "flag")");
static_assert(sql(!(a == 1)) == R"(NOT "medium" = $1)");
static_assert(sql((!f) == f) == R"((NOT "flag") = "flag")" && sql(f == !f) == R"("flag" = (NOT "flag"))");
static_assert(sql((a == 1) == f) == R"(("medium" = $1) = "flag")");
static_assert(sql(f == (a == 1)) == R"("flag" = ("medium" = $1))");
static_assert(sql((a < 1) != (b > big_one)) == R"(("medium" < $1) <> ("big" > $2))");
static_assert(sql((f && f) == f) == R"(("flag" AND "flag") = "flag")");
static_assert(sql(is_null(n) == f) == R"(("maybe" IS NULL) = "flag")");
static_assert(sql(is_null(n + 1)) == R"("maybe" + $1 IS NULL)");
static_assert(sql(!is_null(n)) == R"("maybe" IS NOT NULL)" && sql(!is_not_null(n)) == R"("maybe" IS NULL)");
static_assert(sql(is_null(!f)) == R"((NOT "flag") IS NULL)"
              && sql(is_null(f && f)) == R"(("flag" AND "flag") IS NULL)");
static_assert(sql(is_null(is_null(n))) == R"(("maybe" IS NULL) IS NULL)");
static_assert(sql(like(t, "x") == f) == R"("text" LIKE $1 = "flag")");
static_assert(sql(is_null(like(t, "x"))) == R"("text" LIKE $1 IS NULL)");
static_assert(sql(a + 1 == b) == R"("medium" + $1 = "big")" && sql(b < a * 2) == R"("big" < "medium" * $1)");
static_assert(sql(a + b + a) == R"("medium" + "big" + "medium")");
static_assert(sql(a + (b + a)) == R"("medium" + ("big" + "medium"))");
static_assert(sql(a - b - a) == R"("medium" - "big" - "medium")");
static_assert(sql(a - (b - a)) == R"("medium" - ("big" - "medium"))");
static_assert(sql(a - (b + a)) == R"("medium" - ("big" + "medium"))"
              && sql(a - b + a) == R"("medium" - "big" + "medium")");
static_assert(sql(a * b * a) == R"("medium" * "big" * "medium")");
static_assert(sql(a / (b * a)) == R"("medium" / ("big" * "medium"))"
              && sql(a / b * a) == R"("medium" / "big" * "medium")");
static_assert(sql(a * (b / a)) == R"("medium" * ("big" / "medium"))");
static_assert(sql((a + b) * a) == R"(("medium" + "big") * "medium")");
static_assert(sql(a * (b + a)) == R"("medium" * ("big" + "medium"))");
static_assert(sql(a + b * a) == R"("medium" + "big" * "medium")" && sql(a * b + a) == R"("medium" * "big" + "medium")");
static_assert(sql((a - b) / (a + b)) == R"(("medium" - "big") / ("medium" + "big"))");
static_assert(sql(sum(a) + 1) == R"(sum("medium") + $1)");
static_assert(sql(count(f || f)) == R"(count("flag" OR "flag"))");

static_assert(sql(-a) == R"(-"medium")" && sql(-(-a)) == R"(-(-"medium"))" && sql(a - -b) == R"("medium" - -"big")");
static_assert(sql(-(a + b)) == R"(-("medium" + "big"))" && sql(-a * b) == R"(-"medium" * "big")");
static_assert(sql(a % 3) == R"("medium" % $1)" && sql(a * b % a) == R"("medium" * "big" % "medium")");
static_assert(sql(a % (b * a)) == R"("medium" % ("big" * "medium"))"
              && sql(a + b % a) == R"("medium" + "big" % "medium")");

// --- assignments -----------------------------------------------------------------------------------------------------

static_assert(sql(a = 1) == R"("medium" = $1)" && sql(a = col<&Reading::medium>) == R"("medium" = "medium")");
static_assert(sql(n = std::nullopt) == R"("maybe" = $1)");
static_assert(sql(a += 1) == R"("medium" = "medium" + $1)"
              && sql(a -= a + 1) == R"("medium" = "medium" - ("medium" + $1))");
static_assert(sql(a *= a - 1) == R"("medium" = "medium" * ("medium" - $1))");
static_assert(sql(a /= a * 2) == R"("medium" = "medium" / ("medium" * $1))");
static_assert(sql(f = a == 1 || f) == R"("flag" = "medium" = $1 OR "flag")");
static_assert(sql(col<&Order::number> += 1) == R"("n""r """ = "n""r """ + $1)");

}  // namespace

TEST_CASE("lists and patterns are one parameter") {
  CHECK(sql(in(a, {1, 2, 3})) == R"("medium" = ANY($1))");
  CHECK(sql(not_in(a, {1, 2, 3})) == R"("medium" <> ALL($1))");
  CHECK(sql(in(a + 1, {1})) == R"("medium" + $1 = ANY($2))");
  CHECK(sql(in(f == f, {true})) == R"(("flag" = "flag") = ANY($1))");
  CHECK(sql(!in(a, {1}) && f) == R"(NOT "medium" = ANY($1) AND "flag")");
  CHECK(sql(in(a, {1}) == f) == R"(("medium" = ANY($1)) = "flag")");
  CHECK(sql(in(a, col<&Reading::list>)) == R"("medium" = ANY("list"))");
  CHECK(sql(not_in(b + a, col<&Reading::list>)) == R"("big" + "medium" <> ALL("list"))");
  CHECK(sql(starts_with(t, "x")) == R"("text" LIKE $1)");
  CHECK(sql(contains(t, "x") || ends_with(t, "y")) == R"("text" LIKE $1 OR "text" LIKE $2)");
}
