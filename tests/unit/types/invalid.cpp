// SPDX-License-Identifier: BSL-1.0
#include <recto/types/invalid.hpp>
#include <unit/types/support.hpp>

#include <string>

using namespace recto;
using namespace recto::test;

TEST_CASE("what the types refuse is an invalid value") {
  CHECK(message_of([] { detail::throw_invalid("no"); }) == "no");
  CHECK(message_of([] { detail::throw_invalid(std::string("no")); }) == "no");
  CHECK(message_of([] { detail::throw_wrong_width("uuid", 16, 3); })
        == "a value of type uuid has 16 bytes, the server sent 3");
}
