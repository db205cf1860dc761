// SPDX-License-Identifier: BSL-1.0
// The texts of writes of some columns, with their parameters; which of them are kept.
#include <recto/sql/table_write.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

using namespace recto;
using namespace blog;
using recto::detail::conflict_clause;
using recto::detail::conflict_kind;
using recto::detail::field_set;
using recto::detail::sql_writer;
using recto::detail::table_write;
using recto::detail::write_cache;
using recto::detail::write_kind;
using recto::detail::write_statement_text;

namespace {

struct Thing {
  std::int64_t id{};
  std::string name{};
  std::int32_t version{};
  std::vector<std::string> tags{};
  std::optional<double> weight{};
  static consteval auto schema() { return table("things") | prefix("p") | source<&Thing::name>("na\"me"); }
};
struct Pair {
  std::int32_t left{};
  std::int32_t right{};
  static consteval auto schema() { return table("pairs") | primary_key<&Pair::left, &Pair::right>; }
};

constexpr field_set id = 1, name = 2, version = 4, tags = 8, weight = 16;
constexpr field_set left = 1, right = 2;

template <class T>
std::string text(table_write const& what) {
  return write_statement_text(table_of<T>.view(), what).which.sql;
}
template <class T>
std::vector<oid> types(table_write const& what) {
  write_statement_text const made(table_of<T>.view(), what);
  return {made.which.parameter_types, made.which.parameter_types + made.which.parameter_count};
}

void where_heavy(sql_writer& out) { out.put(" WHERE \"weight\" > 3"); }
void set_more(sql_writer& out) {
  out.put("\"version\" = ");
  out.parameter(23);
}
void selected(sql_writer& out) {
  out.put(" (\"name\") SELECT ");
  out.parameter(25);
}

}  // namespace

TEST_CASE("texts of inserts") {
  struct {
    table_write what;
    std::string_view sql;
  } const rows[] = {
      {{.sent = name | weight}, R"(INSERT INTO "p"."things" ("na""me", "weight") VALUES ($1, $2))"},
      {{.sent = name, .returned = id}, R"(INSERT INTO "p"."things" ("na""me") VALUES ($1) RETURNING "id")"},
      {{.returned = id | name | tags}, R"(INSERT INTO "p"."things" DEFAULT VALUES RETURNING "id", "na""me", "tags")"},
      {{.prefix = "o\"ther", .sent = name}, R"(INSERT INTO "o""ther"."things" ("na""me") VALUES ($1))"},
      {{.sent = name, .conflict = {.kind = conflict_kind::nothing}},
       R"(INSERT INTO "p"."things" ("na""me") VALUES ($1) ON CONFLICT DO NOTHING)"},
      {{.returned = id, .conflict = {.kind = conflict_kind::nothing}},
       R"(INSERT INTO "p"."things" DEFAULT VALUES ON CONFLICT DO NOTHING RETURNING "id")"},
      {{.sent = name, .conflict = {.kind = conflict_kind::nothing, .target = name | version}},
       R"(INSERT INTO "p"."things" ("na""me") VALUES ($1) ON CONFLICT ("na""me", "version") DO NOTHING)"},
      {{.sent = name, .conflict = {.kind = conflict_kind::nothing, .constraint = "the \"one\""}},
       R"(INSERT INTO "p"."things" ("na""me") VALUES ($1) ON CONFLICT ON CONSTRAINT "the ""one""" DO NOTHING)"},
      {{.sent = name, .conflict = {.kind = conflict_kind::replace, .target = name, .replaced = version | weight}},
       R"(INSERT INTO "p"."things" ("na""me") VALUES ($1) ON CONFLICT ("na""me"))"
       R"( DO UPDATE SET "version" = EXCLUDED."version", "weight" = EXCLUDED."weight")"},
      {{.sent = name,
        .returned = version,
        .conflict =
            {.kind = conflict_kind::update, .target = name, .target_where = &where_heavy, .assignments = &set_more}},
       R"(INSERT INTO "p"."things" ("na""me") VALUES ($1) ON CONFLICT ("na""me") WHERE "weight" > 3)"
       R"( DO UPDATE SET "version" = $2 RETURNING "version")"},
      {{.kind = write_kind::insert_all, .sent = name | tags},
       R"(INSERT INTO "p"."things" ("na""me", "tags") SELECT "na""me", "tags"::text[] FROM unnest($1, $2))"
       R"( AS "row" ("na""me", "tags"))"},
      {{.kind = write_kind::insert_query,
        .sent = name,
        .returned = id,
        .conflict = {.kind = conflict_kind::update, .target = name, .assignments = &set_more},
        .rows = &selected},
       R"(INSERT INTO "p"."things" ("name") SELECT $1 ON CONFLICT ("na""me") DO UPDATE SET "version" = $2)"
       R"( RETURNING "id")"},
  };
  for (auto const& row : rows) CHECK(text<Thing>(row.what) == row.sql);
}

TEST_CASE("texts of updates, deletes and questions") {
  struct {
    table_write what;
    std::string_view sql;
  } const rows[] = {
      {{.kind = write_kind::update, .sent = name | version},
       R"(UPDATE "p"."things" SET "na""me" = $1, "version" = $2 WHERE "id" = $3)"},
      {{.kind = write_kind::update, .sent = id}, R"(UPDATE "p"."things" SET "id" = $1 WHERE "id" = $2)"},
      {{.kind = write_kind::update,
        .prefix = "q",
        .sent = name,
        .matched = version,
        .matched_null = weight,
        .returned = tags},
       R"(UPDATE "q"."things" SET "na""me" = $1 WHERE "id" = $2 AND "version" = $3 AND "weight" IS NULL RETURNING "tags")"},
      {{.kind = write_kind::delete_}, R"(DELETE FROM "p"."things" WHERE "id" = $1)"},
      {{.kind = write_kind::delete_, .matched = version, .returned = id},
       R"(DELETE FROM "p"."things" WHERE "id" = $1 AND "version" = $2 RETURNING "id")"},
      {{.kind = write_kind::find_equal, .matched = name, .matched_null = weight},
       R"(SELECT EXISTS (SELECT FROM "p"."things" WHERE "na""me" = $1 AND "weight" IS NULL))"},
      {{.kind = write_kind::find_equal, .prefix = "q", .matched = name, .other_key = true},
       R"(SELECT EXISTS (SELECT FROM "q"."things" WHERE "na""me" = $1 AND NOT ("id" = $2)))"},
  };
  for (auto const& row : rows) CHECK(text<Thing>(row.what) == row.sql);
  CHECK(text<Pair>({.kind = write_kind::update, .sent = left | right, .matched = left})
        == R"(UPDATE "pairs" SET "left" = $1, "right" = $2 WHERE "left" = $3 AND "right" = $4 AND "left" = $5)");
  CHECK(text<Pair>({.kind = write_kind::find_equal, .matched = right, .other_key = true})
        == R"(SELECT EXISTS (SELECT FROM "pairs" WHERE "right" = $1 AND NOT ("left" = $2 AND "right" = $3)))");
}

TEST_CASE("types of parameters") {
  CHECK(types<Thing>({.sent = id | name | version | tags | weight}) == std::vector<oid>{20, 25, 23, 1009, 701});
  CHECK(types<Thing>({.kind = write_kind::update, .sent = weight, .matched = version})
        == std::vector<oid>{701, 20, 23});
  CHECK(types<Thing>({.kind = write_kind::insert_all, .sent = id | name | tags}) == std::vector<oid>{1016, 1009, 1009});
  conflict_clause const more{.kind = conflict_kind::update, .target = name, .assignments = &set_more};
  CHECK(types<Thing>({.sent = name, .conflict = more}) == std::vector<oid>{25, 23});
}

TEST_CASE("whose a parameter is, and which columns are compared before the first use") {
  auto const names = [](table_write const& what) {
    write_statement_text const made(table_of<Thing>.view(), what);
    std::vector<std::string_view> found;
    for (std::size_t i = 0; i < made.which.parameter_count; ++i) {
      field const* const one = detail::field_of_parameter(*made.which.writes, i);
      found.push_back(one != nullptr ? one->name : "-");
    }
    return found;
  };
  using list = std::vector<std::string_view>;
  CHECK(names({.sent = name | weight}) == list{"name", "weight"});
  CHECK(names({.kind = write_kind::update, .sent = name, .matched = version}) == list{"name", "id", "version"});
  conflict_clause const more{.kind = conflict_kind::update, .target = name, .assignments = &set_more};
  CHECK(names({.sent = version, .conflict = more}) == list{"version", "-"});
  CHECK(names({.kind = write_kind::insert_query, .sent = name, .rows = &selected}) == list{"-"});

  write_statement_text const elsewhere(table_of<Thing>.view(), {.prefix = "q", .sent = name});
  CHECK(std::string_view(elsewhere.which.writes->columns)
        == R"(SELECT "id", "na""me", "version", "tags", "weight" FROM "q"."things")");
  write_statement_text const gone(table_of<Thing>.view(), {.kind = write_kind::delete_});
  CHECK(gone.which.writes == nullptr);
}

TEST_CASE("a statement is kept for each set of columns, 512 of them") {
  static write_cache cache;
  table_view const table = table_of<Thing>.view();
  std::unique_ptr<write_statement_text> room;
  std::set<statement const*> found;
  std::vector<table_write> asked;
  for (write_kind const kind : {write_kind::insert, write_kind::update})
    for (field_set sent = 1; sent < 32; ++sent)
      for (field_set returned = 0; returned < 16; ++returned)
        asked.push_back({.kind = kind, .sent = sent, .returned = returned});
  REQUIRE(asked.size() > write_cache::most + 100);
  for (std::size_t i = 0; i < write_cache::most; ++i) found.insert(&cache.find(table, asked[i], room));
  CHECK(found.size() == write_cache::most);
  CHECK(room == nullptr);
  bool same = true;
  for (std::size_t i = 0; i < write_cache::most; ++i) {
    statement const& again = cache.find(table, asked[i], room);
    same = same && found.contains(&again) && again.sql == text<Thing>(asked[i]);
  }
  CHECK(same);

  for (std::size_t i = write_cache::most; i < asked.size(); ++i) {
    statement const& once = cache.find(table, asked[i], room);
    REQUIRE(room != nullptr);
    CHECK(&once == &room->which);
    CHECK(once.number == detail::once_number);
    CHECK(once.sql == text<Thing>(asked[i]));
  }
  room.reset();
  CHECK(found.contains(&cache.find(table, asked[0], room)));
  CHECK(room == nullptr);
}

TEST_CASE("what sets two writes apart") {
  static write_cache cache;
  table_view const table = table_of<Thing>.view();
  std::unique_ptr<write_statement_text> room;
  table_write const all[] = {
      {.sent = name},
      {.kind = write_kind::update, .sent = name},
      {.prefix = "q", .sent = name},
      {.sent = name, .returned = id},
      {.kind = write_kind::update, .sent = name, .matched = version},
      {.kind = write_kind::update, .sent = name, .matched_null = weight},
      {.sent = name, .conflict = {.kind = conflict_kind::nothing}},
      {.sent = name, .conflict = {.kind = conflict_kind::nothing, .target = name}},
      {.sent = name, .conflict = {.kind = conflict_kind::nothing, .constraint = "a"}},
      {.sent = name, .conflict = {.kind = conflict_kind::nothing, .constraint = "b"}},
      {.sent = name, .conflict = {.kind = conflict_kind::nothing, .target = name, .target_where = &where_heavy}},
      {.kind = write_kind::insert_query, .sent = name, .rows = &selected},
      {.kind = write_kind::insert_query, .sent = name, .rows = &selected, .shape = 1},
      {.kind = write_kind::find_equal, .matched = name},
      {.kind = write_kind::find_equal, .matched = name, .other_key = true},
  };
  std::set<statement const*> found;
  for (table_write const& one : all) found.insert(&cache.find(table, one, room));
  CHECK(found.size() == std::size(all));
}

TEST_CASE("text that depends on content is never kept") {
  static write_cache cache;
  std::unique_ptr<write_statement_text> room;
  int const content = 0;
  void const* const contents[] = {&content};
  table_write const what{.kind = write_kind::insert_query, .sent = name, .rows = [](sql_writer& out) {
                           out.put(" SELECT ");
                           out.put(out.next_content() != nullptr ? "content" : "nothing");
                         }};
  statement const& made = cache.find(table_of<Thing>.view(), what, room, contents);
  REQUIRE(room != nullptr);
  CHECK(std::string_view(made.sql) == R"(INSERT INTO "p"."things" SELECT content)");
  CHECK(made.number == detail::once_number);
}
