// SPDX-License-Identifier: BSL-1.0
// Arguments of functions that take anything, and operators that C++ has no sign for: `left @> right`.
// Layer 4.
#pragma once

#include <recto/query/column.hpp>
#include <recto/query/operation.hpp>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace recto::detail {

/// Can it be an argument of any type: an expression, or a value that PostgreSQL has a type for and that is not NULL?
template <class Argument>
consteval bool is_any_argument() {
  using raw = std::decay_t<Argument>;
  if constexpr (is_expression<raw>) return !is_whole_row<raw>;
  else if constexpr (is_borrowed<raw>()) return true;
  else if constexpr (is_null_value<raw>) return false;
  else return std::is_convertible_v<raw const&, std::string_view> || column_type<raw>;
}

/// An argument of `Function` as an expression; a C++ value becomes a parameter of its own type.
template <fixed_string Function, class Argument>
constexpr auto any_argument(Argument&& argument) {
  using raw = std::decay_t<Argument>;
  constexpr bool fits = is_any_argument<Argument>();
  static_assert(assert_operands<decltype(judge_argument<fits, Function, "an expression or a value that is not NULL",
                                                        std::remove_cvref_t<Argument>>())>::value);
  if constexpr (!fits) return bound<bool>{};
  else if constexpr (is_expression<raw>) return raw(static_cast<Argument&&>(argument));
  else if constexpr (is_borrowed<raw>() || std::is_convertible_v<raw const&, std::string_view>)
    return bind_as<std::string>(static_cast<Argument&&>(argument));
  else return bind_as<raw>(static_cast<Argument&&>(argument));
}

/// `left @> right` and its like: an operator of the server's that C++ has no sign for. They bind alike, tighter than
/// comparisons and looser than arithmetic.
template <fixed_string Operator, class Value, class Left, class Right>
struct infix : operation<Value, Left, Right> {};

template <fixed_string Operator, class Value, class Left, class Right>
constexpr auto make_infix(Left&& left, Right&& right) {
  return infix<Operator, Value, std::remove_cvref_t<Left>, std::remove_cvref_t<Right>>{
      {{}, make_pack(static_cast<Left&&>(left), static_cast<Right&&>(right))}};
}

}  // namespace recto::detail
