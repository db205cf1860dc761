// SPDX-License-Identifier: BSL-1.0
// How many rows; what counts are refused at run time is in stages.cpp.
#include <recto/query/limit.hpp>

#include <recto/sql/choice.hpp>
#include <recto/sql/clauses.hpp>
#include <recto/sql/functions.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>
#include <unit/sql/said.hpp>

#include <limits>
#include <optional>

using namespace recto;
using namespace blog;

namespace {

constexpr auto ids = from<User> | select(user::id);
static_assert(sql_of<decltype(ids | offset(2) | limit(1))> == R"(SELECT "id" FROM "users" LIMIT $1 OFFSET $2)");
static_assert(sql_of<decltype(ids | order_by(user::age) | limit_with_ties(3) | offset(1))>
              == R"(SELECT "id" FROM "users" ORDER BY "age" FETCH FIRST $1 ROWS WITH TIES OFFSET $2)");
static_assert(sql_of<decltype(ids | order_by(user::age) | limit_with_ties(3) | limit(1))>
              == R"(SELECT "id" FROM "users" ORDER BY "age" LIMIT $1)");
// A number that the compiler knows is text, and replaces another as it does.
static_assert(sql_of<decltype(ids | limit<10>() | offset<20>())> == R"(SELECT "id" FROM "users" LIMIT 10 OFFSET 20)");
static_assert(sql_of<decltype(ids | limit(3) | limit<0>())> == R"(SELECT "id" FROM "users" LIMIT 0)");
static_assert(decltype(ids | limit<10>())::parameters == 0);

// Ties are equal in an order.
template <class Query>
using verdict = query_verdict<Query>;
using without = failed<ties_without_order, "users">;
static_assert(std::is_same_v<verdict<decltype(ids | limit_with_ties(3))>, without>);
static_assert(std::is_same_v<verdict<decltype(ids | limit_with_ties(3) | order_by_if(true, user::age))>, without>);
static_assert(std::is_same_v<
              verdict<decltype(ids | limit_with_ties(3) | order_by_if(true, user::age) | order_by(user::id))>, ok>);
static_assert(std::is_same_v<
              verdict<decltype(ids | limit_with_ties(3) | order_by(either(true, asc(user::age), asc(user::id))))>, ok>);

static_assert(recto::detail::counts_rows<short> && recto::detail::counts_rows<std::optional<std::uint64_t>>);
static_assert(!recto::detail::counts_rows<bool> && !recto::detail::counts_rows<double>
              && !recto::detail::counts_rows<char> && !recto::detail::counts_rows<std::optional<float>>
              && !recto::detail::counts_rows<std::nullopt_t>);

}  // namespace

TEST_CASE("a number of rows that may be missing") {
  auto const page = [](std::optional<int> rows, std::optional<long> skipped) {
    return test::text(ids | limit(rows) | offset(skipped));
  };
  CHECK(page({}, {}) == R"(SELECT "id" FROM "users")");
  CHECK(page(1, {}) == R"(SELECT "id" FROM "users" LIMIT $1)");
  CHECK(page({}, 2) == R"(SELECT "id" FROM "users" OFFSET $1)");
  CHECK(page(1, 2) == R"(SELECT "id" FROM "users" LIMIT $1 OFFSET $2)");
  CHECK_ERROR(invalid_value, limit(std::optional(-1)));
  CHECK_ERROR(invalid_value, offset(std::optional(std::numeric_limits<std::uint64_t>::max())));
  CHECK_ERROR(invalid_value, limit_with_ties(std::optional<short>(static_cast<short>(-3))));
}

TEST_CASE("within subqueries too") {
  auto const asked = [](std::optional<int> rows) {
    return test::text(from<User> | where(in(user::id, from<Post> | select(post::author_id) | limit(rows)))
                      | select(user::id));
  };
  std::string const begin = R"(SELECT "id" FROM "users" WHERE "id" IN (SELECT "posts"."author_id" FROM "posts")";
  CHECK(asked({}) == begin + ")");
  CHECK(asked(4) == begin + " LIMIT $1)");
}

TEST_CASE("the message says which, and what is wrong") {
  try {
    static_cast<void>(offset(-1));
    FAIL("nothing was thrown");
  } catch (error const& thrown) {
    CHECK(thrown.message() == "offset: the number of rows is negative");
  }
  try {
    static_cast<void>(limit(std::numeric_limits<std::uint64_t>::max()));
    FAIL("nothing was thrown");
  } catch (error const& thrown) {
    CHECK(thrown.message() == "limit: the number of rows is too large");
  }
}
