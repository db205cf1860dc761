// SPDX-License-Identifier: BSL-1.0
// Dates and times. PostgreSQL counts from 2000-01-01, std::chrono from 1970-01-01; both keep microseconds in 64 bits, so
// nothing is rounded, and what one side cannot represent is an error. The ends of a time_point's range stand for
// infinity and -infinity. The calendar is the proleptic Gregorian one on both sides.
// Layer 2.
#pragma once

#include <recto/types/invalid.hpp>
#include <recto/types/type.hpp>
#include <recto/types/wire.hpp>

#include <chrono>
#include <compare>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>

namespace recto {

/// A point in time: timestamptz. `utc_datetime::max()` is infinity, `min()` is -infinity.
using utc_datetime = std::chrono::sys_time<std::chrono::microseconds>;

/// What a clock and a calendar on some wall show: timestamp (without time zone). Infinity as in `utc_datetime`.
using naive_datetime = std::chrono::local_time<std::chrono::microseconds>;

/// A day of the calendar: date. It has no infinity; read a column that may hold one into std::chrono::sys_days.
using date = std::chrono::year_month_day;

/// A time of day: time (without time zone), from 00:00:00 to 24:00:00, both included, in microseconds.
class time_of_day {
 public:
  constexpr time_of_day() = default;

  /// Throws recto::error{invalid_value} outside of a day.
  constexpr explicit time_of_day(std::chrono::microseconds since_midnight) : since_midnight_(since_midnight) {
    if (since_midnight < std::chrono::microseconds{0} || since_midnight > std::chrono::days{1}) [[unlikely]] {
      detail::throw_invalid("a time of day lies between 00:00:00 and 24:00:00");
    }
  }

  /// Anything finer than a microsecond does not convert.
  template <class Duration>
    requires std::is_convertible_v<Duration, std::chrono::microseconds>
  constexpr explicit time_of_day(std::chrono::hh_mm_ss<Duration> const& time)
      : time_of_day(std::chrono::microseconds{time.to_duration()}) {}

  constexpr std::chrono::microseconds since_midnight() const { return since_midnight_; }
  constexpr std::chrono::hh_mm_ss<std::chrono::microseconds> hms() const {
    return std::chrono::hh_mm_ss<std::chrono::microseconds>{since_midnight_};
  }

  friend constexpr bool operator==(time_of_day, time_of_day) = default;
  friend constexpr auto operator<=>(time_of_day, time_of_day) = default;

 private:
  std::chrono::microseconds since_midnight_{0};
};

/// A span of time as PostgreSQL keeps it: interval. Months and days are apart from the time because their lengths vary;
/// so two intervals are equal only if all three parts are (PostgreSQL's `=` takes a month for 30 days).
struct interval {
  std::int32_t months = 0;
  std::int32_t days = 0;
  std::chrono::microseconds time{0};

  friend constexpr bool operator==(interval const&, interval const&) = default;
};

namespace detail {

inline constexpr std::int64_t epoch_days = 10'957;  // from 1970-01-01 to 2000-01-01
inline constexpr std::int64_t epoch_microseconds = epoch_days * 86'400'000'000;

// PostgreSQL manual, table "Date/Time Types": nothing before 4713 BC. Counted from 2000-01-01.
inline constexpr std::int64_t first_timestamp = -211'813'488'000'000'000;
inline constexpr std::int64_t first_date = -2'451'545;
inline constexpr std::int64_t after_last_date = 2'145'031'949;  // 5874898-01-01

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_too_early() {
  throw_invalid("a date or time lies before 4713 BC, the earliest that PostgreSQL can store");
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_too_late() {
  throw_invalid("a date lies after the year 5874897, the last that PostgreSQL can store");
}

/// `since_1970`: a time_point's count. The ends of the range are infinities on both sides.
inline std::int64_t to_timestamp(std::int64_t since_1970) {
  using limits = std::numeric_limits<std::int64_t>;
  if (since_1970 == limits::max() || since_1970 == limits::min()) return since_1970;
  if (since_1970 < first_timestamp + epoch_microseconds) [[unlikely]]
    throw_too_early();
  return since_1970 - epoch_microseconds;
}

inline std::int64_t from_timestamp(std::int64_t since_2000) {
  using limits = std::numeric_limits<std::int64_t>;
  if (since_2000 == limits::max() || since_2000 == limits::min()) return since_2000;
  // The last microsecond that fits is infinity in C++.
  if (since_2000 >= limits::max() - epoch_microseconds) [[unlikely]] {
    throw_invalid("the server sent a timestamp after the year 294246, which std::chrono cannot count in microseconds");
  }
  return since_2000 + epoch_microseconds;
}

inline std::int32_t to_date(std::int64_t since_1970) {
  if (since_1970 < first_date + epoch_days) [[unlikely]]
    throw_too_early();
  if (since_1970 >= after_last_date + epoch_days) [[unlikely]]
    throw_too_late();
  return static_cast<std::int32_t>(since_1970 - epoch_days);
}

template <class Time>
struct timestamp_type {
  static constexpr std::size_t width = 8;
  static char* encode(Time value, char* out) {
    return store(static_cast<std::uint64_t>(to_timestamp(value.time_since_epoch().count())), out);
  }
  static void decode(std::string_view wire, Time& value) {
    auto const count = static_cast<std::int64_t>(fetch<std::uint64_t>(wire.data()));
    value = Time{std::chrono::microseconds{from_timestamp(count)}};
  }
};

inline constexpr sql_type sql_date{.name = "date", .number = 1082, .array = 1182};

}  // namespace detail

template <>
struct type<utc_datetime> : detail::timestamp_type<utc_datetime> {
  static constexpr sql_type sql{.name = "timestamptz", .number = 1184, .array = 1185};
};

template <>
struct type<naive_datetime> : detail::timestamp_type<naive_datetime> {
  static constexpr sql_type sql{.name = "timestamp", .number = 1114, .array = 1115};
};

/// A date that may be infinite: `sys_days::max()` and `min()`.
template <>
struct type<std::chrono::sys_days> {
  static constexpr sql_type sql = detail::sql_date;
  static constexpr std::size_t width = 4;

  static char* encode(std::chrono::sys_days value, char* out) {
    using limits = std::numeric_limits<std::int32_t>;
    std::int32_t const days = value == std::chrono::sys_days::max() ? limits::max()
                            : value == std::chrono::sys_days::min() ? limits::min()
                                                                    : detail::to_date(value.time_since_epoch().count());
    return detail::store(static_cast<std::uint32_t>(days), out);
  }

  static void decode(std::string_view wire, std::chrono::sys_days& value) {
    using limits = std::numeric_limits<std::int32_t>;
    auto const days = static_cast<std::int32_t>(detail::fetch<std::uint32_t>(wire.data()));
    value = days == limits::max() ? std::chrono::sys_days::max()
          : days == limits::min() ? std::chrono::sys_days::min()
                                  : std::chrono::sys_days{std::chrono::days{days + detail::epoch_days}};
  }
};

template <>
struct type<date> {
  static constexpr sql_type sql = detail::sql_date;
  static constexpr std::size_t width = 4;

  static char* encode(date const& value, char* out) {
    if (!value.ok()) [[unlikely]]
      detail::throw_invalid("a date is not one of the calendar");
    return type<std::chrono::sys_days>::encode(std::chrono::sys_days{value}, out);
  }

  static void decode(std::string_view wire, date& value) {
    std::chrono::sys_days days{};
    type<std::chrono::sys_days>::decode(wire, days);
    constexpr std::chrono::sys_days last{date{std::chrono::year::max(), std::chrono::December, std::chrono::day{31}}};
    // PostgreSQL's first date, 4713 BC, is one of std::chrono's.
    if (days > last || days == std::chrono::sys_days::min()) [[unlikely]] {
      detail::throw_invalid(
          "the server sent a date that is infinite or after the year 32767; read it into std::chrono::sys_days");
    }
    value = date{days};
  }
};

template <>
struct type<time_of_day> {
  static constexpr sql_type sql{.name = "time", .number = 1083, .array = 1183};
  static constexpr std::size_t width = 8;
  static char* encode(time_of_day value, char* out) noexcept {
    return detail::store(static_cast<std::uint64_t>(value.since_midnight().count()), out);
  }
  static void decode(std::string_view wire, time_of_day& value) {
    auto const count = static_cast<std::int64_t>(detail::fetch<std::uint64_t>(wire.data()));
    value = time_of_day{std::chrono::microseconds{count}};
  }
};

template <>
struct type<interval> {
  static constexpr sql_type sql{.name = "interval", .number = 1186, .array = 1187};
  static constexpr std::size_t width = 16;
  static char* encode(interval const& value, char* out) noexcept {
    out = detail::store(static_cast<std::uint64_t>(value.time.count()), out);
    out = detail::store(static_cast<std::uint32_t>(value.days), out);
    return detail::store(static_cast<std::uint32_t>(value.months), out);
  }
  static void decode(std::string_view wire, interval& value) {
    value.time = std::chrono::microseconds{static_cast<std::int64_t>(detail::fetch<std::uint64_t>(wire.data()))};
    value.days = static_cast<std::int32_t>(detail::fetch<std::uint32_t>(wire.data() + 8));
    value.months = static_cast<std::int32_t>(detail::fetch<std::uint32_t>(wire.data() + 12));
  }
};

}  // namespace recto
