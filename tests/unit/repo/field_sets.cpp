// SPDX-License-Identifier: BSL-1.0
// Sets of fields, up to the most that a struct may have.
#include <recto/changeset/change.hpp>
#include <recto/repo/field_sets.hpp>

#include "rows.hpp"

using namespace recto::test;
using namespace recto::detail;

namespace recto::test::sets {

struct Thing {
  std::int64_t id{};
  std::optional<std::string> name{};
  std::string draft{};  // virtual
  recto::belongs_to<Thing> parent{};
  std::optional<std::int64_t> parent_id{};
  std::int32_t version{};
  recto::utc_datetime inserted_at{}, updated_at{};

  static consteval auto schema() {
    return recto::table("things") | recto::timestamps
         | recto::virtual_field<&Thing::draft> | recto::read_after_writes<&Thing::version>;
  }
};

}  // namespace recto::test::sets

using recto::test::library::Shelf;
using recto::test::sets::Thing;

static_assert(stored_set<Thing> == 0b11110011);
static_assert(key_set<Thing> == 1 && key_set<Shelf> == 0b011);
static_assert(generated_set<Thing> == 1 && generated_set<Shelf> == 0);
static_assert(read_back_set<Thing> == 0b00100000);
static_assert(updated_at_set<Thing> == 0b10000000 && updated_at_set<Shelf> == 0);
static_assert(timestamp_set<Thing> == 0b11000000);

TEST_CASE("fields that are NULL") {
  CHECK(null_fields(Thing{}) == 0b00010010);
  CHECK(null_fields(Thing{.name = "", .parent_id = 0}) == 0);
  CHECK(null_fields(Shelf{}) == 0);
}

TEST_CASE("64 fields, the most that a struct may have") {
  struct Wide {
    std::int64_t id{};
    std::int32_t a0{}, a1{}, a2{}, a3{}, a4{}, a5{}, a6{}, a7{}, b0{}, b1{}, b2{}, b3{}, b4{}, b5{}, b6{}, b7{};
    std::int32_t c0{}, c1{}, c2{}, c3{}, c4{}, c5{}, c6{}, c7{}, d0{}, d1{}, d2{}, d3{}, d4{}, d5{}, d6{}, d7{};
    std::int32_t e0{}, e1{}, e2{}, e3{}, e4{}, e5{}, e6{}, e7{}, f0{}, f1{}, f2{}, f3{}, f4{}, f5{}, f6{}, f7{};
    std::int32_t g0{}, g1{}, g2{}, g3{}, g4{}, g5{}, g6{}, g7{}, h0{}, h1{}, h2{}, h3{}, h4{}, h5{}, last{};
    static consteval auto schema() { return recto::table("wide"); }
  };
  static_assert(stored_set<Wide> == ~field_set{0});
  fake_server server;
  fake_repo repo(one_connection(server));
  server.answer({.columns = {{"last", 23}}, .rows = {{wire_int4(8)}}});
  server.answer({.affected = 1});
  auto const after = repo.update(recto::change(Wide{.id = 1}) | recto::put<&Wide::last>(7) | recto::put<&Wide::a0>(6),
                                 {.returning = recto::fields<&Wide::last>});
  CHECK(server.texts() == texts{R"(UPDATE "wide" SET "a0" = $1, "last" = $2 WHERE "id" = $3 RETURNING "last")"});
  CHECK(after->last == 8);
  REQUIRE(repo.update(Wide{.id = 1, .last = 5}, {.allow_stale = true}).last == 5);
  CHECK(server.calls.back().values.size() == 64);
  CHECK(server.calls.back().values[62] == wire_int4(5));
}
