// SPDX-License-Identifier: BSL-1.0
// `recto::decimal`: an exact decimal fraction, PostgreSQL's numeric. Up to 76 digits; what needs more is an error, never
// rounded. It keeps its scale as PostgreSQL does: 19.90 prints as 19.90 and equals 19.9.
// Opt-in: recto.hpp does not include it.
// Layer 2.
#pragma once

#include <recto/types/invalid.hpp>
#include <recto/types/type.hpp>
#include <recto/types/wide.hpp>
#include <recto/types/wire.hpp>

#include <array>
#include <charconv>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace recto {

namespace detail {

template <class T>
concept plain_integer =
    std::integral<T> && sizeof(T) <= 8 && !std::same_as<T, bool> && !std::same_as<T, char> && !std::same_as<T, char8_t>
    && !std::same_as<T, char16_t> && !std::same_as<T, char32_t> && !std::same_as<T, wchar_t>;

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_too_many_digits() {
  throw_invalid("a decimal holds at most 76 digits, of which at most 16383 places after the point");
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_no_decimal() {
  throw_invalid("the text is not a decimal number");
}

}  // namespace detail

/// An exact decimal number: numeric. Whole numbers convert to it, text does when asked (`decimal{"19.99"}`), a double
/// never. `+`, `-` and `*` are exact; `divide` and `round` say how many places they keep. Throws
/// recto::error{invalid_value} where a result needs more than 76 digits. Never allocates.
class decimal {
 public:
  static constexpr int max_digits = 76;
  static constexpr int max_scale = 16'383;  // PostgreSQL's own limit of digits after the point

  constexpr decimal() = default;

  template <detail::plain_integer Integer>
  constexpr decimal(Integer value)
      : digits_(value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value) : static_cast<std::uint64_t>(value)),
        negative_(value < 0) {}

  /// A binary fraction is not a decimal one: write the digits as text.
  template <std::floating_point Float>
  decimal(Float) = delete;

  /// "19.99", "-.5", "1e3": as PostgreSQL reads numeric, without blanks around it. A constant that is no number does not
  /// compile.
  constexpr explicit decimal(std::string_view text) { parse(text); }

  /// Digits after the point that it keeps and prints.
  constexpr int scale() const { return scale_; }
  constexpr bool is_negative() const { return negative_; }
  constexpr bool is_zero() const { return digits_.is_zero(); }

  /// The digits as PostgreSQL prints them, with all places of the scale.
  std::string to_string() const {
    std::string text;
    append_to(text);
    return text;
  }

  /// The nearest double; the one conversion that loses digits.
  double to_double() const {
    std::string const text = to_string();
    double value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
  }

  constexpr decimal operator-() const { return decimal{digits_, !negative_, scale_}; }
  constexpr decimal operator+() const { return *this; }

  /// The scale of a sum is the greater one, of a product the sum of both, as in PostgreSQL.
  friend constexpr decimal operator+(decimal left, decimal right) {
    left.rescale(right.scale_);
    right.rescale(left.scale_);
    if (left.negative_ == right.negative_) {
      if (!left.digits_.add(right.digits_)) detail::throw_too_many_digits();
    } else {
      if (left.digits_ < right.digits_) std::swap(left, right);
      left.digits_.subtract(right.digits_);
    }
    return decimal{left.digits_, left.negative_, left.scale_};
  }
  friend constexpr decimal operator-(decimal const& left, decimal const& right) { return left + -right; }
  friend constexpr decimal operator*(decimal left, decimal const& right) {
    if (!left.digits_.multiply(right.digits_)) detail::throw_too_many_digits();
    return decimal{left.digits_, left.negative_ != right.negative_, left.scale_ + right.scale_};
  }
  constexpr decimal& operator+=(decimal const& other) { return *this = *this + other; }
  constexpr decimal& operator-=(decimal const& other) { return *this = *this - other; }
  constexpr decimal& operator*=(decimal const& other) { return *this = *this * other; }

  /// By value: 19.90 == 19.9. Never fails.
  friend constexpr std::weak_ordering operator<=>(decimal const& left, decimal const& right) {
    if (left.negative_ != right.negative_) {
      return left.negative_ ? std::weak_ordering::less : std::weak_ordering::greater;
    }
    return left.negative_ ? compare_digits(right, left) : compare_digits(left, right);
  }
  friend constexpr bool operator==(decimal const& left, decimal const& right) { return (left <=> right) == 0; }

  /// PostgreSQL's `round(value, places)`: halves away from zero; more places than there are become zeros; a negative
  /// number rounds before the point.
  friend constexpr decimal round(decimal value, int places) {
    if (places >= value.scale_) {
      value.rescale(places);
      return value;
    }
    if (places < -max_digits) return {};
    auto drop = static_cast<std::uint32_t>(value.scale_ - places);
    // The last digit to go decides: the rest may be cut off.
    for (--drop; drop > 0 && !value.digits_.is_zero(); --drop) value.digits_.divide(10);
    bool const up = drop == 0 && value.digits_.divide(10) >= 5;
    if (up) value.digits_.add(1);
    if (places < 0 && !value.digits_.scale_up(static_cast<std::uint32_t>(-places))) detail::throw_too_many_digits();
    return decimal{value.digits_, value.negative_, places < 0 ? 0 : places};
  }

  /// `left / right` with that many places after the point, halves away from zero. Dividing by zero is an error.
  friend constexpr decimal divide(decimal const& left, decimal const& right, int places) {
    if (right.is_zero()) [[unlikely]]
      detail::throw_invalid("a decimal was divided by zero");
    if (places < 0 || places > max_scale) [[unlikely]]
      detail::throw_too_many_digits();
    detail::wide quotient = left.digits_;
    detail::wide divisor = right.digits_;
    int const shift = places + right.scale_ - left.scale_;
    bool const fits = shift >= 0 ? quotient.scale_up(static_cast<std::uint32_t>(shift))
                                 : divisor.scale_up(static_cast<std::uint32_t>(-shift));
    if (!fits) [[unlikely]]
      detail::throw_too_many_digits();
    detail::wide const remainder = quotient.divide(divisor);
    divisor.subtract(remainder);
    if (remainder >= divisor) quotient.add(1);
    return decimal{quotient, left.negative_ != right.negative_, places};
  }

  friend std::string to_string(decimal const& value) { return value.to_string(); }

 private:
  friend struct type<decimal>;

  constexpr decimal(detail::wide const& digits, bool negative, int scale)
      : digits_(digits), scale_(scale), negative_(negative && !digits.is_zero()) {
    constexpr detail::wide too_much = [] {
      detail::wide limit{1};
      limit.scale_up(max_digits);
      return limit;
    }();
    if (digits >= too_much || scale > max_scale) [[unlikely]]
      detail::throw_too_many_digits();
  }

  constexpr void rescale(int scale) {
    if (scale <= scale_) return;
    if (scale > max_scale || !digits_.scale_up(static_cast<std::uint32_t>(scale - scale_))) {
      detail::throw_too_many_digits();
    }
    *this = decimal{digits_, negative_, scale};
  }

  static constexpr std::weak_ordering compare_digits(decimal const& left, decimal const& right) {
    detail::wide a = left.digits_;
    detail::wide b = right.digits_;
    int const shift = right.scale_ - left.scale_;
    // What no longer fits after scaling up is greater than everything that does.
    if (shift > 0 && !a.scale_up(static_cast<std::uint32_t>(shift))) return std::weak_ordering::greater;
    if (shift < 0 && !b.scale_up(static_cast<std::uint32_t>(-shift))) return std::weak_ordering::less;
    return a <=> b;
  }

  constexpr void parse(std::string_view text) {
    std::size_t at = 0;
    bool negative = false;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) negative = text[at++] == '-';
    detail::wide digits{};
    int scale = 0;
    bool point = false;
    bool any = false;
    for (; at < text.size(); ++at) {
      char const c = text[at];
      if (c == '.' && !point) {
        point = true;
      } else if (c >= '0' && c <= '9') {
        any = true;
        if (point && ++scale > max_scale) detail::throw_too_many_digits();
        if (!digits.multiply_add(10, static_cast<std::uint64_t>(c - '0'))) detail::throw_too_many_digits();
      } else {
        break;
      }
    }
    if (!any) detail::throw_no_decimal();
    if (at < text.size()) scale -= parse_exponent(text.substr(at));
    if (scale < 0) {
      if (!digits.scale_up(static_cast<std::uint32_t>(-scale))) detail::throw_too_many_digits();
      scale = 0;
    }
    *this = decimal{digits, negative, scale};
  }

  static constexpr int parse_exponent(std::string_view text) {
    std::size_t at = 1;
    bool negative = false;
    if (at < text.size() && (text[at] == '-' || text[at] == '+')) negative = text[at++] == '-';
    if ((text[0] != 'e' && text[0] != 'E') || at == text.size()) detail::throw_no_decimal();
    int exponent = 0;
    for (; at < text.size(); ++at) {
      if (text[at] < '0' || text[at] > '9') detail::throw_no_decimal();
      exponent = exponent * 10 + (text[at] - '0');
      if (exponent > 2 * max_scale) detail::throw_too_many_digits();
    }
    return negative ? -exponent : exponent;
  }

  void append_to(std::string& out) const {
    std::array<char, max_digits + 1> buffer;
    std::size_t begin = buffer.size();
    for (detail::wide rest = digits_; !rest.is_zero();) buffer[--begin] = static_cast<char>('0' + rest.divide(10));
    std::size_t const size = buffer.size() - begin;
    auto const places = static_cast<std::size_t>(scale_);
    if (negative_) out += '-';
    std::size_t const whole = size > places ? size - places : 0;
    if (whole == 0) out += '0';
    out.append(buffer.data() + begin, whole);
    if (places == 0) return;
    out += '.';
    out.append(places - (size - whole), '0');
    out.append(buffer.data() + begin + whole, size - whole);
  }

  detail::wide digits_{};  // the value is digits_ / 10^scale_
  int scale_ = 0;
  bool negative_ = false;  // never for zero
};

// So that whole numbers find them too: `divide(2, 3, 5)`.
constexpr decimal round(decimal value, int places);
constexpr decimal divide(decimal const& left, decimal const& right, int places);

// Binary format of numeric (PostgreSQL: src/backend/utils/adt/numeric.c, numeric_send): number of base-10000 digits,
// power of 10000 of the first one, sign, digits after the point to print; then the digits.
template <>
struct type<decimal> {
  static constexpr sql_type sql{.name = "numeric", .number = 1700, .array = 1231};

  static std::size_t size(decimal const& value) { return 8 + 2 * groups_of(value).count; }

  static char* encode(decimal const& value, char* out) {
    groups const parts = groups_of(value);
    int const weight = static_cast<int>(parts.count) - 1 - (value.scale_ + 3) / 4;
    out = detail::store(static_cast<std::uint16_t>(parts.count), out);
    out = detail::store(static_cast<std::uint16_t>(parts.count == 0 ? 0 : weight), out);
    out = detail::store(static_cast<std::uint16_t>(value.negative_ ? negative_sign : 0), out);
    out = detail::store(static_cast<std::uint16_t>(value.scale_), out);
    for (std::size_t i = parts.count; i-- > 0;) out = detail::store(parts.values[i], out);
    return out;
  }

  static void decode(std::string_view wire, decimal& value) {
    if (wire.size() < 8) [[unlikely]]
      throw_malformed();
    std::size_t const count = detail::fetch<std::uint16_t>(wire.data());
    int const weight = static_cast<std::int16_t>(detail::fetch<std::uint16_t>(wire.data() + 2));
    std::uint16_t const sign = detail::fetch<std::uint16_t>(wire.data() + 4);
    int const scale = detail::fetch<std::uint16_t>(wire.data() + 6);
    if (sign != 0 && sign != negative_sign) [[unlikely]]
      throw_special(sign);
    if (wire.size() != 8 + 2 * count || scale > decimal::max_scale) [[unlikely]]
      throw_malformed();

    detail::wide digits{};
    int power = weight * 4 + 4 + scale;  // of ten, by which the digits read so far are still to be multiplied
    for (std::size_t i = 0; i < count; ++i) {
      std::uint64_t group = detail::fetch<std::uint16_t>(wire.data() + 8 + 2 * i);
      if (group > 9'999) [[unlikely]]
        throw_malformed();
      power -= 4;
      std::uint64_t factor = 10'000;
      if (power < 0) {
        // The last group reaches beyond the scale; what is cut off must be zeros.
        std::uint64_t const beyond = power <= -4 ? 10'000 : detail::wide::ten_to(static_cast<std::uint32_t>(-power));
        if (group % beyond != 0) [[unlikely]]
          throw_malformed();
        group /= beyond;
        factor /= beyond;
      }
      if (!digits.multiply_add(factor, group)) [[unlikely]]
        detail::throw_too_many_digits();
    }
    if (power > 0 && !digits.scale_up(static_cast<std::uint32_t>(power))) [[unlikely]]
      detail::throw_too_many_digits();
    value = decimal{digits, sign == negative_sign, scale};
  }

  static void append_literal(std::string& out, decimal const& value) { value.append_to(out); }

 private:
  static constexpr std::uint16_t negative_sign = 0x4000;

  struct groups {
    std::array<std::uint16_t, 20> values;  // the least significant first; 76 digits lie in 20 groups at most
    std::size_t count = 0;
  };

  static groups groups_of(decimal const& value) {
    groups parts;
    detail::wide rest = value.digits_;
    // Groups meet at the point, so the last one may have fewer digits than four after it.
    if (auto const odd = static_cast<std::uint32_t>(value.scale_ % 4); odd != 0 && !rest.is_zero()) {
      std::uint64_t const last = rest.divide(detail::wide::ten_to(odd));
      parts.values[parts.count++] = static_cast<std::uint16_t>(last * detail::wide::ten_to(4 - odd));
    }
    while (!rest.is_zero()) parts.values[parts.count++] = static_cast<std::uint16_t>(rest.divide(10'000));
    return parts;
  }

  [[noreturn, gnu::noinline, gnu::cold]] static void throw_malformed() {
    detail::throw_invalid("the server sent a numeric that is malformed");
  }

  [[noreturn, gnu::noinline, gnu::cold]] static void throw_special(std::uint16_t sign) {
    if (sign == 0xC000) detail::throw_invalid("the server sent NaN, which is no decimal number");
    if (sign == 0xD000 || sign == 0xF000)
      detail::throw_invalid("the server sent an infinite numeric, which is no decimal number");
    throw_malformed();
  }
};

}  // namespace recto
