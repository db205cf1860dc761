// SPDX-License-Identifier: BSL-1.0
// Dates and times as the server reckons with them (manual, "Date/Time Functions and Operators"). Units of time are
// compile-time text, checked against what each function knows. Durations of std::chrono need nothing from here: beside a
// date or time they are intervals.
// Layer 4.
#pragma once

#include <recto/query/cast_to.hpp>
#include <recto/query/function.hpp>
#include <recto/query/operation.hpp>
#include <recto/query/operators.hpp>
#include <recto/query/unit.hpp>

#include <chrono>
#include <concepts>
#include <cstdint>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

struct today_node : expression {
  using value_type = date;
  static constexpr std::size_t parameters = 0;
  static constexpr bool nullable(scope const&) { return false; }
  static constexpr void inspect(inspector&) {}
};

/// `INTERVAL '1 month'`
template <fixed_string Unit>
struct unit_interval : expression {
  using value_type = interval;
  static constexpr std::size_t parameters = 0;
  static constexpr bool nullable(scope const&) { return false; }
  static constexpr void inspect(inspector&) {}
};

/// `date_trunc('month', x)`, of a date `date_trunc('month', x)::date`.
template <fixed_string Unit, class Value, class... Arguments>
struct truncation : operation<Value, Arguments...> {};

/// `extract(year FROM x)::integer`
template <fixed_string Unit, class Value, class Operand>
struct extraction : operation<Value, Operand> {};

template <fixed_string... Subjects>
struct assert_operands<failed<unknown_unit, Subjects...>> {
  static_assert(
      failed<unknown_unit, Subjects...>::value,
      "recto: expression: this function has no such unit for that operand; write one that its contract lists, "
      "such as \"day\"");
  static constexpr bool value = true;  // told; asking must not fail once more
};

template <bool Known, fixed_string Function, fixed_string Unit, class Operand>
consteval auto judge_unit() {
  if constexpr (Known) return ok{};
  else return failed<unknown_unit, Function, Unit, operand_text<Operand>()>{};
}

/// So many of a unit, in an interval's own parts. Throws recto::error{invalid_value} where they do not fit.
constexpr interval times(interval unit, std::int64_t count) {
  interval const whole{.months = unit.months == 0 ? 0 : checked_int32(checked_product(unit.months, count)),
                       .days = unit.days == 0 ? 0 : checked_int32(checked_product(unit.days, count)),
                       .time = std::chrono::microseconds{checked_product(unit.time.count(), count)}};
  return whole;
}

/// The span of `amount` units: a parameter if the amount is a whole number, else `amount * INTERVAL '1 unit'`.
template <fixed_string Unit, fixed_string Function, class Amount>
constexpr auto span_of(Amount&& amount) {
  using raw = std::remove_cvref_t<Amount>;
  constexpr bool known = is_span_unit(Unit.view());
  constexpr interval unit = span_unit(Unit.view());
  static_assert(assert_operands<decltype(judge_unit<known, Function, Unit, raw>())>::value);
  if constexpr (is_expression<raw>) {
    constexpr bool fits = is_number<typename raw::value_type>;
    static_assert(assert_operands<decltype(judge_argument<fits, Function, "a number", raw>())>::value);
    return binary<binary_op::multiply, interval, raw, unit_interval<Unit>>{{}, static_cast<Amount&&>(amount), {}};
  } else if constexpr (is_integer<raw>) {
    return bound<interval>{{}, times(unit, whole_amount(amount))};
  } else {
    constexpr bool fits = std::is_floating_point_v<raw>;
    static_assert(assert_operands<decltype(judge_argument<fits, Function, "a number", raw>())>::value);
    using factor = bound<double>;
    using span = binary<binary_op::multiply, interval, factor, unit_interval<Unit>>;
    if constexpr (fits) return span{{}, {{}, static_cast<double>(amount)}, {}};
    else return span{};
  }
}

/// The moment that is counted from: an expression, or a plain value.
template <class Moment>
constexpr auto moment_operand(Moment&& moment) {
  using raw = std::remove_cvref_t<Moment>;
  if constexpr (is_expression<raw>) return raw(static_cast<Moment&&>(moment));
  else return value(static_cast<Moment&&>(moment));
}

template <fixed_string Function, fixed_string Wanted, bool Fits, class Operand>
using argument_check = assert_operands<decltype(judge_argument<Fits, Function, Wanted, Operand>())>;

template <class T>
inline constexpr bool has_day = is_datetime<T> || is_date<T>;

}  // namespace detail

/// `now()`: when the transaction began, timestamptz.
constexpr auto now() { return detail::make_call<"now", utc_datetime>(); }

/// `CURRENT_DATE`: the day on which the transaction began, in the session's time zone, date.
constexpr auto current_date() { return detail::today_node{}; }

/// `date_trunc('month', x)`: the beginning of the unit in which `x` lies, of the type of `x`. For a point in time that is
/// reckoned in the session's time zone, or in the zone given: `date_trunc<"day">(x, "Europe/Berlin")`. Units: microseconds,
/// milliseconds, second, minute, hour, day, week, month, quarter, year, decade, century, millennium.
template <fixed_string Unit, is_expression Operand>
constexpr auto date_trunc(Operand&& operand) {
  using raw = std::remove_cvref_t<Operand>;
  using type = typename raw::value_type;
  constexpr bool fits = detail::has_day<type> || std::is_same_v<type, interval>;
  static_assert(detail::argument_check<"date_trunc", "a date, a time with a date, or an interval", fits, raw>::value);
  constexpr bool known = !fits || detail::is_truncation_unit(Unit.view());
  static_assert(detail::assert_operands<decltype(detail::judge_unit<known, "date_trunc", Unit, raw>())>::value);
  return detail::truncation<Unit, type, raw>{{{}, detail::make_pack(static_cast<Operand&&>(operand))}};
}
template <fixed_string Unit, is_expression Operand, class Zone>
constexpr auto date_trunc(Operand&& operand, Zone&& zone) {
  using raw = std::remove_cvref_t<Operand>;
  constexpr bool fits = std::is_same_v<typename raw::value_type, utc_datetime>;
  static_assert(detail::argument_check<"date_trunc", detail::named_type<utc_datetime>, fits, raw>::value);
  constexpr bool known = detail::is_truncation_unit(Unit.view());
  static_assert(detail::assert_operands<decltype(detail::judge_unit<known, "date_trunc", Unit, raw>())>::value);
  auto where = detail::argument_as<std::string, "date_trunc">(static_cast<Zone&&>(zone));
  return detail::truncation<Unit, utc_datetime, raw, decltype(where)>{
      {{}, detail::make_pack(static_cast<Operand&&>(operand), std::move(where))}};
}

/// `extract(year FROM x)`: one part of a date, a time or an interval, the same on every version of the server. Whole
/// parts are cast to integer: microseconds, minute, hour, day, week, month, quarter, year, decade, century, millennium,
/// dow (0 is Sunday), isodow (7 is Sunday), doy, isoyear; second, milliseconds and epoch (seconds since 1970, or of an
/// interval) to double precision. Of a point in time they are those of the session's time zone. A part that has no meaning
/// for the type does not compile; of an infinite date most are NULL or an error.
template <fixed_string Unit, is_expression Operand>
constexpr auto extract(Operand&& operand) {
  using raw = std::remove_cvref_t<Operand>;
  using type = typename raw::value_type;
  constexpr detail::time_kind kind = detail::kind_of_time<type>;
  constexpr bool fits = kind != detail::time_kind::none;
  static_assert(detail::argument_check<"extract", "a date, a time or an interval", fits, raw>::value);
  constexpr bool known = !fits || detail::is_extraction_unit(Unit.view(), kind);
  static_assert(detail::assert_operands<decltype(detail::judge_unit<known, "extract", Unit, raw>())>::value);
  using value = std::conditional_t<detail::is_fractional_unit(Unit.view()), double, std::int32_t>;
  return detail::extraction<Unit, value, raw>{{{}, detail::make_pack(static_cast<Operand&&>(operand))}};
}

/// `x + $1`: `datetime_add<"month">(x, -1)`, a point in time that lies so many units later, or earlier. The amount is a
/// number or an expression of one, fractions allowed; of a date comes a naive_datetime. Units: microsecond, millisecond,
/// second, minute, hour, day, week, month, year. Ecto: `datetime_add`.
template <fixed_string Unit, class Moment, class Amount>
constexpr auto datetime_add(Moment&& moment, Amount&& amount) {
  auto start = detail::moment_operand(static_cast<Moment&&>(moment));
  using type = typename decltype(start)::value_type;
  constexpr bool fits = detail::has_day<type>;
  static_assert(detail::argument_check<"datetime_add", "a date, or a time with a date", fits, decltype(start)>::value);
  auto span = detail::span_of<Unit, "datetime_add">(static_cast<Amount&&>(amount));
  using value = std::conditional_t<detail::is_date<type>, naive_datetime, type>;
  return detail::binary<detail::binary_op::add, value, decltype(start), decltype(span)>{
      {}, std::move(start), std::move(span)};
}

/// `(x + $1)::date`: `date_add<"week">(x, 2)`, a day that lies so many units later, or earlier; whole days are `x + $1`.
/// Units and amounts as in `datetime_add`. Ecto: `date_add`.
template <fixed_string Unit, class Day, class Amount>
constexpr auto date_add(Day&& day, Amount&& amount) {
  auto start = detail::moment_operand(static_cast<Day&&>(day));
  using type = typename decltype(start)::value_type;
  constexpr bool fits = detail::is_date<type>;
  static_assert(detail::argument_check<"date_add", "a date", fits, decltype(start)>::value);
  if constexpr (detail::is_integer<std::remove_cvref_t<Amount>> && detail::days_in(Unit.view()) != 0) {
    auto const days = detail::checked_product(detail::days_in(Unit.view()), detail::whole_amount(amount));
    using count = detail::bound<std::int32_t>;
    return detail::binary<detail::binary_op::add, type, decltype(start), count>{
        {}, std::move(start), {{}, detail::checked_int32(days)}};
  } else {
    auto span = detail::span_of<Unit, "date_add">(static_cast<Amount&&>(amount));
    using sum = detail::binary<detail::binary_op::add, naive_datetime, decltype(start), decltype(span)>;
    return detail::make_cast<type>(sum{{}, std::move(start), std::move(span)});
  }
}

/// `now() - $1`: `ago<"day">(3)`, or of a duration `ago(std::chrono::hours{8})`. Unlike Ecto's, `now` is the server's
/// clock. Ecto: `ago`.
template <fixed_string Unit, class Amount>
constexpr auto ago(Amount&& amount) {
  auto span = detail::span_of<Unit, "ago">(static_cast<Amount&&>(amount));
  return detail::binary<detail::binary_op::subtract, utc_datetime, decltype(now()), decltype(span)>{
      {}, now(), std::move(span)};
}
template <class Duration>
  requires detail::is_duration<std::remove_cvref_t<Duration>>
constexpr auto ago(Duration const& duration) {
  return now() - duration;
}

/// `now() + $1`: `from_now<"month">(1)`, or of a duration `from_now(std::chrono::hours{8})`. Ecto: `from_now`.
template <fixed_string Unit, class Amount>
constexpr auto from_now(Amount&& amount) {
  auto span = detail::span_of<Unit, "from_now">(static_cast<Amount&&>(amount));
  return detail::binary<detail::binary_op::add, utc_datetime, decltype(now()), decltype(span)>{
      {}, now(), std::move(span)};
}
template <class Duration>
  requires detail::is_duration<std::remove_cvref_t<Duration>>
constexpr auto from_now(Duration const& duration) {
  return now() + duration;
}

/// `age(later, earlier)`: the time between the two in years, months, days and hours; `later - earlier` counts days and
/// hours alone. interval.
template <is_expression Later, class Earlier>
constexpr auto age(Later&& later, Earlier&& earlier) {
  using type = typename std::remove_cvref_t<Later>::value_type;
  static_assert(detail::argument_check<"age", "a time with a date", detail::is_datetime<type>,
                                       std::remove_cvref_t<Later>>::value);
  return detail::make_call<"age", interval>(static_cast<Later&&>(later),
                                            detail::argument_as<type, "age">(static_cast<Earlier&&>(earlier)));
}

/// `age(x)`: the time from `x` to the beginning of today. interval.
template <is_expression Moment>
constexpr auto age(Moment&& moment) {
  using raw = std::remove_cvref_t<Moment>;
  static_assert(
      detail::argument_check<"age", "a time with a date", detail::is_datetime<typename raw::value_type>, raw>::value);
  return detail::make_call<"age", interval>(static_cast<Moment&&>(moment));
}

}  // namespace recto
