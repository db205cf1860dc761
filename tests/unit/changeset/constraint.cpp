// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/constraint.hpp>
#include <support/test.hpp>

using namespace recto;

static_assert(name_of(constraint_kind::unique) == "unique_constraint");
static_assert(name_of(constraint_kind::foreign_key) == "foreign_key_constraint");
static_assert(name_of(constraint_kind::check) == "check_constraint");
static_assert(name_of(constraint_kind::exclusion) == "exclusion_constraint");

TEST_CASE("constraint: which violation it fits") {
  struct row {
    recto::match how;
    char const* declared;
    char const* violated;
    bool expected;
  };
  row const rows[] = {
      {match::exact, "posts_title_index", "posts_title_index", true},
      {match::exact, "posts_title_index", "posts_title_index1", false},
      {match::exact, "posts_title_index", "Posts_title_index", false},
      {match::prefix, "posts_p1", "posts_p1_title_index", true},
      {match::prefix, "posts_p1", "posts_p1", true},
      {match::prefix, "posts_p1", "posts_p2_title_index", false},
      {match::suffix, "title_index", "posts_p1_title_index", true},
      {match::suffix, "title_index", "posts_p1_title_index1", false},
      {match::suffix, "title_index", "index", false},
  };
  for (row const& one : rows) {
    INFO(one.declared << ' ' << one.violated);
    declared_constraint const declared{.kind = constraint_kind::unique, .match = one.how, .name = one.declared};
    CHECK(declared.fits(constraint_kind::unique, one.violated) == one.expected);
    CHECK_FALSE(declared.fits(constraint_kind::check, one.violated));
  }
}
