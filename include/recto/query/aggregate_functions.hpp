// SPDX-License-Identifier: BSL-1.0
// Aggregates beyond counting and adding up: lists, joined text, conditions, bits, spread.
// Layer 4.
#pragma once

#include <recto/query/aggregate.hpp>
#include <recto/types/array.hpp>

#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto {

namespace detail {

/// The elements of `array_agg(x)`: optional if `x` may be NULL by itself.
template <class Operand>
using collected = std::conditional_t<Operand::nullable(scope{}), std::optional<typename Operand::value_type>,
                                     typename Operand::value_type>;

template <class Operand>
consteval auto collected_result() {
  if constexpr (array_element<typename Operand::value_type>)
    return std::type_identity<std::vector<collected<Operand>>>{};
  else return std::type_identity<std::vector<std::int32_t>>{};  // it was refused: a row or an array
}

}  // namespace detail

/// `bool_and(x)`: is it true in every row? NULL over no rows.
template <detail::aggregated Operand>
constexpr auto bool_and(Operand operand) {
  return detail::make_aggregate<detail::aggregate_function::bool_and>(std::move(operand));
}

/// `bool_or(x)`: is it true in any row? NULL over no rows.
template <detail::aggregated Operand>
constexpr auto bool_or(Operand operand) {
  return detail::make_aggregate<detail::aggregate_function::bool_or>(std::move(operand));
}

/// `every(x)`: the standard's name for bool_and.
template <detail::aggregated Operand>
constexpr auto every(Operand operand) {
  return detail::make_aggregate<detail::aggregate_function::every>(std::move(operand));
}

/// `bit_and(x)` of integers. NULL over no rows.
template <detail::aggregated Operand>
constexpr auto bit_and(Operand operand) {
  return detail::make_aggregate<detail::aggregate_function::bit_and>(std::move(operand));
}

/// `bit_or(x)` of integers. NULL over no rows.
template <detail::aggregated Operand>
constexpr auto bit_or(Operand operand) {
  return detail::make_aggregate<detail::aggregate_function::bit_or>(std::move(operand));
}

/// `variance(x)`, of a sample: numeric of exact numbers, double precision of floating point. NULL over fewer than two rows.
template <detail::aggregated Operand>
constexpr auto variance(Operand operand) {
  return detail::make_aggregate<detail::aggregate_function::variance>(std::move(operand));
}

/// `var_pop(x)`: the variance of the whole population. NULL over no rows.
template <detail::aggregated Operand>
constexpr auto var_pop(Operand operand) {
  return detail::make_aggregate<detail::aggregate_function::var_pop>(std::move(operand));
}

/// `stddev(x)`, of a sample: the square root of `variance(x)`.
template <detail::aggregated Operand>
constexpr auto stddev(Operand operand) {
  return detail::make_aggregate<detail::aggregate_function::stddev>(std::move(operand));
}

/// `stddev_pop(x)`: the square root of `var_pop(x)`.
template <detail::aggregated Operand>
constexpr auto stddev_pop(Operand operand) {
  return detail::make_aggregate<detail::aggregate_function::stddev_pop>(std::move(operand));
}

/// `array_agg(x)`: the values as an array, NULLs among them; its elements are std::optional if `x` may be NULL by itself.
/// NULL over no rows, not an empty array. Behind an outer join, where rows without a partner bring a NULL as well, it does
/// not compile without a filter that leaves these out: `filter(array_agg(x), is_not_null(x))`.
template <detail::aggregated Operand>
constexpr auto array_agg(Operand operand) {
  using plain = typename detail::without_distinct<Operand>::type;
  constexpr bool fits = detail::array_element<typename Operand::value_type>;
  static_assert(
      detail::assert_operands<decltype(detail::judge_argument<fits, "array_agg", "a single value", plain>())>::value);
  using result = typename decltype(detail::collected_result<Operand>())::type;
  return detail::aggregate<detail::aggregate_function::array_agg, result, Operand>{{}, std::move(operand)};
}

/// `string_agg(x, separator)`: the values as one text, without NULLs. Give it an order by `.order_by(...)`, or the server
/// takes any. NULL over no rows.
template <detail::aggregated Operand, class Separator>
constexpr auto string_agg(Operand operand, Separator&& separator) {
  using plain = typename detail::without_distinct<Operand>::type;
  constexpr bool fits = std::is_same_v<typename Operand::value_type, std::string>;
  static_assert(
      detail::assert_operands<decltype(detail::judge_argument<fits, "string_agg", "std::string", plain>())>::value);
  auto between = detail::argument_as<std::string, "string_agg">(static_cast<Separator&&>(separator));
  using inner = detail::two_arguments<Operand, decltype(between)>;
  return detail::aggregate<detail::aggregate_function::string_agg, std::string, inner>{
      {}, inner{std::move(operand), std::move(between)}};
}

}  // namespace recto
