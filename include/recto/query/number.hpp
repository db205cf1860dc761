// SPDX-License-Identifier: BSL-1.0
// Functions of numbers, with the result types of PostgreSQL (manual, "Mathematical Functions and Operators").
// Layer 4.
#pragma once

#include <recto/query/operation.hpp>

#include <cstdint>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

/// Exact numbers stay numeric where one of them is; all else is calculated in double precision.
template <class... Numbers>
using fractional_result = std::conditional_t<(std::is_same_v<Numbers, decimal> || ...), decimal, double>;

/// `Name(x)` of a number for which `Fits` holds, or a refusal that says what `Wanted` is.
template <fixed_string Name, class Value, bool Fits, fixed_string Wanted, class Operand>
constexpr auto number_call(Operand&& operand) {
  static_assert(assert_operands<decltype(judge_argument<Fits, Name, Wanted, std::remove_cvref_t<Operand>>())>::value);
  return make_call<Name, Value>(static_cast<Operand&&>(operand));
}

template <class Operand>
using value_type_of = typename std::remove_cvref_t<Operand>::value_type;

template <class T>
inline constexpr bool is_fraction = std::is_floating_point_v<T> || std::is_same_v<T, decimal>;

template <fixed_string Name, class Operand>
constexpr auto rounding_call(Operand&& operand) {
  using value = value_type_of<Operand>;
  return number_call<Name, fractional_result<value>, is_fraction<value>, "a number with a fraction">(
      static_cast<Operand&&>(operand));
}

/// The type that a plain exponent takes: the base's own if it fits there, else a double beside all but numeric.
template <class Base, class Exponent>
consteval auto exponent_type() {
  if constexpr (is_expression<Exponent>) return std::type_identity<value_type_of<Exponent>>{};
  else if constexpr (value_fits<Exponent, Base>()) return std::type_identity<Base>{};
  else if constexpr (!std::is_same_v<Base, decimal> && value_fits<Exponent, double>())
    return std::type_identity<double>{};
  else return std::type_identity<no_result>{};
}

template <class Base, class Exponent>
inline constexpr bool has_power =
    is_number<Base> && is_number<Exponent> && std::is_same_v<Base, decimal> <= !std::is_floating_point_v<Exponent>
    && std::is_same_v<Exponent, decimal> <= !std::is_floating_point_v<Base>;

}  // namespace detail

/// `abs(x)`: of the type of `x`.
template <is_expression Operand>
constexpr auto abs(Operand&& operand) {
  using value = detail::value_type_of<Operand>;
  return detail::number_call<"abs", value, detail::is_number<value>, "a number">(static_cast<Operand&&>(operand));
}

/// `ceil(x)`: the next whole number upwards; numeric of numeric, else double precision.
template <is_expression Operand>
constexpr auto ceil(Operand&& operand) {
  return detail::rounding_call<"ceil">(static_cast<Operand&&>(operand));
}

/// `floor(x)`: the next whole number downwards; numeric of numeric, else double precision.
template <is_expression Operand>
constexpr auto floor(Operand&& operand) {
  return detail::rounding_call<"floor">(static_cast<Operand&&>(operand));
}

/// `round(x)`: the nearest whole number; numeric of numeric, else double precision. Halves go away from zero in numeric
/// and to the even neighbour in double precision.
template <is_expression Operand>
constexpr auto round(Operand&& operand) {
  return detail::rounding_call<"round">(static_cast<Operand&&>(operand));
}

/// `round(x, places)`: numeric of numeric; PostgreSQL has none for double precision.
template <is_expression Operand, class Places>
constexpr auto round(Operand&& operand, Places&& places) {
  return detail::make_call<"round", decimal>(detail::argument_as<decimal, "round">(static_cast<Operand&&>(operand)),
                                             detail::argument_as<std::int32_t, "round">(static_cast<Places&&>(places)));
}

/// `sqrt(x)`: numeric of numeric, else double precision.
template <is_expression Operand>
constexpr auto sqrt(Operand&& operand) {
  using value = detail::value_type_of<Operand>;
  return detail::number_call<"sqrt", detail::fractional_result<value>, detail::is_number<value>, "a number">(
      static_cast<Operand&&>(operand));
}

/// `power(x, y)`: numeric where one of them is, else double precision.
template <is_expression Base, class Exponent>
constexpr auto power(Base&& base, Exponent&& exponent) {
  using base_type = detail::value_type_of<Base>;
  using raw = std::remove_cvref_t<Exponent>;
  using exponent_type = typename decltype(detail::exponent_type<base_type, raw>())::type;
  constexpr bool base_fits = detail::is_number<base_type>;
  constexpr bool fits = !base_fits || detail::has_power<base_type, exponent_type>;
  static_assert(detail::assert_operands<
                decltype(detail::judge_argument<base_fits, "power", "a number", std::remove_cvref_t<Base>>())>::value);
  static_assert(detail::assert_operands<
                decltype(detail::judge_argument<fits, "power", detail::named_type<base_type>, raw>())>::value);
  using value = detail::fractional_result<base_type, exponent_type>;
  if constexpr (is_expression<raw>)
    return detail::make_call<"power", value>(static_cast<Base&&>(base), static_cast<Exponent&&>(exponent));
  else if constexpr (base_fits && fits)
    return detail::make_call<"power", value>(static_cast<Base&&>(base),
                                             detail::bind_as<exponent_type>(static_cast<Exponent&&>(exponent)));
  else return detail::make_call<"power", value>(static_cast<Base&&>(base), detail::bound<double>{});
}

}  // namespace recto
