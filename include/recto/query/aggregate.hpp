// SPDX-License-Identifier: BSL-1.0
// Aggregates, with the result types of PostgreSQL ("Aggregate Functions"): a sum of integers is wider than they are, an
// average of exact numbers is numeric.
// Layer 4.
#pragma once

#include <recto/query/expression.hpp>
#include <recto/query/operand.hpp>

#include <cstdint>
#include <type_traits>

namespace recto {

namespace detail {

enum class aggregate_function { count, sum, min, max, avg };

/// Does PostgreSQL 13 have min and max for the type? Not for boolean, bytea, json, uuid and jsonb.
constexpr bool has_extremes(oid number) {
  return number != 16 && number != 17 && number != 114 && number != 2950 && number != 3802;
}

template <aggregate_function Function, class T>
consteval auto aggregate_result() {
  if constexpr (!column_type<T>) {
    return std::type_identity<no_result>{};  // a whole row
  } else if constexpr (Function == aggregate_function::count) {
    return std::type_identity<std::int64_t>{};
  } else if constexpr (Function == aggregate_function::sum) {
    if constexpr (std::is_same_v<T, std::int64_t> || std::is_same_v<T, decimal>) return std::type_identity<decimal>{};
    else if constexpr (is_integer<T>) return std::type_identity<std::int64_t>{};
    else if constexpr (std::is_floating_point_v<T> || std::is_same_v<T, interval>) return std::type_identity<T>{};
    else return std::type_identity<no_result>{};
  } else if constexpr (Function == aggregate_function::avg) {
    if constexpr (is_exact_number<T>) return std::type_identity<decimal>{};
    else if constexpr (std::is_floating_point_v<T>) return std::type_identity<double>{};
    else if constexpr (std::is_same_v<T, interval>) return std::type_identity<T>{};
    else return std::type_identity<no_result>{};
  } else {
    if constexpr (has_extremes(sql_type_of<T>.number)) return std::type_identity<T>{};
    else return std::type_identity<no_result>{};
  }
}

template <aggregate_function Function, class Value, class Operand>
struct aggregate : expression {
  using value_type = Value;
  static constexpr std::size_t parameters = Operand::parameters;

  [[no_unique_address]] Operand operand;

  // A count is never NULL; the others are, over no rows.
  static constexpr bool nullable(scope const&) { return Function != aggregate_function::count; }
  static constexpr void inspect(inspector& watcher) {
    watcher.enter_aggregate();
    detail::inspect<Operand>(watcher);
    watcher.leave_aggregate();
  }
  template <class Visitor>
  constexpr void each_value(Visitor& visitor) const {
    operand.each_value(visitor);
  }
};

template <class T>
inline constexpr bool is_aggregate = false;
template <aggregate_function Function, class Value, class Operand>
inline constexpr bool is_aggregate<aggregate<Function, Value, Operand>> = true;

/// What `count()` counts: rows.
struct every_row_of_group : expression {
  using value_type = std::int64_t;
  static constexpr std::size_t parameters = 0;
  static constexpr bool nullable(scope const&) { return false; }
  static constexpr void inspect(inspector&) {}
};

template <aggregate_function Function, class Operand>
constexpr auto make_aggregate(Operand operand) {
  using result = typename decltype(aggregate_result<Function, typename Operand::value_type>())::type;
  constexpr bool fits = !std::is_same_v<result, no_result>;
  static_assert(assert_operands<decltype(judge_pair<fits, Operand, Operand>())>::value);
  return aggregate<Function, std::conditional_t<fits, result, std::int64_t>, Operand>{{}, std::move(operand)};
}

}  // namespace detail

/// `count(*)`: number of rows, bigint.
constexpr auto count() {
  return detail::aggregate<detail::aggregate_function::count, std::int64_t, detail::every_row_of_group>{};
}

/// `count(x)`: number of rows where `x` is not NULL, bigint.
template <is_expression Operand>
constexpr auto count(Operand operand) {
  return detail::make_aggregate<detail::aggregate_function::count>(std::move(operand));
}

/// `sum(x)`: bigint of smallint and integer, numeric of bigint and numeric, else as `x`. NULL over no rows.
template <is_expression Operand>
constexpr auto sum(Operand operand) {
  return detail::make_aggregate<detail::aggregate_function::sum>(std::move(operand));
}

/// `avg(x)`: numeric of exact numbers, double precision of floating point. NULL over no rows.
template <is_expression Operand>
constexpr auto avg(Operand operand) {
  return detail::make_aggregate<detail::aggregate_function::avg>(std::move(operand));
}

/// `min(x)`: of the type of `x`. NULL over no rows.
template <is_expression Operand>
constexpr auto min(Operand operand) {
  return detail::make_aggregate<detail::aggregate_function::min>(std::move(operand));
}

/// `max(x)`: of the type of `x`. NULL over no rows.
template <is_expression Operand>
constexpr auto max(Operand operand) {
  return detail::make_aggregate<detail::aggregate_function::max>(std::move(operand));
}

}  // namespace recto
