// SPDX-License-Identifier: BSL-1.0
// A number of any kind, to be compared with one of any other kind without loss: whole numbers, binary fractions and
// decimals. For bounds of validations, not for arithmetic.
// Layer 4.
#pragma once

#include <recto/changeset/field_error.hpp>
#include <recto/types/type.hpp>

#include <charconv>
#include <compare>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

namespace recto {

namespace detail {

/// Digits with an optional sign and fraction, no exponent, by value: "1.50" equals "1.5", "-0" equals "0".
constexpr std::strong_ordering compare_digits(std::string_view left, std::string_view right) {
  auto const parts = [](std::string_view text) {
    struct {
      bool negative = false;
      std::string_view whole{};
      std::string_view fraction{};
    } found;
    if (text.starts_with('-') || text.starts_with('+')) {
      found.negative = text[0] == '-';
      text.remove_prefix(1);
    }
    std::size_t const point = text.find('.');
    found.whole = text.substr(0, point);
    if (point != text.npos) found.fraction = text.substr(point + 1);
    while (found.whole.starts_with('0')) found.whole.remove_prefix(1);
    while (found.fraction.ends_with('0')) found.fraction.remove_suffix(1);
    if (found.whole.empty() && found.fraction.empty()) found.negative = false;
    return found;
  };
  auto const one = parts(left);
  auto const other = parts(right);
  if (one.negative != other.negative) return other.negative <=> one.negative;
  auto order = one.whole.size() <=> other.whole.size();
  if (order == 0) order = one.whole <=> other.whole;
  if (order == 0) order = one.fraction <=> other.fraction;
  return one.negative ? 0 <=> order : order;
}

}  // namespace detail

/// A bound of `validate_number`: any number converts to it. A double stands for itself, but against a decimal for the
/// shortest digits that name it, and against a float for the nearest float: 0.1 is 0.1.
class number_value {
 public:
  number_value() = default;
  template <std::integral Integer>
    requires(!std::same_as<Integer, bool>)
  number_value(Integer value) {
    if constexpr (std::unsigned_integral<Integer> && sizeof(Integer) == sizeof(std::int64_t)) {
      if (value > static_cast<std::uint64_t>(std::numeric_limits<std::int64_t>::max())) {
        kind_ = kind::digits;
        digits_ = std::to_string(value);
        return;
      }
    }
    integer_ = static_cast<std::int64_t>(value);
    kind_ = kind::integer;
  }
  template <std::floating_point Float>
  number_value(Float value)
      : floating_(static_cast<double>(value)), kind_(std::same_as<Float, float> ? kind::single : kind::floating) {}
  template <std::same_as<decimal> Decimal>
  number_value(Decimal const& value) : digits_(value.to_string()), kind_(kind::digits) {}

  /// Is there a number at all?
  explicit operator bool() const noexcept { return kind_ != kind::none; }

  /// As the metadata of an error has it: a number, or the digits of a decimal.
  meta_value meta() const {
    if (kind_ == kind::integer) return integer_;
    if (kind_ == kind::digits) return digits_;
    if (kind_ == kind::none) return {};
    return floating_;
  }

  /// By value. Unordered if one is NaN.
  friend std::partial_ordering operator<=>(number_value const& left, number_value const& right) {
    if (left.kind_ == kind::digits || right.kind_ == kind::digits) {
      if (left.is_nan() || right.is_nan()) return std::partial_ordering::unordered;
      if (left.is_infinite()) return left.floating_ <=> 0.0;
      if (right.is_infinite()) return 0.0 <=> right.floating_;
      return detail::compare_digits(left.digits(), right.digits());
    }
    if (left.kind_ == kind::integer && right.kind_ == kind::integer) return left.integer_ <=> right.integer_;
    if (left.kind_ == kind::integer) return compare(left.integer_, right.floating_);
    if (right.kind_ == kind::integer) return 0 <=> compare(right.integer_, left.floating_);
    if (left.kind_ == right.kind_) return left.floating_ <=> right.floating_;
    return static_cast<float>(left.floating_) <=> static_cast<float>(right.floating_);
  }
  friend bool operator==(number_value const& left, number_value const& right) { return (left <=> right) == 0; }

 private:
  enum class kind : unsigned char { none, integer, floating, single, digits };

  bool is_nan() const { return floating_ != floating_; }
  bool is_infinite() const { return floating_ - floating_ != 0; }

  static std::partial_ordering compare(std::int64_t whole, double floating) {
    constexpr double limit = 9223372036854775808.0;  // 2^63
    if (floating != floating) return std::partial_ordering::unordered;
    if (floating >= limit) return std::partial_ordering::less;
    if (floating < -limit) return std::partial_ordering::greater;
    auto const cut = static_cast<std::int64_t>(floating);  // towards zero
    if (whole != cut) return whole <=> cut;
    return static_cast<double>(cut) <=> floating;
  }

  /// Without an exponent.
  std::string digits() const {
    if (kind_ == kind::digits) return digits_;
    if (kind_ == kind::integer) return std::to_string(integer_);
    char text[400];  // the smallest double has 324 places, and shows 17 digits at most
    auto const end =
        kind_ == kind::single
            ? std::to_chars(text, text + sizeof text, static_cast<float>(floating_), std::chars_format::fixed)
            : std::to_chars(text, text + sizeof text, floating_, std::chars_format::fixed);
    return {text, end.ptr};
  }

  std::string digits_{};
  std::int64_t integer_ = 0;
  double floating_ = 0;
  kind kind_ = kind::none;
};

}  // namespace recto
