// SPDX-License-Identifier: BSL-1.0
#include <recto/types/array.hpp>
#include <recto/types/decimal.hpp>
#include <recto/types/literal.hpp>
#include <unit/types/support.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <vector>

using namespace recto;
using namespace recto::test;

static_assert(sql_type_of<decimal> == sql_type{"numeric", 1700, 1231});
static_assert(sql_type_of<std::vector<decimal>> == sql_type{"numeric[]", 1231, 0});
static_assert(accepts_column<decimal>(1700) && !accepts_column<decimal>(701) && !accepts_column<decimal>(20));
static_assert(has_literal<decimal> && std::regular<decimal>);

static_assert(std::is_convertible_v<int, decimal> && std::is_convertible_v<std::uint64_t, decimal>);
static_assert(!std::is_constructible_v<decimal, double> && !std::is_constructible_v<decimal, float>);
static_assert(!std::is_constructible_v<decimal, bool> && !std::is_constructible_v<decimal, char>);
static_assert(std::is_constructible_v<decimal, std::string> && !std::is_convertible_v<std::string, decimal>);
static_assert(!std::is_constructible_v<double, decimal>, "only to_double() loses digits");

static_assert(decimal{"19.90"} == decimal{"19.9"} && decimal{"19.90"}.scale() == 2);
static_assert(decimal{"0.1"} + decimal{"0.2"} == decimal{"0.3"});
static_assert(decimal{"-2.5"} * 3 == decimal{"-7.5"} && 2 * decimal{"0.5"} == 1);
static_assert(decimal{"1.1"} < 2 && -1 < decimal{} && decimal{"-0.0"} == 0 && !decimal{"-0"}.is_negative());
static_assert(round(decimal{"2.5"}, 0) == 3 && divide(decimal{1}, 3, 2) == decimal{"0.33"});

namespace {

std::string const nines76(76, '9');

std::string words(std::initializer_list<int> values) {
  std::string out;
  for (int value : values) {
    out += static_cast<char>(value >> 8);
    out += static_cast<char>(value);
  }
  return out;
}

std::string text_of(std::string_view text) { return decimal{text}.to_string(); }

}  // namespace

TEST_CASE("decimals from text and back") {
  for (char const* text :
       {"0", "0.00", "19.99", "-19.990", "1", "-1", "0.0001", "-0.00001", "12345678901234567890.123456789"}) {
    CHECK(text_of(text) == text);
  }
  CHECK(text_of(nines76) == nines76);
  CHECK(text_of("0." + nines76) == "0." + nines76);
  CHECK(text_of("+7") == "7");
  CHECK(text_of("-0.0") == "0.0");
  CHECK(text_of(".5") == "0.5");
  CHECK(text_of("5.") == "5");
  CHECK(text_of("007.0") == "7.0");
  CHECK(text_of("1e3") == "1000");
  CHECK(text_of("1.25E+1") == "12.5");
  CHECK(text_of("15e-4") == "0.0015");
  CHECK(text_of("0e9999") == "0");
}

TEST_CASE("text that is no decimal") {
  for (char const* text : {"",   " ",   "-",     "+",   ".",   "-.",       "1.2.3", "1 ",  " 1",    "1x",   "x",
                           "1e", "1e+", "1e1.5", "1,5", "NaN", "Infinity", "0x10",  "--1", "1_000", "1e1e1"}) {
    INFO(text);
    CHECK(message_of([&] { decimal{std::string_view(text)}; }) == "the text is not a decimal number");
  }
}

TEST_CASE("digits that do not fit are an error, never rounded") {
  CHECK_THAT(message_of([] { decimal{nines76 + "9"}; }), contains("76 digits"));
  CHECK_ERROR(invalid_value, decimal{"1e76"});
  CHECK(text_of("1e75").size() == 76);
  CHECK_ERROR(invalid_value, decimal{"1e999999999999999999999"});
  CHECK_ERROR(invalid_value, decimal{"1e-16384"});
  CHECK(text_of("1e-16383").size() == 2 + 16383);
  CHECK_ERROR(invalid_value, decimal{std::string(100'000, '9')});
  CHECK_ERROR(invalid_value, decimal{"0." + std::string(20'000, '0')});
  CHECK_ERROR(invalid_value, decimal{nines76} + 1);
  CHECK_ERROR(invalid_value, -decimal{nines76} - 1);
  CHECK_ERROR(invalid_value, decimal{nines76} + decimal{"0.1"});
  CHECK_ERROR(invalid_value, decimal{nines76} * 10);
  CHECK_ERROR(invalid_value, decimal{"1e-10000"} * decimal{"1e-10000"});
  CHECK((decimal{nines76} - 1 + 1).to_string() == nines76);
  CHECK((decimal{nines76} * 1).to_string() == nines76);
}

TEST_CASE("whole numbers to their ends") {
  CHECK(decimal{std::numeric_limits<std::int64_t>::min()}.to_string() == "-9223372036854775808");
  CHECK(decimal{std::numeric_limits<std::uint64_t>::max()}.to_string() == "18446744073709551615");
  CHECK(decimal{std::int16_t{-5}}.to_string() == "-5");
}

TEST_CASE("sums and products keep places as PostgreSQL does") {
  CHECK((decimal{"19.99"} + decimal{"0.1"}).to_string() == "20.09");
  CHECK((decimal{"1.5"} - decimal{"1.50"}).to_string() == "0.00");
  CHECK((decimal{"1.5"} * decimal{"-1.50"}).to_string() == "-2.250");
  CHECK((decimal{"0.5"} - 1).to_string() == "-0.5");
  CHECK((-decimal{"0.5"}).to_string() == "-0.5");
  CHECK((-decimal{}).to_string() == "0");
  decimal total{};
  for (int i = 0; i < 1000; ++i) total += decimal{"0.10"};
  CHECK(total.to_string() == "100.00");
  total -= decimal{"100.001"};
  CHECK(total.to_string() == "-0.001");
  total *= -3;
  CHECK(total.to_string() == "0.003");
}

TEST_CASE("decimals compare by value, whatever their scale") {
  decimal const tiny{"1e-16383"};
  decimal const huge{nines76};
  CHECK(tiny > 0);
  CHECK(-tiny < 0);
  CHECK(tiny < huge);
  CHECK(huge > tiny);
  CHECK(-huge < -tiny);
  CHECK(-huge < tiny);
  CHECK(decimal{"1.10"} <= decimal{"1.1"});
  CHECK(decimal{"0.000"} == 0);
  CHECK(decimal{"-1.1"} < decimal{"-1.0999"});
}

TEST_CASE("rounding is asked for") {
  struct {
    char const* value;
    int places;
    char const* result;
  } const cases[] = {{"2.5", 0, "3"},      {"-2.5", 0, "-3"},     {"2.4999", 0, "2"},     {"2.45", 1, "2.5"},
                     {"-2.45", 1, "-2.5"}, {"2.449", 1, "2.4"},   {"1250", -2, "1300"},   {"1249", -2, "1200"},
                     {"-50", -2, "-100"},  {"49", -2, "0"},       {"0.04", -3, "0"},      {"7", 2, "7.00"},
                     {"0.005", 2, "0.01"}, {"0.0049", 2, "0.00"}, {"-0.0049", 2, "0.00"}, {"9.995", 2, "10.00"},
                     {"5", -1, "10"},      {"4", -1, "0"},        {"5", -100000, "0"}};
  for (auto const& one : cases) {
    INFO(one.value << " to " << one.places);
    CHECK(round(decimal{std::string_view(one.value)}, one.places).to_string() == one.result);
  }
  CHECK_ERROR(invalid_value, round(decimal{nines76}, -1));
  CHECK_ERROR(invalid_value, round(decimal{1}, 16384));
  CHECK(round(decimal{"0." + nines76}, 75).to_string() == "1." + std::string(75, '0'));
}

TEST_CASE("division says how many places it keeps") {
  CHECK(divide(decimal{2}, 3, 5).to_string() == "0.66667");
  CHECK(recto::divide(1, 8, 2).to_string() == "0.13");
  CHECK(divide(decimal{-1}, 8, 2).to_string() == "-0.13");
  CHECK(divide(decimal{"1.000"}, decimal{"0.3"}, 0).to_string() == "3");
  CHECK(divide(decimal{"100"}, decimal{"0.00001"}, 0).to_string() == "10000000");
  CHECK(divide(decimal{"0.00001"}, decimal{100}, 2).to_string() == "0.00");
  CHECK(divide(decimal{nines76}, decimal{nines76}, 0).to_string() == "1");
  CHECK(message_of([] { divide(decimal{1}, 0, 2); }) == "a decimal was divided by zero");
  CHECK_ERROR(invalid_value, divide(decimal{1}, 3, -1));
  CHECK_ERROR(invalid_value, divide(decimal{1}, 3, 100));
}

TEST_CASE("the nearest double") {
  CHECK(decimal{"0.1"}.to_double() == 0.1);
  CHECK(decimal{"-1234567.875"}.to_double() == -1234567.875);
  CHECK(decimal{nines76}.to_double() == 1e76);
}

TEST_CASE("the bytes of numeric") {
  CHECK(encoded(decimal{}) == words({0, 0, 0, 0}));
  CHECK(encoded(decimal{"0.00"}) == words({0, 0, 0, 2}));
  CHECK(encoded(decimal{"19.99"}) == words({2, 0, 0, 2, 19, 9900}));
  CHECK(encoded(decimal{"-12345.678"}) == words({3, 1, 0x4000, 3, 1, 2345, 6780}));
  CHECK(encoded(decimal{"0.00001"}) == words({1, -2, 0, 5, 1000}));
  for (std::string const& text :
       {std::string("0"), std::string("0.00"), std::string("10000"), std::string("-9999.9999"), std::string("0.00010"),
        nines76, "-0." + nines76, std::string("1e-16383")}) {
    decimal const value{text};
    CHECK(round_trip(value) == value);
    CHECK(round_trip(value).scale() == value.scale());
  }
}

TEST_CASE("numeric as the server writes it") {
  CHECK(decoded<decimal>(words({1, 1, 0, 0, 5})).to_string() == "50000");  // trailing zero groups are left out
  CHECK(decoded<decimal>(words({1, 18, 0, 0, 9999})).to_string() == "9999" + std::string(72, '0'));
  CHECK(decoded<decimal>(words({2, 0, 0, 1, 1, 5000})).to_string() == "1.5");
  CHECK(decoded<decimal>(words({0, 0, 0, 3})).to_string() == "0.000");
  CHECK(decoded<decimal>(words({0, 0, 0x4000, 0})).to_string() == "0");
  CHECK(decoded<decimal>(words({3, 0, 0, 2, 1, 5000, 0})).to_string() == "1.50");  // zeros beyond the scale
}

TEST_CASE("NaN, infinities and hostile numerics") {
  CHECK_THAT(message_of([] { decoded<decimal>(words({0, 0, 0xC000, 0})); }), contains("NaN"));
  CHECK_THAT(message_of([] { decoded<decimal>(words({0, 0, 0xD000, 0})); }), contains("infinite"));
  CHECK_THAT(message_of([] { decoded<decimal>(words({0, 0, 0xF000, 0x20})); }), contains("infinite"));
  check_other_lengths_refused<decimal>(words({2, 0, 0, 2, 19, 9900}));
  CHECK_ERROR(invalid_value, decoded<decimal>(words({1, 0, 1, 0, 5})));      // no such sign
  CHECK_ERROR(invalid_value, decoded<decimal>(words({1, 0, 0, 0, 10000})));  // no base-10000 digit
  CHECK_ERROR(invalid_value, decoded<decimal>(words({1, 0, 0, 0, 0xffff})));
  CHECK_ERROR(invalid_value, decoded<decimal>(words({1, 0, 0, 0x4000, 5})));   // scale beyond the limit
  CHECK_ERROR(invalid_value, decoded<decimal>(words({1, 32767, 0, 0, 1})));    // 131,068 digits
  CHECK_ERROR(invalid_value, decoded<decimal>(words({2, 0, 0, 1, 1, 5500})));  // a digit beyond the scale
  CHECK_ERROR(invalid_value, decoded<decimal>(words({3, 0, 0, 1, 1, 5000, 1})));
  CHECK_ERROR(invalid_value, decoded<decimal>(words({-1, 0, 0, 0})));
  CHECK(decoded<decimal>(words({1, 32767, 0, 0, 0})) == 0);
  CHECK(decoded<decimal>(words({1, -32768, 0, 16383, 0})) == 0);
  std::string many = words({20'000, 0, 0, 0});
  for (int i = 0; i < 20'000; ++i) many += words({9999});
  CHECK_ERROR(invalid_value, decoded<decimal>(many));
}
