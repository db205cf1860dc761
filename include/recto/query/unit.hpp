// SPDX-License-Identifier: BSL-1.0
// The units of time that functions of the server know by name, and what each is in an interval's parts. Plain constant
// evaluation over their names (manual, "Date/Time Functions and Operators", and "EXTRACT, date_part" in it).
// Layer 4.
#pragma once

#include <recto/query/fit.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <type_traits>

namespace recto::detail {

/// What a value is to `extract`.
enum class time_kind { none, date, datetime, time, interval };

template <class T>
inline constexpr time_kind kind_of_time = is_date<T>                     ? time_kind::date
                                        : is_datetime<T>                 ? time_kind::datetime
                                        : std::is_same_v<T, time_of_day> ? time_kind::time
                                        : std::is_same_v<T, interval>    ? time_kind::interval
                                                                         : time_kind::none;

template <std::size_t Count>
constexpr bool is_one_of(std::string_view word, std::string_view const (&words)[Count]) {
  for (std::string_view const one : words)
    if (one == word) return true;
  return false;
}

/// One `unit` as an interval; empty if it is none.
constexpr interval span_unit(std::string_view unit) {
  using namespace std::chrono_literals;
  if (unit == "year") return {.months = 12};
  if (unit == "month") return {.months = 1};
  if (unit == "week") return {.days = 7};
  if (unit == "day") return {.days = 1};
  if (unit == "hour") return {.time = 1h};
  if (unit == "minute") return {.time = 1min};
  if (unit == "second") return {.time = 1s};
  if (unit == "millisecond") return {.time = 1ms};
  if (unit == "microsecond") return {.time = 1us};
  return {};
}

constexpr bool is_span_unit(std::string_view unit) { return span_unit(unit) != interval{}; }

/// How many days the unit is always; 0 if that is not so.
constexpr std::int64_t days_in(std::string_view unit) { return span_unit(unit).days; }

constexpr bool is_truncation_unit(std::string_view unit) {
  constexpr std::string_view units[]{"microseconds", "milliseconds", "second", "minute", "hour",    "day",       "week",
                                     "month",        "quarter",      "year",   "decade", "century", "millennium"};
  return is_one_of(unit, units);
}

/// Parts that `extract` gives with a fraction.
constexpr bool is_fractional_unit(std::string_view unit) {
  constexpr std::string_view units[]{"second", "milliseconds", "epoch"};
  return is_one_of(unit, units);
}

constexpr bool is_extraction_unit(std::string_view unit, time_kind kind) {
  constexpr std::string_view times[]{"microseconds", "milliseconds", "second", "minute", "hour"};
  constexpr std::string_view spans[]{"day", "month", "quarter", "year", "decade", "century", "millennium"};
  constexpr std::string_view days[]{"week", "dow", "isodow", "doy", "isoyear"};
  bool const has_time = kind == time_kind::time || kind == time_kind::datetime || kind == time_kind::interval;
  bool const has_day = kind == time_kind::date || kind == time_kind::datetime;
  return unit == "epoch" || (has_time && is_one_of(unit, times)) || (kind != time_kind::time && is_one_of(unit, spans))
      || (has_day && is_one_of(unit, days));
}

/// A whole number of any width. Throws recto::error{invalid_value} where 64 bits do not hold it.
template <class Integer>
constexpr std::int64_t whole_amount(Integer amount) {
  if constexpr (std::is_unsigned_v<Integer> && sizeof(Integer) == sizeof(std::int64_t)) {
    if (amount > static_cast<Integer>(std::numeric_limits<std::int64_t>::max())) [[unlikely]]
      throw_too_long();
  }
  return static_cast<std::int64_t>(amount);
}

/// Throws recto::error{invalid_value} rather than overflow.
constexpr std::int64_t checked_product(std::int64_t left, std::int64_t right) {
  std::int64_t product = 0;
  if (__builtin_mul_overflow(left, right, &product)) [[unlikely]]
    throw_too_long();
  return product;
}

}  // namespace recto::detail
