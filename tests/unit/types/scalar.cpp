// SPDX-License-Identifier: BSL-1.0
#include <recto/types/scalar.hpp>
#include <unit/types/support.hpp>

#include <cmath>
#include <cstdint>
#include <limits>

using namespace recto;
using namespace recto::test;

static_assert(sql_type_of<bool> == sql_type{"boolean", 16, 1000});
static_assert(sql_type_of<std::int16_t> == sql_type{"smallint", 21, 1005});
static_assert(sql_type_of<std::int32_t> == sql_type{"integer", 23, 1007});
static_assert(sql_type_of<std::int64_t> == sql_type{"bigint", 20, 1016});
static_assert(sql_type_of<long long> == sql_type_of<std::int64_t>);
static_assert(sql_type_of<float> == sql_type{"real", 700, 1021});
static_assert(sql_type_of<double> == sql_type{"double precision", 701, 1022});
static_assert(sql_type_of<std::optional<double>> == sql_type_of<double>);

static_assert(!column_type<char> && !column_type<unsigned> && !column_type<std::uint64_t> && !column_type<long double>);
static_assert(!column_type<signed char> && !column_type<void*> && !column_type<char const*>);
static_assert(detail::fixed_width<bool> == 1 && detail::fixed_width<short> == 2 && detail::fixed_width<int> == 4);
static_assert(detail::fixed_width<long> == 8 && detail::fixed_width<float> == 4 && detail::fixed_width<double> == 8);
static_assert(accepts_column<int>(23) && !accepts_column<int>(20) && !accepts_column<std::int64_t>(23));
static_assert(!accepts_column<double>(1700) && !accepts_column<double>(700), "double never stands for numeric");
static_assert(noexcept(detail::encode(1, nullptr)) && noexcept(detail::encode(true, nullptr)));

TEST_CASE("whole numbers are big-endian two's complement") {
  CHECK(encoded(std::int16_t{-2}) == bytes({0xff, 0xfe}));
  CHECK(encoded(0x01020304) == bytes({1, 2, 3, 4}));
  CHECK(encoded(std::int64_t{0x0102030405060708}) == bytes({1, 2, 3, 4, 5, 6, 7, 8}));
  CHECK(encoded(-1LL) == bytes({255, 255, 255, 255, 255, 255, 255, 255}));
  CHECK(decoded<long long>(encoded(std::int64_t{-7})) == -7);
}

TEMPLATE_TEST_CASE("the ends of whole numbers", "", short, int, long, long long) {
  using limits = std::numeric_limits<TestType>;
  for (TestType value :
       {limits::min(), TestType(limits::min() + 1), TestType(-1), TestType(0), TestType(1), limits::max()}) {
    CHECK(round_trip(value) == value);
  }
  check_other_lengths_refused<TestType>(encoded(TestType{}));
}

TEST_CASE("truth values") {
  CHECK(encoded(true) == bytes({1}));
  CHECK(encoded(false) == bytes({0}));
  CHECK(decoded<bool>(bytes({1})));
  CHECK_FALSE(decoded<bool>(bytes({0})));
  check_other_lengths_refused<bool>(bytes({1}));
}

TEMPLATE_TEST_CASE("binary fractions keep every bit", "", float, double) {
  using limits = std::numeric_limits<TestType>;
  for (TestType value : {TestType(0), TestType(1) / 3, limits::min(), limits::max(), limits::lowest(),
                         limits::denorm_min(), limits::infinity(), -limits::infinity()}) {
    CHECK(round_trip(value) == value);
  }
  CHECK(std::signbit(round_trip(-TestType(0))));
  CHECK(std::isnan(round_trip(limits::quiet_NaN())));
  check_other_lengths_refused<TestType>(encoded(TestType{}));
}

TEST_CASE("the payload of a NaN survives") {
  double const odd = std::bit_cast<double>(std::uint64_t{0xfff8'dead'beef'0001});
  CHECK(std::bit_cast<std::uint64_t>(round_trip(odd)) == 0xfff8'dead'beef'0001);
  CHECK(encoded(1.0) == bytes({0x3f, 0xf0, 0, 0, 0, 0, 0, 0}));
  CHECK(encoded(1.0f) == bytes({0x3f, 0x80, 0, 0}));
}

TEST_CASE("a wrong width is named") {
  CHECK(message_of([] { decoded<int>(bytes({1, 2})); }) == "a value of type integer has 4 bytes, the server sent 2");
}
