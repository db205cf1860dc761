// SPDX-License-Identifier: BSL-1.0
// What has no form of its own in JSON is text there, in the form that other programs expect: ISO 8601 for dates, times
// and intervals, base64 for bytes. Reading takes what writing gives and, for moments, what other writers give.
// Layer 2.
#pragma once

#include <recto/types/chrono.hpp>
#include <recto/types/clock_text.hpp>
#include <recto/types/invalid.hpp>
#include <recto/types/literal.hpp>
#include <recto/types/uuid.hpp>

#include <boost/uuid/uuid.hpp>

#include <chrono>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace recto::detail {

/// `T` is text in JSON, by an overload of `append_json_form` and of `read_json_form`.
template <class T>
concept has_json_form = is_chrono<T> || std::same_as<T, boost::uuids::uuid> || std::same_as<T, std::vector<std::byte>>;

inline void append_json_day(std::string& out, std::int64_t days) {
  constexpr std::int64_t first = -4'371'587;  // -9999-01-01
  constexpr std::int64_t last = 2'932'896;    // 9999-12-31
  if (days < first || days > last) [[unlikely]]
    throw_invalid("a date in JSON has a year of four digits");
  (void)to_date(days);  // refuses what PostgreSQL cannot store
  date const day{std::chrono::sys_days{std::chrono::days{days}}};
  int const year = static_cast<int>(day.year());
  if (year < 0) out += '-';
  append_padded(out, static_cast<std::uint64_t>(year < 0 ? -year : year), 4);
  out += '-';
  append_padded(out, static_cast<unsigned>(day.month()), 2);
  out += '-';
  append_padded(out, static_cast<unsigned>(day.day()), 2);
}

inline void append_json_moment(std::string& out, std::int64_t since_1970, std::string_view zone) {
  if (append_infinity(out, since_1970)) return;
  constexpr std::int64_t day = 86'400'000'000;
  std::int64_t const days = since_1970 / day - (since_1970 % day < 0 ? 1 : 0);
  append_json_day(out, days);
  out += 'T';
  append_clock(out, static_cast<std::uint64_t>(since_1970 - days * day));
  out += zone;
}

inline void append_json_form(std::string& out, utc_datetime value) {
  append_json_moment(out, value.time_since_epoch().count(), "Z");
}
inline void append_json_form(std::string& out, naive_datetime value) {
  append_json_moment(out, value.time_since_epoch().count(), "");
}
inline void append_json_form(std::string& out, std::chrono::sys_days value) {
  if (!append_infinity(out, value.time_since_epoch().count())) append_json_day(out, value.time_since_epoch().count());
}
inline void append_json_form(std::string& out, date const& value) {
  if (!value.ok()) [[unlikely]]
    throw_invalid("a date is not one of the calendar");
  append_json_day(out, std::chrono::sys_days{value}.time_since_epoch().count());
}
inline void append_json_form(std::string& out, time_of_day value) {
  append_clock(out, static_cast<std::uint64_t>(value.since_midnight().count()));
}
inline void append_json_form(std::string& out, boost::uuids::uuid const& value) { append_literal(out, value); }

/// P1Y2M3DT4H5M6.5S, each part with a sign of its own.
inline void append_json_form(std::string& out, interval const& value) {
  out += 'P';
  auto const part = [&out](std::int64_t number, char unit) {
    if (number == 0) return;
    append_number(out, number);
    out += unit;
  };
  part(value.months / 12, 'Y');
  part(value.months % 12, 'M');
  part(value.days, 'D');
  std::int64_t const time = value.time.count();
  if (value == interval{}) out += "T0S";
  if (time == 0) return;
  out += 'T';
  part(time / 3'600'000'000, 'H');
  part(time / 60'000'000 % 60, 'M');
  std::int64_t const rest = time % 60'000'000;
  if (rest == 0) return;
  if (rest < 0) out += '-';
  auto const seconds = static_cast<std::uint64_t>(rest < 0 ? -rest : rest);
  append_number(out, static_cast<std::int64_t>(seconds / 1'000'000));
  if (seconds % 1'000'000 != 0) {
    out += '.';
    append_padded(out, seconds % 1'000'000, 6);
  }
  out += 'S';
}

/// Base64 of RFC 4648, with `=` at the end.
inline void append_json_form(std::string& out, std::vector<std::byte> const& value) {
  constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  for (std::size_t at = 0; at < value.size(); at += 3) {
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 3; ++i)
      group = group << 8 | (at + i < value.size() ? std::to_integer<std::uint32_t>(value[at + i]) : 0);
    std::size_t const left = value.size() - at;
    out += digits[group >> 18];
    out += digits[group >> 12 & 63];
    out += left > 1 ? digits[group >> 6 & 63] : '=';
    out += left > 2 ? digits[group & 63] : '=';
  }
}

/// Infinity as PostgreSQL prints it; 0 for what is none.
inline int read_infinity(std::string_view text) {
  return text == "infinity" || text == "Infinity" ? 1 : text == "-infinity" || text == "-Infinity" ? -1 : 0;
}

template <class Time>
inline bool read_json_moment(std::string_view text, Time& out, bool takes_offset) {
  if (int const infinity = read_infinity(text); infinity != 0) {
    out = infinity > 0 ? Time::max() : Time::min();
    return true;
  }
  clock_and_calendar parts;
  if (!clock_reader(text).day_and_time(parts)) return false;
  std::int64_t const since_1970 = parts.since_1970() - (takes_offset ? parts.offset * 60'000'000 : 0);
  out = Time{std::chrono::microseconds{since_1970}};
  return since_1970 >= first_timestamp + epoch_microseconds;
}

inline bool read_json_form(std::string_view text, utc_datetime& out) { return read_json_moment(text, out, true); }
inline bool read_json_form(std::string_view text, naive_datetime& out) { return read_json_moment(text, out, false); }
inline bool read_json_form(std::string_view text, date& out) {
  clock_and_calendar parts;
  clock_reader reader(text);
  if (!reader.day(parts) || !reader.at_end()) return false;
  out = parts.calendar_day();
  return true;
}
inline bool read_json_form(std::string_view text, std::chrono::sys_days& out) {
  if (int const infinity = read_infinity(text); infinity != 0) {
    out = infinity > 0 ? std::chrono::sys_days::max() : std::chrono::sys_days::min();
    return true;
  }
  date day;
  if (!read_json_form(text, day)) return false;
  out = std::chrono::sys_days{day};
  return true;
}
inline bool read_json_form(std::string_view text, time_of_day& out) {
  if (text == "24:00:00") {
    out = time_of_day{std::chrono::days{1}};
    return true;
  }
  clock_and_calendar parts;
  clock_reader reader(text);
  if (!reader.time(parts)) return false;
  reader.skip('Z');
  if (!reader.at_end()) return false;
  out = time_of_day{std::chrono::microseconds{parts.since_midnight()}};
  return true;
}
inline bool read_json_form(std::string_view text, boost::uuids::uuid& out) { return parse_uuid(text, out.begin()); }

/// A duration of ISO 8601 in its parts: P, years, months, weeks, days, T, hours, minutes, seconds with a fraction.
class duration_reader {
 public:
  explicit duration_reader(std::string_view text) : text_(text) {}

  bool read(interval& out) {
    if (!take('P') || text_.empty()) return false;
    std::string_view units = "YMWD";
    bool in_time = false;
    while (!text_.empty()) {
      if (!in_time && take('T')) {
        in_time = true;
        units = "HMS";
        if (text_.empty()) return false;
      }
      std::int64_t whole = 0;
      std::int64_t micros = 0;
      if (!number(whole, micros) || text_.empty()) return false;
      std::size_t const at = units.find(text_[0]);
      if (at == std::string_view::npos || (micros != 0 && text_[0] != 'S')) return false;
      if (!add(units[at], in_time, whole, micros)) return false;
      units.remove_prefix(at + 1);  // each unit once, and in this order
      text_.remove_prefix(1);
    }
    constexpr auto low = std::numeric_limits<std::int32_t>::min();
    constexpr auto high = std::numeric_limits<std::int32_t>::max();
    if (months_ < low || months_ > high || days_ < low || days_ > high) return false;
    out = {static_cast<std::int32_t>(months_), static_cast<std::int32_t>(days_), std::chrono::microseconds{time_}};
    return true;
  }

 private:
  bool take(char wanted) {
    if (!text_.starts_with(wanted)) return false;
    text_.remove_prefix(1);
    return true;
  }

  bool number(std::int64_t& whole, std::int64_t& micros) {
    bool const negative = take('-');
    if (!negative) take('+');
    std::size_t digits = 0;
    for (; digits < text_.size() && text_[digits] >= '0' && text_[digits] <= '9'; ++digits) {
      if (digits == 17) return false;
      whole = whole * 10 + (text_[digits] - '0');
    }
    if (digits == 0) return false;
    text_.remove_prefix(digits);
    if (take('.')) {
      std::int64_t scale = 100'000;
      for (digits = 0; digits < text_.size() && text_[digits] >= '0' && text_[digits] <= '9'; ++digits, scale /= 10)
        micros += (text_[digits] - '0') * scale;
      if (digits == 0) return false;
      text_.remove_prefix(digits);
    }
    if (negative) whole = -whole, micros = -micros;
    return true;
  }

  bool add(char unit, bool in_time, std::int64_t whole, std::int64_t micros) {
    std::int64_t factor = 1;
    std::int64_t* to = &months_;
    if (in_time) {
      to = &time_;
      factor = unit == 'H' ? 3'600'000'000 : unit == 'M' ? 60'000'000 : 1'000'000;
    } else if (unit == 'Y') {
      factor = 12;
    } else if (unit != 'M') {
      to = &days_;
      factor = unit == 'W' ? 7 : 1;
    }
    std::int64_t product = 0;
    return !__builtin_mul_overflow(whole, factor, &product) && !__builtin_add_overflow(*to, product, to)
        && !__builtin_add_overflow(*to, micros, to);
  }

  std::string_view text_;
  std::int64_t months_ = 0;
  std::int64_t days_ = 0;
  std::int64_t time_ = 0;
};

inline bool read_json_form(std::string_view text, interval& out) { return duration_reader(text).read(out); }

inline bool read_json_form(std::string_view text, std::vector<std::byte>& out) {
  constexpr auto digit = [](char c) -> int {
    if (c >= 'A' && c <= 'Z') return c - 'A';
    if (c >= 'a' && c <= 'z') return c - 'a' + 26;
    if (c >= '0' && c <= '9') return c - '0' + 52;
    return c == '+' ? 62 : c == '/' ? 63 : -1;
  };
  if (text.size() % 4 != 0) return false;
  std::size_t const padding = text.ends_with("==") ? 2 : text.ends_with('=') ? 1 : 0;
  out.clear();
  out.reserve(text.size() / 4 * 3);
  for (std::size_t at = 0; at < text.size(); at += 4) {
    std::uint32_t group = 0;
    for (std::size_t i = 0; i < 4; ++i) {
      bool const is_padding = at + i + padding >= text.size();
      int const value = is_padding ? 0 : digit(text[at + i]);
      if (value < 0) return false;
      group = group << 6 | static_cast<std::uint32_t>(value);
    }
    std::size_t const bytes = at + 4 == text.size() ? 3 - padding : 3;
    for (std::size_t i = 0; i < bytes; ++i) out.push_back(static_cast<std::byte>(group >> (16 - 8 * i) & 0xff));
    // What does not fill a byte is zero: each value has one text.
    if (bytes < 3 && (group & ((std::uint32_t{1} << (8 * (3 - bytes))) - 1)) != 0) return false;
  }
  return true;
}

}  // namespace recto::detail
