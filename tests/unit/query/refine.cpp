// SPDX-License-Identifier: BSL-1.0
// Stages that change what earlier ones said.
#include <recto/query/refine.hpp>

#include <recto/sql/choice.hpp>
#include <recto/sql/clauses.hpp>
#include <recto/sql/functions.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>
#include <unit/sql/said.hpp>

using namespace recto;
using namespace blog;

namespace {

constexpr auto ids = from<User> | select(user::id);
template <class Query>
consteval std::string_view rest(Query) {
  constexpr std::string_view begin = R"(SELECT "id" FROM "users")";
  static_assert(sql_of<Query>.starts_with(begin));
  return sql_of<Query>.substr(begin.size());
}

// exclude: that kind of clause, and nothing else.
static_assert(rest(ids | where(user::age > 1) | order_by(user::id) | limit(2) | exclude<clause::where>)
              == R"( ORDER BY "id" LIMIT $1)");
static_assert(rest(ids | order_by(user::id) | limit(2) | exclude<clause::order_by>) == " LIMIT $1");
static_assert(rest(ids | limit(2) | offset(3) | exclude<clause::limit>) == " OFFSET $1");
static_assert(rest(ids | limit(2) | offset(3) | exclude<clause::offset>) == " LIMIT $1");
static_assert(rest(ids | distinct() | exclude<clause::distinct>).empty());
static_assert(rest(ids | group_by(user::id) | having(count() > std::int64_t{1}) | exclude<clause::having>)
              == R"( GROUP BY "id")");
static_assert(rest(ids | group_by(user::id) | exclude<clause::group_by>).empty());
static_assert(rest(ids | window<"w">() | exclude<clause::windows>).empty());
static_assert(rest(ids | union_(ids) | exclude<clause::combination>).empty());
static_assert(rest(ids | lock(for_update) | exclude<clause::lock>).empty());
static_assert(rest(ids | put_prefix<"p"> | exclude<clause::prefix>).empty());
static_assert(
    rest(from<User> | join<Post>(post::author_id == user::id) | exclude<clause::join> | select(user::id)).empty());
static_assert(sql_of<decltype(ids | exclude<clause::select>)> == sql_of<decltype(from<User>)>);
static_assert(rest(ids | exclude<clause::where>).empty());  // there is none
static_assert(std::is_same_v<query_verdict<decltype(from<User> | join<Post>(post::author_id == user::id)
                                                    | where(post::views > 1) | exclude<clause::join>)>,
                             failed<column_not_in_scope, "posts", "views">>);
static_assert(std::is_same_v<delete_verdict<decltype(from<User> | where(user::id == 1) | exclude<clause::where>)>,
                             failed<unbounded_write, "users">>);

// The other way round.
static_assert(rest(ids | order_by(asc(user::id), desc_nulls_last(user::email), asc_nulls_first(user::name))
                   | reverse_order)
              == R"( ORDER BY "id" DESC, "email" NULLS FIRST, "name" DESC NULLS LAST)");
static_assert(rest(ids | order_by(user::name) | reverse_order | reverse_order) == R"( ORDER BY "name")");
static_assert(rest(ids | reverse_order) == R"( ORDER BY "id" DESC)");
static_assert(rest(ids | first()) == R"( ORDER BY "id" LIMIT $1)");
static_assert(rest(ids | order_by(user::name) | first(3)) == R"( ORDER BY "name" LIMIT $1)");
static_assert(rest(ids | last()) == R"( ORDER BY "id" DESC LIMIT $1)");
static_assert(rest(ids | order_by(desc(user::name)) | last(2)) == R"( ORDER BY "name" LIMIT $1)");
static_assert(rest(ids | limit(9) | offset(1) | first()) == R"( ORDER BY "id" LIMIT $1 OFFSET $2)");
// A key of several columns; an alias; a query that stands in another.
static_assert(sql_of<decltype(from<Membership> | select(count()) | last() | exclude<clause::order_by>)>
              == R"(SELECT count(*) FROM "memberships" LIMIT $1)");
static_assert(sql_of<decltype(from<Membership> | select(col<&Membership::role>) | last())>
              == R"(SELECT "role" FROM "memberships" ORDER BY "user_id" DESC, "group_id" DESC LIMIT $1)");
constexpr auto other = alias<User, "other">;
static_assert(sql_of<decltype(other | select(other[user::id]) | first())>
              == R"(SELECT "other"."id" FROM "users" AS "other" ORDER BY "other"."id" LIMIT $1)");
static_assert(sql_of<decltype(from<User> | where(user::id == scalar(from<Post> | select(post::author_id) | last()))
                              | select(user::id))>
              == R"(SELECT "id" FROM "users" WHERE "id" = (SELECT "posts"."author_id" FROM "posts")"
                 R"( ORDER BY "posts"."id" DESC LIMIT $1))");

static_assert(rest(ids | order_by(user::name) | prepend_order_by(desc(user::age), user::email))
              == R"( ORDER BY "age" DESC, "email", "name")");
static_assert(rest(ids | prepend_order_by(user::age)) == R"( ORDER BY "age")");

// or_where is OR with all that was said before; where after it AND with all of that.
static_assert(rest(ids | or_where(user::age > 1)) == R"( WHERE "age" > $1)");
static_assert(rest(ids | where(user::age > 1) | where(user::age > 2) | or_where(user::age > 3))
              == R"( WHERE "age" > $1 AND "age" > $2 OR "age" > $3)");
static_assert(rest(ids | where(user::age > 1) | or_where(user::age > 2 && user::age > 3) | where(user::age > 4))
              == R"( WHERE ("age" > $1 OR "age" > $2 AND "age" > $3) AND "age" > $4)");
static_assert(rest(ids | group_by(user::id) | having(count() > std::int64_t{1}) | or_having(max(user::age) > 2))
              == R"( GROUP BY "id" HAVING count(*) > $1 OR max("age") > $2)");

// Stages put together before there is a query.
constexpr auto newest = reverse_order | limit(2);
static_assert(rest(ids | newest) == R"( ORDER BY "id" DESC LIMIT $1)");
constexpr auto stored = ids | where(user::age > 18) | first(5);
static_assert(stored.has(clause::limit));

}  // namespace

TEST_CASE("what was chosen is turned round as it was chosen") {
  auto const asked = [](bool by_age, bool then_name) {
    return test::text(ids | order_by(either(by_age, desc(user::age), asc_nulls_first(user::email)))
                      | order_by_if(then_name, user::name) | reverse_order);
  };
  std::string const begin = R"(SELECT "id" FROM "users" ORDER BY )";
  CHECK(asked(true, false) == begin + R"("age")");
  CHECK(asked(false, true) == begin + R"("email" DESC NULLS LAST, "name" DESC)");
  auto const named = *order_by_name<&User::name, &User::age>("age", direction::desc);
  CHECK(test::text(ids | named | reverse_order) == begin + R"("age")");
  CHECK(test::text(ids | named | last()) == begin + R"("age" LIMIT $1)");
}

TEST_CASE("a negative number of first rows is an error") {
  CHECK_ERROR(invalid_value, ids | first(-1));
  CHECK_ERROR(invalid_value, ids | last(-1));
}

TEST_CASE("values move with their clauses") {
  auto const asked = ids | where(user::name == std::string("a")) | order_by(user::age + 7)
                   | prepend_order_by(user::age + 8) | limit(9) | or_where(user::name == std::string("b"));
  auto const said = test::say(asked);
  REQUIRE(said.values.size() == 5);
  CHECK(said.values[0] == "a");
  CHECK(said.values[1] == "b");
  CHECK(said.values[2]->back() == 8);
  CHECK(said.values[3]->back() == 7);
  CHECK(said.values[4]->back() == 9);
  CHECK(test::say(asked | exclude<clause::order_by>).values.size() == 3);
}
