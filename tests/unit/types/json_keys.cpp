// SPDX-License-Identifier: BSL-1.0
#include <recto/types/json_keys.hpp>

#include <support/test.hpp>

namespace {

struct point {
  int x = 0;
  int y = 0;
};

}  // namespace

TEST_CASE("by themselves all fields are kept under their names") {
  constexpr auto keys = recto::detail::json_keys<point>::value;
  REQUIRE(keys.size() == 2);
  CHECK(keys[0].name == "x");
  CHECK(keys[1].name == "y");
  CHECK(keys[0].is_kept);
}
