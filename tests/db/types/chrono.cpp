// SPDX-License-Identifier: BSL-1.0
#include <recto/types/chrono.hpp>

#include "server.hpp"

#include <cstdint>
#include <limits>
#include <random>
#include <string>

using namespace recto;
using namespace recto::test;
using namespace std::chrono;

namespace {

utc_datetime utc(date day, microseconds time = {}) { return sys_days{day} + time; }
naive_datetime naive(date day, microseconds time = {}) { return local_days{day} + time; }

date const first{(-4713y) / November / 24};  // 4714-11-24 BC

template <class T>
std::string literal(T const& value) {
  std::string out;
  append_literal(out, value);
  return out;
}

}  // namespace

TEST_CASE("the server prints our timestamps") {
  reset_session();
  CHECK(printed(utc_datetime{}) == "1970-01-01 00:00:00+00");
  CHECK(printed(utc(2000y / January / 1, -1us)) == "1999-12-31 23:59:59.999999+00");
  CHECK(printed(utc(1y / January / 1)) == "0001-01-01 00:00:00+00");
  CHECK(printed(utc(9999y / December / 31, 24h - 1us)) == "9999-12-31 23:59:59.999999+00");
  CHECK(printed(utc(first)) == "4714-11-24 00:00:00+00 BC");
  CHECK(printed(utc_datetime::max()) == "infinity");
  CHECK(printed(utc_datetime::min()) == "-infinity");
  CHECK(printed(utc_datetime::max() - 1us) == "294247-01-10 04:00:54.775806+00");
  CHECK(printed(naive(2024y / February / 29, 12h)) == "2024-02-29 12:00:00");
  CHECK(printed(naive_datetime::max()) == "infinity");
}

TEST_CASE("the extremes of timestamps survive") {
  reset_session();
  for (utc_datetime value :
       {utc_datetime{}, utc_datetime::max(), utc_datetime::min(), utc(first), utc_datetime::max() - 1us,
        utc(1y / January / 1), utc(0y / December / 31, 24h - 1us), utc(9999y / December / 31, 24h - 1us)}) {
    check_survives(value);
    check_survives(naive_datetime{value.time_since_epoch()});
  }
  CHECK_ERROR(invalid_value, read_by_server<utc_datetime>("294276-12-31 23:59:59.999999+00"));
  CHECK_ERROR(invalid_value, printed(utc(first) - 1us));
}

TEST_CASE("a timestamptz is one point in time, whatever the session's zone") {
  reset_session();
  session().run_script("set timezone = 'Asia/Kathmandu'");
  CHECK(printed(utc_datetime{}) == "1970-01-01 05:30:00+05:30");
  check_survives(utc_datetime{});
  check_survives(utc(1900y / January / 1, 1us));
  check_survives(naive(1900y / January / 1, 1us));
  reset_session();
}

TEST_CASE("the server prints our dates") {
  reset_session();
  CHECK(printed(date{2024y / February / 29}) == "2024-02-29");
  CHECK(printed(date{1y / January / 1}) == "0001-01-01");
  CHECK(printed(date{0y / February / 29}) == "0001-02-29 BC");
  CHECK(printed(first) == "4714-11-24 BC");
  CHECK(printed(date{32767y / December / 31}) == "32767-12-31");
  CHECK(printed(sys_days::max()) == "infinity");
  CHECK(printed(sys_days::min()) == "-infinity");
  CHECK(printed(sys_days{days{detail::after_last_date + detail::epoch_days - 1}}) == "5874897-12-31");
}

TEST_CASE("the extremes of dates survive") {
  for (date day : {first, date{1y / January / 1}, date{1970y / January / 1}, date{9999y / December / 31},
                   date{32767y / December / 31}}) {
    check_survives(day);
    check_survives(sys_days{day});
  }
  check_survives(sys_days::max());
  check_survives(sys_days::min());
  check_survives(sys_days{days{detail::after_last_date + detail::epoch_days - 1}});
  CHECK_ERROR(invalid_value, read_by_server<date>("infinity"));
  CHECK_ERROR(invalid_value, read_by_server<date>("40000-01-01"));
}

TEST_CASE("times of day survive") {
  CHECK(printed(time_of_day{24h}) == "24:00:00");
  CHECK(printed(time_of_day{23h + 59min + 59s + 999'999us}) == "23:59:59.999999");
  for (microseconds value : {microseconds{0}, 1us, microseconds{24h} - 1us, microseconds{24h}})
    check_survives(time_of_day{value});
}

TEST_CASE("intervals survive under every style") {
  using limits = std::numeric_limits<std::int32_t>;
  for (char const* style : {"postgres", "postgres_verbose", "sql_standard", "iso_8601"}) {
    INFO(style);
    session().run_script(("set intervalstyle = '" + std::string(style) + "'").c_str());
    for (interval const& value :
         {interval{}, interval{1, 2, 3us}, interval{-1, 2, -3us}, interval{1, -2, 3us}, interval{-1, -2, -3us},
          interval{0, 0, -1us}, interval{0, -1, 0us}, interval{-13, 0, 0us},
          interval{limits::max(), limits::max(), 0us}, interval{limits::min(), limits::min(), microseconds{-1h}},
          interval{0, 0, 596'523h}}) {
      check_survives(value);
    }
  }
  reset_session();
  CHECK(printed(interval{14, -3, 1h + 1us}) == "1 year 2 mons -3 days +01:00:00.000001");
  CHECK(echoed(interval{1, 1, microseconds::min()}) == interval{1, 1, microseconds::min()});
  CHECK(echoed(interval{-1, 0, microseconds::max()}) == interval{-1, 0, microseconds::max()});
}

TEST_CASE("literals of dates do not depend on DateStyle") {
  for (char const* style : {"ISO, DMY", "German, DMY", "SQL, MDY", "Postgres, YMD"}) {
    INFO(style);
    session().run_script(("set datestyle = '" + std::string(style) + "'").c_str());
    check_survives(date{2024y / February / 3});
    check_survives(date{1y / February / 3});
    check_survives(first);
    check_survives(utc(12y / November / 10, 9h + 8us));
    check_survives(naive((-43y) / March / 15, 1us));
  }
  reset_session();
}

TEST_CASE("random dates and times: the server prints what our literals say") {
  reset_session();
  std::mt19937_64 random(20'300'101);
  std::int64_t const low = detail::first_timestamp + detail::epoch_microseconds;
  for (int i = 0; i < 400; ++i) {
    // half of them within a few centuries, the others anywhere
    std::int64_t const span = i % 2 == 0 ? std::int64_t{1} << 54 : std::numeric_limits<std::int64_t>::max() - 1;
    std::uniform_int_distribution<std::int64_t> any(i % 2 == 0 ? -span : low, span);
    utc_datetime const point{microseconds{any(random)}};
    INFO(point.time_since_epoch().count());
    std::string const ours = literal(point);
    std::string const theirs = printed(point);
    // The server leaves out trailing zeros of the fraction.
    CHECK(read_by_server<utc_datetime>(theirs) == point);
    CHECK(ours.substr(0, 19) == theirs.substr(0, 19));
    check_survives(point);
    check_survives(naive_datetime{point.time_since_epoch()});
    sys_days const day = floor<days>(point);
    CHECK(printed(day) == literal(day));
    interval const span_of_time{static_cast<std::int32_t>(random()), static_cast<std::int32_t>(random()),
                                microseconds{static_cast<std::int64_t>(random()) >> 12}};
    check_survives(span_of_time);
  }
}
