// SPDX-License-Identifier: BSL-1.0
// unsafe_validate_unique: when it asks, what it asks, what it says.
#include <recto/changeset/change.hpp>
#include <recto/changeset/errors.hpp>
#include <recto/repo/unique.hpp>

#include "rows.hpp"

using namespace recto::test;
using recto::change;
using recto::put;
using recto::unsafe_validate_unique;

namespace recto::test::taken {

struct Person {
  std::int64_t id{};
  std::string name{};
  std::optional<std::int32_t> team{};
  static consteval auto schema() { return recto::table("people") | recto::source<&Person::name>("called"); }
};

struct Pair {
  std::int32_t left{};
  std::int32_t right{};
  std::string label{};
  static consteval auto schema() { return recto::table("pairs") | recto::primary_key<&Pair::left, &Pair::right>; }
};

}  // namespace recto::test::taken

using namespace recto::test::taken;

namespace {

struct conversation {
  fake_server server{};
  fake_repo repo{one_connection(server)};

  explicit conversation(bool taken) {
    server.respond = [taken](fake_call const&) {
      return fake_answer{.columns = {{"exists", 16}}, .rows = {{wire_bool(taken)}}};
    };
  }
};

}  // namespace

TEST_CASE("a new row") {
  conversation with(true);
  auto const given = change(Person{}) | put<&Person::name>("a") | unsafe_validate_unique<&Person::name>(with.repo);
  CHECK(with.server.texts() == texts{R"(SELECT EXISTS (SELECT FROM "people" WHERE "called" = $1))"});
  CHECK(with.server.calls[0].values == std::vector<cell>{"a"});
  CHECK(!given.valid());
  auto const problem = given.errors_of<&Person::name>().front();
  CHECK(problem.message() == "has already been taken");
  CHECK(problem.meta("validation") == "unsafe_unique");
  CHECK(problem.meta("fields") == std::vector<std::string>{"name"});
}

TEST_CASE("free") {
  conversation with(false);
  CHECK((change(Person{}) | put<&Person::name>("a") | unsafe_validate_unique<&Person::name>(with.repo)).valid());
  CHECK(with.server.calls.size() == 1);
}

TEST_CASE("a row that is there does not count itself") {
  conversation with(true);
  auto const given =
      change(Person{.id = 4, .name = "b"}) | put<&Person::name>("a")
      | unsafe_validate_unique<&Person::name>(with.repo, {.message = "is in use", .error_key = "base", .prefix = "q"});
  CHECK(with.server.texts()
        == texts{R"(SELECT EXISTS (SELECT FROM "q"."people" WHERE "called" = $1 AND NOT ("id" = $2)))"});
  CHECK(with.server.calls[0].values == std::vector<cell>{"a", wire_int8(4)});
  CHECK(given.errors().front().field() == "base");
  CHECK(given.errors().front().message() == "is in use");

  (void)(change(Pair{1, 2, "x"}) | put<&Pair::left>(5) | unsafe_validate_unique<&Pair::left, &Pair::label>(with.repo));
  CHECK(
      with.server.calls[1].sql
      == R"(SELECT EXISTS (SELECT FROM "pairs" WHERE "left" = $1 AND "label" = $2 AND NOT ("left" = $3 AND "right" = $4)))");
  CHECK(with.server.calls[1].values == std::vector<cell>{wire_int4(5), "x", wire_int4(1), wire_int4(2)});
}

TEST_CASE("when nothing is asked") {
  conversation with(true);
  Person const person{.id = 4, .name = "b", .team = 1};
  auto const asked = unsafe_validate_unique<&Person::name, &Person::team>(with.repo);
  CHECK((change(person) | asked).valid());                                     // nothing changes
  CHECK((change(person) | put<&Person::id>(5) | asked).valid());               // none of these
  CHECK((change(person) | put<&Person::team>(std::nullopt) | asked).valid());  // NULL is equal to nothing
  auto bad = change(person) | put<&Person::name>("c");
  bad.add_error<&Person::team>("is bad");
  CHECK((bad | asked).errors().size() == 1);
  CHECK(with.server.connected == 0);
  (void)(change(Person{.name = "a", .team = 1}) | asked);  // new, but nothing of it is a change
  CHECK(with.server.calls.empty());
  CHECK((change(Person{}) | asked).validations().front().name == "unsafe_unique");
}

TEST_CASE("NULLs that are equal") {
  conversation with(true);
  (void)(change(Person{}) | put<&Person::name>("a")
         | unsafe_validate_unique<&Person::name, &Person::team>(with.repo, {.nulls_distinct = false}));
  CHECK(with.server.texts() == texts{R"(SELECT EXISTS (SELECT FROM "people" WHERE "called" = $1 AND "team" IS NULL))"});
}
