// SPDX-License-Identifier: BSL-1.0
// Maps to what is kept as jsonb.
#include <recto/changeset/cast_json.hpp>

#include "casts.hpp"

#include <recto/types/json.hpp>

#include <cmath>

using namespace recto;
using namespace recto::test;
namespace js = boost::json;

namespace library {

struct place {
  std::string city{};
  std::optional<int> number{};
  std::vector<double> position{};

  friend bool operator==(place const&, place const&) = default;
};

// Kept as JSON by way of another type.
struct profile {
  js::value document{};
};

}  // namespace library

using namespace library;

template <>
struct recto::type<profile> {
  using stored = js::value;
  static js::value const& dump(profile const& value) { return value.document; }
  static profile load(js::value&& document) {
    if (document.as_object().contains("forbidden")) throw error{error_kind::invalid_value, "forbidden"};
    return {std::move(document)};
  }
};

TEST_CASE("cast to a JSON document") {
  cast_input const elements[] = {1, "two", nullptr, false};
  map_of_inputs const inner{{"list", cast_input::list(elements)}, {"none", empty_map}, {"empty", empty_list}};
  map_of_inputs const outer{{"text", "a \"quoted\" \\ \n\t\x01 \x7f caf\u00e9"},
                            {"whole", 12},
                            {"fraction", 1.5},
                            {"still a fraction", 1.0},
                            {"large", 1e300},
                            {"inner", inner},
                            {"k\"ey\n", true}};
  js::value const wanted{
      {"text", "a \"quoted\" \\ \n\t\x01 \x7f caf\u00e9"},
      {"whole", 12},
      {"fraction", 1.5},
      {"still a fraction", 1.0},
      {"large", 1e300},
      {"inner",
       js::object{{"list", js::array{1, "two", nullptr, false}}, {"none", js::object{}}, {"empty", js::array{}}}},
      {"k\"ey\n", true}};
  auto const value = cast_value<js::value>(outer);
  REQUIRE(value);
  CHECK(*value == wanted);
  CHECK(value->at("still a fraction").is_double());
  CHECK(value->at("whole").is_int64());
  CHECK(cast_value<js::value>(empty_map) == js::value(js::object{}));
}

TEST_CASE("only a map is a JSON document") {
  check_refused<js::value>("map", {"", "{}", "text", 1, 1.5, true, empty_list, list_of_null});
  check_refused<recto::json<place>>("map", {"", "{}", 1, true, empty_list});
  check_refused<profile>("map", {"", "{}", 1, empty_list});
}

TEST_CASE("JSON that jsonb cannot store is refused") {
  for (cast_input const& part :
       {cast_input(std::string_view("a\0b", 3)), cast_input("\xff"), cast_input(HUGE_VAL), cast_input(std::nan(""))}) {
    cast_input const elements[] = {1, part};
    check_refused<js::value>("map", {map_of_inputs{{"key", part}}, map_of_inputs{{"key", cast_input::list(elements)}}});
  }
  check_refused<js::value>("map", {map_of_inputs{{"\xff", 1}}, map_of_inputs{{std::string_view("a\0", 2), 1}}});
}

TEST_CASE("a number as it was written stays in the document") {
  auto const value =
      cast_value<js::value>(map_of_inputs{{"key", cast_input::digits("0.10000000000000000000000000001")}});
  REQUIRE(value);
  CHECK(value->at("key") == 0.1);
  for (std::string_view const bad : {"", "1,\"other\":2", "1e999", "01", "+1", "nan", "1}"}) {
    INFO(bad);
    check_refused<js::value>("map", {map_of_inputs{{"key", cast_input::digits(bad)}}});
  }
}

TEST_CASE("JSON is cast 128 levels deep and not deeper") {
  std::vector<map_of_inputs> levels(100'000, map_of_inputs{{"down", nullptr}});
  for (std::size_t i = 1; i < levels.size(); ++i) levels[i].members[0].second = levels[i - 1];
  CHECK(cast_value<js::value>(levels[0]));
  CHECK(cast_value<js::value>(levels[127]));
  check_refused<js::value>("map", {levels[128], levels.back()});
}

TEST_CASE("cast to a struct that is kept as JSON") {
  cast_input const position[] = {52.5, 13};
  auto const value = cast_value<recto::json<place>>(
      map_of_inputs{{"city", "Berlin"}, {"number", 7}, {"position", cast_input::list(position)}, {"unknown", 1}});
  REQUIRE(value);
  CHECK(**value == place{"Berlin", 7, {52.5, 13}});
  check_refused<recto::json<place>>("map", {map_of_inputs{{"city", 12}}, map_of_inputs{{"number", "7"}}});
}

TEST_CASE("cast to a type that is kept as JSON by way of another") {
  CHECK(cast_value<profile>(map_of_inputs{{"a", 1}})->document == js::value{{"a", 1}});
  check_refused<profile>("map", {map_of_inputs{{"forbidden", 1}}});
}
