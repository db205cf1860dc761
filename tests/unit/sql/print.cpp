// SPDX-License-Identifier: BSL-1.0
#include <recto/sql/print.hpp>

#include <recto/query/clauses.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <fmt/format.h>

#include <string>

using namespace recto;
using namespace blog;

TEST_CASE("a query prints without its values") {
  std::string const secret = "a secret";
  auto const asked = from<User> | where(user::name == secret) | where_if(true, user::age > 41) | select(user::id);
  CHECK(fmt::format("{}", asked) == R"(SELECT "id" FROM "users" WHERE "name" = $1 AND "age" > $2)");
  CHECK(fmt::format("[{:.11}]", asked) == R"([SELECT "id"])");
  CHECK(fmt::format("{}", from<User> | where(dynamic<User>(user::age > 41) || user::name == secret) | select(user::id))
        == R"(SELECT "id" FROM "users" WHERE "age" > $1 OR "name" = $2)");
  CHECK(fmt::format("{}", from<User> | select(user::id)) == R"(SELECT "id" FROM "users")");
}

TEST_CASE("a query that sets something prints as an UPDATE") {
  CHECK(fmt::format("{}", from<User> | where(user::id == 1) | set(user::age = 7))
        == R"(UPDATE "users" SET "age" = $1 WHERE "id" = $2)");
}
