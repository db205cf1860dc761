// SPDX-License-Identifier: BSL-1.0
#include <recto/repo/any_query.hpp>

#include <recto/query/clauses.hpp>
#include <recto/repo/repo.hpp>
#include <recto/sql/choice.hpp>
#include <recto/sql/clauses.hpp>
#include <recto/sql/functions.hpp>
#include <support/fake_connection.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <string>
#include <utility>
#include <vector>

using namespace recto;
using namespace blog;

namespace {

any_query<User> users(bool all) {
  if (all) return from<User>;
  std::string const name = "a name that is too long to be held within the string itself";
  return from<User> | where(user::name == name) | where_if(true, user::age > 3);
}

static_assert(std::is_same_v<any_query<User>::row_type, User>);

}  // namespace

TEST_CASE("different queries of one type") {
  CHECK(users(true).sql() == sql_of<decltype(from<User>)>);
  CHECK(users(false).sql() == std::string(sql_of<decltype(from<User>)>) + R"( WHERE "name" = $1 AND "age" > $2)");
  std::vector<any_query<std::string>> names;
  names.push_back(from<User> | select(user::name));
  names.push_back(from<Post> | select(post::title));
  names.push_back(from<User> | where(dynamic<User>(user::age > 1)) | select(user::name));
  names.push_back(names[0]);
  CHECK(names[1].sql() == R"(SELECT "title" FROM "posts")");
  CHECK(names[2].sql() == R"(SELECT "name" FROM "users" WHERE "age" > $1)");
  CHECK(names[3].sql() == names[0].sql());
  CHECK(names[1].source() == "posts");
}

TEST_CASE("what it binds lives as long as it does") {
  auto const stored = users(false);
  auto const bound = stored.bind();
  CHECK(bound->which().parameter_count == 2);
  CHECK(std::string(bound->values().values[0], static_cast<std::size_t>(bound->values().lengths[0]))
        == "a name that is too long to be held within the string itself");
}

TEST_CASE("one that was moved from says so") {
  auto first = users(true);
  auto const second = std::move(first);
  CHECK(second.sql() == sql_of<decltype(from<User>)>);
  CHECK_ERROR(misuse, first.sql());
  CHECK_ERROR(misuse, first.bind());
  first = second;
  CHECK(first.sql() == second.sql());
}

TEST_CASE("counted, and asked whether there are any, around its text") {
  test::fake_server server;
  basic_repo<test::fake_connection> repo{{.conninfo = server.settings().conninfo, .pool_size = 1}};
  server.answer({.columns = {{"count", 20}}, .rows = {{test::wire_int8(7)}}});
  CHECK(repo.count(users(false)) == 7);
  CHECK(server.calls.back().sql == "SELECT count(*) FROM (" + users(false).sql() + ") AS \"counted\"");
  CHECK(server.calls.back().values.size() == 2);
  server.answer({.columns = {{"exists", 16}}, .rows = {{test::wire_bool(true)}}});
  CHECK(repo.exists(users(true)));
  CHECK(server.calls.back().sql == "SELECT EXISTS (" + users(true).sql() + ")");
  server.answer({.columns = {{"id", 20}, {"name", 25}, {"email", 25}, {"age", 23}}, .rows = {}});
  try {
    static_cast<void>(repo.one_or_throw(users(true)));
    FAIL("nothing was thrown");
  } catch (error const& thrown) {
    CHECK(thrown.kind() == error_kind::no_results);
    CHECK_THAT(thrown.message(), test::contains("users"));
  }
}
