// SPDX-License-Identifier: BSL-1.0
#include <recto/types/json_map.hpp>
#include <unit/types/support.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

using recto::detail::from_json;
using recto::detail::to_json;
using namespace recto::test;

namespace recto::test {
boost::json::storage_ptr storage_of_another_file();
boost::json::storage_ptr storage_of_another_file() { return {}; }
}  // namespace recto::test

namespace {

enum class color { red, default_ };

struct address {
  std::string city = "nowhere";
  std::optional<int> number{};
  bool operator==(address const&) const = default;
};

struct person {
  std::string name{};
  std::int16_t age = 7;
  double weight = 0;
  bool active = true;
  color favourite = color::red;
  std::vector<address> homes{};
  std::optional<address> office{};
  std::uint64_t serial = 0;
  boost::json::value rest{};
  bool operator==(person const&) const = default;
};

template <class T>
T parsed(char const* text) {
  T value{};
  from_json(boost::json::parse(text), value, {});
  return value;
}

template <class T>
std::string refusal(char const* text) {
  return message_of([&] { parsed<T>(text); });
}

}  // namespace

TEST_CASE("an aggregate becomes an object and comes back") {
  person const ada{.name = "Ada \"L\" 🐘",
                   .age = -1,
                   .weight = 0.5,
                   .active = false,
                   .favourite = color::default_,
                   .homes = {{"Rome", 1}, {}},
                   .office = address{"Oslo"},
                   .serial = std::numeric_limits<std::uint64_t>::max(),
                   .rest = {1, "x"}};
  boost::json::value const json = to_json(ada);
  CHECK(boost::json::serialize(json)
        == R"({"name":"Ada \"L\" 🐘","age":-1,"weight":5E-1,"active":false,"favourite":"default",)"
           R"("homes":[{"city":"Rome","number":1},{"city":"nowhere","number":null}],)"
           R"("office":{"city":"Oslo","number":null},"serial":18446744073709551615,"rest":[1,"x"]})");
  person back{};
  from_json(json, back, {});
  CHECK(back == ada);
}

TEST_CASE("missing keys keep the default, unknown keys are ignored") {
  CHECK(parsed<person>("{}") == person{});
  CHECK(parsed<person>(R"({"age": 8, "unknown": {"deep": [1]}})").age == 8);
  CHECK(parsed<address>(R"({"number": null})").number == std::nullopt);
}

TEST_CASE("a wrong kind is named with its path, not with its value") {
  CHECK(refusal<person>("[]") == "JSON at $: expected an object, found array");
  CHECK(refusal<person>(R"({"name": 5})") == "JSON at $.name: expected a string, found int64");
  CHECK(refusal<person>(R"({"name": null})") == "JSON at $.name: expected a string, found null");
  CHECK(refusal<person>(R"({"active": "yes"})") == "JSON at $.active: expected true or false, found string");
  CHECK(refusal<person>(R"({"weight": "1"})") == "JSON at $.weight: expected a number, found string");
  CHECK(refusal<person>(R"({"homes": {}})") == "JSON at $.homes: expected an array, found object");
  CHECK(refusal<person>(R"({"homes": [{}, {"city": []}]})")
        == "JSON at $.homes[1].city: expected a string, found array");
  CHECK(refusal<person>(R"({"office": {"number": true}})") == "JSON at $.office.number: expected a number, found bool");
  CHECK(refusal<person>(R"({"favourite": "blue"})")
        == "JSON at $.favourite: the text is no enumerator of the field's type");
  CHECK(refusal<std::vector<int>>("[1, 2, null]") == "JSON at $[2]: expected a number, found null");
}

TEST_CASE("numbers fit or are refused") {
  CHECK(parsed<int>("2147483647") == 2147483647);
  CHECK(parsed<int>("-2147483648") == std::numeric_limits<int>::min());
  CHECK_THAT(refusal<int>("2147483648"), contains("does not fit"));
  CHECK_THAT(refusal<std::int64_t>("9223372036854775808"), contains("does not fit"));
  CHECK_THAT(refusal<std::uint64_t>("-1"), contains("does not fit"));
  CHECK(parsed<int>("1e3") == 1000);
  CHECK(parsed<int>("5.0") == 5);
  CHECK_THAT(refusal<int>("1.5"), contains("does not fit"));
  CHECK_THAT(refusal<std::int64_t>("1e300"), contains("does not fit"));
  CHECK_THAT(refusal<std::int64_t>("1e18"), contains("does not fit"));  // no longer exact in a double
  CHECK(parsed<double>("5") == 5.0);
  CHECK(parsed<float>("0.5") == 0.5f);
}

TEST_CASE("scalars, lists and optionals by themselves") {
  CHECK(boost::json::serialize(to_json(std::vector<std::optional<bool>>{true, {}})) == "[true,null]");
  CHECK(parsed<std::optional<int>>("null") == std::nullopt);
  CHECK(parsed<std::optional<int>>("3") == 3);
  CHECK(parsed<std::vector<std::vector<int>>>("[[1],[]]") == std::vector<std::vector<int>>{{1}, {}});
  CHECK_ERROR(invalid_value, to_json(static_cast<color>(9)));
}
