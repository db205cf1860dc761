// SPDX-License-Identifier: BSL-1.0
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
