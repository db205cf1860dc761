// SPDX-License-Identifier: BSL-1.0
// Comparisons that are no operators in C++: BETWEEN, and equality for which NULL is a value like others.
// Layer 4.
#pragma once

#include <recto/query/operation.hpp>
#include <recto/query/operators.hpp>

#include <optional>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

template <class Operand, class Low, class High>
struct range_check : operation<bool, Operand, Low, High> {};

/// A bound of a range, or the other side of a comparison with `Other`.
template <class Other, class Value>
constexpr auto compared_operand(Value&& value) {
  using raw = std::remove_cvref_t<Value>;
  constexpr bool fits = fits_beside<Value, Other>();
  static_assert(assert_operands<decltype(judge_pair<fits, Other, raw>())>::value);
  return operand_beside<fits, Other>(static_cast<Value&&>(value));
}

/// As `compared_operand`, and NULL in any form.
template <class Other, class Value>
constexpr auto distinct_operand(Value&& value) {
  using raw = std::remove_cvref_t<Value>;
  using target = typename Other::value_type;
  using holder = std::optional<target>;
  if constexpr (std::is_same_v<raw, std::nullopt_t> || std::is_same_v<raw, holder>)
    return bound<holder, target>{{}, holder(static_cast<Value&&>(value))};
  else return compared_operand<Other>(static_cast<Value&&>(value));
}

template <binary_op Op, class Left, class Right>
constexpr auto distinction(Left&& left, Right&& right) {
  using side = expression_side<Left, Right>;
  if constexpr (is_expression<Left>) {
    auto other = distinct_operand<side>(static_cast<Right&&>(right));
    return binary<Op, bool, side, decltype(other)>{{}, static_cast<Left&&>(left), std::move(other)};
  } else {
    auto other = distinct_operand<side>(static_cast<Left&&>(left));
    return binary<Op, bool, decltype(other), side>{{}, std::move(other), static_cast<Right&&>(right)};
  }
}

}  // namespace detail

/// `x BETWEEN low AND high`: both ends belong to the range.
template <is_expression Operand, class Low, class High>
constexpr auto between(Operand&& operand, Low&& low, High&& high) {
  using raw = std::remove_cvref_t<Operand>;
  auto from = detail::compared_operand<raw>(static_cast<Low&&>(low));
  auto to = detail::compared_operand<raw>(static_cast<High&&>(high));
  return detail::range_check<raw, decltype(from), decltype(to)>{
      {{}, detail::make_pack(static_cast<Operand&&>(operand), std::move(from), std::move(to))}};
}

/// `a IS DISTINCT FROM b`: `a <> b`, but two NULLs are the same and NULL differs from every value, so the answer is never
/// NULL. A plain value may be std::nullopt or an optional.
template <class Left, class Right>
  requires(is_expression<Left> || is_expression<Right>)
constexpr auto is_distinct_from(Left&& left, Right&& right) {
  return detail::distinction<detail::binary_op::distinct_from>(static_cast<Left&&>(left), static_cast<Right&&>(right));
}

/// `a IS NOT DISTINCT FROM b`: equality in the same sense.
template <class Left, class Right>
  requires(is_expression<Left> || is_expression<Right>)
constexpr auto is_not_distinct_from(Left&& left, Right&& right) {
  return detail::distinction<detail::binary_op::not_distinct_from>(static_cast<Left&&>(left),
                                                                   static_cast<Right&&>(right));
}

}  // namespace recto
