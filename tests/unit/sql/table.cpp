// SPDX-License-Identifier: BSL-1.0
// The statements that follow from a table alone, with the types of their parameters.
#include <recto/sql/table.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <string_view>
#include <vector>

using namespace recto;
using namespace blog;
using recto::detail::delete_writer;
using recto::detail::get_writer;
using recto::detail::insert_all_writer;
using recto::detail::insert_writer;
using recto::detail::key_indices;
using recto::detail::text_by;
using recto::detail::update_writer;

namespace {

template <class Writer>
constexpr std::string_view sql = text_by<Writer>.view();

enum class mood { calm, cross };

// Of everything: a generated key, a column of another name, one that the database fills in, what is no column.
struct Thing {
  std::int64_t id{};
  std::string name{};
  std::int32_t version{};
  std::vector<std::string> tags{};
  std::string draft{};
  belongs_to<Thing> owner{};
  static consteval auto schema() {
    return table("things") | prefix("p") | source<&Thing::name>("na\"me")
         | read_after_writes<&Thing::version> | virtual_field<&Thing::draft>;
  }
};
struct Counter {
  std::int32_t id{};
  static consteval auto schema() { return table("counters"); }
};
struct Country {
  std::string code{};
  std::string name{};
  static consteval auto schema() { return table("countries") | primary_key<&Country::code>; }
};

static_assert(sql<get_writer<Thing>>
              == R"(SELECT "id", "na""me", "version", "tags" FROM "p"."things" WHERE "id" = $1)");
static_assert(sql<get_writer<Membership>>
              == R"(SELECT "user_id", "group_id", "role" FROM "memberships" WHERE "user_id" = $1 AND "group_id" = $2)");
static_assert(sql<get_writer<Order>> == R"(SELECT "id", "group", "n""r """ FROM "or""der" WHERE "id" = $1)");

static_assert(
    sql<insert_writer<Thing, false>>
    == R"(INSERT INTO "p"."things" ("na""me", "version", "tags") VALUES ($1, $2, $3) RETURNING "id", "version")");
static_assert(
    sql<insert_writer<Thing, true>>
    == R"(INSERT INTO "p"."things" ("id", "na""me", "version", "tags") VALUES ($1, $2, $3, $4) RETURNING "version")");
static_assert(sql<insert_writer<Membership, true>>
              == R"(INSERT INTO "memberships" ("user_id", "group_id", "role") VALUES ($1, $2, $3))");
static_assert(sql<insert_writer<Country, false>> == R"(INSERT INTO "countries" ("code", "name") VALUES ($1, $2))");
static_assert(sql<insert_writer<Counter, false>> == R"(INSERT INTO "counters" DEFAULT VALUES RETURNING "id")");

static_assert(
    sql<update_writer<Thing>>
    == R"(UPDATE "p"."things" SET "na""me" = $1, "version" = $2, "tags" = $3 WHERE "id" = $4 RETURNING "version")");
static_assert(sql<update_writer<Membership>>
              == R"(UPDATE "memberships" SET "role" = $1 WHERE "user_id" = $2 AND "group_id" = $3)");
static_assert(sql<delete_writer<Thing>> == R"(DELETE FROM "p"."things" WHERE "id" = $1)");
static_assert(sql<delete_writer<Membership>>
              == R"(DELETE FROM "memberships" WHERE "user_id" = $1 AND "group_id" = $2)");

static_assert(
    sql<insert_all_writer<Country, true>>
    == R"(INSERT INTO "countries" ("code", "name") SELECT "code", "name" FROM unnest($1, $2) AS "row" ("code", "name"))");
static_assert(sql<insert_all_writer<Thing, false>>
              == R"(INSERT INTO "p"."things" ("na""me", "version", "tags") SELECT "na""me", "version", "tags"::text[] )"
                 R"(FROM unnest($1, $2, $3) AS "row" ("na""me", "version", "tags"))");

static_assert(key_indices<Thing>() == std::array<std::size_t, 1>{0});
static_assert(key_indices<Membership>() == std::array<std::size_t, 2>{0, 1});

template <class Writer>
std::vector<oid> types() {
  return {text_by<Writer>.types.begin(), text_by<Writer>.types.end() - 1};
}

}  // namespace

TEST_CASE("parameters have the types of the columns") {
  using oids = std::vector<oid>;
  CHECK(types<get_writer<Thing>>() == oids{20});
  CHECK(types<get_writer<Country>>() == oids{25});
  CHECK(types<insert_writer<Thing, false>>() == oids{25, 23, 1009});
  CHECK(types<insert_writer<Thing, true>>() == oids{20, 25, 23, 1009});
  CHECK(types<update_writer<Thing>>() == oids{25, 23, 1009, 20});
  CHECK(types<delete_writer<Membership>>() == oids{20, 20});
  CHECK(types<insert_all_writer<Thing, false>>() == oids{1009, 1007, 1009});
  CHECK(types<insert_all_writer<Membership, true>>() == oids{1016, 1016, 1009});
  CHECK(types<insert_writer<Counter, false>>() == oids{});
}
