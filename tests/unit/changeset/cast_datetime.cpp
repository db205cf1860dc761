// SPDX-License-Identifier: BSL-1.0
// Dates and times, from text and from the parts that a form sends.
#include <recto/changeset/cast_datetime.hpp>

#include "casts.hpp"

#include <recto/types/literal.hpp>

#include <random>

using namespace recto;
using namespace recto::test;
using namespace std::chrono;
using namespace std::chrono_literals;

namespace {

constexpr date day_before_christmas{2026y / December / 24};
constexpr sys_days christmas{2026y / December / 25};

constexpr utc_datetime at(microseconds since_midnight) { return christmas + since_midnight; }
constexpr naive_datetime wall(microseconds since_midnight) {
  return naive_datetime{at(since_midnight).time_since_epoch()};
}
constexpr microseconds evening = 23h + 50min + 7s;

// No date with a time of day, whatever stands behind.
cast_input const no_moments[] = {"",
                                 " ",
                                 "2026-12-25",
                                 "23:50:07",
                                 "2026-12-25T",
                                 "2026-12-25T23",
                                 "2026-12-25T23:5",
                                 "2026-12-25T23:50:7",
                                 "2026-12-25T23:50:",
                                 "2026-12-25T23:50:07.",
                                 "2026-12-25T23:50:07.Z",
                                 "2026-12-25T23:50:07,5",
                                 "2026-12-25t23:50:07",
                                 "2026-12-25  23:50:07",
                                 "2026-12-25_23:50:07",
                                 "2026-12-2523:50:07",
                                 " 2026-12-25T23:50:07",
                                 "2026-12-25T23:50:07 ",
                                 "2026-12-25T24:00:00",
                                 "2026-12-25T23:60:00",
                                 "2026-12-25T23:50:60",
                                 "2026-12-25T-1:50:07",
                                 "2026-02-30T10:00:00",
                                 "2026-12-25T23:50:07z",
                                 "2026-12-25T23:50:07ZZ",
                                 "2026-12-25T23:50:07+",
                                 "2026-12-25T23:50:07+2",
                                 "2026-12-25T23:50:07+02:",
                                 "2026-12-25T23:50:07+02:0",
                                 "2026-12-25T23:50:07+02:000",
                                 "2026-12-25T23:50:07+24:00",
                                 "2026-12-25T23:50:07+02:60",
                                 "2026-12-25T23:50:07-00:00",
                                 "2026-12-25T23:50:07-00",
                                 "2026-12-25T23:50:07 +02:00",
                                 "2026-12-25T23:50:07UTC",
                                 "2026-12-25T23:50:07 BC",
                                 "12345-12-25T23:50:07",
                                 "now",
                                 "infinity",
                                 std::string_view("2026-12-25T23:50\0", 17),
                                 1'766'706'607,
                                 1.5,
                                 true,
                                 empty_list,
                                 list_of_null,
                                 empty_map};

cast_input const no_dates[] = {"",
                               " ",
                               "2026-02-30",
                               "2026-02-29",
                               "1900-02-29",
                               "2026-13-01",
                               "2026-00-01",
                               "2026-01-00",
                               "2026-01-32",
                               "2026-04-31",
                               "2026-1-1",
                               "26-01-01",
                               "2026/01/01",
                               "20260101",
                               "01.02.2026",
                               "2026-01-01abc",
                               "2026-01-01 ",
                               " 2026-01-01",
                               "2026-01",
                               "2026-W01-1",
                               "2026-001",
                               "12026-01-01",
                               "--2026-01-01",
                               "+-2026-01-01",
                               "2026--1-01",
                               "2026-01-01T",
                               "2026-01-01T25:00",
                               "-4713-01-01",
                               "-9999-12-31",
                               "23:50:07",
                               "infinity",
                               "today",
                               20'260'101,
                               1.5,
                               true,
                               empty_list,
                               list_of_null,
                               empty_map};

template <class T>
void check_all_refused(std::string_view type, std::span<cast_input const> table) {
  for (cast_input const& input : table) check_refused<T>(type, {input});
}

}  // namespace

TEST_CASE("cast to a date") {
  check_taken<date>({{"2026-12-24", day_before_christmas},
                     {"2026-12-24T23:50:07", day_before_christmas},
                     {"2026-12-24 23:50:07.123Z", day_before_christmas},
                     {"2026-12-24T23:50", day_before_christmas},
                     {"2026-12-24T23:50:07-12:00", day_before_christmas},
                     {"+2026-12-24", day_before_christmas},
                     {"2024-02-29", 2024y / February / 29},
                     {"2000-02-29", 2000y / February / 29},
                     {"0000-01-01", 0y / January / 1},
                     {"9999-12-31", 9999y / December / 31},
                     {"-0043-03-15", year{-43} / March / 15}});
  check_all_refused<date>("date", no_dates);
  check_taken<sys_days>({{"2026-12-25", christmas}, {"2026-12-25T23:50Z", christmas}});
  check_all_refused<sys_days>("date", no_dates);
}

TEST_CASE("PostgreSQL's first day is the first that is taken") {
  CHECK(cast_value<date>("-4713-11-24") == year{-4713} / November / 24);
  CHECK_FALSE(cast_value<date>("-4713-11-23"));
  CHECK(cast_value<naive_datetime>("-4713-11-24T00:00"));
  CHECK(cast_value<utc_datetime>("-4713-11-24T00:00Z"));
  CHECK_FALSE(cast_value<utc_datetime>("-4713-11-24T00:00+00:01"));
  CHECK(cast_value<utc_datetime>("-4713-11-24T00:01+00:01"));
}

TEST_CASE("cast to a time of day") {
  check_taken<time_of_day>({{"23:50", time_of_day{23h + 50min}},
                            {"23:50Z", time_of_day{23h + 50min}},
                            {"23:50:07", time_of_day{evening}},
                            {"23:50:07Z", time_of_day{evening}},
                            {"23:50:07.5", time_of_day{evening + 500ms}},
                            {"23:50:07.123456Z", time_of_day{evening + 123'456us}},
                            {"23:50:07.1234567", time_of_day{evening + 123'456us}},
                            {"00:00", time_of_day{}},
                            {"23:59:59.999999", time_of_day{24h - 1us}},
                            {"23:59:59.99999999999", time_of_day{24h - 1us}}});
  check_refused<time_of_day>("time",
                             {"",          "24:00",       "24:00:00", "23:60",      "23:50:60",         "-1:00",
                              "7:30",      "07:3",        "07",       "0730",       "07:30:",           "07:30:1",
                              "07:30:00.", "07:30:00.x",  "07:30 ",   " 07:30",     "07:30abc",         "07:30ZZ",
                              "07:30z",    "07:30+02:00", "7:30 pm",  "2026-12-25", "2026-12-25T07:30", 730,
                              7.5,         true,          empty_list, list_of_null, empty_map});
}

TEST_CASE("cast to what a wall clock shows") {
  check_taken<naive_datetime>({{"2026-12-25T23:50:07", wall(evening)},
                               {"2026-12-25 23:50:07", wall(evening)},
                               {"2026-12-25T23:50:07Z", wall(evening)},
                               {"2026-12-25T23:50:07+02:00", wall(evening)},
                               {"2026-12-25T23:50:07-0930", wall(evening)},
                               {"2026-12-25T23:50", wall(evening - 7s)},
                               {"2026-12-25T23:50Z", wall(evening - 7s)},
                               {"2026-12-25T23:50:07.25", wall(evening + 250ms)},
                               {"2026-12-25T23:50:07.123456789", wall(evening + 123'456us)},
                               {"1969-12-31T23:59:59.999999", naive_datetime{-1us}}});
  check_all_refused<naive_datetime>("naive_datetime", no_moments);
}

TEST_CASE("cast to a point in time") {
  check_taken<utc_datetime>({{"2026-12-25T23:50:07", at(evening)},
                             {"2026-12-25 23:50:07", at(evening)},
                             {"2026-12-25T23:50:07Z", at(evening)},
                             {"2026-12-25T23:50", at(evening - 7s)},
                             {"2026-12-25T23:50Z", at(evening - 7s)},
                             {"2026-12-25T23:50:07+02:00", at(evening - 2h)},
                             {"2026-12-25T23:50:07+0200", at(evening - 2h)},
                             {"2026-12-25T23:50:07+02", at(evening - 2h)},
                             {"2026-12-25T23:50:07-09:30", at(evening + 9h + 30min)},
                             {"2026-12-25T23:50:07+00:00", at(evening)},
                             {"2026-12-25T23:50:07+23:59", at(evening - 24h + 1min)},
                             {"2026-12-25T23:50:07.5-01:00", at(evening + 1h + 500ms)},
                             {"2026-12-25T23:50:07.999999Z", at(evening + 999'999us)}});
  check_all_refused<utc_datetime>("utc_datetime", no_moments);
}

TEST_CASE("no input is an interval") {
  check_refused<interval>("duration", {"", "1 day", "P1D", "01:00:00", 1, 1.5, true, empty_list, empty_map});
  CHECK(casts_to<std::optional<interval>>(nullptr, {}));
}

TEST_CASE("dates and times from their parts") {
  map_of_inputs const day{{"year", "2026"}, {"month", 12}, {"day", "25"}};
  map_of_inputs const time{{"hour", "23"}, {"minute", 50}};
  map_of_inputs const seconds{{"hour", 23}, {"minute", 50}, {"second", "7"}, {"microsecond", 5}};
  map_of_inputs const no_seconds{{"hour", 23}, {"minute", 50}, {"second", ""}, {"microsecond", nullptr}};
  map_of_inputs const both{{"year", 2026}, {"month", "12"},  {"day", "25"},
                           {"hour", "23"}, {"minute", "50"}, {"second", "07"}};
  check_taken<date>({{day, date{christmas}}, {both, date{christmas}}});
  check_taken<sys_days>({{day, christmas}});
  check_taken<time_of_day>({{time, time_of_day{23h + 50min}},
                            {seconds, time_of_day{evening + 5us}},
                            {no_seconds, time_of_day{23h + 50min}},
                            {both, time_of_day{evening}}});
  check_taken<naive_datetime>({{both, wall(evening)}});
  check_taken<utc_datetime>({{both, at(evening)}});

  for (map_of_inputs const& map : std::initializer_list<map_of_inputs>{
           {{"year", 2026}, {"month", 2}, {"day", 30}},
           {{"year", 2026}, {"month", 12}},
           {{"year", 2026}, {"month", 12}, {"day", ""}},
           {{"year", ""}, {"month", ""}, {"day", 25}},
           {{"year", "x"}, {"month", 12}, {"day", 25}},
           {{"year", 2026.0}, {"month", 12}, {"day", 25}},
           {{"year", 10'000}, {"month", 1}, {"day", 1}},
           {{"year", 1'000'000}, {"month", 12}, {"day", 25}},
           {{"year", std::numeric_limits<std::int64_t>::min()}, {"month", 12}, {"day", 25}},
           {{"year", 2026}, {"month", std::numeric_limits<std::int64_t>::max()}, {"day", 25}},
           {{"year", 2026}, {"month", 12}, {"day", -1}},
           {{"year", -5000}, {"month", 12}, {"day", 25}}}) {
    check_refused<date>("date", {map});
  }
  for (map_of_inputs const& map :
       std::initializer_list<map_of_inputs>{{{"hour", 24}, {"minute", 0}},
                                            {{"hour", 23}},
                                            {{"hour", 23}, {"minute", ""}},
                                            {{"hour", 23}, {"minute", 60}},
                                            {{"hour", -1}, {"minute", 0}},
                                            {{"hour", 23}, {"minute", 0}, {"second", 60}},
                                            {{"hour", 23}, {"minute", 0}, {"second", "x"}},
                                            {{"hour", 23}, {"minute", 0}, {"microsecond", 1'000'000}},
                                            {{"hour", 23}, {"minute", 0}, {"microsecond", -1}},
                                            {{"hour", std::numeric_limits<std::int64_t>::max()}, {"minute", 0}}}) {
    check_refused<time_of_day>("time", {map});
  }
  check_refused<naive_datetime>("naive_datetime", {day, time});
  check_refused<utc_datetime>("utc_datetime", {day, time});
}

TEST_CASE("parts that are all blank are NULL") {
  map_of_inputs const day{{"year", ""}, {"month", nullptr}, {"day", ""}};
  map_of_inputs const time{{"hour", ""}, {"minute", ""}};
  map_of_inputs const both{{"year", ""}, {"month", ""}, {"day", ""}, {"hour", ""}, {"minute", ""}};
  CHECK(casts_to<std::optional<date>>(day, {}));
  CHECK(casts_to<std::optional<time_of_day>>(time, {}));
  CHECK(casts_to<std::optional<naive_datetime>>(both, {}));
  CHECK(casts_to<std::optional<utc_datetime>>(both, {}));
  CHECK_FALSE(cast_value<std::optional<utc_datetime>>(day));
  auto const refused = cast_value<date>(day);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().is_null);
  CHECK(refused.error().type == "date");
}

TEST_CASE("a megabyte is no date, and digits of a fraction may be many") {
  for (std::string_view const piece : {"0", "2", "-", "2026-12-25", "T", "\xff"}) {
    std::string const text = megabyte_of(piece);
    INFO(piece);
    CHECK_FALSE(cast_value<date>(text));
    CHECK_FALSE(cast_value<time_of_day>(text));
    CHECK_FALSE(cast_value<naive_datetime>(text));
    CHECK_FALSE(cast_value<utc_datetime>(text));
  }
  CHECK(cast_value<utc_datetime>("2026-12-25T23:50:07." + megabyte_of("3") + "Z") == at(evening + 333'333us));
}

TEST_CASE("the text of a date or time is cast to it") {
  std::mt19937_64 random(1);
  std::int64_t const first = sys_days{1y / January / 1}.time_since_epoch().count() * 86'400'000'000;
  std::int64_t const last = sys_days{9999y / December / 31}.time_since_epoch().count() * 86'400'000'000;
  std::uniform_int_distribution<std::int64_t> moments(first, last);
  for (int i = 0; i < 20'000; ++i) {
    utc_datetime const moment{microseconds{moments(random)}};
    auto const check = [](auto value) {
      std::string text;
      append_literal(text, value);
      INFO(text);
      CHECK(cast_exactly<decltype(value)>(text) == value);
    };
    check(moment);
    check(naive_datetime{moment.time_since_epoch()});
    check(floor<days>(moment));
    check(date{floor<days>(moment)});
    check(time_of_day{moment - floor<days>(moment)});
  }
}

TEST_CASE("every day of the calendar is a date, and no other") {
  for (int y : {1900, 2000, 2023, 2024}) {
    for (unsigned m = 0; m <= 13; ++m) {
      for (unsigned d = 0; d <= 32; ++d) {
        date const wanted{year{y}, month{m}, day{d}};
        std::string text = std::to_string(y);
        text.append("-").append(1, static_cast<char>('0' + m / 10)).append(1, static_cast<char>('0' + m % 10));
        text.append("-").append(1, static_cast<char>('0' + d / 10)).append(1, static_cast<char>('0' + d % 10));
        INFO(text);
        auto const value = cast_exactly<date>(text);
        CHECK(value.has_value() == wanted.ok());
        if (value) CHECK(*value == wanted);
      }
    }
  }
}
