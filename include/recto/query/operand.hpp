// SPDX-License-Identifier: BSL-1.0
// What stands beside an expression: another expression, or a C++ value that becomes a bound parameter of the type that
// the expression asks for. Here is where operands of types that do not fit are refused.
// Layer 4.
#pragma once

#include <recto/base/verdict.hpp>
#include <recto/query/expression.hpp>
#include <recto/query/fit.hpp>
#include <recto/query/rules.hpp>
#include <recto/reflect/fields.hpp>
#include <recto/types/embed.hpp>
#include <recto/types/owned_text.hpp>
#include <recto/types/type.hpp>

#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace recto::detail {

/// How a type is named in a refusal: as the user writes it, not as the compiler spells it out.
template <class T>
consteval std::string_view plain_name() {
  if constexpr (std::is_same_v<T, std::string>) return "std::string";
  else if constexpr (std::is_same_v<T, std::string_view>) return "std::string_view";
  else if constexpr (std::is_same_v<T, std::nullopt_t>) return "std::nullopt";
  else if constexpr (std::is_same_v<T, std::nullptr_t>) return "nullptr";
  else if constexpr (std::is_array_v<T> || std::is_same_v<std::decay_t<T>, char const*>) return "text";
  else if constexpr (std::is_same_v<T, std::int64_t>) return "std::int64_t";
  else if constexpr (std::is_same_v<T, std::int32_t>) return "std::int32_t";
  else if constexpr (std::is_same_v<T, std::int16_t>) return "std::int16_t";
  else if constexpr (std::is_same_v<T, utc_datetime>) return "recto::utc_datetime";
  else if constexpr (std::is_same_v<T, naive_datetime>) return "recto::naive_datetime";
  else if constexpr (std::is_same_v<T, date>) return "recto::date";
  else return type_name<T>;
}

template <class T>
inline constexpr fixed_string<plain_name<T>().size()> named_type{plain_name<T>()};

/// An operand's name in a refusal: `posts.title`, or its type.
template <class Operand>
consteval auto operand_text() {
  if constexpr (requires {
                  Operand::table();
                  Operand::name;
                }) {
    constexpr std::size_t dot = Operand::table().size();
    fixed_string<dot + 1 + Operand::name.size()> text{};
    for (std::size_t i = 0; i < dot; ++i) text.text[i] = Operand::table()[i];
    text.text[dot] = '.';
    for (std::size_t i = 0; i < Operand::name.size(); ++i) text.text[dot + 1 + i] = Operand::name[i];
    text.text[text.size()] = 0;  // as in fixed_string: for clang 19
    return text;
  } else if constexpr (is_expression<Operand>) {
    return named_type<typename Operand::value_type>;
  } else {
    return named_type<Operand>;
  }
}

/// Operands that do not fit, with the types of those that are columns after their names.
template <class Left, class Right>
consteval auto no_fit() {
  constexpr bool left_column = requires { Left::table(); };
  constexpr bool right_column = requires { Right::table(); };
  if constexpr (left_column && right_column)
    return failed<operands_do_not_fit, operand_text<Left>(), operand_text<Right>(),
                  named_type<typename Left::value_type>, named_type<typename Right::value_type>>{};
  else if constexpr (left_column)
    return failed<operands_do_not_fit, operand_text<Left>(), operand_text<Right>(),
                  named_type<typename Left::value_type>>{};
  else if constexpr (right_column)
    return failed<operands_do_not_fit, operand_text<Left>(), operand_text<Right>(),
                  named_type<typename Right::value_type>>{};
  else return failed<operands_do_not_fit, operand_text<Left>(), operand_text<Right>()>{};
}

template <class Verdict>
struct assert_operands {
  static constexpr bool value = true;
};
template <fixed_string... Operands>
struct assert_operands<failed<operands_do_not_fit, Operands...>> {
  static_assert(failed<operands_do_not_fit, Operands...>::value,
                "recto: expression: these operands do not fit without losing digits or meaning; give both the same "
                "type");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string... Operands>
struct assert_operands<failed<comparison_with_null, Operands...>> {
  static_assert(failed<comparison_with_null, Operands...>::value,
                "recto: comparison: comparing with NULL is never true; write is_null(column), or unwrap the optional");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string... Operands>
struct assert_operands<failed<assignment_of_null, Operands...>> {
  static_assert(failed<assignment_of_null, Operands...>::value,
                "recto: set: this column cannot be NULL; unwrap the optional, or make the field a std::optional");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string... Operands>
struct assert_operands<failed<condition_not_boolean, Operands...>> {
  static_assert(failed<condition_not_boolean, Operands...>::value,
                "recto: condition: this is not a boolean expression; compare it with something");
  static constexpr bool value = true;  // told; asking must not fail once more
};

/// Verdict on a pair of operands of which at least one is an expression; `Fits` is worked out by the caller.
template <bool Fits, class Left, class Right>
consteval auto judge_pair() {
  if constexpr (Fits) return ok{};
  else if constexpr (is_null_value<Right>) return failed<comparison_with_null, operand_text<Left>()>{};
  else if constexpr (is_null_value<Left>) return failed<comparison_with_null, operand_text<Right>()>{};
  else return no_fit<Left, Right>();
}

/// Verdict on an assignment to `Column`.
template <bool Fits, class Column, class Value>
consteval auto judge_assignment() {
  if constexpr (Fits) return ok{};
  else if constexpr (is_null_value<Value> && !is_optional<typename Column::member>)
    return failed<assignment_of_null, operand_text<Column>()>{};
  else return no_fit<Column, Value>();
}

template <fixed_string Function, fixed_string Argument, fixed_string Wanted>
struct assert_operands<failed<argument_does_not_fit, Function, Argument, Wanted>> {
  static_assert(failed<argument_does_not_fit, Function, Argument, Wanted>::value,
                "recto: expression: this function does not take that argument; give it what is named last, or convert "
                "with recto::cast_to<T>(x)");
  static constexpr bool value = true;  // told; asking must not fail once more
};

/// Verdict on one argument of `Function`, which takes `Wanted`; `Fits` is worked out by the caller.
template <bool Fits, fixed_string Function, fixed_string Wanted, class Argument>
consteval auto judge_argument() {
  if constexpr (Fits) return ok{};
  else return failed<argument_does_not_fit, Function, operand_text<Argument>(), Wanted>{};
}

/// The parameter that a C++ value becomes beside an expression of type `Target`. Requires that it fits.
template <class Target, class Value>
constexpr auto bind_as(Value&& value) {
  using raw = std::remove_cvref_t<Value>;
  if constexpr (std::is_same_v<Target, std::string>) {
    // A const array is taken for a literal and kept as a view; a char[] that the program may change is copied.
    if constexpr (std::is_array_v<std::remove_reference_t<Value>>
                  && std::is_const_v<std::remove_extent_t<std::remove_reference_t<Value>>>)
      return bound<std::string_view, std::string>{{}, std::string_view(value, sizeof(value) - 1)};
    else if constexpr (std::is_same_v<raw, borrowed>) return bound<std::string_view, std::string>{{}, value.text};
    else return bound<owned_text, std::string>{{}, owned_text(std::string_view(value))};
  } else if constexpr (std::is_same_v<raw, Target>) {
    return bound<Target>{{}, static_cast<Value&&>(value)};
  } else if constexpr (std::is_same_v<Target, decimal>) {
    return bound<std::int64_t, Target>{{}, static_cast<std::int64_t>(value)};
  } else {
    return bound<Target>{{}, converted<Target>(value)};
  }
}

template <class Value>
consteval bool is_borrowed() {
  return std::is_same_v<std::remove_cvref_t<Value>, borrowed>;
}

/// Does `Value`, an expression or not, fit beside the expression `Other` in a comparison?
template <class Value, class Other>
consteval bool fits_beside() {
  using raw = std::remove_cvref_t<Value>;
  using target = typename Other::value_type;
  if constexpr (is_expression<raw>) return comparable<typename raw::value_type, target>();
  else if constexpr (is_borrowed<raw>()) return std::is_same_v<target, std::string>;
  else return value_fits<raw, target>();
}

/// `value` as an operand beside `Other`: itself if it is an expression, else a parameter. Where it does not fit, and an
/// error was given already, a parameter of the right type stands in, so that no second error follows.
template <bool Fits, class Other, class Value>
constexpr auto operand_beside(Value&& value) {
  if constexpr (is_expression<Value>) return std::remove_cvref_t<Value>(static_cast<Value&&>(value));
  else if constexpr (Fits) return bind_as<typename Other::value_type>(static_cast<Value&&>(value));
  else return bound<typename Other::value_type>{};
}

/// The right side of an assignment to `Column`. Any value that fits, and NULL (`std::nullopt` or an optional) where the
/// column may be NULL.
template <class Column, class Value>
constexpr auto assigned_operand(Value&& value) {
  using raw = std::remove_cvref_t<Value>;
  using target = typename Column::value_type;
  constexpr bool nullable_column = is_optional<typename Column::member>;
  if constexpr (is_expression<raw>) {
    constexpr bool fits = assignable<typename raw::value_type, target>();
    static_assert(assert_operands<decltype(judge_assignment<fits, Column, raw>())>::value);
    return raw(static_cast<Value&&>(value));
  } else if constexpr (is_embeds_one<raw> && std::is_same_v<raw, typename Column::member>) {
    return bound<raw, target>{{}, static_cast<Value&&>(value)};
  } else if constexpr (nullable_column
                       && (std::is_same_v<raw, std::optional<target>> || std::is_same_v<raw, std::nullopt_t>)) {
    return bound<std::optional<target>, target>{{}, std::optional<target>(static_cast<Value&&>(value))};
  } else {
    constexpr bool fits = is_borrowed<raw>() ? std::is_same_v<target, std::string> : value_fits<raw, target>();
    static_assert(assert_operands<decltype(judge_assignment<fits, Column, raw>())>::value);
    if constexpr (fits) return bind_as<target>(static_cast<Value&&>(value));
    else return bound<target>{};
  }
}

}  // namespace recto::detail
