// SPDX-License-Identifier: BSL-1.0
#include <recto/types/json_read.hpp>
#include <unit/types/support.hpp>

#include <bit>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <random>
#include <string>

using recto::detail::read_json;
using namespace recto::test;
using namespace std::string_literals;
using boost::json::value;

TEST_CASE("every kind of value") {
  CHECK(read_json(R"( {"a": [1, -2, 18446744073709551615, 0.5, "x\u00e9", true, false, null], "b": {}, "": ""} )")
        == value{{"a", {1, -2, UINT64_MAX, 0.5, "x\xc3\xa9", true, false, nullptr}},
                 {"b", boost::json::object{}},
                 {"", ""}});
  CHECK(read_json("7") == value(7));
  std::string const long_text(10'000, 'x');
  CHECK(read_json("{\"" + long_text + "\": \"\\n" + long_text + "\"}").as_object().at(long_text)
        == value("\n" + long_text));
}

TEST_CASE("a fraction becomes the nearest double") {
  CHECK(read_json("-1001657.6416015625") == value(-1001657.6416015625));
  CHECK(read_json("1e-400") == value(0.0));
  CHECK(std::signbit(read_json("-0.0").as_double()));
  CHECK_ERROR(invalid_value, read_json("1e400"));
  CHECK_ERROR(invalid_value, read_json("-1" + std::string(400, '0')));
  std::mt19937_64 random(20'800'101);
  for (int i = 0; i < 20'000; ++i) {
    auto const number = std::bit_cast<double>(random());
    if (!std::isfinite(number)) continue;
    char digits[64];
    std::string text(digits, std::to_chars(digits, digits + sizeof digits, number).ptr);
    if (text.find_first_of(".e") == text.npos) text += ".0";
    INFO(text);
    REQUIRE(read_json(text).as_double() == number);
  }
}

TEST_CASE("what is no JSON") {
  for (std::string const& text : {""s, " "s, "{"s, "[1,]"s, "{\"a\"}"s, "nul"s, "01"s, "1 2"s, "[]x"s, "'a'"s,
                                  "\"\xff\""s, "\"\\ud800\""s, "NaN"s, "\0"s, "1."s, "+1"s}) {
    INFO(text);
    CHECK_THAT(message_of([&] { read_json(text); }), contains("cannot be read"));
  }
}
