// SPDX-License-Identifier: BSL-1.0
#include <recto/base/concat.hpp>
#include <support/test.hpp>

#include <limits>
#include <string>

using recto::detail::concat;
using recto::detail::digits;

TEST_CASE("pieces") {
  CHECK(concat({}).empty());
  CHECK(concat({""}).empty());
  CHECK(concat({"a", "", "bc", std::string("d")}) == "abcd");
  CHECK(concat({"a", std::string_view("\0", 1), "b"}) == std::string("a\0b", 3));
}

TEST_CASE("digits") {
  CHECK(concat({digits(0)}) == "0");
  CHECK(concat({"within ", digits(15000), " ms"}) == "within 15000 ms");
  CHECK(concat({digits(-7)}) == "-7");
  CHECK(concat({digits(std::numeric_limits<long long>::max())}) == "9223372036854775807");
  CHECK(concat({digits(std::numeric_limits<long long>::min())}) == "-9223372036854775808");
}
