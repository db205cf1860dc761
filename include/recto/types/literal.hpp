// SPDX-License-Identifier: BSL-1.0
// A value as PostgreSQL's text input reads it, whatever the session's DateStyle, IntervalStyle or time zone: for values
// that cannot travel in binary, such as arrays of an enum type or arrays inside of a bulk insert's arrays.
// Not for SQL text: nothing here is quoted as a literal of a statement.
// Layer 2.
#pragma once

#include <recto/types/chrono.hpp>
#include <recto/types/codec.hpp>
#include <recto/types/text.hpp>
#include <recto/types/type.hpp>

#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace recto {

namespace detail {

inline void append_number(std::string& out, std::int64_t value) {
  char digits[24];
  out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
}

/// At least `width` digits.
inline void append_padded(std::string& out, std::uint64_t value, std::size_t width) {
  char digits[24];
  auto const size = static_cast<std::size_t>(std::to_chars(digits, digits + sizeof digits, value).ptr - digits);
  if (size < width) out.append(width - size, '0');
  out.append(digits, size);
}

/// The shortest digits that read back as the same value.
template <std::floating_point Float>
inline void append_float(std::string& out, Float value) {
  if (value != value) {
    out += "NaN";
  } else if (value - value != value - value) {
    out += value > 0 ? "Infinity" : "-Infinity";
  } else {
    char digits[48];
    out.append(digits, std::to_chars(digits, digits + sizeof digits, value).ptr);
  }
}

inline void append_hex(std::string& out, std::string_view bytes, char const* dashes_before = "") {
  constexpr char digits[] = "0123456789abcdef";
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (*dashes_before != '\0' && static_cast<char>('0' + i) == *dashes_before) {
      out += '-';
      ++dashes_before;
    }
    auto const byte = static_cast<unsigned char>(bytes[i]);
    out += digits[byte >> 4];
    out += digits[byte & 15];
  }
}

/// HH:MM:SS[.ffffff] with as many hours as there are.
inline void append_clock(std::string& out, std::uint64_t microseconds) {
  append_padded(out, microseconds / 3'600'000'000, 2);
  out += ':';
  append_padded(out, microseconds / 60'000'000 % 60, 2);
  out += ':';
  append_padded(out, microseconds / 1'000'000 % 60, 2);
  if (microseconds % 1'000'000 != 0) {
    out += '.';
    append_padded(out, microseconds % 1'000'000, 6);
  }
}

/// YYYY-MM-DD; true if the year is before the first, so that " BC" has to follow at the end. Counted in days from
/// 1970-01-01, for years that std::chrono::year cannot hold.
inline bool append_day(std::string& out, std::int64_t days) {
  // Years that begin on 1 March put the leap day at the end; 400 of them have 146,097 days.
  std::int64_t const shifted = days + 719'468;
  std::int64_t const era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
  std::int64_t const day_of_era = shifted - era * 146'097;
  std::int64_t const year_of_era = (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  std::int64_t const day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  std::int64_t const march_month = (5 * day_of_year + 2) / 153;
  std::int64_t const month = march_month < 10 ? march_month + 3 : march_month - 9;
  std::int64_t const year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);
  append_padded(out, static_cast<std::uint64_t>(year > 0 ? year : 1 - year), 4);
  out += '-';
  append_padded(out, static_cast<std::uint64_t>(month), 2);
  out += '-';
  append_padded(out, static_cast<std::uint64_t>(day_of_year - (153 * march_month + 2) / 5 + 1), 2);
  return year <= 0;
}

template <class Count>
inline bool append_infinity(std::string& out, Count count) {
  if (count == std::numeric_limits<Count>::max()) out += "infinity";
  else if (count == std::numeric_limits<Count>::min()) out += "-infinity";
  else return false;
  return true;
}

inline void append_timestamp(std::string& out, std::int64_t since_1970, std::string_view zone) {
  if (append_infinity(out, since_1970)) return;
  (void)to_timestamp(since_1970);  // refuses what PostgreSQL cannot store
  constexpr std::int64_t day = 86'400'000'000;
  std::int64_t const days = since_1970 / day - (since_1970 % day < 0 ? 1 : 0);
  bool const before_christ = append_day(out, days);
  out += ' ';
  append_clock(out, static_cast<std::uint64_t>(since_1970 - days * day));
  out += zone;
  if (before_christ) out += " BC";
}

inline void append_date(std::string& out, std::int64_t days) {
  (void)to_date(days);  // refuses what PostgreSQL cannot store
  if (append_day(out, days)) out += " BC";
}

/// Every part has its sign, because under IntervalStyle sql_standard a leading minus would count for all of them.
inline void append_interval(std::string& out, interval const& value) {
  auto const part = [&out](std::int32_t number, char const* unit) {
    if (number >= 0) out += '+';
    append_number(out, number);
    out += unit;
  };
  part(value.months, " mons ");
  part(value.days, " days ");
  std::int64_t const time = value.time.count();
  out += time < 0 ? '-' : '+';
  append_clock(out, time < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(time) : static_cast<std::uint64_t>(time));
}

template <class T>
inline constexpr bool is_vector = false;
template <class T>
inline constexpr bool is_vector<std::vector<T>> = !std::is_same_v<T, std::byte>;

template <class T>
concept has_own_literal = requires(std::string& out, T const& value) { type<T>::append_literal(out, value); };

template <class T>
concept is_chrono =
    std::same_as<T, utc_datetime> || std::same_as<T, naive_datetime> || std::same_as<T, std::chrono::sys_days>
    || std::same_as<T, date> || std::same_as<T, time_of_day> || std::same_as<T, interval>;

constexpr bool is_viewed_literal(oid number) { return number == 0 || number == 17 || is_text(number); }

/// `T` travels as itself, not as something stored.
template <class T>
constexpr bool wire_has_literal() {
  if constexpr (has_own_literal<T> || std::is_arithmetic_v<T> || is_chrono<T>) return column_type<T>;
  else if constexpr (is_vector<T>) return wire_has_literal<wire_of<typename T::value_type>>();
  else if constexpr (viewed_type<T>) return is_viewed_literal(type<T>::sql.number);
  else if constexpr (wire_type<T>) return type<T>::sql.number == 2950;
  else return false;
}

}  // namespace detail

/// Is there a text form of `T`? For all types of this library; a user's own type with a wire format of its own may add
/// `static void append_literal(std::string& out, T const& value)` to its `type<T>`.
template <class T>
concept has_literal = column_type<T> && detail::wire_has_literal<wire_of<T>>();

template <class T>
  requires has_literal<T>
void append_literal(std::string& out, T const& value);

namespace detail {

// "NULL", blanks, commas, braces and the empty text are safe between quotes, where only these two mean something.
inline void quote_element(std::string& out, std::size_t from) {
  std::size_t escapes = 0;
  for (std::size_t i = from; i < out.size(); ++i) escapes += out[i] == '"' || out[i] == '\\' ? 1 : 0;
  if (escapes != 0) {
    std::size_t read = out.size();
    out.resize(read + escapes);
    for (std::size_t write = out.size(); write > read;) {
      char const c = out[--read];
      out[--write] = c;
      if (c == '"' || c == '\\') out[--write] = '\\';
    }
  }
  out.insert(from, 1, '"');
  out += '"';
}

template <class Element>
inline void append_array(std::string& out, std::vector<Element> const& values) {
  using element = value_of<Element>;
  out += '{';
  bool first = true;
  for (Element const& value : values) {
    if (!first) out += ',';
    first = false;
    element const* present = nullptr;
    if constexpr (is_optional<Element>) present = value ? &*value : nullptr;
    else present = &value;
    if (present == nullptr) {
      out += "NULL";
      continue;
    }
    std::size_t const from = out.size();
    append_literal(out, *present);
    if constexpr (!std::is_arithmetic_v<recto::wire_of<element>>) quote_element(out, from);
  }
  out += '}';
}

}  // namespace detail

/// Appends `value` as PostgreSQL's input function of its type reads it. Throws recto::error{invalid_value} for what
/// PostgreSQL cannot store.
template <class T>
  requires has_literal<T>
void append_literal(std::string& out, T const& value) {
  using namespace detail;
  if constexpr (stored_type<T>) append_literal(out, type<T>::dump(value));
  else if constexpr (has_own_literal<T>) type<T>::append_literal(out, value);
  else if constexpr (std::same_as<T, bool>) out += value ? 't' : 'f';
  else if constexpr (std::floating_point<T>) append_float(out, value);
  else if constexpr (std::is_arithmetic_v<T>) append_number(out, value);
  else if constexpr (std::same_as<T, utc_datetime>) append_timestamp(out, value.time_since_epoch().count(), "+00");
  else if constexpr (std::same_as<T, naive_datetime>) append_timestamp(out, value.time_since_epoch().count(), "");
  else if constexpr (std::same_as<T, std::chrono::sys_days>) {
    if (!append_infinity(out, value.time_since_epoch().count())) append_date(out, value.time_since_epoch().count());
  } else if constexpr (std::same_as<T, date>) {
    if (!value.ok()) [[unlikely]]
      throw_invalid("a date is not one of the calendar");
    append_date(out, std::chrono::sys_days{value}.time_since_epoch().count());
  } else if constexpr (std::same_as<T, time_of_day>) {
    append_clock(out, static_cast<std::uint64_t>(value.since_midnight().count()));
  } else if constexpr (std::same_as<T, interval>) append_interval(out, value);
  else if constexpr (is_vector<T>) append_array(out, value);
  else if constexpr (type<T>::sql.number == 2950) {
    char bytes[16];
    type<T>::encode(value, bytes);
    append_hex(out, {bytes, sizeof bytes}, "468:");  // ':' follows '9' in ASCII: the tenth byte
  } else if constexpr (type<T>::sql.number == 17) {
    out += "\\x";
    append_hex(out, type<T>::view(value));
  } else out += type<T>::view(value);
}

}  // namespace recto
