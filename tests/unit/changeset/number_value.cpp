// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/number_value.hpp>
#include <recto/types/decimal.hpp>
#include <support/test.hpp>

#include <cstdint>
#include <limits>

using recto::decimal;
using recto::number_value;

namespace {

char order(number_value const& left, number_value const& right) {
  auto const found = left <=> right;
  return found < 0 ? '<' : found > 0 ? '>' : found == 0 ? '=' : '?';
}

}  // namespace

static_assert(!std::is_convertible_v<bool, number_value>);
static_assert(!std::is_convertible_v<char const*, number_value>);
static_assert(std::is_convertible_v<decimal, number_value>);

TEST_CASE("number values: compared by value whatever their kinds") {
  constexpr double infinity = std::numeric_limits<double>::infinity();
  constexpr double nan = std::numeric_limits<double>::quiet_NaN();
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  constexpr auto least = std::numeric_limits<std::int64_t>::min();
  struct row {
    number_value left;
    char expected;
    number_value right;
  };
  row const rows[] = {
      {1, '<', 2},
      {-1, '<', 0u},
      {2, '=', std::int16_t{2}},
      {most, '<', std::uint64_t{9'223'372'036'854'775'808u}},
      {least, '<', std::uint64_t{0}},
      // whole numbers and fractions
      {1, '<', 1.5},
      {1, '=', 1.0},
      {0, '<', 0.5},
      {0, '>', -0.5},
      {-1, '<', -0.5},
      {-1, '>', -1.5},
      {most, '<', 9223372036854775808.0},
      {std::int64_t{9'007'199'254'740'993}, '>', 9007199254740992.0},  // 2^53 + 1, which a double rounds to 2^53
      {least, '=', -9223372036854775808.0},
      {least, '>', -9223372036854777856.0},
      {most, '<', infinity},
      {least, '>', -infinity},
      {1, '?', nan},
      {nan, '?', 1},
      {nan, '?', nan},
      // fractions
      {0.1, '<', 0.2},
      {0.1f, '=', 0.1},
      {0.1f, '=', 0.1f},
      {0.1, '=', 0.1f},
      {0.5f, '<', 0.75},
      {-0.0, '=', 0.0},
      // decimals
      {decimal{"19.90"}, '=', decimal{"19.9"}},
      {decimal{"0.1"}, '=', 0.1},
      {decimal{"0.10000000000000001"}, '>', 0.1},
      {decimal{"-0.5"}, '<', 0},
      {decimal{"-1.5"}, '<', decimal{"-1.25"}},
      {decimal{"1"}, '=', 1},
      {decimal{"10"}, '>', 9},
      {decimal{"0"}, '=', -0.0},
      {decimal{"123456789012345678901234567890"}, '>', most},
      {decimal{"0.00000000000000000000000000001"}, '>', 0},
      {decimal{"0.00000000000000000000000000001"}, '<', 1e-28},
      {decimal{"1"}, '<', infinity},
      {decimal{"1"}, '>', -infinity},
      {decimal{"1"}, '?', nan},
      {decimal{"1"}, '<', 1e308},
      {decimal{"0.1"}, '=', 0.1f},
  };
  for (row const& one : rows) {
    INFO(one.left.meta().to_string() << ' ' << one.expected << ' ' << one.right.meta().to_string());
    CHECK(order(one.left, one.right) == one.expected);
    char const turned = one.expected == '<' ? '>' : one.expected == '>' ? '<' : one.expected;
    CHECK(order(one.right, one.left) == turned);
    CHECK((one.left == one.right) == (one.expected == '='));
  }
}

TEST_CASE("number values: what the metadata of an error shows") {
  CHECK(number_value(8).meta() == recto::meta_value(8));
  CHECK(number_value(0.5).meta().to_string() == "0.5");
  CHECK(number_value(decimal{"19.90"}).meta() == "19.90");
  CHECK(number_value(std::uint64_t{18'446'744'073'709'551'615u}).meta() == "18446744073709551615");
  CHECK_FALSE(number_value());
  CHECK_FALSE(number_value().meta());
  CHECK(number_value(0));
}
