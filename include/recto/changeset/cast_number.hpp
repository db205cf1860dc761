// SPDX-License-Identifier: BSL-1.0
// Inputs to truth values, whole numbers, binary fractions and decimals. What does not fit the C++ type is refused, never
// cut off or rounded to an infinity. No locale, and linear in the length of the text.
// Layer 4.
#pragma once

#include <recto/changeset/cast_rule.hpp>
#include <recto/types/scalar.hpp>

#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string_view>
#include <system_error>

namespace recto::detail {

/// Decimal digits after an optional sign, and nothing else; at most 31 bytes.
inline bool parse_integer(std::string_view text, std::int64_t& out) {
  if (text.size() > 31) return false;
  if (text.starts_with('+')) {
    text.remove_prefix(1);
    if (text.starts_with('-')) return false;
  }
  char const* const end = text.data() + text.size();
  auto const result = std::from_chars(text.data(), end, out);
  return result.ec == std::errc{} && result.ptr == end;
}

inline bool read_integer(cast_input const& input, std::int64_t least, std::int64_t most, std::int64_t& out) {
  if (input.kind == input_kind::integer) out = input.integer;
  else if (input.kind != input_kind::text || !parse_integer(input.text, out)) return false;
  return out >= least && out <= most;
}

/// How many digits stand at `at`; moves behind them.
constexpr std::size_t skip_digits(std::string_view text, std::size_t& at) {
  std::size_t const begin = at;
  while (at < text.size() && text[at] >= '0' && text[at] <= '9') ++at;
  return at - begin;
}

/// Is it a number with an optional sign, fraction and exponent? `bare_point`: also "5." and ".5". Hexadecimal digits,
/// "nan" and "inf", which std::from_chars would read, are none.
constexpr bool is_number_text(std::string_view text, bool bare_point) {
  std::size_t at = 0;
  auto const skip_sign = [&] {
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
  };
  skip_sign();
  std::size_t const whole = skip_digits(text, at);
  std::size_t fraction = 0;
  bool const point = at < text.size() && text[at] == '.';
  if (point) fraction = skip_digits(text, ++at);
  if (whole + fraction == 0 || (!bare_point && (whole == 0 || (point && fraction == 0)))) return false;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    ++at;
    skip_sign();
    if (skip_digits(text, at) == 0) return false;
  }
  return at == text.size();
}

constexpr bool is_finite(double value) { return value - value == 0; }

template <std::floating_point Float>
inline bool read_float(cast_input const& input, Float& out) {
  switch (input.kind) {
    case input_kind::integer: out = static_cast<Float>(input.integer); return true;
    case input_kind::floating:
      // The same bounds as for text: too large and too small are both out of range.
      if (!(input.floating >= -std::numeric_limits<Float>::max()
            && input.floating <= std::numeric_limits<Float>::max()))
        return false;
      out = static_cast<Float>(input.floating);
      return out != 0 || input.floating == 0;
    case input_kind::digits:
    case input_kind::text: {
      if (!is_number_text(input.text, false)) return false;
      std::string_view const text = input.text.substr(input.text.starts_with('+') ? 1 : 0);
      return std::from_chars(text.data(), text.data() + text.size(), out).ec == std::errc{};
    }
    default: return false;
  }
}

template <>
struct cast_rule<bool> {
  static constexpr std::string_view name = "boolean";
  static cast_outcome read(cast_input const& input, bool& out) {
    if (input.kind == input_kind::boolean) out = input.boolean;
    else if (input.kind != input_kind::text) return cast_outcome::refused;
    else if (input.text == "true" || input.text == "1") out = true;
    else if (input.text == "false" || input.text == "0") out = false;
    else return cast_outcome::refused;
    return cast_outcome::made;
  }
};

/// A whole number, or a text of one: "12", "+12", "-12". Neither "12abc" nor "1.0" nor 1.0.
template <std::signed_integral Integer>
  requires wire_type<Integer>
struct cast_rule<Integer> {
  static constexpr std::string_view name = "integer";
  static cast_outcome read(cast_input const& input, Integer& out) {
    using limits = std::numeric_limits<Integer>;
    std::int64_t value = 0;
    if (!read_integer(input, limits::min(), limits::max(), value)) return cast_outcome::refused;
    out = static_cast<Integer>(value);
    return cast_outcome::made;
  }
};

/// Any finite number, or a text of one: "1", "1.5", "1e3". A text that is nearer to zero than the type can tell is
/// refused, as PostgreSQL does.
template <std::floating_point Float>
  requires wire_type<Float>
struct cast_rule<Float> {
  static constexpr std::string_view name = "float";
  static cast_outcome read(cast_input const& input, Float& out) { return made_if(read_float(input, out)); }
};

/// Any finite number, or a text of one that recto::decimal can hold; a double stands for the shortest digits that name
/// it. A template, because the type is complete only where recto/types/decimal.hpp is included.
template <std::same_as<decimal> Decimal>
struct cast_rule<Decimal> {
  static constexpr std::string_view name = "decimal";
  static cast_outcome read(cast_input const& input, Decimal& out) {
    char digits[48];
    std::string_view text = input.text;
    if (input.kind == input_kind::integer) {
      out = Decimal(input.integer);
      return cast_outcome::made;
    }
    if (input.kind == input_kind::floating && is_finite(input.floating)) {
      char* const end = std::to_chars(digits, digits + sizeof digits, input.floating).ptr;
      text = {digits, static_cast<std::size_t>(end - digits)};
    } else if ((input.kind != input_kind::text && input.kind != input_kind::digits) || !is_number_text(text, true)) {
      return cast_outcome::refused;
    }
    try {
      out = Decimal(text);
    } catch (error const&) {
      return cast_outcome::refused;  // more digits than it holds
    }
    return cast_outcome::made;
  }
};

}  // namespace recto::detail
