// SPDX-License-Identifier: BSL-1.0
// Functions of text (manual, "String Functions and Operators"). An argument is an expression or a plain value, which is
// bound; what is no text is refused.
// Layer 4.
#pragma once

#include <recto/query/cast_to.hpp>
#include <recto/query/column.hpp>
#include <recto/query/function.hpp>
#include <recto/query/operation.hpp>

#include <cstdint>
#include <string>
#include <utility>

namespace recto {

namespace detail {

/// `Name(text, ...)`: the first argument is text, the others are nodes already.
template <fixed_string Name, class Value = std::string, class Operand, class... Others>
constexpr auto text_call(Operand&& operand, Others&&... others) {
  return make_call<Name, Value>(argument_as<std::string, Name>(static_cast<Operand&&>(operand)),
                                static_cast<Others&&>(others)...);
}

/// A type without a number here, such as an enum of the database: where any type may stand, its name has to be said.
template <class Value>
consteval bool is_named_by_server() {
  if constexpr (column_type<Value>) return sql_type_of<Value>.number == 0;
  else return false;
}

template <class Part>
constexpr auto concatenated(Part&& part) {
  using raw = std::remove_cvref_t<Part>;
  static_assert(assert_operands<decltype(judge_argument<!is_whole_row<raw>, "concat", "a column", raw>())>::value);
  if constexpr (is_whole_row<raw>) return bound<std::string>{};
  else if constexpr (is_expression<raw>) return raw(static_cast<Part&&>(part));
  else if constexpr (is_named_by_server<raw>()) return make_cast<raw>(value(static_cast<Part&&>(part)));
  else return value(static_cast<Part&&>(part));
}

}  // namespace detail

/// `concat(a, b, ...)`: the parts one after the other, as text; a part that is NULL is left out, so the result never is.
/// A part may be of any type, and a plain value; one of them is an expression.
template <class... Parts>
  requires(is_expression<Parts> || ...)
constexpr auto concat(Parts&&... parts) {
  return detail::make_call<"concat", std::string, detail::null_rule::never>(
      detail::concatenated(static_cast<Parts&&>(parts))...);
}

/// `lower(x)`
template <is_expression Operand>
constexpr auto lower(Operand&& operand) {
  return detail::text_call<"lower">(static_cast<Operand&&>(operand));
}

/// `upper(x)`
template <is_expression Operand>
constexpr auto upper(Operand&& operand) {
  return detail::text_call<"upper">(static_cast<Operand&&>(operand));
}

/// `reverse(x)`
template <is_expression Operand>
constexpr auto reverse(Operand&& operand) {
  return detail::text_call<"reverse">(static_cast<Operand&&>(operand));
}

/// `length(x)`: number of characters, integer.
template <is_expression Operand>
constexpr auto length(Operand&& operand) {
  return detail::text_call<"length", std::int32_t>(static_cast<Operand&&>(operand));
}

/// `btrim(x)`: without blanks at both ends; `btrim(x, characters)`: without any of these characters.
template <is_expression Operand>
constexpr auto trim(Operand&& operand) {
  return detail::text_call<"btrim">(static_cast<Operand&&>(operand));
}
template <is_expression Operand, class Characters>
constexpr auto trim(Operand&& operand, Characters&& characters) {
  return detail::text_call<"btrim">(static_cast<Operand&&>(operand),
                                    detail::argument_as<std::string, "trim">(static_cast<Characters&&>(characters)));
}

/// `ltrim(x)`, `ltrim(x, characters)`: the same at the beginning.
template <is_expression Operand>
constexpr auto ltrim(Operand&& operand) {
  return detail::text_call<"ltrim">(static_cast<Operand&&>(operand));
}
template <is_expression Operand, class Characters>
constexpr auto ltrim(Operand&& operand, Characters&& characters) {
  return detail::text_call<"ltrim">(static_cast<Operand&&>(operand),
                                    detail::argument_as<std::string, "ltrim">(static_cast<Characters&&>(characters)));
}

/// `rtrim(x)`, `rtrim(x, characters)`: the same at the end.
template <is_expression Operand>
constexpr auto rtrim(Operand&& operand) {
  return detail::text_call<"rtrim">(static_cast<Operand&&>(operand));
}
template <is_expression Operand, class Characters>
constexpr auto rtrim(Operand&& operand, Characters&& characters) {
  return detail::text_call<"rtrim">(static_cast<Operand&&>(operand),
                                    detail::argument_as<std::string, "rtrim">(static_cast<Characters&&>(characters)));
}

/// `substring(x, from)`, `substring(x, from, count)`: the first character is 1.
template <is_expression Operand, class From>
constexpr auto substring(Operand&& operand, From&& from) {
  return detail::text_call<"substring">(static_cast<Operand&&>(operand),
                                        detail::argument_as<std::int32_t, "substring">(static_cast<From&&>(from)));
}
template <is_expression Operand, class From, class Count>
constexpr auto substring(Operand&& operand, From&& from, Count&& count) {
  return detail::text_call<"substring">(static_cast<Operand&&>(operand),
                                        detail::argument_as<std::int32_t, "substring">(static_cast<From&&>(from)),
                                        detail::argument_as<std::int32_t, "substring">(static_cast<Count&&>(count)));
}

/// `left(x, n)`: the first `n` characters; of a negative `n`, all but the last `-n`.
template <is_expression Operand, class Count>
constexpr auto left(Operand&& operand, Count&& count) {
  return detail::text_call<"left">(static_cast<Operand&&>(operand),
                                   detail::argument_as<std::int32_t, "left">(static_cast<Count&&>(count)));
}

/// `right(x, n)`: the last `n` characters; of a negative `n`, all but the first `-n`.
template <is_expression Operand, class Count>
constexpr auto right(Operand&& operand, Count&& count) {
  return detail::text_call<"right">(static_cast<Operand&&>(operand),
                                    detail::argument_as<std::int32_t, "right">(static_cast<Count&&>(count)));
}

/// `replace_text(x, from, to)`: every `from` in `x` becomes `to`.
template <is_expression Operand, class From, class To>
constexpr auto replace_text(Operand&& operand, From&& from, To&& to) {
  return detail::text_call<"replace">(static_cast<Operand&&>(operand),
                                      detail::argument_as<std::string, "replace_text">(static_cast<From&&>(from)),
                                      detail::argument_as<std::string, "replace_text">(static_cast<To&&>(to)));
}

/// `strpos(x, part)`: where `part` begins in `x`, the first character being 1; 0 if it is not there. integer.
template <is_expression Operand, class Part>
constexpr auto strpos(Operand&& operand, Part&& part) {
  return detail::text_call<"strpos", std::int32_t>(
      static_cast<Operand&&>(operand), detail::argument_as<std::string, "strpos">(static_cast<Part&&>(part)));
}

}  // namespace recto
