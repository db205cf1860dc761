// SPDX-License-Identifier: BSL-1.0
#include <recto/types/chrono.hpp>
#include <unit/types/support.hpp>

#include <cstdint>
#include <limits>
#include <string>

using namespace recto;
using namespace recto::test;
using namespace std::chrono;

static_assert(sql_type_of<utc_datetime> == sql_type{"timestamptz", 1184, 1185});
static_assert(sql_type_of<naive_datetime> == sql_type{"timestamp", 1114, 1115});
static_assert(sql_type_of<date> == sql_type{"date", 1082, 1182} && sql_type_of<sys_days> == sql_type_of<date>);
static_assert(sql_type_of<time_of_day> == sql_type{"time", 1083, 1183});
static_assert(sql_type_of<interval> == sql_type{"interval", 1186, 1187});
static_assert(detail::fixed_width<utc_datetime> == 8 && detail::fixed_width<naive_datetime> == 8);
static_assert(detail::fixed_width<date> == 4 && detail::fixed_width<sys_days> == 4);
static_assert(detail::fixed_width<time_of_day> == 8 && detail::fixed_width<interval> == 16);
static_assert(!accepts_column<utc_datetime>(1114) && !accepts_column<naive_datetime>(1184));
static_assert(std::regular<time_of_day> && std::regular<interval> && std::totally_ordered<time_of_day>);
static_assert(time_of_day{} < time_of_day{hours{24}});
static_assert(time_of_day{hh_mm_ss{seconds{3661}}}.hms().minutes() == minutes{1});
static_assert(!std::is_convertible_v<microseconds, time_of_day>);
static_assert(!std::is_constructible_v<time_of_day, hh_mm_ss<nanoseconds>>, "a nanosecond is not rounded away");

namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();
constexpr std::int64_t smallest = std::numeric_limits<std::int64_t>::min();

std::string eight(std::int64_t value) {
  std::string out(8, '\0');
  detail::store(static_cast<std::uint64_t>(value), out.data());
  return out;
}

std::string four(std::int32_t value) {
  std::string out(4, '\0');
  detail::store(static_cast<std::uint32_t>(value), out.data());
  return out;
}

utc_datetime utc(date day, microseconds time = {}) { return sys_days{day} + time; }
naive_datetime naive(date day, microseconds time = {}) { return local_days{day} + time; }

}  // namespace

TEST_CASE("timestamps count microseconds from 2000") {
  CHECK(encoded(utc(2000y / January / 1)) == eight(0));
  CHECK(encoded(utc(2000y / January / 1, 1us)) == eight(1));
  CHECK(encoded(utc(1999y / December / 31, 24h - 1us)) == eight(-1));
  CHECK(encoded(utc_datetime{}) == eight(-946'684'800'000'000));
  CHECK(encoded(naive(2000y / January / 1)) == eight(0));
  CHECK(encoded(naive_datetime{}) == eight(-946'684'800'000'000));
}

TEST_CASE("the ends of timestamps are infinities") {
  CHECK(encoded(utc_datetime::max()) == eight(largest));
  CHECK(encoded(utc_datetime::min()) == eight(smallest));
  CHECK(encoded(naive_datetime::max()) == eight(largest));
  CHECK(encoded(naive_datetime::min()) == eight(smallest));
  CHECK(decoded<utc_datetime>(eight(largest)) == utc_datetime::max());
  CHECK(decoded<naive_datetime>(eight(smallest)) == naive_datetime::min());
}

TEST_CASE("timestamps to the limits of both sides") {
  utc_datetime const first = utc((-4713y) / November / 24);  // 4714-11-24 BC, PostgreSQL's first day
  utc_datetime const last = utc_datetime::max() - 1us;
  for (utc_datetime value :
       {first, utc(1y / January / 1), utc(9999y / December / 31, 24h - 1us), utc_datetime{}, last}) {
    CHECK(round_trip(value) == value);
  }
  CHECK(encoded(first) == eight(-211'813'488'000'000'000));
  CHECK_THAT(message_of([&] { encoded(first - 1us); }), contains("4713 BC"));
  CHECK_ERROR(invalid_value, encoded(utc_datetime::min() + 1us));
  CHECK_ERROR(invalid_value, encoded(naive_datetime::min() + 1us));
  // PostgreSQL's last, 294276-12-31 23:59:59.999999
  CHECK_THAT(message_of([] { decoded<utc_datetime>(eight(9'223'371'331'199'999'999)); }), contains("294246"));
  CHECK_ERROR(invalid_value, decoded<utc_datetime>(eight(largest - 946'684'800'000'000)));  // would become infinity
  CHECK(decoded<utc_datetime>(eight(largest - 946'684'800'000'001)) == last);
  check_other_lengths_refused<utc_datetime>(eight(0));
  check_other_lengths_refused<naive_datetime>(eight(0));
}

TEST_CASE("dates count days from 2000") {
  CHECK(encoded(date{2000y / January / 1}) == four(0));
  CHECK(encoded(date{1970y / January / 1}) == four(-10957));
  CHECK(encoded(date{2000y / February / 29}) == four(59));
  CHECK(encoded(sys_days{2001y / January / 1}) == four(366));
  for (date day : {date{1y / January / 1}, date{0y / March / 1}, date{(-4713y) / November / 24},
                   date{9999y / December / 31}, date{2024y / February / 29}, date{32767y / December / 31}}) {
    CHECK(round_trip(day) == day);
    CHECK(round_trip(sys_days{day}) == sys_days{day});
  }
  check_other_lengths_refused<date>(four(0));
  check_other_lengths_refused<sys_days>(four(0));
}

TEST_CASE("a day that is none is refused") {
  for (date day : {date{2023y / February / 30}, date{2023y / February / 29}, date{2023y / month{13} / 1},
                   date{2023y / January / day{0}}, date{}, date{year{-32768} / January / 1}}) {
    CHECK(message_of([&] { encoded(day); }) == "a date is not one of the calendar");
  }
  CHECK_ERROR(invalid_value, encoded(date{(-4713y) / November / 23}));
  CHECK_ERROR(invalid_value, encoded(date{(-32767y) / January / 1}));
}

TEST_CASE("infinite dates are days only as sys_days") {
  using limits = std::numeric_limits<std::int32_t>;
  CHECK(encoded(sys_days::max()) == four(limits::max()));
  CHECK(encoded(sys_days::min()) == four(limits::min()));
  CHECK(decoded<sys_days>(four(limits::max())) == sys_days::max());
  CHECK(decoded<sys_days>(four(limits::min())) == sys_days::min());
  CHECK_THAT(message_of([] { decoded<date>(four(limits::max())); }), contains("std::chrono::sys_days"));
  CHECK_ERROR(invalid_value, decoded<date>(four(limits::min())));
}

TEST_CASE("sys_days reach further than year_month_day") {
  sys_days const last{days{detail::after_last_date + detail::epoch_days - 1}};  // 5874897-12-31
  CHECK(round_trip(last) == last);
  CHECK_ERROR(invalid_value, encoded(last + days{1}));
  CHECK_ERROR(invalid_value, encoded(sys_days::max() - days{1}));
  CHECK_ERROR(invalid_value, encoded(sys_days::min() + days{1}));
  CHECK_ERROR(invalid_value, decoded<date>(encoded(last)));
  CHECK_ERROR(invalid_value, decoded<date>(encoded(sys_days{32767y / December / 31} + days{1})));
}

TEST_CASE("time of day") {
  CHECK(encoded(time_of_day{}) == eight(0));
  CHECK(encoded(time_of_day{24h}) == eight(86'400'000'000));
  CHECK(round_trip(time_of_day{23h + 59min + 59s + 999'999us}).since_midnight() == 24h - 1us);
  CHECK(time_of_day{hh_mm_ss{12h + 34min}}.hms().hours() == 12h);
  CHECK_ERROR(invalid_value, time_of_day{24h + 1us});
  CHECK_ERROR(invalid_value, time_of_day{-1us});
  CHECK_ERROR(invalid_value, decoded<time_of_day>(eight(-1)));
  CHECK_ERROR(invalid_value, decoded<time_of_day>(eight(86'400'000'001)));
  CHECK_ERROR(invalid_value, decoded<time_of_day>(eight(largest)));
  check_other_lengths_refused<time_of_day>(eight(0));
}

TEST_CASE("intervals keep their three parts") {
  CHECK(encoded(interval{.months = 1, .days = 2, .time = 3us}) == eight(3) + four(2) + four(1));
  using limits = std::numeric_limits<std::int32_t>;
  for (interval const& value :
       {interval{}, interval{-1, 1, -1us}, interval{limits::max(), limits::min(), microseconds::max()},
        interval{limits::min(), limits::max(), microseconds::min()}}) {
    CHECK(round_trip(value) == value);
  }
  CHECK(interval{.months = 1} != interval{.days = 30});
  check_other_lengths_refused<interval>(encoded(interval{}));
}
