// SPDX-License-Identifier: BSL-1.0
#include <recto/types/basic.hpp>
#include <recto/types/decimal.hpp>

#include "server.hpp"

#include <cstdint>
#include <optional>
#include <random>
#include <string>
#include <vector>

using namespace recto;
using namespace recto::test;
using namespace std::chrono;

namespace {
enum class mood { sad, ok_, happy };
enum class size_name { small, large };
}  // namespace

template <>
struct recto::type<mood> : recto::pg_enum<mood, "recto_mood"> {};

namespace {

template <class T>
using nullable = std::vector<std::optional<T>>;

struct with_mood {
  with_mood() {
    session().run_script("drop type if exists recto_mood; create type recto_mood as enum ('sad', 'ok', 'happy')");
  }
  ~with_mood() { session().run_script("drop type if exists recto_mood"); }
};

}  // namespace

TEST_CASE("the server prints our arrays") {
  reset_session();
  CHECK(printed(std::vector<int>{}) == "{}");
  CHECK(printed(std::vector<int>{1, -2}) == "{1,-2}");
  CHECK(printed(std::vector<bool>{true, false}) == "{t,f}");
  CHECK(printed(nullable<std::string>{"a", std::nullopt, "", "NULL", "b c", "\"\\"})
        == R"({a,NULL,"","NULL","b c","\"\\"})");
  CHECK(printed(std::vector<date>{2000y / January / 1}) == "{2000-01-01}");
  CHECK(printed(std::vector<decimal>{decimal{"1.50"}, 2}) == "{1.50,2}");
  CHECK(printed(std::vector<size_name>{size_name::large}) == "{large}");
}

TEST_CASE("arrays of every type survive") {
  reset_session();
  check_survives(nullable<bool>{true, {}, false});
  check_survives(std::vector<std::int16_t>{-32768, 32767});
  check_survives(nullable<std::int64_t>{{}, 1});
  check_survives(std::vector<float>{0.1f});
  check_survives(nullable<double>{0.1, {}});
  check_survives(nullable<std::string>{"", {}, "NULL", "{}", ",", "\"", "\\", " x ", "🐘", "\n"});
  check_survives(nullable<std::vector<std::byte>>{
      std::vector<std::byte>{}, {}, std::vector<std::byte>{std::byte{'"'}, std::byte{0}}});
  check_survives(nullable<utc_datetime>{utc_datetime{}, {}, utc_datetime::max(), utc_datetime::min()});
  check_survives(nullable<naive_datetime>{naive_datetime{1us}, {}});
  check_survives(std::vector<date>{(-43y) / March / 15, 9999y / December / 31});
  check_survives(std::vector<sys_days>{sys_days::max()});
  check_survives(std::vector<time_of_day>{time_of_day{24h}});
  check_survives(nullable<interval>{interval{1, -2, -3us}, {}});
  check_survives(std::vector<boost::uuids::uuid>(2));
  check_survives(nullable<decimal>{decimal{"-0.10"}, {}});
  check_survives(std::vector<size_name>{size_name::small, size_name::large});
}

TEST_CASE("arrays as the server makes them") {
  auto const ask = [](char const* sql) { return session().execute_unsafe(sql); };
  CHECK(read_cell<std::vector<int>>(ask("select '[5:6]={1,2}'::int[]")) == std::vector<int>{1, 2});
  CHECK(read_cell<std::vector<int>>(ask("select array_agg(i order by i)::int[] from generate_series(1, 3) i"))
        == std::vector<int>{1, 2, 3});
  CHECK_ERROR(invalid_value, read_cell<std::vector<int>>(ask("select '{{1,2},{3,4}}'::int[]")));
  CHECK_ERROR(invalid_value, read_cell<std::vector<int>>(ask("select '{1,NULL}'::int[]")));
  CHECK_FALSE(accepts_column<std::vector<int>>(ask("select '{1}'::bigint[]").column_type(0)));
}

TEST_CASE("an enum of the database, alone and in arrays") {
  with_mood const type;
  CHECK(printed(mood::ok_) == "ok");
  check_survives(mood::happy);
  CHECK(printed(nullable<mood>{mood::sad, {}, mood::ok_}) == "{sad,NULL,ok}");
  check_survives(nullable<mood>{mood::sad, {}, mood::ok_});
  check_survives(std::vector<mood>{});
  CHECK(read_cell<std::vector<mood>>(session().execute_unsafe("select enum_range(null::recto_mood)"))
        == std::vector<mood>{mood::sad, mood::ok_, mood::happy});
}

TEST_CASE("random arrays of text: the server prints what it reads from our literals") {
  reset_session();
  std::mt19937_64 random(20'600'101);
  std::string const letters = "ab \"\\,{}NUL\n'";
  for (int i = 0; i < 300; ++i) {
    nullable<std::string> values;
    for (std::size_t count = random() % 6; count > 0; --count) {
      if (random() % 5 == 0) {
        values.emplace_back(std::nullopt);
        continue;
      }
      std::string& text = values.emplace_back("").value();
      for (std::size_t length = random() % 8; length > 0; --length) text += letters[random() % letters.size()];
    }
    check_survives(values);
    CHECK(read_by_server<nullable<std::string>>(printed(values)) == values);
  }
}
