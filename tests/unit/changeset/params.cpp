// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/params.hpp>
#include <recto/types/json.hpp>
#include <support/test.hpp>

#include <limits>
#include <map>
#include <type_traits>

using namespace recto;
using namespace std::string_literals;
using keys = std::vector<std::string_view>;

static_assert(std::is_nothrow_copy_constructible_v<params> && std::is_nothrow_move_constructible_v<params>);
static_assert(std::is_convertible_v<param_view, params> && !std::is_convertible_v<char const*, params>);
static_assert(!std::is_constructible_v<param_source, unsigned long long>, "it may not fit");
static_assert(!std::is_constructible_v<param_source, void*>, "a pointer is no boolean");

namespace {

std::size_t members_of(params const& given) { return given.size(); }

param_view first_of(params const& given) { return given[0]; }

std::string refusal(std::string_view json, params_limits limits = {}) {
  auto const read = params::from_json(json, limits);
  return read ? "none" : read.error().message();
}

std::string repeated(std::string_view part, std::size_t times) {
  std::string all;
  for (std::size_t i = 0; i < times; ++i) all += part;
  return all;
}

}  // namespace

TEST_CASE("brace lists make maps") {
  CHECK(members_of({}) == 0);
  CHECK(members_of({{"a", "1"}}) == 1);
  CHECK(members_of({{"a", "1"}, {"b", "2"}}) == 2);
  CHECK(members_of({{"a", "1"}, {"b", "2"}, {"c", params{{"d", "3"}}}}) == 3);
  params const one{{"a", "1"}};
  CHECK(params{one} == one);
  CHECK(params{}.is_map());
  CHECK(params{{"b", "1"}, {"a", "2"}, {"b", "3"}} == params{{"a", "2"}, {"b", "3"}});
}

TEST_CASE("kinds of values") {
  std::string const text = "text";
  std::optional<std::string> const none;
  params const all{{"array", "text"},
                   {"string", text},
                   {"view", std::string_view(text)},
                   {"nul", "a\0b"s},
                   {"int", 1},
                   {"min", std::numeric_limits<std::int64_t>::min()},
                   {"unsigned", 4'000'000'000U},
                   {"double", 1.5},
                   {"float", 0.25F},
                   {"true", true},
                   {"false", false},
                   {"nullptr", nullptr},
                   {"nullopt", std::nullopt},
                   {"none", none},
                   {"some", std::optional(7)},
                   {"list", params::list({"a", "b"})},
                   {"map", params{{"k", "v"}}},
                   {"empty", params{}}};
  for (char const* key : {"array", "string", "view"}) CHECK(all.find(key) == "text");
  CHECK(all.find("nul") == "a\0b"s);
  CHECK(all.find("int")->integer() == 1);
  CHECK(all.find("min")->integer() == std::numeric_limits<std::int64_t>::min());
  CHECK(all.find("unsigned")->integer() == 4'000'000'000);
  CHECK(all.find("double")->floating() == 1.5);
  CHECK(all.find("float")->floating() == 0.25);
  CHECK(all.find("true")->boolean());
  CHECK_FALSE(all.find("false")->boolean());
  for (char const* key : {"nullptr", "nullopt", "none"}) CHECK(all.find(key)->is_null());
  CHECK(all.find("some")->integer() == 7);
  CHECK(all.find("list")->is_list());
  CHECK(all.find("map")->find("k") == "v");
  CHECK((all.find("empty")->is_map() && all.find("empty")->empty()));
}

TEST_CASE("copies share, moves leave the empty map, parts live on their own") {
  params original{{"a", params{{"b", "a text that is longer than what a std::string keeps within itself"}}}};
  params const copy = original;
  CHECK(copy.find("a")->key().data() == original.find("a")->key().data());
  params moved = std::move(original);
  CHECK(original.empty());  // NOLINT: the state of a moved-from object is documented
  CHECK(original == params{});
  CHECK(moved == copy);
  params& itself = moved;
  moved = itself;
  CHECK(moved == copy);
  original = moved;
  moved = {};
  CHECK(original == copy);

  params part = first_of(params(copy));
  original = {};
  CHECK(part.size() == 1);
  part = params(*part.find("b"));
  CHECK(part.text().size() == 65);
  CHECK(part.key() == "b");
  CHECK(params(*params{}.find_path({})) == params{});
}

TEST_CASE("with adds or replaces a member of a copy") {
  params const base{{"a", params{{"x", params::list({1, 2})}}}, {"b", "2"}};
  CHECK(base.with("b", 3) == params{{"a", params{{"x", params::list({1, 2})}}}, {"b", 3}});
  CHECK(base.with("", nullptr).size() == 3);
  CHECK(base.with("self", base).find_path({"self", "a", "x", "1"})->integer() == 2);
  CHECK(base.find("b") == "2");
  CHECK(params::list({1}).with("a", 1) == params{{"a", 1}});
}

TEST_CASE("lists of what can be iterated over") {
  CHECK(params::list(std::vector<std::string>{"a", "b"}) == params::list({"a", "b"}));
  CHECK(params::list(std::vector<std::optional<int>>{1, {}}) == params::list({param_source(1), nullptr}));
  CHECK(params::list(std::vector<params>{{{"a", "1"}}, {}}) == params::list({params{{"a", "1"}}, params{}}));
}

TEST_CASE("deep trees of a program") {
  params deep;
  for (int i = 0; i < 3'000; ++i) deep = params{{"a", deep}};
  params same;
  for (int i = 0; i < 3'000; ++i) same = params{{"a", same}};
  CHECK(deep == same);
  CHECK(deep != params{{"a", same}});
}

TEST_CASE("a row of a table") {
  std::vector<std::string> const header{"name", "age", "name"};
  using cells = std::vector<std::optional<std::string>>;
  CHECK(params::from_row(header, cells{"a", std::nullopt, "b"}) == params{{"age", nullptr}, {"name", "b"}});
  CHECK(params::from_row(header, std::vector<std::string>{"", "1", ""}) == params{{"age", "1"}, {"name", ""}});
  CHECK(params::from_row(header, cells{"a"}).error().message() == "params: 1 cells in a row of 3 columns");
  CHECK(params::from_row(header, cells(4)).error().message() == "params: 4 cells in a row of 3 columns");
  CHECK(params::from_row(keys{}, cells{}) == params{});
}

TEST_CASE("JSON: what becomes of values") {
  auto const read = params::from_json(
      R"({"text": "a\u0000\"\ud83d\ude00\n", "int": -5, "max": 9223372036854775807, "more": 9223372036854775808,
          "huge": -123456789012345678901234567890, "zero": -0, "double": 1.5, "whole": 1.0, "exp": 1e3, "small": 1e-999,
          "large": 1e999, "exact": 0.12345678901234567, "padded": 0.10000000000000000, "t": true, "f": false, "n": null,
          "list": [1, [], {}], "map": {"b": 1, "a": 2, "b": 3}, "": "empty", "k\u0041": 1})");
  REQUIRE(read);
  params const& all = *read;
  CHECK(all.find("text") == "a\0\"\xF0\x9F\x98\x80\n"s);
  CHECK(all.find("int")->integer() == -5);
  CHECK(all.find("max")->integer() == std::numeric_limits<std::int64_t>::max());
  CHECK(all.find("zero")->integer() == 0);
  for (auto [key, text] : {std::pair{"more", "9223372036854775808"},
                           {"huge", "-123456789012345678901234567890"},
                           {"large", "1e999"},
                           {"exact", "0.12345678901234567"}}) {
    INFO(key);
    CHECK(all.find(key)->kind() == param_kind::digits);
    CHECK(all.find(key)->text() == text);
    CHECK(all.find(key) != text);
  }
  for (auto [key, number] :
       {std::pair{"double", 1.5}, {"whole", 1.0}, {"exp", 1000.0}, {"small", 0.0}, {"padded", 0.1}}) {
    INFO(key);
    REQUIRE(all.find(key)->kind() == param_kind::floating);
    CHECK(all.find(key)->floating() == number);
  }
  CHECK(all.find("t")->boolean());
  CHECK_FALSE(all.find("f")->boolean());
  CHECK(all.find("n")->is_null());
  CHECK(all.find("list") == params::list({param_source(1), params::list(std::vector<int>{}), params{}}));
  CHECK(all.find("map") == params{{"a", 2}, {"b", 3}});
  CHECK(all.find("") == "empty");
  CHECK(all.contains("kA"));
}

TEST_CASE("JSON: the outermost value is of any kind") {
  CHECK(params::from_json(" [1] ") == params::list({1}));
  CHECK(params::from_json("{}") == params{});
  CHECK(params::from_json("\"x\"") == "x");
  CHECK(params::from_json("null")->is_null());
}

TEST_CASE("JSON: what is refused") {
  CHECK(refusal("{\"name\": ") == "params: no JSON: incomplete JSON at byte 9");
  CHECK(refusal("") == "params: no JSON: incomplete JSON at byte 0");
  CHECK(refusal("[1] 2") == "params: no JSON: extra data at byte 4");
  for (std::string const& bad : {"{'a':1}"s,
                                 "[1,]"s,
                                 "{\"a\":1,}"s,
                                 "{a:1}"s,
                                 "[01]"s,
                                 "[1.]"s,
                                 "[.5]"s,
                                 "[+1]"s,
                                 "[NaN]"s,
                                 "[Infinity]"s,
                                 "[-]"s,
                                 "[1e]"s,
                                 "tru"s,
                                 "[\"\xFF\"]"s,
                                 "[\"\xC0\x80\"]"s,
                                 "[\"\xED\xA0\x80\"]"s,
                                 "[\"\\ud800\"]"s,
                                 "[\"\\x\"]"s,
                                 "[\"a\nb\"]"s,
                                 "// a\n[1]"s,
                                 "\xEF\xBB\xBF[1]"s,
                                 "[1]\0"s,
                                 "]"s,
                                 "{\"a\"}"s,
                                 "{1:2}"s,
                                 "[\"a"s}) {
    INFO(bad);
    CHECK_THAT(refusal(bad), recto::test::contains("params: no JSON: "));
  }
  CHECK(params::from_json("[").error().kind() == error_kind::invalid_value);
}

TEST_CASE("JSON: limits") {
  CHECK(refusal("[1]", {.max_bytes = 3}) == "none");
  CHECK(refusal("[12]", {.max_bytes = 3}) == "params: JSON of more than 3 bytes");
  CHECK(refusal("[1,2]", {.max_values = 3}) == "none");
  CHECK(refusal("[1,2]", {.max_values = 2}) == "params: more than 2 values");
  auto const nested = [](std::size_t depth) { return repeated("[", depth) + repeated("]", depth); };
  auto const maps = [](std::size_t depth) { return repeated("{\"a\":", depth) + "1" + repeated("}", depth); };
  for (std::size_t const depth : {1U, 2U, 64U}) {
    CHECK(refusal(nested(depth)) == "none");
    CHECK(refusal(maps(depth)) == "none");
  }
  for (std::size_t const depth : {65U, 66U, 10'000U, 1'000'000U}) {
    CHECK(refusal(nested(depth)) == "params: nested more than 64 levels deep");
    CHECK(refusal(maps(depth)) == "params: nested more than 64 levels deep");
  }
  CHECK(refusal(repeated("[", 1'000'000)) == "params: nested more than 64 levels deep");
  params_limits const deeper{.max_depth = 1'000'000};
  CHECK(refusal(maps(1'000), deeper) == "none");
  CHECK(refusal(maps(10'000), deeper) == "params: nested more than 1000 levels deep");
}

TEST_CASE("JSON: a million keys") {
  std::string object = "{";
  std::string same = "{";
  for (int i = 0; i < 1'000'000; ++i) {
    object += "\"" + std::to_string((i * 7919LL) % 1'000'003) + "\":1,";
    same += "\"k\":1,";
  }
  object.back() = same.back() = '}';
  CHECK(refusal(same) == "params: more than 100000 values");
  params_limits const large{.max_bytes = 100'000'000, .max_values = 2'000'000};
  auto const read = params::from_json(object, large);
  REQUIRE(read);
  CHECK(read->size() == 1'000'000);
  CHECK(read->find("7919")->integer() == 1);
  CHECK(read->unknown_keys({"1", "2"}).size() == 999'998);
  CHECK(params::from_json(same, large)->size() == 1);
}

TEST_CASE("the same from every source") {
  params const expected{{"name", "Bob"}, {"address", params{{"street", "Via"}, {"city", "Rome"}}}};
  CHECK(params::from_form("name=Bob&address%5Bcity%5D=Rome&address%5Bstreet%5D=Via") == expected);
  CHECK(params::from_json(R"({"name": "Bob", "address": {"city": "Rome", "street": "Via"}})") == expected);
  CHECK(params::from_row(keys{"name"}, keys{"Bob"})->with("address", *expected.find("address")) == expected);
  CHECK(params::from_fields(
            std::map<std::string, std::string>{{"address[city]", "Rome"}, {"address[street]", "Via"}, {"name", "Bob"}})
        == expected);
}
