// SPDX-License-Identifier: BSL-1.0
// Inputs to dates and times: ISO 8601 as HTML forms, JSON and Ecto write it, or a map of its parts as three selects of a
// form send it. The calendar is checked, and so is PostgreSQL's first day. Only four digits of year, no weeks, no locale.
// Layer 4.
#pragma once

#include <recto/changeset/cast_number.hpp>
#include <recto/changeset/cast_rule.hpp>
#include <recto/types/chrono.hpp>
#include <recto/types/clock_text.hpp>

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string_view>

namespace recto::detail {

/// One part of a map. `made`: a number; `null`: it is there and blank; `refused`: it is not there, or is no number.
inline cast_outcome read_part(cast_input const& map, std::string_view key, std::int64_t& out) {
  cast_input part;
  if (!map.parts->find(map.node, key, part)) return cast_outcome::refused;
  if (part.kind == input_kind::null || (part.kind == input_kind::text && part.text.empty())) return cast_outcome::null;
  if (part.kind == input_kind::integer) out = part.integer;
  return made_if(part.kind == input_kind::integer || (part.kind == input_kind::text && parse_integer(part.text, out)));
}

/// All of them numbers, or all of them blank; anything else is refused.
template <std::size_t Count>
inline cast_outcome read_parts(cast_input const& map, std::string_view const (&keys)[Count],
                               std::int64_t* const (&out)[Count]) {
  std::size_t made = 0;
  std::size_t null = 0;
  for (std::size_t i = 0; i < Count; ++i) {
    cast_outcome const part = read_part(map, keys[i], *out[i]);
    made += part == cast_outcome::made ? 1 : 0;
    null += part == cast_outcome::null ? 1 : 0;
  }
  return made == Count ? cast_outcome::made : null == Count ? cast_outcome::null : cast_outcome::refused;
}

/// `second` and `microsecond` may be missing.
inline bool read_seconds(cast_input const& map, clock_and_calendar& out) {
  auto const optional_part = [&](std::string_view key, std::int64_t& to) {
    cast_input ignored;
    return !map.parts->find(map.node, key, ignored) || read_part(map, key, to) != cast_outcome::refused;
  };
  return optional_part("second", out.second) && optional_part("microsecond", out.microsecond) && out.is_time();
}

inline cast_outcome read_day(cast_input const& input, clock_and_calendar& out) {
  if (input.kind == input_kind::text) {
    clock_reader reader(input.text);
    if (reader.day(out) && reader.at_end()) return cast_outcome::made;
    return made_if(clock_reader(input.text).day_and_time(out));
  }
  if (input.kind != input_kind::map) return cast_outcome::refused;
  cast_outcome const outcome = read_parts(input, {"year", "month", "day"}, {&out.year, &out.month, &out.day});
  return outcome == cast_outcome::made ? made_if(out.is_date()) : outcome;
}

inline cast_outcome read_time(cast_input const& input, clock_and_calendar& out) {
  if (input.kind == input_kind::text) {
    clock_reader reader(input.text);
    if (!reader.time(out)) return cast_outcome::refused;
    reader.skip('Z');
    return made_if(reader.at_end());
  }
  if (input.kind != input_kind::map) return cast_outcome::refused;
  cast_outcome const outcome = read_parts(input, {"hour", "minute"}, {&out.hour, &out.minute});
  return outcome == cast_outcome::made ? made_if(read_seconds(input, out)) : outcome;
}

inline cast_outcome read_day_and_time(cast_input const& input, clock_and_calendar& out) {
  if (input.kind == input_kind::text) return made_if(clock_reader(input.text).day_and_time(out));
  if (input.kind != input_kind::map) return cast_outcome::refused;
  cast_outcome const outcome = read_parts(input, {"year", "month", "day", "hour", "minute"},
                                          {&out.year, &out.month, &out.day, &out.hour, &out.minute});
  return outcome == cast_outcome::made ? made_if(out.is_date() && read_seconds(input, out)) : outcome;
}

constexpr bool is_storable_timestamp(std::int64_t since_1970) {
  return since_1970 >= first_timestamp + epoch_microseconds;
}

/// "2026-11-20", the day of a text with a time of day, or a map of year, month and day.
template <>
struct cast_rule<date> {
  static constexpr std::string_view name = "date";
  static cast_outcome read(cast_input const& input, date& out) {
    clock_and_calendar parts;
    cast_outcome const outcome = read_day(input, parts);
    if (outcome == cast_outcome::made) out = parts.calendar_day();
    return outcome;
  }
};

template <>
struct cast_rule<std::chrono::sys_days> {
  static constexpr std::string_view name = "date";
  static cast_outcome read(cast_input const& input, std::chrono::sys_days& out) {
    clock_and_calendar parts;
    cast_outcome const outcome = read_day(input, parts);
    if (outcome == cast_outcome::made) out = std::chrono::sys_days{parts.calendar_day()};
    return outcome;
  }
};

/// "23:59", "23:59:59", "23:59:59.999999", each with or without a Z, or a map of hour, minute and so on. The end of the
/// day, 24:00, is refused as in Ecto.
template <>
struct cast_rule<time_of_day> {
  static constexpr std::string_view name = "time";
  static cast_outcome read(cast_input const& input, time_of_day& out) {
    clock_and_calendar parts;
    cast_outcome const outcome = read_time(input, parts);
    if (outcome == cast_outcome::made) out = time_of_day{std::chrono::microseconds{parts.since_midnight()}};
    return outcome;
  }
};

/// A date and a time with 'T' or a blank between them. The wall clock is kept and a zone is dropped.
template <>
struct cast_rule<naive_datetime> {
  static constexpr std::string_view name = "naive_datetime";
  static cast_outcome read(cast_input const& input, naive_datetime& out) {
    clock_and_calendar parts;
    cast_outcome const outcome = read_day_and_time(input, parts);
    if (outcome != cast_outcome::made) return outcome;
    out = naive_datetime{std::chrono::microseconds{parts.since_1970()}};
    return made_if(is_storable_timestamp(parts.since_1970()));
  }
};

/// The same; an offset is taken off, and without one it is UTC.
template <>
struct cast_rule<utc_datetime> {
  static constexpr std::string_view name = "utc_datetime";
  static cast_outcome read(cast_input const& input, utc_datetime& out) {
    clock_and_calendar parts;
    cast_outcome const outcome = read_day_and_time(input, parts);
    if (outcome != cast_outcome::made) return outcome;
    std::int64_t const since_1970 = parts.since_1970() - parts.offset * 60'000'000;
    out = utc_datetime{std::chrono::microseconds{since_1970}};
    return made_if(is_storable_timestamp(since_1970));
  }
};

/// Nothing that comes from outside is an interval: its text has too many dialects. A program puts a value.
template <>
struct cast_rule<interval> {
  static constexpr std::string_view name = "duration";
  static cast_outcome read(cast_input const&, interval&) { return cast_outcome::refused; }
};

}  // namespace recto::detail
