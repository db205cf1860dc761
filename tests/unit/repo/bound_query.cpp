// SPDX-License-Identifier: BSL-1.0
// Which statement a query becomes, and its values: of constants, of shapes, by content, and once.
#include <recto/repo/bound_query.hpp>

#include <recto/query/clauses.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>
#include <unit/sql/said.hpp>

#include <string>

using namespace recto;
using namespace blog;
using recto::detail::bound_query;
using recto::detail::statement_kind;

namespace {

template <class Query>
bound_query<statement_kind::select, Query> bind(Query const& asked) {
  return bound_query<statement_kind::select, Query>(asked);
}

}  // namespace

TEST_CASE("a constant query is one statement, whatever it binds") {
  auto const asked = [](int age) { return from<User> | where(user::age > age); };
  auto const one = asked(1), two = asked(2);
  CHECK(&bind(one).which() == &bind(two).which());
  CHECK(test::say(one).values != test::say(two).values);
  auto const nothing = from<User>;
  CHECK(bind(nothing).values().values == nullptr);
}

TEST_CASE("a text by content is one statement as long as it is the same") {
  auto const asked = [](int count) {
    dynamic<User> condition;
    for (int i = 0; i < count; ++i) condition = condition && user::age > i;
    return from<User> | where(condition);
  };
  auto const two = asked(2), also_two = asked(2), three = asked(3);
  CHECK(&bind(two).which() == &bind(also_two).which());
  CHECK(&bind(two).which() != &bind(three).which());
  CHECK(bind(two).which().number.load() != recto::detail::once_number);
}

TEST_CASE("one that is too long to keep is executed once") {
  dynamic<User> condition;
  for (int i = 0; i < 2000; ++i) condition = condition && user::age > i;
  auto const asked = from<User> | where(condition);
  auto const one = bind(asked), two = bind(asked);
  CHECK(&one.which() != &two.which());
  CHECK(one.which().number.load() == recto::detail::once_number);
  CHECK(std::string(one.which().sql) == two.which().sql);
  CHECK(one.which().parameter_count == 2000);
}

TEST_CASE("a bad value is named by its number") {
  auto const asked = from<User> | where_if(true, user::age > 1) | where(user::name == std::string("a\0b", 3));
  try {
    static_cast<void>(bind(asked));
    FAIL("nothing was thrown");
  } catch (error const& thrown) {
    CHECK(thrown.kind() == error_kind::invalid_value);
    CHECK_THAT(thrown.message(), test::contains("parameter $2"));
    CHECK(thrown.sql() == R"(SELECT "id", "name", "email", "age" FROM "users" WHERE "age" > $1 AND "name" = $2)");
  }
}
