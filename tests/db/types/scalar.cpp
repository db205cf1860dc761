// SPDX-License-Identifier: BSL-1.0
#include <recto/types/scalar.hpp>

#include "server.hpp"

#include <bit>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <random>

using namespace recto;
using namespace recto::test;

TEST_CASE("the server prints our scalars") {
  reset_session();
  CHECK(printed(true) == "true");
  CHECK(printed(false) == "false");
  CHECK(printed(std::numeric_limits<std::int16_t>::min()) == "-32768");
  CHECK(printed(std::numeric_limits<std::int32_t>::max()) == "2147483647");
  CHECK(printed(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
  CHECK(printed(std::numeric_limits<long long>::max()) == "9223372036854775807");
  CHECK(printed(0.1) == "0.1");
  CHECK(printed(0.1f) == "0.1");
  CHECK(printed(-0.0) == "-0");
  CHECK(printed(std::numeric_limits<double>::max()) == "1.7976931348623157e+308");
  CHECK(printed(std::numeric_limits<double>::denorm_min()) == "5e-324");
  CHECK(printed(std::numeric_limits<float>::denorm_min()) == "1e-45");
  CHECK(printed(std::numeric_limits<double>::quiet_NaN()) == "NaN");
  CHECK(printed(-std::numeric_limits<float>::infinity()) == "-Infinity");
}

TEMPLATE_TEST_CASE("the ends of numbers survive", "", std::int16_t, std::int32_t, std::int64_t, long long, float,
                   double) {
  using limits = std::numeric_limits<TestType>;
  for (TestType value : {limits::lowest(), TestType(-1), TestType(0), TestType(1), limits::max()})
    check_survives(value);
  if constexpr (limits::has_infinity) {
    for (TestType value : {limits::min(), limits::denorm_min(), limits::infinity(), -limits::infinity()})
      check_survives(value);
    CHECK(std::isnan(echoed(limits::quiet_NaN())));
    CHECK(std::isnan(through_literal(limits::quiet_NaN())));
  }
}

TEST_CASE("booleans survive") {
  check_survives(true);
  check_survives(false);
}

TEST_CASE("fractions of any bits: the server prints what reads back as the same") {
  reset_session();
  std::mt19937_64 random(20'200'101);
  for (int i = 0; i < 400; ++i) {
    auto const value = std::bit_cast<double>(random());
    if (value != value) continue;
    INFO(std::bit_cast<std::uint64_t>(value));
    CHECK(std::strtod(printed(value).c_str(), nullptr) == value);
    CHECK(through_literal(value) == value);
    auto const small = std::bit_cast<float>(static_cast<std::uint32_t>(random()));
    if (small != small) continue;
    CHECK(std::strtof(printed(small).c_str(), nullptr) == small);
    CHECK(through_literal(small) == small);
  }
}
