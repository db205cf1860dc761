// SPDX-License-Identifier: BSL-1.0
// Compared with Boost.Multiprecision's whole numbers of any size.
#include <recto/types/wide.hpp>
#include <support/test.hpp>

#include <boost/multiprecision/cpp_int.hpp>

#include <bit>
#include <cstdint>
#include <random>

using boost::multiprecision::cpp_int;
using recto::detail::wide;

static_assert(wide{5}.low() == 5 && wide{}.is_zero() && wide{1} < wide{2});

namespace {

cpp_int const limit = cpp_int{1} << 256;

cpp_int reference(wide const& value) {
  auto const limbs = std::bit_cast<std::array<std::uint64_t, 4>>(value);
  cpp_int sum = 0;
  for (std::size_t i = 4; i-- > 0;) sum = (sum << 64) + limbs[i];
  return sum;
}

// Of any length up to 256 bits, often with limbs of only zeros or ones, where carries are.
wide random_wide(std::mt19937_64& random) {
  std::array<std::uint64_t, 4> limbs{};
  std::size_t const used = random() % 5;
  for (std::size_t i = 0; i < used; ++i) {
    std::uint64_t const kind = random() % 8;
    limbs[i] = kind == 0 ? 0 : kind == 1 ? ~std::uint64_t{0} : random() >> (random() % 64);
  }
  return std::bit_cast<wide>(limbs);
}

}  // namespace

TEST_CASE("256 bits agree with cpp_int") {
  std::mt19937_64 random(20'000'101);
  for (int round = 0; round < 50'000; ++round) {
    wide const a = random_wide(random);
    wide const b = random_wide(random);
    cpp_int const x = reference(a);
    cpp_int const y = reference(b);
    std::uint64_t const factor = random() >> (random() % 64);
    INFO(x << " and " << y << " and " << factor);

    REQUIRE((a < b) == (x < y));
    REQUIRE((a == b) == (x == y));
    wide result = a;
    REQUIRE(result.add(b) == (x + y < limit));
    REQUIRE(reference(result) == (x + y) % limit);
    if (x >= y) {
      result = a;
      result.subtract(b);
      REQUIRE(reference(result) == x - y);
    }
    result = a;
    bool fits = result.multiply_add(factor, b.low());
    REQUIRE(fits == (x * factor + b.low() < limit));
    if (fits) REQUIRE(reference(result) == x * factor + b.low());
    result = a;
    fits = result.multiply(b);
    REQUIRE(fits == (x * y < limit));
    REQUIRE(reference(result) == (fits ? x * y : x));
    auto const power = static_cast<std::uint32_t>(random() % 90);
    result = a;
    fits = result.scale_up(power);
    REQUIRE(fits == (x * pow(cpp_int{10}, power) < limit));
    if (fits) REQUIRE(reference(result) == x * pow(cpp_int{10}, power));
    if (factor != 0) {
      result = a;
      REQUIRE(result.divide(factor) == x % factor);
      REQUIRE(reference(result) == x / factor);
    }
    if (round % 10 == 0 && y != 0) {
      result = a;
      REQUIRE(reference(result.divide(b)) == x % y);
      REQUIRE(reference(result) == x / y);
    }
  }
}
