// SPDX-License-Identifier: BSL-1.0
// Queries as text: every clause, in every place, and the values that go with it.
#include <recto/query/clauses.hpp>
#include <recto/sql/query.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <optional>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

using namespace recto;
using namespace blog;
using recto::detail::query_writer;
using recto::detail::statement_kind;
using recto::detail::text_by;

namespace {

template <class Query>
constexpr std::string_view sql(Query const&) {
  return sql_of<Query>;
}
template <statement_kind Kind, class Query>
constexpr std::string_view as(Query const&) {
  return text_by<query_writer<Kind, Query>>.view();
}

constexpr auto users = from<User>;
constexpr auto comments = from<Comment>;
constexpr auto on_post = comment::post_id == post::id;

#define RECTO_USERS R"(SELECT "id", "name", "email", "age" FROM "users")"

// --- clauses by themselves -------------------------------------------------------------------------------------------

static_assert(sql(users) == RECTO_USERS);
static_assert(sql(from<Order>) == R"(SELECT "id", "group", "n""r """ FROM "or""der")");
static_assert(sql(users | where(user::age > 18)) == RECTO_USERS R"( WHERE "age" > $1)");
static_assert(sql(users | order_by(user::name)) == RECTO_USERS R"( ORDER BY "name")");
static_assert(sql(users | order_by(asc(user::name), desc(user::id))) == RECTO_USERS R"( ORDER BY "name", "id" DESC)");
static_assert(sql(users | order_by(asc_nulls_first(user::email))) == RECTO_USERS R"( ORDER BY "email" NULLS FIRST)");
static_assert(sql(users | order_by(asc_nulls_last(user::email))) == RECTO_USERS R"( ORDER BY "email" NULLS LAST)");
static_assert(sql(users | order_by(desc_nulls_first(user::email)))
              == RECTO_USERS R"( ORDER BY "email" DESC NULLS FIRST)");
static_assert(sql(users | order_by(desc_nulls_last(user::email)))
              == RECTO_USERS R"( ORDER BY "email" DESC NULLS LAST)");
static_assert(sql(users | order_by(user::age + user::id, desc(user::age > 18)))
              == RECTO_USERS R"( ORDER BY "age" + "id", "age" > $1 DESC)");
static_assert(sql(users | limit(3)) == RECTO_USERS " LIMIT $1");
static_assert(sql(users | offset(3)) == RECTO_USERS " OFFSET $1");
static_assert(sql(users | limit(3) | offset(4)) == RECTO_USERS " LIMIT $1 OFFSET $2");
static_assert(sql(users | select(user::name)) == R"(SELECT "name" FROM "users")");
static_assert(sql(users | select(user::name, user::age + 1)) == R"(SELECT "name", "age" + $1 FROM "users")");
static_assert(sql(users | select(row<User>)) == RECTO_USERS);
static_assert(sql(users | select(count())) == R"(SELECT count(*) FROM "users")");
static_assert(sql(users | group_by(user::age) | select(user::age, count()))
              == R"(SELECT "age", count(*) FROM "users" GROUP BY "age")");
static_assert(sql(users | group_by(user::age, user::name) | having(count() > std::int64_t{1}) | select(user::age))
              == R"(SELECT "age" FROM "users" GROUP BY "age", "name" HAVING count(*) > $1)");
static_assert(sql(users | every_row) == RECTO_USERS);

// --- clauses stand in SQL's order, and those said twice are joined or replaced ---------------------------------------

static_assert(sql(users | offset(1) | limit(2) | order_by(user::id) | where(user::age > 1) | select(user::id))
              == R"(SELECT "id" FROM "users" WHERE "age" > $1 ORDER BY "id" LIMIT $2 OFFSET $3)");
static_assert(sql(users | where(user::age > 1) | where(user::name == "x"))
              == RECTO_USERS R"( WHERE "age" > $1 AND "name" = $2)");
static_assert(sql(users | where(user::age > 1 || user::age < 0) | where(user::name == "x" || user::name == "y"))
              == RECTO_USERS R"( WHERE ("age" > $1 OR "age" < $2) AND ("name" = $3 OR "name" = $4))");
static_assert(sql(users | order_by(user::name) | order_by(desc(user::id)))
              == RECTO_USERS R"( ORDER BY "name", "id" DESC)");
static_assert(sql(users | group_by(user::age) | group_by(user::name) | select(user::name))
              == R"(SELECT "name" FROM "users" GROUP BY "age", "name")");
static_assert(sql(users | limit(1) | limit(2)) == RECTO_USERS " LIMIT $1");
static_assert(sql(users | select(user::id) | select(user::name)) == R"(SELECT "name" FROM "users")");

// --- joins: columns say their table ----------------------------------------------------------------------------------

static_assert(
    sql(comments | join<Post>(on_post) | select(comment::body, post::title))
    == R"(SELECT "comments"."body", "posts"."title" FROM "comments" JOIN "posts" ON "comments"."post_id" = "posts"."id")");
static_assert(
    sql(users | left_join<Comment>(comment::user_id == user::id && comment::stars > std::int16_t{3})
        | where(is_null(comment::id)) | select(user::name))
    == R"(SELECT "users"."name" FROM "users" LEFT JOIN "comments" ON "comments"."user_id" = "users"."id" AND )"
       R"("comments"."stars" > $1 WHERE "comments"."id" IS NULL)");
static_assert(sql(from<Membership> | join<User>(user::id == col<&Membership::user_id>))
              == R"(SELECT "memberships"."user_id", "memberships"."group_id", "memberships"."role" FROM "memberships" )"
                 R"(JOIN "users" ON "users"."id" = "memberships"."user_id")");
static_assert(sql(comments | join<Post>(on_post) | join<User>(user::id == comment::user_id) | select(count()))
              == R"(SELECT count(*) FROM "comments" JOIN "posts" ON "comments"."post_id" = "posts"."id" )"
                 R"(JOIN "users" ON "users"."id" = "comments"."user_id")");
static_assert(sql(users | select(row<User>, row<Membership>)
                  | left_join<Membership>(col<&Membership::user_id> == user::id))
              == R"(SELECT "users"."id", "users"."name", "users"."email", "users"."age", "memberships"."user_id", )"
                 R"("memberships"."group_id", "memberships"."role" FROM "users" LEFT JOIN "memberships" )"
                 R"(ON "memberships"."user_id" = "users"."id")");

// --- aliases ---------------------------------------------------------------------------------------------------------

constexpr auto parent = alias<Category, "parent">;
constexpr auto odd = alias<Category, "a \"b\"">;
static_assert(sql(from<Category> | left_join(parent, parent[category::id] == category::parent_id)
                  | select(category::name, parent[category::name]))
              == R"(SELECT "categories"."name", "parent"."name" FROM "categories" LEFT JOIN "categories" AS "parent" )"
                 R"(ON "parent"."id" = "categories"."parent_id")");
static_assert(sql(parent | where(parent.col<&Category::name> == "x"))
              == R"(SELECT "parent"."id", "parent"."parent_id", "parent"."name" FROM "categories" AS "parent" )"
                 R"(WHERE "parent"."name" = $1)");
static_assert(sql(odd | select(odd[category::id])) == R"(SELECT "a ""b"""."id" FROM "categories" AS "a ""b""")");

// --- ORDER BY a column, and not a computed column of its name --------------------------------------------------------

static_assert(sql(users | select(user::name) | order_by(user::name))
              == R"(SELECT "name" FROM "users" ORDER BY "name")");
static_assert(sql(users | select(user::age + 1) | order_by(user::age))
              == R"(SELECT "users"."age" + $1 FROM "users" ORDER BY "users"."age")");

// --- the other statements of a query ---------------------------------------------------------------------------------

constexpr auto adults = users | where(user::age >= 18);
constexpr auto page = adults | order_by(user::name) | limit(10) | offset(20);
static_assert(as<statement_kind::exists>(adults) == R"(SELECT EXISTS (SELECT FROM "users" WHERE "age" >= $1))");
static_assert(as<statement_kind::exists>(page)
              == R"(SELECT EXISTS (SELECT FROM "users" WHERE "age" >= $1 LIMIT $2 OFFSET $3))");
static_assert(as<statement_kind::count>(users) == R"(SELECT count(*) FROM "users")");
static_assert(as<statement_kind::count>(adults | order_by(user::name))
              == R"(SELECT count(*) FROM "users" WHERE "age" >= $1)");
static_assert(as<statement_kind::count>(page)
              == R"(SELECT count(*) FROM (SELECT FROM "users" WHERE "age" >= $1 LIMIT $2 OFFSET $3) AS "counted")");
static_assert(as<statement_kind::count>(comments | join<Post>(on_post))
              == R"(SELECT count(*) FROM "comments" JOIN "posts" ON "comments"."post_id" = "posts"."id")");
static_assert(as<statement_kind::update>(adults | set(user::age += 1, user::email = std::nullopt))
              == R"(UPDATE "users" SET "age" = "age" + $1, "email" = $2 WHERE "age" >= $3)");
static_assert(as<statement_kind::update>(users | set(user::age = 1) | set(user::name = "x") | every_row)
              == R"(UPDATE "users" SET "age" = $1, "name" = $2)");
static_assert(as<statement_kind::update>(parent | where(parent[category::id] == 1)
                                         | set(parent[category::name] = parent[category::name]))
              == R"(UPDATE "categories" AS "parent" SET "name" = "parent"."name" WHERE "parent"."id" = $1)");
static_assert(as<statement_kind::delete_>(adults) == R"(DELETE FROM "users" WHERE "age" >= $1)");
static_assert(as<statement_kind::delete_>(users | every_row) == R"(DELETE FROM "users")");
static_assert(as<statement_kind::delete_>(from<Order> | where(col<&Order::number> == 1))
              == R"(DELETE FROM "or""der" WHERE "n""r """ = $1)");

// --- prefixes --------------------------------------------------------------------------------------------------------

struct Prefixed {
  std::int64_t id{};
  static consteval auto schema() { return table("things") | prefix("my \"schema\""); }
};
static_assert(sql(from<Prefixed>) == R"(SELECT "id" FROM "my ""schema"""."things")");
static_assert(sql(from<Prefixed> | join<User>(user::id == col<&Prefixed::id>))
              == R"(SELECT "things"."id" FROM "my ""schema"""."things" JOIN "users" ON "users"."id" = "things"."id")");
static_assert(as<statement_kind::delete_>(from<Prefixed> | every_row) == R"(DELETE FROM "my ""schema"""."things")");

// Every bound value, printed in the order in which it is bound.
struct printer {
  std::ostringstream out{};
  void operator()(auto const& value) {
    if constexpr (requires { value.view(); }) out << value.view() << ' ';
    else if constexpr (requires { value.has_value(); }) out << (value ? "some " : "null ");
    else if constexpr (requires { out << value; }) out << value << ' ';
    else out << "[" << value.size() << "] ";
  }
};
template <statement_kind Kind = statement_kind::select, class Query>
std::string values(Query const& query) {
  printer print{};
  recto::detail::each_parameter<Kind>(query, print);
  return print.out.str();
}

}  // namespace

TEST_CASE("values are bound in the order of the text") {
  auto const query = users | offset(7) | limit(6) | order_by(user::age + 5)
                   | where(user::name == std::string("three") && in(user::age, {1, 2, 3})) | select(value(1), user::id)
                   | left_join<Comment>(comment::user_id == user::id && comment::stars > std::int16_t{2});
  CHECK(values(query) == "1 2 three [3] 5 6 7 ");
  CHECK(values<statement_kind::count>(query) == "2 three [3] 6 7 ");
  CHECK(values<statement_kind::exists>(query) == "2 three [3] 6 7 ");

  auto const grouped = users | group_by(user::age * 1) | having(count() > std::int64_t{2}) | select(max(user::age) + 0);
  CHECK(values(grouped) == "0 1 2 ");

  auto const changed = users | where(user::age == 9) | set(user::age = 1, user::email = std::nullopt)
                     | set(user::email = std::optional<std::string>("x"), user::name = "y");
  CHECK(values<statement_kind::update>(changed) == "1 null some y 9 ");
  CHECK(values<statement_kind::delete_>(changed) == "9 ");
}

TEST_CASE("a stage can be any function of a query") {
  auto const page_of = [](int number) {
    return [number](auto query) { return query | limit(10) | offset(10 * number); };
  };
  auto const query = users | order_by(user::id) | page_of(3);
  CHECK(sql(query) == RECTO_USERS R"( ORDER BY "id" LIMIT $1 OFFSET $2)");
  CHECK(values(query) == "10 30 ");
}

TEST_CASE("a query keeps what it was made of") {
  auto const make = [] {
    std::string const name = "a name that is longer than any small buffer of a string";
    std::vector<std::int32_t> const ages{1, 2};
    return users | where(user::name == name) | where(in(user::age, ages));
  };
  auto const query = make();
  CHECK(values(query) == "a name that is longer than any small buffer of a string [2] ");
  auto copy = query;
  auto const moved = std::move(copy);
  CHECK(values(moved) == values(query));
}

#undef RECTO_USERS
