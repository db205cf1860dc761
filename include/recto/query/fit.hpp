// SPDX-License-Identifier: BSL-1.0
// Which types may meet in a comparison, an assignment or arithmetic, and what comes out. The rules are PostgreSQL's,
// less all that silently loses digits: no narrowing, no binary floating point against numeric.
// Layer 4.
#pragma once

#include <recto/types/chrono.hpp>
#include <recto/types/type.hpp>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <type_traits>

namespace recto::detail {

template <class T>
inline constexpr bool is_integer =
    std::is_integral_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char> && !std::is_same_v<T, wchar_t>
    && !std::is_same_v<T, char8_t> && !std::is_same_v<T, char16_t> && !std::is_same_v<T, char32_t>;

template <class T>
inline constexpr bool is_exact_number = is_integer<T> || std::is_same_v<T, decimal>;

template <class T>
inline constexpr bool is_null_value =
    is_optional<T> || std::is_same_v<T, std::nullopt_t> || std::is_same_v<T, std::nullptr_t>;

/// Can every value of `From` be a value of the number type `To`?
template <class From, class To>
consteval bool number_fits() {
  if constexpr (is_integer<From> && is_integer<To>) {
    return std::is_signed_v<From> == std::is_signed_v<To> ? sizeof(From) <= sizeof(To)
                                                          : std::is_signed_v<To> && sizeof(From) < sizeof(To);
  } else if constexpr (is_integer<From> && std::is_floating_point_v<To>) {
    return std::numeric_limits<From>::digits <= std::numeric_limits<To>::digits;
  } else if constexpr (std::is_floating_point_v<From> && std::is_floating_point_v<To>) {
    return sizeof(From) <= sizeof(To);
  } else {
    return false;
  }
}

/// May a C++ value of type `From` stand for a column of type `To`?
template <class From, class To>
consteval bool value_fits() {
  if constexpr (is_null_value<From>) return false;
  else if constexpr (std::is_same_v<From, To>) return true;
  else if constexpr (std::is_same_v<To, bool> || std::is_same_v<From, bool>) return false;
  else if constexpr (std::is_same_v<To, std::string>) return std::is_convertible_v<From const&, std::string_view>;
  else if constexpr (std::is_arithmetic_v<To>) return number_fits<From, To>();
  else if constexpr (std::is_same_v<To, decimal>) return number_fits<From, std::int64_t>();
  else if constexpr (std::is_enum_v<To> || std::is_arithmetic_v<From>) return false;
  else return std::is_convertible_v<From const&, To>;
}

/// May a `Left` be compared with a `Right` in SQL without losing digits?
template <class Left, class Right>
consteval bool comparable() {
  if constexpr (std::is_same_v<Left, Right>) return !requires { Left::schema(); };  // whole rows have no operators
  else if constexpr (is_exact_number<Left> && is_exact_number<Right>) return true;
  else if constexpr (std::is_arithmetic_v<Left> && std::is_arithmetic_v<Right>)
    return number_fits<Left, Right>() || number_fits<Right, Left>();
  else return false;
}

/// May an expression of type `From` be assigned to a column of type `To`?
template <class From, class To>
consteval bool assignable() {
  if constexpr (std::is_same_v<From, To>) return true;
  else if constexpr (std::is_same_v<To, decimal>) return is_integer<From>;
  else return number_fits<From, To>();
}

struct no_result {};

template <class T>
inline constexpr bool is_datetime = std::is_same_v<T, utc_datetime> || std::is_same_v<T, naive_datetime>;
template <class T>
inline constexpr bool is_date =
    std::is_same_v<T, std::chrono::year_month_day> || std::is_same_v<T, std::chrono::sys_days>;

enum class arithmetic { add, subtract, multiply, divide };

/// The type of `left op right`, or `no_result`. PostgreSQL: "Mathematical Functions and Operators", "Date/Time
/// Functions and Operators".
template <arithmetic Op, class Left, class Right>
consteval auto arithmetic_result() {
  constexpr bool sum = Op == arithmetic::add || Op == arithmetic::subtract;
  if constexpr (is_integer<Left> && is_integer<Right>) {
    if constexpr (sizeof(Left) >= sizeof(Right)) return std::type_identity<Left>{};
    else return std::type_identity<Right>{};
  } else if constexpr (is_exact_number<Left> && is_exact_number<Right>) {
    return std::type_identity<decimal>{};
  } else if constexpr (std::is_floating_point_v<Left> && std::is_same_v<Left, Right>) {
    return std::type_identity<Left>{};
  } else if constexpr (number_fits<Left, Right>() || number_fits<Right, Left>()) {
    return std::type_identity<double>{};
  } else if constexpr (sum && (is_datetime<Left> || std::is_same_v<Left, interval>)
                       && std::is_same_v<Right, interval>) {
    return std::type_identity<Left>{};
  } else if constexpr (Op == arithmetic::add && std::is_same_v<Left, interval> && is_datetime<Right>) {
    return std::type_identity<Right>{};
  } else if constexpr (Op == arithmetic::subtract && is_datetime<Left> && std::is_same_v<Left, Right>) {
    return std::type_identity<interval>{};
  } else if constexpr (sum && is_date<Left> && std::is_same_v<Right, std::int32_t>) {
    return std::type_identity<Left>{};
  } else if constexpr (Op == arithmetic::subtract && is_date<Left> && is_date<Right>) {
    return std::type_identity<std::int32_t>{};
  } else {
    return std::type_identity<no_result>{};
  }
}

}  // namespace recto::detail
