// SPDX-License-Identifier: BSL-1.0
// Conditions that are built at run time: text, values, limits. The rows: tests/db/query/dynamic.cpp.
#include <recto/sql/dynamic.hpp>

#include <support/test.hpp>
#include <unit/query/blog.hpp>
#include <unit/sql/said.hpp>

#include <string>
#include <thread>
#include <vector>

using namespace recto;
using namespace recto::test;
using namespace blog;
using recto::detail::statement_kind;

namespace {

using about_user = dynamic<User>;

constexpr auto ids = from<User> | select(user::id);
std::string where_of(auto const& condition) {
  std::string const begin = R"(SELECT "id" FROM "users" WHERE )";
  std::string const said = text(ids | where(condition));
  REQUIRE(said.starts_with(begin));
  return said.substr(begin.size());
}
auto older(int age) { return user::age > age; }
auto named(char const* name) { return user::name == name; }

static_assert(cache_policy<decltype(ids | where(std::declval<about_user>()))> == cache::by_content);
static_assert(cache_policy<decltype(ids | where(std::declval<about_user>()) | where_if(true, older(1)))>
              == cache::by_content);
constexpr auto boss = alias<User, "boss">;
using about_two = dynamic<User, decltype(boss)>;
template <class Query>
using verdict = query_verdict<Query>;
static_assert(std::is_same_v<verdict<decltype(from<Post> | where(std::declval<about_user>()))>,
                             failed<column_not_in_scope, "users", "dynamic">>);
static_assert(std::is_same_v<verdict<decltype(from<User> | where(std::declval<about_two>()))>,
                             failed<column_not_in_scope, "boss", "dynamic">>);

}  // namespace

TEST_CASE("none and all are what nothing is joined with") {
  about_user const x = older(1);
  CHECK(where_of(about_user{}) == "TRUE");
  CHECK(where_of(about_user::all()) == "TRUE");
  CHECK(where_of(about_user::none()) == "FALSE");
  for (about_user const& same :
       {about_user::all() && x, x && about_user::all(), about_user::none() || x, x || about_user::none()})
    CHECK(where_of(same) == R"("age" > $1)");
  for (about_user const& same : {about_user::none() && x, x && about_user::none(), !about_user::all()})
    CHECK(where_of(same) == "FALSE");
  for (about_user const& same : {about_user::all() || x, x || about_user::all(), !about_user::none()})
    CHECK(where_of(same) == "TRUE");
}

TEST_CASE("typed conditions on either side, and others of its kind") {
  about_user const x = older(1);
  CHECK(where_of(x && older(2)) == R"("age" > $1 AND "age" > $2)");
  CHECK(where_of(older(2) && x) == R"("age" > $1 AND "age" > $2)");
  CHECK(where_of(x && (older(2) || older(3))) == R"("age" > $1 AND ("age" > $2 OR "age" > $3))");
  CHECK(where_of((older(2) && older(3)) || x) == R"("age" > $1 AND "age" > $2 OR "age" > $3)");
  CHECK(where_of(!x) == R"(NOT "age" > $1)");
  CHECK(where_of(!!x) == R"("age" > $1)");
  CHECK(where_of(!(x || x)) == R"(NOT ("age" > $1 OR "age" > $2))");
  CHECK(where_of((x || x) && (x || x)) == R"(("age" > $1 OR "age" > $2) AND ("age" > $3 OR "age" > $4))");
  CHECK(where_of(x && (x && (x && x))) == R"("age" > $1 AND "age" > $2 AND "age" > $3 AND "age" > $4)");
  CHECK(where_of(about_user(!is_null(user::email)) || x) == R"("email" IS NOT NULL OR "age" > $1)");
  about_user sum = about_user::none();
  for (int i = 0; i < 3; ++i) sum = sum || (older(i) && named("a"));
  CHECK(where_of(sum) == R"("age" > $1 AND "name" = $2 OR "age" > $3 AND "name" = $4 OR "age" > $5 AND "name" = $6)");
}

TEST_CASE("values are bound where the text numbers them") {
  auto const asked =
      ids | where(user::age < 9) | where((about_user(older(1)) || named("b")) && !about_user(named("c"))) | limit(4);
  auto const said = say(asked);
  CHECK(said.text
        == R"(SELECT "id" FROM "users" WHERE "age" < $1 AND ("age" > $2 OR "name" = $3) AND NOT "name" = $4 LIMIT $5)");
  using bytes = std::optional<std::string>;
  CHECK(said.values
        == std::vector<bytes>{std::string{0, 0, 0, 9}, std::string{0, 0, 0, 1}, "b", "c",
                              std::string{0, 0, 0, 0, 0, 0, 0, 4}});
  CHECK(said.types == std::vector<oid>{23, 23, 25, 25, 20});
  CHECK(say(ids | where((user::age < 9 && (older(1) || named("b")) && !named("c"))) | limit(4)) == said);
}

TEST_CASE("beside conditions of other tables and beside choices") {
  auto const asked = [](bool there) {
    return from<User> | join<Post>(post::author_id == user::id) | where(post::views > 5)
         | where(about_user(older(1)) || older(2)) | where_if(there, post::published) | select(user::id);
  };
  std::string const begin =
      R"(SELECT "users"."id" FROM "users" JOIN "posts" ON "posts"."author_id" = "users"."id" WHERE )";
  CHECK(text(asked(false)) == begin + R"("posts"."views" > $1 AND ("users"."age" > $2 OR "users"."age" > $3))");
  CHECK(text(asked(true))
        == begin + R"("posts"."views" > $1 AND ("users"."age" > $2 OR "users"."age" > $3) AND "posts"."published")");
  about_user const x = older(1);
  CHECK(where_of(x && when(false, older(2))) == R"("age" > $1)");
  CHECK(where_of(when(true, older(2)) || x) == R"("age" > $1 OR "age" > $2)");
  CHECK(text(ids | where(older(3)) | or_where(x)) == R"(SELECT "id" FROM "users" WHERE "age" > $1 OR "age" > $2)");
  dynamic<Post> const y = post::views > 1;
  CHECK(text(from<User> | join<Post>(post::author_id == user::id) | where(x && y) | select(user::id))
        == begin + R"("users"."age" > $1 AND "posts"."views" > $2)");
}

TEST_CASE("of several sources, also under other names") {
  about_two condition = boss[user::age] > user::age;
  condition = condition && (is_null(boss[user::id]) || older(3));  // boss may be behind an outer join
  CHECK(text(from<User> | left_join(boss, boss[user::id] == user::id) | where(condition) | select(user::id))
        == R"(SELECT "users"."id" FROM "users" LEFT JOIN "users" AS "boss" ON "boss"."id" = "users"."id")"
           R"( WHERE "boss"."age" > "users"."age" AND ("boss"."id" IS NULL OR "users"."age" > $1))");
}

TEST_CASE("wherever a condition can stand") {
  about_user const x = older(1);
  auto const inner = from<User> | where(user::id == post::author_id) | where(x);
  CHECK(text(from<Post> | where(exists(inner)) | where(post::views > 3) | select(post::id))
        == R"(SELECT "id" FROM "posts" WHERE EXISTS (SELECT FROM "users" WHERE "users"."id" = "posts"."author_id")"
           R"( AND "users"."age" > $1) AND "views" > $2)");
  CHECK(text(from<Post> | join<User>(x) | select(post::id))
        == R"(SELECT "posts"."id" FROM "posts" JOIN "users" ON "users"."age" > $1)");
  CHECK(text(from<User> | group_by(user::id) | having(x) | select(user::id))
        == R"(SELECT "id" FROM "users" GROUP BY "id" HAVING "age" > $1)");
  CHECK(text(from<User> | select(about_user(x)) | limit(1)) == R"(SELECT "age" > $1 FROM "users" LIMIT $2)");
  CHECK(text<statement_kind::count>(from<User> | where(x)) == R"(SELECT count(*) FROM "users" WHERE "age" > $1)");
  CHECK(text<statement_kind::exists>(from<User> | where(x))
        == R"(SELECT EXISTS (SELECT FROM "users" WHERE "age" > $1))");
  CHECK(text(ids | where(x) | union_(ids | where(!x)))
        == R"(SELECT "id" FROM "users" WHERE "age" > $1 UNION SELECT "id" FROM "users" WHERE NOT "age" > $2)");
  CHECK(text<statement_kind::update>(from<User> | where(x) | set(user::age += 1))
        == R"(UPDATE "users" SET "age" = "age" + $1 WHERE "age" > $2)");
}

TEST_CASE("a write of every row must be meant") {
  CHECK_ERROR(misuse, text<statement_kind::delete_>(from<User> | where(about_user{})));
  CHECK_ERROR(misuse, text<statement_kind::delete_>(from<User> | where(about_user::all() || older(1))));
  CHECK_ERROR(misuse, text<statement_kind::delete_>(from<User> | where(!when(true, about_user::none()))));
  CHECK_ERROR(misuse,
              text<statement_kind::delete_>(from<User> | where(when(true, about_user::all()) || when(true, older(3)))));
  CHECK_ERROR(misuse, text<statement_kind::delete_>(from<User> | where(about_user{}) | where(about_user{})));
  CHECK(text<statement_kind::delete_>(from<User> | where(about_user{}) | every_row)
        == R"(DELETE FROM "users" WHERE TRUE)");
  CHECK(text<statement_kind::delete_>(from<User> | where(about_user::none())) == R"(DELETE FROM "users" WHERE FALSE)");
  CHECK(text<statement_kind::delete_>(from<User> | where(about_user{}) | where(older(1)))
        == R"(DELETE FROM "users" WHERE TRUE AND "age" > $1)");
}

TEST_CASE("ten thousand terms, built and destroyed without a deep stack") {
  about_user right = about_user::none();
  about_user left = about_user::all();
  std::vector<about_user> kept;
  for (int i = 0; i < 10'000; ++i) {
    right = about_user(older(i)) || right;
    left = left && older(i);
    if (i % 1000 == 0) kept.push_back(right);  // parts are shared
  }
  auto const said = say(ids | where(right));
  CHECK(said.values.size() == 10'000);
  CHECK(said.values.front() == std::string{0, 0, 0x27, 0x0f});
  CHECK_THAT(said.text, contains(R"("age" > $9999 OR "age" > $10000)"));
  CHECK(say(ids | where(left)).values.back() == std::string{0, 0, 0x27, 0x0f});
  right = about_user{};
  CHECK(say(ids | where(kept.back())).values.size() == 9'001);
}

TEST_CASE("more values than a statement can bind are a clear error") {
  about_user many = about_user::none();
  for (int i = 0; i < 65'536; ++i) many = many || older(i);
  CHECK_ERROR(invalid_value, say(ids | where(many)));
}

TEST_CASE("nesting has a limit") {
  about_user deep = older(0);
  bool alternate = false;
  auto const nest = [&] {
    deep = alternate ? deep && older(1) : deep || older(1);
    alternate = !alternate;
  };
  for (int i = 0; i < 900; ++i) nest();
  CHECK(say(ids | where(deep)).values.size() == 901);
  CHECK_ERROR(invalid_value, [&] {
    for (int i = 0; i < 300; ++i) nest();
  }());
  about_user turned = older(0);
  for (int i = 0; i < 10'001; ++i) turned = !turned;
  CHECK(where_of(turned) == R"(NOT "age" > $1)");
}

TEST_CASE("a value that cannot be sent is refused when it is added") {
  CHECK_ERROR(invalid_value, about_user(user::name == std::string("a\0b", 3)));
  CHECK_ERROR(invalid_value, about_user{} && user::name == std::string("a\0b", 3));
}

TEST_CASE("values outlive what they were made from") {
  about_user condition;
  {
    std::string name = "a name that is too long to be held within the string itself";
    condition = condition && user::name == name;
    name.assign(name.size(), 'x');
  }
  CHECK(say(ids | where(condition)).values.front()->starts_with("a name"));
}

TEST_CASE("a part is shared between threads") {
  about_user shared = older(0);
  for (int i = 1; i < 200; ++i) shared = shared || older(i);
  std::vector<std::thread> threads;
  for (int t = 0; t < 4; ++t)
    threads.emplace_back([part = shared, t]() mutable {
      for (int i = 0; i < 50; ++i) {
        about_user const mine = part && older(t);
        if (say(ids | where(mine)).values.size() != 201) std::terminate();
      }
      part = about_user{};
    });
  shared = about_user{};
  for (std::thread& one : threads) one.join();
  CHECK(where_of(shared) == "TRUE");
}
