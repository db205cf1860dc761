// SPDX-License-Identifier: BSL-1.0
#include <recto/types/json.hpp>

#include "server.hpp"

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

using namespace recto;
using namespace recto::test;
using boost::json::value;

namespace {

struct address {
  std::string street{};
  std::optional<int> number{};
  bool operator==(address const&) const = default;
};

struct settings {
  std::string theme = "dark";
  bool beta = false;
  std::vector<address> addresses{};
  std::int64_t serial = 0;
  bool operator==(settings const&) const = default;
};

value random_value(std::mt19937_64& random, int depth) {
  switch (random() % (depth > 3 ? 5 : 7)) {
    case 0: return nullptr;
    case 1: return random() % 2 == 0;
    case 2: return static_cast<std::int64_t>(random()) >> (random() % 64);
    case 3: return static_cast<double>(static_cast<std::int32_t>(random())) / 1024;
    case 4: {
      boost::json::string text;
      for (std::size_t i = random() % 10; i > 0; --i) text += static_cast<char>(1 + random() % 127);
      return text;
    }
    case 5: {
      boost::json::array array;
      for (std::size_t i = random() % 4; i > 0; --i) array.push_back(random_value(random, depth + 1));
      return array;
    }
    default: {
      boost::json::object object;
      for (std::size_t i = random() % 4; i > 0; --i) object[std::string(i, 'k')] = random_value(random, depth + 1);
      return object;
    }
  }
}

}  // namespace

TEST_CASE("the server prints our documents") {
  CHECK(printed(value{}) == "null");
  CHECK(printed(value{{"b", 1}, {"a", {1.5, "x", nullptr, true}}}) == R"({"a": [1.5, "x", null, true], "b": 1})");
  CHECK(
      printed(json<settings>{settings{.addresses = {{"Main St", 1}, {"\"", {}}}}})
      == R"({"beta": false, "theme": "dark", "serial": 0, "addresses": [{"number": 1, "street": "Main St"}, {"number": null, "street": "\""}]})");
}

TEST_CASE("documents survive") {
  for (value const& one : {value{}, value(true), value(-5), value("🐘 \"\\ \n\x01"), value(boost::json::object{}),
                           value(boost::json::array{}), value(INT64_MAX), value(UINT64_MAX), value(0.1),
                           value(boost::json::string(1 << 20, 'x'))}) {
    check_survives(one);
  }
  check_survives(json<settings>{settings{.addresses = {{"Main St", 1}}, .serial = INT64_MIN}});
  check_survives(std::vector<json<address>>{address{"\\\"", 1}, address{}});
}

TEST_CASE("columns of type json are read too") {
  CHECK(read_cell<value>(session().execute_unsafe("select '{\"a\": 1}'::json")) == value{{"a", 1}});
  CHECK((*read_cell<json<settings>>(session().execute_unsafe("select '{\"beta\": true}'::json"))).beta);
}

TEST_CASE("a value of the wrong kind in the database") {
  CHECK_ERROR(invalid_value, read_cell<json<settings>>(session().execute_unsafe("select '{\"beta\": 1}'::jsonb")));
  CHECK_ERROR(invalid_value,
              read_cell<value>(session().execute_unsafe("select (repeat('[', 1000) || repeat(']', 1000))::jsonb")));
}

TEST_CASE("random documents survive") {
  std::mt19937_64 random(20'700'101);
  for (int i = 0; i < 300; ++i) check_survives(random_value(random, 0));
}
