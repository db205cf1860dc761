// SPDX-License-Identifier: BSL-1.0
// Truth values, whole numbers, binary fractions and decimals, with their extremes.
#include <recto/changeset/cast_number.hpp>

#include "casts.hpp"

#include <recto/types/decimal.hpp>
#include <recto/types/literal.hpp>

#include <cmath>
#include <limits>
#include <random>

using namespace recto;
using namespace recto::test;
using recto::detail::is_number_text;

static_assert(is_number_text("1", false) && is_number_text("-1.5e+3", false) && is_number_text("+0.0E-3", false));
static_assert(!is_number_text("", true) && !is_number_text(".", true) && !is_number_text("+", true));
static_assert(is_number_text(".5", true) && is_number_text("5.", true) && is_number_text("-.5e1", true));
static_assert(!is_number_text(".5", false) && !is_number_text("5.", false) && !is_number_text("5.e1", false));
static_assert(!is_number_text("1e", true) && !is_number_text("1e+", true) && !is_number_text("1e1.5", true));
static_assert(!is_number_text("0x10", true) && !is_number_text("nan", true) && !is_number_text("1 ", true));

TEST_CASE("cast to bool") {
  check_taken<bool>({{true, true}, {false, false}, {"true", true}, {"1", true}, {"false", false}, {"0", false}});
  check_refused<bool>("boolean", {"on", "off", "yes", "no", "", "t", "TRUE", "True", " true", "true ", "01", "2", 1, 0,
                                  1.0, std::string_view("1\0", 2), empty_list, empty_map});
}

TEST_CASE("cast to a whole number") {
  check_taken<std::int32_t>(
      {{"12", 12}, {"+12", 12}, {"-12", -12}, {"0", 0}, {"-0", 0}, {"007", 7}, {12, 12}, {-12, -12}});
  check_refused<std::int32_t>(
      "integer",
      {"12abc", "1.0",  " 12", "12 ",      "\n12",   "",      "+",   "-",   "+-12",     "-+12",
       "--12",  "++12", "1e3", "0x10",     "1_000",  "1,000", "12.", "abc", "\xd9\xa1", std::string_view("12\0", 3),
       1.0,     12.5,   true,  empty_list, empty_map});
}

TEST_CASE("a whole number has at most 31 bytes") {
  CHECK(cast_exactly<std::int64_t>(std::string(29, '0') + "12") == 12);
  CHECK(cast_exactly<std::int64_t>("+" + std::string(28, '0') + "12") == 12);
  CHECK_FALSE(cast_exactly<std::int64_t>(std::string(30, '0') + "12"));
  CHECK_FALSE(cast_exactly<std::int64_t>("+" + std::string(29, '0') + "12"));
}

TEMPLATE_TEST_CASE("whole numbers to their ends and not beyond", "", short, int, long, long long) {
  using limits = std::numeric_limits<TestType>;
  CHECK(cast_exactly<TestType>(limits::max()) == limits::max());
  CHECK(cast_exactly<TestType>(limits::min()) == limits::min());
  CHECK(cast_exactly<TestType>(std::to_string(limits::max())) == limits::max());
  CHECK(cast_exactly<TestType>(std::to_string(limits::min())) == limits::min());
  // The last digit of 2^n - 1 and -2^n is 7 or 8, or 3 for none of these widths, so one more carries nothing.
  for (std::string beyond : {std::to_string(limits::max()), std::to_string(limits::min())}) {
    ++beyond.back();
    INFO(beyond);
    CHECK_FALSE(cast_exactly<TestType>(beyond));
    CHECK_FALSE(cast_exactly<TestType>(beyond + "0"));
  }
  if constexpr (sizeof(TestType) < sizeof(std::int64_t)) {
    CHECK_FALSE(cast_exactly<TestType>(std::int64_t{limits::max()} + 1));
    CHECK_FALSE(cast_exactly<TestType>(std::int64_t{limits::min()} - 1));
  }
}

TEST_CASE("cast to a binary fraction") {
  check_taken<double>({{"1", 1},
                       {"1.5", 1.5},
                       {"+1.5", 1.5},
                       {"-1.5", -1.5},
                       {"1e3", 1000},
                       {"1E3", 1000},
                       {"1.5e-3", 0.0015},
                       {"1.5e+3", 1500},
                       {"0", 0},
                       {"0e5", 0},
                       {"00.5", 0.5},
                       {12, 12},
                       {-12, -12},
                       {1.5, 1.5},
                       {"1.7976931348623157e308", std::numeric_limits<double>::max()},
                       {"5e-324", std::numeric_limits<double>::denorm_min()}});
  check_refused<double>("float", {"",
                                  ".",
                                  "1.",
                                  ".5",
                                  "1.5abc",
                                  "1e",
                                  "1e+",
                                  "e3",
                                  " 1",
                                  "1 ",
                                  "1,5",
                                  "0x1p3",
                                  "nan",
                                  "NaN",
                                  "inf",
                                  "-inf",
                                  "Infinity",
                                  "+-1",
                                  "1e400",
                                  "-1e400",
                                  "1e-400",
                                  "1e99999999999999999999",
                                  std::string_view("1\0", 2),
                                  true,
                                  HUGE_VAL,
                                  -HUGE_VAL,
                                  std::nan(""),
                                  empty_list,
                                  empty_map});
}

TEST_CASE("a real has its own bounds") {
  check_taken<float>({{"1.5", 1.5f}, {1.5, 1.5f}, {12, 12.0f}, {"3.4e38", 3.4e38f}, {0.0, 0.0f}});
  check_refused<float>("float", {"3.5e38", 3.5e38, -3.5e38, "1e-60", 1e-60, HUGE_VAL, std::nan("")});
}

TEST_CASE("cast to a decimal") {
  check_taken<decimal>({{"1", decimal{"1"}},
                        {"1.50", decimal{"1.5"}},
                        {"-1.5", decimal{"-1.5"}},
                        {"+1.5", decimal{"1.5"}},
                        {".5", decimal{"0.5"}},
                        {"5.", decimal{5}},
                        {"1e3", decimal{1000}},
                        {"1E-3", decimal{"0.001"}},
                        {12, decimal{12}},
                        {-12, decimal{-12}},
                        {1.5, decimal{"1.5"}},
                        {0.1, decimal{"0.1"}},
                        {1e22, decimal{"10000000000000000000000"}},
                        {std::numeric_limits<std::int64_t>::min(), decimal{"-9223372036854775808"}}});
  check_refused<decimal>("decimal", {"",         ".",
                                     "+",        "-",
                                     "1.5abc",   "1.5.5",
                                     " 1",       "1 ",
                                     "1,5",      "NaN",
                                     "nan",      "-NaN",
                                     "sNaN",     "Inf",
                                     "Infinity", "-inf",
                                     "1e",       "0x10",
                                     "1e400",    "1e999999999999999999",
                                     true,       HUGE_VAL,
                                     -HUGE_VAL,  std::nan(""),
                                     1e300,      std::string_view("1\0", 2),
                                     empty_list, empty_map});
}

TEST_CASE("a decimal keeps its scale and up to 76 digits") {
  CHECK(cast_value<decimal>("19.90")->to_string() == "19.90");
  std::string const most(76, '9');
  CHECK(cast_value<decimal>(most)->to_string() == most);
  CHECK_FALSE(cast_value<decimal>(most + "9"));
  CHECK(cast_value<decimal>("0." + most)->to_string() == "0." + most);
  CHECK_FALSE(cast_value<decimal>("0." + most + "9"));
}

TEST_CASE("a number that no plain type holds") {
  cast_input const long_fraction = cast_input::digits("0.10000000000000000000000000001");
  CHECK(casts_to(long_fraction, decimal{"0.10000000000000000000000000001"}));
  CHECK(casts_to(long_fraction, 0.1));
  cast_input const large = cast_input::digits("18446744073709551615");
  CHECK(casts_to(large, decimal{"18446744073709551615"}));
  CHECK(casts_to(large, 18446744073709551616.0));
  check_refused<std::int64_t>("integer", {large, long_fraction, cast_input::digits("12")});
  check_refused<bool>("boolean", {cast_input::digits("1")});
  check_refused<std::string>("string", {large});
  check_refused<double>("float", {cast_input::digits("1e999")});
  check_refused<decimal>("decimal", {cast_input::digits("1e999"), cast_input::digits("1,5"), cast_input::digits("")});
}

TEST_CASE("a megabyte that is a number is read, and another refused") {
  for (std::string_view const piece : {"9", "0", "1e", ".", "-", "+", "1.", "e9", " ", "\xff"}) {
    std::string const text = megabyte_of(piece);
    INFO(piece);
    CHECK_FALSE(cast_value<std::int64_t>(text));
    CHECK_FALSE(cast_value<bool>(text));
    bool const zero = piece == "0";
    CHECK(cast_value<double>(text).has_value() == zero);
    CHECK(cast_value<decimal>(text).has_value() == zero);
    CHECK(cast_value<double>("1e" + text).has_value() == zero);
    CHECK(cast_value<double>("0." + text).has_value() == (zero || piece == "9"));
    CHECK_FALSE(cast_value<decimal>("0." + text));
  }
}

TEST_CASE("a number's text is cast to the number") {
  std::mt19937_64 random(1);
  for (int i = 0; i < 20'000; ++i) {
    std::uint64_t const bits = random() >> (random() % 64);
    auto const check = [](auto value) {
      std::string text;
      append_literal(text, value);
      INFO(text);
      CHECK(cast_exactly<decltype(value)>(text) == value);
    };
    check(static_cast<std::int16_t>(bits));
    check(static_cast<std::int32_t>(bits));
    check(static_cast<std::int64_t>(bits));
    check(decimal{static_cast<std::int64_t>(bits)} * decimal{"0.00001"});
    if (double const value = std::bit_cast<double>(random()); std::isfinite(value)) check(value);
    if (float const value = std::bit_cast<float>(static_cast<std::uint32_t>(random())); std::isfinite(value))
      check(value);
  }
}
