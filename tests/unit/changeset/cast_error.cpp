// SPDX-License-Identifier: BSL-1.0
// What an error says before anybody filled it in.
#include <recto/changeset/cast_error.hpp>

#include <support/test.hpp>

using recto::cast_error;

static_assert(cast_error{}.message == "is invalid");
static_assert(cast_error{}.validation == "cast");
static_assert(cast_error{}.index == cast_error::no_index && !cast_error{}.is_null);
static_assert(cast_error{}.choices.empty() && cast_error{}.extra.empty());
static_assert(std::is_trivially_copyable_v<cast_error>);  // it owns nothing, so no input can be in it

TEST_CASE("metadata of a program's own") {
  static constexpr recto::cast_meta more[] = {{"length", "17"}};
  cast_error const error{.message = "is no ISBN", .type = "isbn", .extra = more};
  REQUIRE(error.extra.size() == 1);
  CHECK(error.extra[0].key == "length");
  CHECK(error.extra[0].value == "17");
}
