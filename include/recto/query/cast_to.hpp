// SPDX-License-Identifier: BSL-1.0
// `cast_to<T>(x)`: a conversion by the server, asked for in so many words. Which there are is PostgreSQL's table of
// casts (manual, "CREATE CAST" and pg_cast); what has none there is refused here.
// Layer 4.
#pragma once

#include <recto/query/operation.hpp>

#include <array>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto {

namespace detail {

/// A type as a cast sees it.
enum class cast_family { none, text, boolean, integer, number, date, datetime, time, interval, json, other };

constexpr cast_family family_of(oid number) {
  switch (number) {
    case 16: return cast_family::boolean;
    case 20:
    case 21:
    case 23: return cast_family::integer;
    case 25: return cast_family::text;
    case 700:
    case 701:
    case 1700: return cast_family::number;
    case 1082: return cast_family::date;
    case 1083: return cast_family::time;
    case 1114:
    case 1184: return cast_family::datetime;
    case 1186: return cast_family::interval;
    case 3802: return cast_family::json;
    default: return cast_family::other;
  }
}

/// Has PostgreSQL a cast between two types? Every type has one to and from text.
constexpr bool has_cast(sql_type const& from, sql_type const& to) {
  using enum cast_family;
  if (from == to) return true;
  cast_family const source = family_of(from.number);
  cast_family const target = family_of(to.number);
  if (source == text || target == text) return true;
  bool const to_number = target == integer || target == number;
  switch (source) {
    case boolean: return to.number == 23;
    case integer: return to_number || (from.number == 23 && target == boolean);
    case number: return to_number;
    case date: return target == datetime;
    case datetime: return target == datetime || target == date || target == time;
    case time: return target == interval;
    case interval: return target == time;
    case json: return to_number || target == boolean || to.number == 114;
    default: return from.number == 114 && target == json;
  }
}

template <class From, class To>
consteval bool castable() {
  if constexpr (column_type<From> && column_type<To>) return has_cast(sql_type_of<From>, sql_type_of<To>);
  else return false;
}
// An array is cast element by element.
template <class From, class To>
  requires(
      requires { typename From::value_type; } && std::is_same_v<From, std::vector<typename From::value_type>>
      && requires { typename To::value_type; } && std::is_same_v<To, std::vector<typename To::value_type>>)
consteval bool castable() {
  return sql_type_of<From> == sql_type_of<To>
      || castable<value_of<typename From::value_type>, value_of<typename To::value_type>>();
}

template <fixed_string Operand, fixed_string Type>
struct assert_operands<failed<no_such_cast, Operand, Type>> {
  static_assert(failed<no_such_cast, Operand, Type>::value,
                "recto: cast_to: PostgreSQL has no conversion between these types; convert by way of a type that has "
                "both, such as std::string");
  static constexpr bool value = true;  // told; asking must not fail once more
};

template <class Operand, class Target>
consteval auto judge_cast() {
  if constexpr (castable<typename Operand::value_type, Target>()) return ok{};
  else return failed<no_such_cast, operand_text<Operand>(), named_type<Target>>{};
}

template <class Target, class Operand>
struct cast_node : operation<Target, Operand> {};

template <class Target, class Operand>
constexpr auto make_cast(Operand&& operand) {
  return cast_node<Target, std::remove_cvref_t<Operand>>{{{}, make_pack(static_cast<Operand&&>(operand))}};
}

}  // namespace detail

/// `x::type`: `x` converted to PostgreSQL's type for `Target`; NULL stays NULL. What cannot be converted, such as a number
/// that is too large, is an error of the statement. Ecto: `type`.
template <class Target, is_expression Operand>
constexpr auto cast_to(Operand&& operand) {
  using target = value_of<Target>;
  static_assert(detail::assert_operands<decltype(detail::judge_cast<std::remove_cvref_t<Operand>, target>())>::value);
  return detail::make_cast<target>(static_cast<Operand&&>(operand));
}

}  // namespace recto
