// SPDX-License-Identifier: BSL-1.0
// Aggregates, with the result types of PostgreSQL ("Aggregate Functions"): a sum of integers is wider than they are, an
// average of exact numbers is numeric. Every aggregate takes `distinct(x)` in place of `x`, an order of its own by
// `.order_by(...)`, and a FILTER by `filter(aggregate, condition)`. The less common ones: aggregate_functions.hpp.
// Layer 4.
#pragma once

#include <recto/query/clause.hpp>
#include <recto/query/operation.hpp>
#include <recto/query/operators.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

enum class aggregate_function {
  count,
  sum,
  min,
  max,
  avg,
  bool_and,
  bool_or,
  every,
  bit_and,
  bit_or,
  variance,
  var_pop,
  stddev,
  stddev_pop,
  array_agg,
  string_agg,
  jsonb_agg,
  jsonb_object_agg,
};

constexpr std::string_view name_of(aggregate_function function) {
  constexpr std::string_view names[] = {
      "count",   "sum",        "min",       "max",        "avg",       "bool_and",
      "bool_or", "every",      "bit_and",   "bit_or",     "variance",  "var_pop",
      "stddev",  "stddev_pop", "array_agg", "string_agg", "jsonb_agg", "jsonb_object_agg"};
  return names[static_cast<int>(function)];
}

/// Does PostgreSQL 13 have min and max for the type? Not for boolean, bytea, json, uuid, tsvector, tsquery and jsonb.
constexpr bool has_extremes(oid number) {
  return number != 16 && number != 17 && number != 114 && number != 2950 && number != 3614 && number != 3615
      && number != 3802;
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
  } else if constexpr (Function == aggregate_function::bool_and || Function == aggregate_function::bool_or
                       || Function == aggregate_function::every) {
    if constexpr (std::is_same_v<T, bool>) return std::type_identity<T>{};
    else return std::type_identity<no_result>{};
  } else if constexpr (Function == aggregate_function::bit_and || Function == aggregate_function::bit_or) {
    if constexpr (is_integer<T>) return std::type_identity<T>{};
    else return std::type_identity<no_result>{};
  } else if constexpr (Function == aggregate_function::variance || Function == aggregate_function::var_pop
                       || Function == aggregate_function::stddev || Function == aggregate_function::stddev_pop) {
    if constexpr (is_exact_number<T>) return std::type_identity<decimal>{};
    else if constexpr (std::is_floating_point_v<T>) return std::type_identity<double>{};
    else return std::type_identity<no_result>{};
  } else {
    if constexpr (has_extremes(sql_type_of<T>.number)) return std::type_identity<T>{};
    else return std::type_identity<no_result>{};
  }
}

template <class Term>
constexpr auto as_order_term(Term&& term);

/// `DISTINCT x`: what an aggregate takes in place of `x`.
template <class Operand>
struct distinct_of {
  using value_type = typename Operand::value_type;
  using operand_type = Operand;
  static constexpr std::size_t parameters = Operand::parameters;

  [[no_unique_address]] Operand operand;

  static constexpr bool nullable(scope const& sources) { return Operand::nullable(sources); }
  static constexpr void inspect(inspector& watcher) { detail::inspect<Operand>(watcher); }
  template <class Visitor>
  constexpr void each_value(Visitor& visitor) const {
    operand.each_value(visitor);
  }
};

template <class T>
inline constexpr bool is_distinct = false;
template <class Operand>
inline constexpr bool is_distinct<distinct_of<Operand>> = true;

template <class T>
struct without_distinct {
  using type = T;
};
template <class Operand>
struct without_distinct<distinct_of<Operand>> {
  using type = Operand;
};

/// What may stand between the parentheses of an aggregate.
template <class T>
concept aggregated = is_expression<T> || is_distinct<std::remove_cvref_t<T>>;

/// `x, y`: an aggregate of two arguments.
template <class First, class Second>
struct two_arguments {
  static constexpr std::size_t parameters = First::parameters + Second::parameters;

  [[no_unique_address]] First first;
  [[no_unique_address]] Second second;

  static constexpr bool nullable(scope const& sources) { return First::nullable(sources) || Second::nullable(sources); }
  static constexpr void inspect(inspector& watcher) {
    detail::inspect<First>(watcher);
    detail::inspect<Second>(watcher);
  }
  template <class Visitor>
  constexpr void each_value(Visitor& visitor) const {
    if constexpr (First::parameters > 0) first.each_value(visitor);
    if constexpr (Second::parameters > 0) second.each_value(visitor);
  }
};

/// `x ORDER BY y`
template <class Operand, class... Terms>
struct ordered_operand {
  static constexpr std::size_t parameters = Operand::parameters + pack<Terms...>::parameters;

  [[no_unique_address]] Operand operand;
  [[no_unique_address]] pack<Terms...> terms;

  static constexpr bool nullable(scope const& sources) { return Operand::nullable(sources); }
  static constexpr void inspect(inspector& watcher) {
    detail::inspect<Operand>(watcher);
    pack<Terms...>::inspect(watcher);
  }
  template <class Visitor>
  constexpr void each_value(Visitor& visitor) const {
    if constexpr (Operand::parameters > 0) operand.each_value(visitor);
    if constexpr (pack<Terms...>::parameters > 0) terms.each_value(visitor);
  }
};

/// May an aggregate of `Operand` be ordered by `Term`? One of distinct values only by these values.
template <class Operand, class Term>
inline constexpr bool may_order = true;
template <class Operand, class Term>
inline constexpr bool may_order<distinct_of<Operand>, Term> =
    std::is_same_v<Operand, typename Term::operand_type> && Operand::parameters == 0;
template <class First, class Second, class Term>
inline constexpr bool may_order<two_arguments<First, Second>, Term> = may_order<First, Term>;

template <bool Fits, aggregate_function Function>
consteval auto judge_aggregate_order() {
  if constexpr (Fits) return ok{};
  else return failed<aggregate_order, fixed_string<name_of(Function).size()>{name_of(Function)}>{};
}
template <fixed_string Function>
struct assert_operands<failed<aggregate_order, Function>> {
  static_assert(failed<aggregate_order, Function>::value,
                "recto: order_by: an aggregate of distinct values can only be ordered by these values; order by what "
                "distinct(x) has");
  static constexpr bool value = true;  // told; asking must not fail once more
};

/// What an aggregate takes, without DISTINCT and ORDER BY.
template <class Operand>
struct bare_operand {
  using type = Operand;
};
template <class Operand>
struct bare_operand<distinct_of<Operand>> : bare_operand<Operand> {};
template <class Operand, class... Terms>
struct bare_operand<ordered_operand<Operand, Terms...>> : bare_operand<Operand> {};

template <aggregate_function Function, class Value, class Operand>
struct aggregate : expression {
  using value_type = Value;
  static constexpr std::size_t parameters = Operand::parameters;

  [[no_unique_address]] Operand operand;

  // A count is never NULL. The others are over no rows, which a group always has, and over NULLs alone; those of a sample
  // also over one row.
  static constexpr bool nullable(scope const& sources) {
    if (Function == aggregate_function::count) return false;
    if (Function == aggregate_function::variance || Function == aggregate_function::stddev) return true;
    constexpr bool keeps_nulls = Function == aggregate_function::array_agg || Function == aggregate_function::jsonb_agg
                              || Function == aggregate_function::jsonb_object_agg;
    return !sources.is_grouped || (!keeps_nulls && Operand::nullable(sources));
  }
  static constexpr void inspect(inspector& watcher) {
    inspect_values(watcher);
    if constexpr (Function == aggregate_function::array_agg) {
      using bare = typename bare_operand<Operand>::type;
      if (is_optional<typename Value::value_type> || !bare::nullable(watcher.sources())) return;
      if constexpr (requires { bare::table(); }) watcher.report(rule::array_of_nulls, bare::table(), bare::name);
      else watcher.report(rule::array_of_nulls, {}, {});
    }
  }
  /// The same for one with a FILTER, which is trusted to keep NULLs out of arrays.
  static constexpr void inspect_values(inspector& watcher) {
    watcher.enter_aggregate();
    detail::inspect<Operand>(watcher);
    watcher.leave_aggregate();
  }
  template <class Visitor>
  constexpr void each_value(Visitor& visitor) const {
    operand.each_value(visitor);
  }

  /// The order in which the values are aggregated: `string_agg(x, ", ").order_by(desc(y))`.
  template <class... Terms>
  constexpr auto order_by(Terms&&... terms) const {
    static_assert(sizeof...(Terms) > 0, "recto: order_by: it needs something to order by; name a column");
    return ordered(as_order_term(static_cast<Terms&&>(terms))...);
  }

 private:
  template <class... Terms>
  constexpr auto ordered(Terms... terms) const {
    constexpr bool fits = (may_order<Operand, Terms> && ...);
    static_assert(assert_operands<decltype(judge_aggregate_order<fits, Function>())>::value);
    using inner = ordered_operand<Operand, Terms...>;
    return aggregate<Function, Value, inner>{{}, inner{operand, make_pack(std::move(terms)...)}};
  }
};

template <class T>
inline constexpr bool is_aggregate = false;
template <aggregate_function Function, class Value, class Operand>
inline constexpr bool is_aggregate<aggregate<Function, Value, Operand>> = true;

/// `aggregate FILTER (WHERE condition)`. The condition is about single rows, so it stands within the aggregate.
template <class Aggregate, class Condition>
struct filtered : expression {
  using value_type = typename Aggregate::value_type;
  static constexpr std::size_t parameters = Aggregate::parameters + Condition::parameters;

  [[no_unique_address]] Aggregate aggregate;
  [[no_unique_address]] Condition condition;

  // The condition may leave a group without rows.
  static constexpr bool nullable(scope sources) {
    sources.is_grouped = false;
    return Aggregate::nullable(sources);
  }
  static constexpr void inspect(inspector& watcher) {
    watcher.enter_filtered();
    if constexpr (requires { Aggregate::inspect_values(watcher); }) Aggregate::inspect_values(watcher);
    else Aggregate::inspect(watcher);
    watcher.enter_aggregate();
    detail::inspect<Condition>(watcher);
    watcher.leave_aggregate();
    watcher.leave_filtered();
  }
  template <class Visitor>
  constexpr void each_value(Visitor& visitor) const {
    if constexpr (Aggregate::parameters > 0) aggregate.each_value(visitor);
    if constexpr (Condition::parameters > 0) condition.each_value(visitor);
  }
};

template <class T>
inline constexpr bool is_filtered = false;
template <class Aggregate, class Condition>
inline constexpr bool is_filtered<filtered<Aggregate, Condition>> = true;
template <class Aggregate, class Condition>
inline constexpr bool is_aggregate<filtered<Aggregate, Condition>> = true;

/// Can it be computed over a window? The server has aggregates of distinct or ordered values for groups only.
template <class T>
inline constexpr bool works_over_windows = false;
template <aggregate_function Function, class Value, class Operand>
inline constexpr bool works_over_windows<aggregate<Function, Value, Operand>> = true;
template <aggregate_function Function, class Value, class Operand>
inline constexpr bool works_over_windows<aggregate<Function, Value, distinct_of<Operand>>> = false;
template <aggregate_function Function, class Value, class First, class Second>
inline constexpr bool works_over_windows<aggregate<Function, Value, two_arguments<distinct_of<First>, Second>>> = false;
template <aggregate_function Function, class Value, class Operand, class... Terms>
inline constexpr bool works_over_windows<aggregate<Function, Value, ordered_operand<Operand, Terms...>>> = false;
template <class Aggregate, class Condition>
inline constexpr bool works_over_windows<filtered<Aggregate, Condition>> = works_over_windows<Aggregate>;

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
  using plain = typename without_distinct<Operand>::type;
  static_assert(assert_operands<decltype(judge_pair<fits, plain, plain>())>::value);
  return aggregate<Function, std::conditional_t<fits, result, std::int64_t>, Operand>{{}, std::move(operand)};
}

}  // namespace detail

/// `count(*)`: number of rows, bigint.
constexpr auto count() {
  return detail::aggregate<detail::aggregate_function::count, std::int64_t, detail::every_row_of_group>{};
}

/// `count(x)`: number of rows where `x` is not NULL, bigint.
template <detail::aggregated Operand>
constexpr auto count(Operand operand) {
  return detail::make_aggregate<detail::aggregate_function::count>(std::move(operand));
}

/// `sum(x)`: bigint of smallint and integer, numeric of bigint and numeric, else as `x`. NULL over no rows.
template <detail::aggregated Operand>
constexpr auto sum(Operand operand) {
  return detail::make_aggregate<detail::aggregate_function::sum>(std::move(operand));
}

/// `avg(x)`: numeric of exact numbers, double precision of floating point. NULL over no rows.
template <detail::aggregated Operand>
constexpr auto avg(Operand operand) {
  return detail::make_aggregate<detail::aggregate_function::avg>(std::move(operand));
}

/// `min(x)`: of the type of `x`. NULL over no rows.
template <detail::aggregated Operand>
constexpr auto min(Operand operand) {
  return detail::make_aggregate<detail::aggregate_function::min>(std::move(operand));
}

/// `max(x)`: of the type of `x`. NULL over no rows.
template <detail::aggregated Operand>
constexpr auto max(Operand operand) {
  return detail::make_aggregate<detail::aggregate_function::max>(std::move(operand));
}

/// `DISTINCT x` in an aggregate: `count(distinct(x))` counts different values. Ecto: `count(x, :distinct)`.
template <is_expression Operand>
constexpr auto distinct(Operand operand) {
  return detail::distinct_of<Operand>{std::move(operand)};
}

/// `aggregate FILTER (WHERE condition)`: aggregates only the rows for which the condition is true. Ecto: `filter`.
template <class Aggregate, class Condition>
constexpr auto filter(Aggregate aggregate, Condition&& condition) {
  constexpr bool fits = detail::is_aggregate<Aggregate> && !detail::is_filtered<Aggregate>;
  static_assert(detail::assert_operands<
                decltype(detail::judge_argument<fits, "filter", "an aggregate without a filter", Aggregate>())>::value);
  auto checked = detail::condition_operand(static_cast<Condition&&>(condition));
  if constexpr (fits)
    return detail::filtered<Aggregate, decltype(checked)>{{}, std::move(aggregate), std::move(checked)};
  else return detail::filtered<decltype(count()), decltype(checked)>{{}, {}, std::move(checked)};
}

}  // namespace recto
