// SPDX-License-Identifier: BSL-1.0
// Comparison, arithmetic and logic: what the operators of `expression` make, and what they refuse.
// Layer 4.
#pragma once

#include <recto/query/operand.hpp>

#include <type_traits>
#include <utility>

namespace recto::detail {

/// The side of an operator that is certainly an expression, so that the other can be read in its light.
template <class Left, class Right>
using expression_side = std::conditional_t<is_expression<Left>, std::remove_cvref_t<Left>, std::remove_cvref_t<Right>>;

template <class Left, class Right>
using other_side = std::conditional_t<is_expression<Left>, std::remove_cvref_t<Right>, std::remove_cvref_t<Left>>;

/// Verdict on `left == right` and its like.
template <class Left, class Right>
using comparison_verdict = decltype(judge_pair<fits_beside<other_side<Left, Right>, expression_side<Left, Right>>(),
                                               std::remove_cvref_t<Left>, std::remove_cvref_t<Right>>());

// Each operand is built where it stays, in one expression: every function between would move it once more, and cost the
// compiler as much as the node.
template <binary_op Op, class Left, class Right>
constexpr auto compare(Left&& left, Right&& right) {
  using verdict = comparison_verdict<Left, Right>;
  static_assert(assert_operands<verdict>::value);
  using left_node = std::remove_cvref_t<Left>;
  using right_node = std::remove_cvref_t<Right>;
  if constexpr (is_expression<Left> && is_expression<Right>) {
    return binary<Op, bool, left_node, right_node>{{}, static_cast<Left&&>(left), static_cast<Right&&>(right)};
  } else {
    using target = typename expression_side<Left, Right>::value_type;
    if constexpr (!verdict::value) {
      return binary<Op, bool, bound<target>, bound<target>>{};
    } else if constexpr (is_expression<Left>) {
      using value = decltype(bind_as<target>(static_cast<Right&&>(right)));
      return binary<Op, bool, left_node, value>{
          {}, static_cast<Left&&>(left), bind_as<target>(static_cast<Right&&>(right))};
    } else {
      using value = decltype(bind_as<target>(static_cast<Left&&>(left)));
      return binary<Op, bool, value, right_node>{
          {}, bind_as<target>(static_cast<Left&&>(left)), static_cast<Right&&>(right)};
    }
  }
}

/// The type that a plain value takes beside an expression in arithmetic: the expression's own; a number of days beside a
/// date; an interval beside all dates and times; a factor beside an interval.
template <class Value, class Other>
consteval auto arithmetic_partner() {
  using target = typename Other::value_type;
  if constexpr (is_expression<Value>) return std::type_identity<typename Value::value_type>{};
  else if constexpr (value_fits<Value, target>()) return std::type_identity<target>{};
  else if constexpr (is_date<target> && (value_fits<Value, std::int32_t>() || counts_days<Value>))
    return std::type_identity<std::int32_t>{};
  else if constexpr ((is_datetime<target> || is_date<target> || std::is_same_v<target, time_of_day>)
                     && value_fits<Value, interval>())
    return std::type_identity<interval>{};
  else if constexpr (std::is_same_v<target, interval> && value_fits<Value, double>())
    return std::type_identity<double>{};
  else return std::type_identity<no_result>{};
}

template <binary_op Op>
inline constexpr arithmetic arithmetic_of = Op == binary_op::add      ? arithmetic::add
                                          : Op == binary_op::subtract ? arithmetic::subtract
                                          : Op == binary_op::multiply ? arithmetic::multiply
                                          : Op == binary_op::divide   ? arithmetic::divide
                                                                      : arithmetic::modulo;

template <class Partner, class Value>
constexpr auto arithmetic_operand(Value&& value) {
  if constexpr (is_expression<Value>) return std::remove_cvref_t<Value>(static_cast<Value&&>(value));
  else if constexpr (std::is_same_v<Partner, no_result>) return bound<bool>{};
  else return bind_as<Partner>(static_cast<Value&&>(value));
}

template <binary_op Op, class Left, class Right>
constexpr auto calculate(Left&& left, Right&& right) {
  using side = expression_side<Left, Right>;
  using left_type = typename decltype(arithmetic_partner<std::remove_cvref_t<Left>, side>())::type;
  using right_type = typename decltype(arithmetic_partner<std::remove_cvref_t<Right>, side>())::type;
  using result = typename decltype(arithmetic_result<arithmetic_of<Op>, left_type, right_type>())::type;
  constexpr bool fits = !std::is_same_v<result, no_result>;
  static_assert(
      assert_operands<decltype(judge_pair<fits, std::remove_cvref_t<Left>, std::remove_cvref_t<Right>>())>::value);
  auto first = arithmetic_operand<left_type>(static_cast<Left&&>(left));
  auto second = arithmetic_operand<right_type>(static_cast<Right&&>(right));
  using value = std::conditional_t<fits, result, typename side::value_type>;
  return binary<Op, value, decltype(first), decltype(second)>{{}, std::move(first), std::move(second)};
}

template <class Operand>
constexpr auto opposite(Operand&& operand) {
  using raw = std::remove_cvref_t<Operand>;
  using value = typename raw::value_type;
  constexpr bool fits = is_number<value> || std::is_same_v<value, interval>;
  static_assert(assert_operands<decltype(judge_argument<fits, "-", "a number", raw>())>::value);
  return minus<raw>{{}, static_cast<Operand&&>(operand)};
}

/// Verdict on a condition: an expression of type boolean.
template <class Condition>
consteval auto judge_condition() {
  using raw = std::remove_cvref_t<Condition>;
  if constexpr (is_expression<raw>) {
    using value = typename raw::value_type;
    if constexpr (std::is_same_v<value, bool> || std::is_same_v<value, condition_or_nothing>) return ok{};
    else return failed<condition_not_boolean, operand_text<raw>()>{};
  } else {
    return failed<condition_not_boolean, named_type<raw>>{};
  }
}

template <class Condition>
using condition_verdict = decltype(judge_condition<Condition>());

/// The type of a condition in a query: its own, or a stand-in for one that was refused.
template <class Condition>
using checked_condition =
    std::conditional_t<condition_verdict<Condition>::value, std::remove_cvref_t<Condition>, bound<bool>>;

/// A condition as it is, or the stand-in.
template <class Condition>
constexpr checked_condition<Condition> condition_operand(Condition&& condition) {
  static_assert(assert_operands<condition_verdict<Condition>>::value);
  if constexpr (condition_verdict<Condition>::value) return static_cast<Condition&&>(condition);
  else return {};
}

/// A long chain of conditions, which is moved and destroyed by functions of its own. Inlined into each `&&` that would be
/// code of the square of the chain's length: 40 conditions on text took g++ 12 26 ms each so, and take 15 (-O2).
template <class Condition>
struct folded : expression {
  using value_type = typename Condition::value_type;
  static constexpr std::size_t parameters = Condition::parameters;

  Condition condition;

  constexpr explicit folded(Condition&& chain) : condition(static_cast<Condition&&>(chain)) {}
  [[gnu::noinline]] constexpr folded(folded const&) = default;
  [[gnu::noinline]] constexpr folded(folded&&) noexcept = default;
  [[gnu::noinline]] constexpr ~folded() = default;

  static constexpr bool nullable(scope const& sources) { return Condition::nullable(sources); }
  static constexpr void inspect(inspector& watcher) { detail::inspect<Condition>(watcher); }
  template <class Function>
  [[gnu::noinline]] constexpr void each_value(Function& function) const {
    condition.each_value(function);
  }
};

/// How many values a chain holds before it is folded.
inline constexpr std::size_t folded_length = 8;

template <class Condition>
constexpr auto fold(Condition&& condition) {
  using raw = std::remove_cvref_t<Condition>;
  return folded<raw>(raw(static_cast<Condition&&>(condition)));
}

/// A condition that is built at run time (sql/dynamic.hpp), and makes what it is joined with a part of itself.
template <class T, class Other>
concept takes_in = std::remove_cvref_t<T>::template takes<std::remove_cvref_t<Other>>;

/// Both conditions as a node of the query, whatever they are.
template <binary_op Op, class Left, class Right>
constexpr auto both_conditions(Left&& left, Right&& right) {
  return binary<Op, bool, std::remove_cvref_t<Left>, std::remove_cvref_t<Right>>{
      {}, static_cast<Left&&>(left), static_cast<Right&&>(right)};
}

template <binary_op Op, class Left, class Right>
constexpr auto combine(Left&& left, Right&& right) {
  using node = binary<Op, bool, checked_condition<Left>, checked_condition<Right>>;
  if constexpr (takes_in<Left, Right>)
    return std::remove_cvref_t<Left>::template combined<Op>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  else if constexpr (takes_in<Right, Left>)
    return std::remove_cvref_t<Right>::template combined<Op>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  else if constexpr (std::remove_cvref_t<Left>::parameters >= folded_length
                     && std::remove_cvref_t<Left>::parameters % folded_length == 0)
    return binary<Op, bool, folded<checked_condition<Left>>, checked_condition<Right>>{
        {}, fold(condition_operand(static_cast<Left&&>(left))), condition_operand(static_cast<Right&&>(right))};
  else if constexpr (condition_verdict<Left>::value && condition_verdict<Right>::value)
    return node{{}, static_cast<Left&&>(left), static_cast<Right&&>(right)};
  else return node{{}, condition_operand(static_cast<Left&&>(left)), condition_operand(static_cast<Right&&>(right))};
}

template <class Operand>
constexpr auto negate(Operand&& operand) {
  if constexpr (takes_in<Operand, Operand>) {
    return std::remove_cvref_t<Operand>::negated(static_cast<Operand&&>(operand));
  } else {
    auto inner = condition_operand(static_cast<Operand&&>(operand));
    return negation<decltype(inner)>{{}, std::move(inner)};
  }
}

}  // namespace recto::detail
