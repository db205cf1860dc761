// SPDX-License-Identifier: BSL-1.0
// Names from outside: they choose among what is allowed, and never become text.
#include <recto/query/by_name.hpp>

#include <recto/sql/choice.hpp>
#include <recto/sql/clauses.hpp>
#include <recto/sql/functions.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>
#include <unit/sql/said.hpp>

#include <string>
#include <string_view>

using namespace recto;
using namespace blog;

namespace {

std::expected<std::string, error> ordered(std::string_view name, direction towards = direction::asc) {
  auto const order = order_by_name<&User::name, &User::age, &User::email>(name, towards);
  if (!order) return std::unexpected(order.error());
  return test::text(from<User> | *order | select(user::id));
}

constexpr std::string_view begin = R"(SELECT "id" FROM "users" ORDER BY )";

}  // namespace

TEST_CASE("each allowed name is its column, in each direction") {
  for (std::string const name : {"name", "age", "email"}) {
    CHECK(ordered(name) == std::string(begin) + "\"" + name + "\"");
    CHECK(ordered(name, direction::desc) == std::string(begin) + "\"" + name + "\" DESC");
  }
}

TEST_CASE("a name is the member's; the column may have another") {
  auto const by = order_by_name<&Order::number, &Order::select>("select", direction::desc);
  REQUIRE(by);
  CHECK(test::text(from<Order> | *by | select(col<&Order::id>))
        == R"(SELECT "id" FROM "or""der" ORDER BY "group" DESC)");
  CHECK(!order_by_name<&Order::number, &Order::select>("group"));
}

TEST_CASE("hostile names are refused, and shown only in part") {
  std::string const long_name = "pay\"; DROP TABLE users; --" + std::string(1 << 20, 'x');
  for (std::string const& name :
       {std::string{}, std::string("id"), std::string("Name"), std::string("name "), std::string("\"name\""),
        std::string("name\0", 5), std::string("na\nme"), std::string("größe"), std::string("users.name"),
        std::string("name desc"), std::string("1"), long_name}) {
    auto const refused = ordered(name);
    REQUIRE(!refused);
    error const& why = refused.error();
    CHECK(why.kind() == error_kind::invalid_value);
    CHECK_THAT(why.message(), test::contains("allowed are name, age, email"));
    CHECK(why.message().size() < 200);
    for (char const c : why.message()) CHECK((c >= 0x20 && c < 0x7f));
  }
}

TEST_CASE("a column by its name in a condition") {
  auto const asked = [](std::string_view name) { return where_name<&User::name, &User::email>(name, "x"); };
  auto const found = asked("email");
  REQUIRE(found);
  auto const said = test::say(from<User> | where(user::age > 3) | *found | select(user::id));
  CHECK(said.text == R"(SELECT "id" FROM "users" WHERE "age" > $1 AND "email" = $2)");
  CHECK(said.values.back() == "x");
  CHECK(test::text(from<User> | *asked("name") | select(user::id)) == R"(SELECT "id" FROM "users" WHERE "name" = $1)");
  auto const refused = asked("age");
  REQUIRE(!refused);
  CHECK_THAT(refused.error().message(),
             test::contains("where_name: there is no field \"age\" to choose; allowed are name, email"));
  // Only one is allowed: then nothing is chosen.
  auto const single = where_name<&User::age>("age", 4);
  REQUIRE(single);
  CHECK(test::text(from<User> | *single | select(user::id)) == R"(SELECT "id" FROM "users" WHERE "age" = $1)");
}

TEST_CASE("the order may bind nothing and still differ") {
  auto const one = order_by_name<&User::name>("name", direction::desc);
  CHECK(test::text(from<User> | *one | select(user::id)) == std::string(begin) + R"("name" DESC)");
}
