// SPDX-License-Identifier: BSL-1.0
// Which types may meet in a comparison, an assignment or arithmetic, and what comes out. The rules are PostgreSQL's,
// less all that silently loses digits: no narrowing, no binary floating point against numeric.
// Layer 4.
#pragma once

#include <recto/types/chrono.hpp>
#include <recto/types/invalid.hpp>
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

template <class T>
inline constexpr bool is_duration = false;
template <class Count, class Period>
inline constexpr bool is_duration<std::chrono::duration<Count, Period>> = true;

/// A duration that counts months or years, whose lengths vary.
template <class T>
inline constexpr bool is_calendar_duration = false;
template <class Count>
inline constexpr bool is_calendar_duration<std::chrono::duration<Count, std::chrono::months::period>> = true;
template <class Count>
inline constexpr bool is_calendar_duration<std::chrono::duration<Count, std::chrono::years::period>> = true;

/// `From` is a point in time on the clock of `To`, in any unit: what std::chrono::system_clock::now() gives.
template <class From, class To>
inline constexpr bool is_moment = false;
template <class Clock, class Count, class Period>
inline constexpr bool is_moment<std::chrono::time_point<Clock, std::chrono::duration<Count, Period>>,
                                std::chrono::time_point<Clock, std::chrono::microseconds>> = std::is_integral_v<Count>;

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
  else if constexpr (is_moment<From, To>) return true;
  else if constexpr (is_duration<From> && std::is_same_v<To, interval>)
    return std::is_convertible_v<From, std::chrono::microseconds>;
  else return std::is_convertible_v<From const&, To>;
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_too_long() {
  throw_invalid("an interval holds more months or days than fit into 32 bits");
}

constexpr std::int32_t checked_int32(std::int64_t count) {
  using limits = std::numeric_limits<std::int32_t>;
  if (count < limits::min() || count > limits::max()) [[unlikely]]
    throw_too_long();
  return static_cast<std::int32_t>(count);
}

/// A plain value as the `To` for which it stands. A point in time is cut to the microsecond that it lies in, the finest
/// that PostgreSQL keeps; months and years stay what they are, all other durations are an exact time.
template <class To, class From>
constexpr To converted(From const& value) {
  if constexpr (is_moment<From, To>) return std::chrono::floor<std::chrono::microseconds>(value);
  else if constexpr (is_calendar_duration<From>)
    return interval{.months = checked_int32(std::chrono::duration_cast<std::chrono::months>(value).count())};
  else if constexpr (is_duration<From> && std::is_same_v<To, interval>) return interval{.time = value};
  else if constexpr (is_duration<From>) return checked_int32(std::chrono::days{value}.count());
  else return static_cast<To>(value);
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

/// A duration of whole days, which can be added to a date.
template <class T>
inline constexpr bool counts_days = is_duration<T> && std::is_convertible_v<T, std::chrono::days>;

enum class arithmetic { add, subtract, multiply, divide, modulo };

template <class T>
inline constexpr bool is_number = is_exact_number<T> || std::is_floating_point_v<T>;

/// The type of `left op right` where one is a date, a time or a span of it, or `no_result`.
template <arithmetic Op, class Left, class Right>
consteval auto date_arithmetic_result() {
  constexpr bool sum = Op == arithmetic::add || Op == arithmetic::subtract;
  constexpr bool left_span = std::is_same_v<Left, interval>;
  constexpr bool right_span = std::is_same_v<Right, interval>;
  constexpr bool left_time = std::is_same_v<Left, time_of_day>;
  constexpr bool right_time = std::is_same_v<Right, time_of_day>;
  if constexpr (sum && right_span && (is_datetime<Left> || left_span || left_time)) {
    return std::type_identity<Left>{};
  } else if constexpr (Op == arithmetic::add && left_span && (is_datetime<Right> || right_time)) {
    return std::type_identity<Right>{};
  } else if constexpr ((sum && is_date<Left> && right_span)
                       || (Op == arithmetic::add
                           && ((left_span && is_date<Right>) || (is_date<Left> && right_time)
                               || (left_time && is_date<Right>)))) {
    return std::type_identity<naive_datetime>{};
  } else if constexpr (Op == arithmetic::subtract && (is_datetime<Left> || left_time) && std::is_same_v<Left, Right>) {
    return std::type_identity<interval>{};
  } else if constexpr ((left_span && is_number<Right> && (Op == arithmetic::multiply || Op == arithmetic::divide))
                       || (is_number<Left> && right_span && Op == arithmetic::multiply)) {
    return std::type_identity<interval>{};
  } else if constexpr (sum && is_date<Left> && is_integer<Right> && sizeof(Right) <= sizeof(std::int32_t)) {
    return std::type_identity<Left>{};
  } else if constexpr (Op == arithmetic::add
                       && is_integer<Left> && is_date<Right> && sizeof(Left) <= sizeof(std::int32_t)) {
    return std::type_identity<Right>{};
  } else if constexpr (Op == arithmetic::subtract && is_date<Left> && is_date<Right>) {
    return std::type_identity<std::int32_t>{};
  } else {
    return std::type_identity<no_result>{};
  }
}

/// The type of `left op right`, or `no_result`. PostgreSQL: "Mathematical Functions and Operators", "Date/Time
/// Functions and Operators".
template <arithmetic Op, class Left, class Right>
consteval auto arithmetic_result() {
  if constexpr (is_integer<Left> && is_integer<Right>) {
    if constexpr (sizeof(Left) >= sizeof(Right)) return std::type_identity<Left>{};
    else return std::type_identity<Right>{};
  } else if constexpr (is_exact_number<Left> && is_exact_number<Right>) {
    return std::type_identity<decimal>{};
  } else if constexpr (is_number<Left> && is_number<Right>) {
    if constexpr (Op == arithmetic::modulo) return std::type_identity<no_result>{};
    else if constexpr (std::is_same_v<Left, Right>) return std::type_identity<Left>{};
    else if constexpr (number_fits<Left, Right>() || number_fits<Right, Left>()) return std::type_identity<double>{};
    else return std::type_identity<no_result>{};
  } else {
    return date_arithmetic_result<Op, Left, Right>();
  }
}

}  // namespace recto::detail
