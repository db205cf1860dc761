// SPDX-License-Identifier: BSL-1.0
// Dates and times as ISO 8601 text, read: for what comes from outside and for what is kept in JSON. The calendar is
// checked, and so is PostgreSQL's first day. Only four digits of year, no weeks, no locale.
// Layer 2.
#pragma once

#include <recto/types/chrono.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace recto::detail {

/// A date or time as it was written, before it is known to exist.
struct clock_and_calendar {
  std::int64_t year = 0, month = 1, day = 1;
  std::int64_t hour = 0, minute = 0, second = 0, microsecond = 0;
  std::int64_t offset = 0;  // minutes east of Greenwich

  constexpr bool is_date() const {
    if (year < -9'999 || year > 9'999 || month < 1 || month > 12 || day < 1 || day > 31) return false;
    return calendar_day().ok() && days() >= first_date + epoch_days;
  }
  constexpr bool is_time() const {
    return hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 && second <= 59 && microsecond >= 0
        && microsecond <= 999'999;
  }
  constexpr date calendar_day() const {
    return date{std::chrono::year{static_cast<int>(year)}, std::chrono::month{static_cast<unsigned>(month)},
                std::chrono::day{static_cast<unsigned>(day)}};
  }
  constexpr std::int64_t days() const { return std::chrono::sys_days{calendar_day()}.time_since_epoch().count(); }
  constexpr std::int64_t since_midnight() const {
    return ((hour * 60 + minute) * 60 + second) * 1'000'000 + microsecond;
  }
  constexpr std::int64_t since_1970() const { return days() * 86'400'000'000 + since_midnight(); }
};

/// Reads from the front of a text; every function says whether what it asks for was there.
class clock_reader {
 public:
  constexpr explicit clock_reader(std::string_view text) : text_(text) {}

  constexpr bool at_end() const { return text_.empty(); }

  constexpr bool skip(char wanted) {
    if (!text_.starts_with(wanted)) return false;
    text_.remove_prefix(1);
    return true;
  }

  constexpr bool number(std::size_t digits, std::int64_t& out) {
    if (text_.size() < digits) return false;
    out = 0;
    for (std::size_t i = 0; i < digits; ++i) {
      if (text_[i] < '0' || text_[i] > '9') return false;
      out = out * 10 + (text_[i] - '0');
    }
    text_.remove_prefix(digits);
    return true;
  }

  /// [+-]YYYY-MM-DD
  constexpr bool day(clock_and_calendar& out) {
    bool const negative = skip('-');
    if (!negative) skip('+');
    if (!number(4, out.year) || !skip('-') || !number(2, out.month) || !skip('-') || !number(2, out.day)) return false;
    if (negative) out.year = -out.year;
    return out.is_date();
  }

  /// HH:MM[:SS[.f]]; what is finer than a microsecond is cut off.
  constexpr bool time(clock_and_calendar& out) {
    if (!number(2, out.hour) || !skip(':') || !number(2, out.minute)) return false;
    if (skip(':')) {
      if (!number(2, out.second)) return false;
      if (skip('.') && !fraction(out.microsecond)) return false;
    }
    return out.is_time();
  }

  /// Z, +HH:MM, +HHMM or +HH, or nothing. -00:00 means that the zone is not known, and is refused.
  constexpr bool zone(clock_and_calendar& out) {
    if (at_end()) return true;
    if (skip('Z')) return true;
    bool const negative = skip('-');
    if (!negative && !skip('+')) return false;
    std::int64_t hours = 0;
    std::int64_t minutes = 0;
    if (!number(2, hours)) return false;
    if (!at_end()) {
      skip(':');
      if (!number(2, minutes)) return false;
    }
    out.offset = hours * 60 + minutes;
    if (hours > 23 || minutes > 59 || (negative && out.offset == 0)) return false;
    if (negative) out.offset = -out.offset;
    return true;
  }

  /// A day, a clock after a 'T' or a blank, and what the zone may be.
  constexpr bool day_and_time(clock_and_calendar& out) {
    return day(out) && (skip('T') || skip(' ')) && time(out) && zone(out) && at_end();
  }

 private:
  constexpr bool fraction(std::int64_t& microsecond) {
    std::size_t digits = 0;
    while (digits < text_.size() && text_[digits] >= '0' && text_[digits] <= '9') ++digits;
    for (std::size_t i = 0; i < 6; ++i) microsecond = microsecond * 10 + (i < digits ? text_[i] - '0' : 0);
    text_.remove_prefix(digits);
    return digits != 0;
  }

  std::string_view text_;
};

}  // namespace recto::detail
