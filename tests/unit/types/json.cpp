// SPDX-License-Identifier: BSL-1.0
#include <recto/types/array.hpp>
#include <recto/types/json.hpp>
#include <recto/types/literal.hpp>
#include <unit/types/support.hpp>

#include <limits>
#include <string>
#include <vector>

using namespace recto;
using namespace recto::test;
using namespace std::string_literals;
using boost::json::value;

namespace {

struct theme {
  std::string color = "black";
  int size = 12;
  bool operator==(theme const&) const = default;
};

std::string nested(std::size_t depth) { return std::string(depth, '[') + std::string(depth, ']'); }

}  // namespace

static_assert(sql_type_of<value> == sql_type{"jsonb", 3802, 3807} && sql_type_of<json<theme>> == sql_type_of<value>);
static_assert(sql_type_of<std::vector<json<theme>>> == sql_type{"jsonb[]", 3807, 0});
static_assert(accepts_column<value>(3802) && accepts_column<value>(114) && !accepts_column<value>(25));
static_assert(has_literal<value> && has_literal<json<theme>> && !detail::is_viewed<value>);
static_assert(std::regular<json<theme>> && std::is_convertible_v<theme, json<theme>>);

TEST_CASE("jsonb is a version and the text") {
  CHECK(encoded(value{{"a", 1}}) == "\1{\"a\":1}");
  CHECK(encoded(value{}) == "\1null");
  CHECK(decoded<value>("\1[1, 2]") == value{1, 2});
}

TEST_CASE("json is the text") { CHECK(decoded<value>("{\"a\": 1}") == value{{"a", 1}}); }

TEST_CASE("documents round trip") {
  value const large = boost::json::string(1 << 20, 'x');
  for (value const& one :
       {value{}, value(true), value(-5), value(0.5), value("🐘 \"\\ \n\x01"), value(boost::json::object{}),
        value(boost::json::array{}), value{{"a", {1, nullptr, {{"b", "c"}}}}}, large}) {
    CHECK(round_trip(one) == one);
  }
}

TEST_CASE("bytes that are no JSON") {
  for (std::string const& wire : {""s, "\1"s, "\1{"s, "\2{}"s, "\1{}x"s, "nul"s, "\1\xff"s, "\1\"\xff\""s, "\1\1{}"s}) {
    CHECK_THAT(message_of([&] { decoded<value>(wire); }), contains("JSON that cannot be read"));
  }
}

TEST_CASE("depth is bounded both ways") {
  CHECK(round_trip(decoded<value>(nested(100))) == decoded<value>(nested(100)));
  CHECK_ERROR(invalid_value, decoded<value>(nested(200)));
  CHECK_ERROR(invalid_value, decoded<value>(std::string(1 << 20, '[')));
  value deep;
  for (int i = 0; i < 200; ++i) deep = boost::json::array{std::move(deep)};
  CHECK_THAT(message_of([&] { detail::encoded_size(deep); }), contains("levels deep"));
}

TEST_CASE("what jsonb cannot store is refused before it is sent") {
  boost::json::string const nul("a\0b", 3);
  CHECK_THAT(message_of([&] { detail::encoded_size(value(nul)); }), contains("NUL"));
  CHECK_ERROR(invalid_value, detail::encoded_size(value{{"x", {1, nul}}}));
  CHECK_ERROR(invalid_value, detail::encoded_size(value(boost::json::object{{boost::json::string_view(nul), 1}})));
  CHECK_ERROR(invalid_value, detail::encoded_size(json<theme>{theme{.color = "\0"s}}));
  CHECK_ERROR(invalid_value, detail::encoded_size(value(std::numeric_limits<double>::infinity())));
  CHECK_ERROR(invalid_value, detail::encoded_size(value(std::numeric_limits<double>::quiet_NaN())));
}

TEST_CASE("an aggregate kept as one value") {
  json<theme> dark{theme{.color = "dark", .size = 9}};
  CHECK(encoded(dark) == "\1{\"color\":\"dark\",\"size\":9}");
  CHECK(round_trip(dark) == dark);
  CHECK(decoded<json<theme>>("\1{}") == json<theme>{});
  CHECK(message_of([] { decoded<json<theme>>("\1{\"size\": []}"); })
        == "JSON at $.size: expected a number, found array");
  dark->size = 10;
  CHECK((*dark).size == 10);
  CHECK(round_trip(json<std::vector<int>>{{1, 2}}) == json<std::vector<int>>{{1, 2}});
}

TEST_CASE("arrays and literals of documents") {
  std::vector<json<theme>> const themes{theme{}, theme{.color = "\""}};
  CHECK(round_trip(themes) == themes);
  std::string out;
  append_literal(out, themes);
  CHECK(out == R"x({"{\"color\":\"black\",\"size\":12}","{\"color\":\"\\\"\",\"size\":12}"})x");
  out.clear();
  append_literal(out, value{1, "x"});
  CHECK(out == R"([1,"x"])");
}
