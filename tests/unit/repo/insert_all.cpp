// SPDX-License-Identifier: BSL-1.0
// insert_all with options and of a query: the text, the values, what comes back. And which queries fit.
#include <recto/query/clauses.hpp>
#include <recto/query/functions.hpp>
#include <recto/repo/insert_all.hpp>
#include <recto/sql/choice.hpp>
#include <recto/sql/clauses.hpp>
#include <recto/sql/functions.hpp>

#include "rows.hpp"

#include <list>

using namespace recto::test;
using recto::col;
using recto::error_kind;
using recto::from;
using recto::insert_query_verdict;

namespace recto::test::many {

struct Tag {
  std::int64_t id{};
  std::string name{};
  std::optional<std::int32_t> uses{};
  std::string note{};  // virtual

  static consteval auto schema() {
    return recto::table("tags") | recto::virtual_field<&Tag::note> | recto::source<&Tag::name>("word");
  }
};

struct Word {
  std::int64_t number{};
  std::string text{};
  std::optional<std::string> more{};
  std::int32_t count{};

  static consteval auto schema() { return recto::table("words") | recto::primary_key<&Word::number>; }
};

struct Visit {
  std::int64_t id{};
  std::int32_t page{};
  recto::utc_datetime inserted_at{}, updated_at{};

  static consteval auto schema() { return recto::table("visits") | recto::timestamps; }
};

// What is selected.
struct Found {
  std::optional<std::int32_t> uses{};
  std::string name{};
};
struct Counted {
  std::int32_t uses{};
};
struct Unknown {
  std::string name{};
  std::string colour{};
};
struct Virtual {
  std::string note{};
};
struct Wide {
  std::int64_t uses{};
};
struct Nullable {
  std::optional<std::string> name{};
};

}  // namespace recto::test::many

using namespace recto::test::many;

namespace {

template <recto::fixed_string... Subjects>
using unknown = recto::failed<recto::inserted_field_unknown, Subjects...>;

constexpr auto words = from<Word>;
auto const found = words | recto::select_into<Found>(col<&Word::count>, col<&Word::text>);
[[maybe_unused]] auto const null_name = words | recto::select_into<Nullable>(col<&Word::more>);
[[maybe_unused]] auto const wide = words | recto::select_into<Wide>(col<&Word::number>);
[[maybe_unused]] auto const other = words | recto::select_into<Unknown>(col<&Word::text>, col<&Word::text>);
[[maybe_unused]] auto const hidden = words | recto::select_into<Virtual>(col<&Word::text>);
[[maybe_unused]] auto const counted = words | recto::select_into<Counted>(col<&Word::count>);
[[maybe_unused]] auto const value = words | select(col<&Word::text>);
[[maybe_unused]] auto const pair = words | select(col<&Word::text>, col<&Word::count>);
auto const same = from<Tag> | where(col<&Tag::uses> > 3);

template <class Query>
using verdict = insert_query_verdict<Tag, Query>;
static_assert(std::is_same_v<verdict<decltype(found)>, recto::ok>);
static_assert(std::is_same_v<verdict<decltype(counted)>, recto::ok>);  // never NULL where NULL may be
static_assert(std::is_same_v<verdict<decltype(same)>, recto::ok>);
static_assert(std::is_same_v<verdict<decltype(other)>, unknown<"Tag", "colour">>);
static_assert(std::is_same_v<verdict<decltype(hidden)>, unknown<"Tag", "note">>);
static_assert(std::is_same_v<verdict<decltype(words)>, unknown<"Tag", "number">>);
static_assert(std::is_same_v<verdict<decltype(wide)>,
                             recto::failed<recto::inserted_field_type, "Tag", "uses", "integer", "bigint">>);
static_assert(std::is_same_v<verdict<decltype(null_name)>, recto::failed<recto::inserted_field_null, "Tag", "name">>);
static_assert(std::is_same_v<verdict<decltype(value)>, recto::failed<recto::inserted_row_without_names, "tags">>);
static_assert(std::is_same_v<verdict<decltype(pair)>, recto::failed<recto::inserted_row_without_names, "tags">>);

struct conversation {
  fake_server server{};
  fake_repo repo{one_connection(server)};

  explicit conversation(std::vector<fake_answer> answers = {}) {
    for (fake_answer& one : answers) server.answer(std::move(one));
  }
};

std::vector<Tag> const two{{.name = "a"}, {.name = "b", .uses = 2}};

}  // namespace

TEST_CASE("rows with options") {
  conversation with({{.columns = {{"id", 20}, {"word", 25}}, .rows = {{wire_int8(1), "a"}, {wire_int8(2), "b"}}},
                     {.affected = 1},
                     {.affected = 2}});
  auto const made = with.repo.insert_all(two, {.returning = recto::fields<&Tag::id, &Tag::name>});
  CHECK(made.count == 2);
  REQUIRE(made.rows.size() == 2);
  CHECK(made.rows[1].id == 2);
  CHECK(made.rows[1].name == "b");
  CHECK(!made.rows[1].uses);  // not asked for
  auto const once = with.repo.insert_all(
      two, {.on_conflict = set(col<&Tag::uses> += 7), .conflict_target = recto::target<&Tag::name>, .prefix = "p"});
  CHECK(once.count == 1);
  CHECK(once.rows.empty());
  std::array<Tag, 1> const keyed{Tag{.id = 4}};
  CHECK(with.repo.insert_all(keyed, {.on_conflict = recto::nothing}).count == 2);
  CHECK(with.server.texts()
        == texts{
            R"(INSERT INTO "tags" ("word", "uses") SELECT "word", "uses" FROM unnest($1, $2) AS "row" ("word", "uses"))"
            R"( RETURNING "id", "word")",
            R"(INSERT INTO "p"."tags" ("word", "uses") SELECT "word", "uses" FROM unnest($1, $2))"
            R"( AS "row" ("word", "uses") ON CONFLICT ("word") DO UPDATE SET "uses" = "tags"."uses" + $3)",
            R"(INSERT INTO "tags" ("id", "word", "uses") SELECT "id", "word", "uses" FROM unnest($1, $2, $3))"
            R"( AS "row" ("id", "word", "uses") ON CONFLICT DO NOTHING)"});
  REQUIRE(with.server.calls[1].values.size() == 3);
  CHECK(with.server.calls[1].values[0] == with.server.calls[0].values[0]);
  CHECK(with.server.calls[1].values[2] == wire_int4(7));
}

TEST_CASE("no rows, and rows of which some have their key") {
  conversation with;
  CHECK(with.repo.insert_all(std::vector<Tag>{}, {.returning = true}).count == 0);
  std::vector<Tag> const mixed{{.name = "a"}, {.id = 2, .name = "b"}};
  auto const refused = error_of([&] { with.repo.insert_all(mixed, {.returning = true}); });
  REQUIRE(refused);
  CHECK(refused->kind() == error_kind::misuse);
  std::vector<Tag> const other_way{mixed[1], mixed[0]};
  CHECK(error_of([&] { with.repo.insert_all(other_way, {.returning = true}); }).has_value());
  CHECK(with.server.connected == 0);
}

TEST_CASE("timestamps of rows") {
  recto::utc_datetime const then{std::chrono::sys_days(std::chrono::year{2020} / 1 / 2)};
  conversation with({{.affected = 2}, {.affected = 2}});
  std::vector<Visit> const visits{{.page = 1}, {.page = 2, .inserted_at = then, .updated_at = then}};
  CHECK(with.repo.insert_all(visits, {.on_conflict = recto::nothing}).count == 2);
  auto const& values = with.server.calls[0].values;
  REQUIRE(values.size() == 3);
  CHECK(values[1] == values[2]);
  CHECK(values[1]->substr(values[1]->size() - 12) != values[1]->substr(values[1]->size() - 24, 12));
}

TEST_CASE("a query: its values come first, its columns go by name") {
  conversation with({{.affected = 5}, {.columns = {{"id", 20}}, .rows = {{wire_int8(3)}}}, {.affected = 0}});
  CHECK(with.repo.insert_all<Tag>(found | where(col<&Word::count> > 3)).count == 5);
  auto const made =
      with.repo.insert_all<Tag>(found | where(col<&Word::text> == "x") | recto::limit(3),
                                {.on_conflict = set(col<&Tag::uses> = 9) | where(col<&Tag::name> != "y"),
                                 .conflict_target = recto::target<&Tag::name>.where(is_null(col<&Tag::uses>)),
                                 .returning = recto::fields<&Tag::id>,
                                 .prefix = "p"});
  CHECK(made.count == 1);
  CHECK(made.rows.at(0).id == 3);
  CHECK(with.repo.insert_all<Tag>(same).count == 0);
  CHECK(with.server.texts()
        == texts{
            R"(INSERT INTO "tags" ("uses", "word") SELECT "count", "text" FROM "words" WHERE "count" > $1)",
            R"(INSERT INTO "p"."tags" ("uses", "word") SELECT "count", "text" FROM "words" WHERE "text" = $1 LIMIT $2)"
            R"( ON CONFLICT ("word") WHERE "uses" IS NULL DO UPDATE SET "uses" = $3 WHERE "tags"."word" <> $4)"
            R"( RETURNING "id")",
            R"(INSERT INTO "tags" ("id", "word", "uses") SELECT "id", "word", "uses" FROM "tags" WHERE "uses" > $1)"});
  CHECK(with.server.calls[1].values == std::vector<cell>{"x", wire_int8(3), wire_int4(9), "y"});
}

TEST_CASE("a query with choices, and with a condition built at run time") {
  conversation with;
  with.server.respond = [](fake_call const&) { return fake_answer{.affected = 1}; };
  for (bool const chosen : {true, false, true}) {
    with.repo.insert_all<Tag>(found | where_if(chosen, col<&Word::count> > 3), {.on_conflict = recto::nothing});
    CHECK(with.server.calls.back().sql
          == std::string(R"(INSERT INTO "tags" ("uses", "word") SELECT "count", "text" FROM "words")")
                 + (chosen ? R"( WHERE "count" > $1)" : "") + " ON CONFLICT DO NOTHING");
    CHECK(with.server.calls.back().values == (chosen ? std::vector<cell>{wire_int4(3)} : std::vector<cell>{}));
  }
  auto any = recto::dynamic<Word>::none();
  std::vector<cell> values;
  std::string condition;
  for (std::int32_t i = 0; i < 3; ++i) {
    any = any || col<&Word::count> == i;
    condition += (i == 0 ? "" : " OR ") + std::string(R"("count" = $)") + std::to_string(i + 1);
    values.push_back(wire_int4(i));
  }
  values.push_back("z");
  with.repo.insert_all<Tag>(
      found | where(any), {.on_conflict = set(col<&Tag::name> = "z"), .conflict_target = recto::on_constraint<"one">});
  CHECK(with.server.calls.back().sql
        == R"(INSERT INTO "tags" ("uses", "word") SELECT "count", "text" FROM "words" WHERE )" + condition
               + R"( ON CONFLICT ON CONSTRAINT "one" DO UPDATE SET "word" = $4)");
  CHECK(with.server.calls.back().values == values);
}
