// SPDX-License-Identifier: BSL-1.0
// Choices between values: CASE, COALESCE, NULLIF, GREATEST, LEAST. What they choose from gets one type, as PostgreSQL's
// rules say (manual, "UNION, CASE, and Related Constructs"); a plain value takes the type of the expressions beside it.
// Layer 4.
#pragma once

#include <recto/query/column.hpp>
#include <recto/query/function.hpp>
#include <recto/query/operation.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

/// Nothing is known yet.
struct any_type {};

/// The type that a choice between a `Left` and a `Right` has, or `no_result`.
template <class Left, class Right>
consteval auto common_type_of() {
  if constexpr (std::is_same_v<Left, any_type>) return std::type_identity<Right>{};
  else if constexpr (std::is_same_v<Right, any_type>) return std::type_identity<Left>{};
  else if constexpr (!comparable<Left, Right>()) return std::type_identity<no_result>{};
  else if constexpr (std::is_same_v<Left, decimal> || std::is_same_v<Right, decimal>)
    return std::type_identity<decimal>{};
  else if constexpr (number_fits<Left, Right>() && !number_fits<Right, Left>()) return std::type_identity<Right>{};
  else return std::type_identity<Left>{};
}

template <class T>
struct choice {
  using type = T;
};
template <class Left, class Right>
consteval auto operator|(choice<Left>, choice<Right>) {
  return choice<typename decltype(common_type_of<Left, Right>())::type>{};
}

/// NULL in any form, which is no value to choose.
template <class Null>
struct no_value {
  using value_type = Null;
};

/// A plain value whose type the expressions around it will say.
template <class Bound>
struct plain_value {
  Bound node;
};

template <class T>
inline constexpr bool is_plain_value = false;
template <class Bound>
inline constexpr bool is_plain_value<plain_value<Bound>> = true;

/// Something to choose: an expression as it is, or a plain value.
template <class Value>
constexpr auto option_of(Value&& value) {
  using raw = std::remove_cvref_t<Value>;
  if constexpr (is_expression<raw>) return raw(static_cast<Value&&>(value));
  else if constexpr (is_null_value<raw>) return plain_value<no_value<raw>>{};
  else
    return plain_value<decltype(recto::value(static_cast<Value&&>(value)))>{recto::value(static_cast<Value&&>(value))};
}

template <class Option>
consteval auto type_of_expression() {
  if constexpr (is_plain_value<Option>) return choice<any_type>{};
  else return choice<typename Option::value_type>{};
}

template <class Option>
consteval auto type_of_option() {
  if constexpr (is_plain_value<Option>) return choice<typename decltype(Option::node)::value_type>{};
  else return choice<typename Option::value_type>{};
}

/// The type of a choice between the options: that of the expressions, or if there are none, that of the values.
template <class... Options>
consteval auto choice_type() {
  using of_expressions = decltype((choice<any_type>{} | ... | type_of_expression<Options>()));
  if constexpr (std::is_same_v<typename of_expressions::type, any_type>)
    return decltype((choice<any_type>{} | ... | type_of_option<Options>())){};
  else return of_expressions{};
}

template <class Option>
consteval auto option_subject() {
  if constexpr (is_plain_value<Option>) return std::type_identity<typename decltype(Option::node)::value_type>{};
  else return std::type_identity<Option>{};
}

/// Does the option fit into a choice of type `Common`, or where that is none, beside one of type `First`?
template <class Common, class First, class Option>
consteval bool option_fits() {
  if constexpr (is_whole_row<Option> || is_null_value<typename decltype(type_of_option<Option>())::type>) return false;
  else if constexpr (std::is_same_v<Common, no_result>)
    return comparable<First, typename decltype(type_of_option<Option>())::type>();
  else if constexpr (is_plain_value<Option>) return value_fits<typename decltype(Option::node)::value_type, Common>();
  else return true;
}

/// The option as an operand of a choice of type `Target`; requires that it fits.
template <class Target, class Option>
constexpr auto chosen(Option&& option) {
  using raw = std::remove_cvref_t<Option>;
  if constexpr (!is_plain_value<raw>) return raw(static_cast<Option&&>(option));
  else if constexpr (std::is_same_v<typename decltype(raw::node)::value_type, Target>)
    return static_cast<Option&&>(option).node;
  else return bind_as<Target>(static_cast<Option&&>(option).node.value);
}

/// What the options of `Function` become: their type, and whether all fit. Says which does not.
template <fixed_string Function, class First, class... Options>
struct choice_of {
  using common = typename decltype(choice_type<First, Options...>())::type;
  using first = typename decltype(type_of_option<First>())::type;
  static constexpr bool fits = (option_fits<common, first, First>() && ... && option_fits<common, first, Options>());
  using type = std::conditional_t<fits, common, bool>;

  using wanted = std::conditional_t<std::is_same_v<common, no_result>, first, common>;
  template <class Option>
  using check =
      assert_operands<decltype(judge_argument<option_fits<common, first, Option>(), Function, named_type<wanted>,
                                              typename decltype(option_subject<Option>())::type>())>;
};

template <fixed_string Name, null_rule Nulls, class... Options>
constexpr auto choice_call(Options&&... options) {
  using found = choice_of<Name, std::remove_cvref_t<Options>...>;
  static_assert((found::template check<std::remove_cvref_t<Options>>::value && ...));
  using type = typename found::type;
  if constexpr (found::fits) return make_call<Name, type, Nulls>(chosen<type>(static_cast<Options&&>(options))...);
  else return make_call<Name, type, Nulls>(bound<bool>{});
}

/// The type of `NULLIF(a, b)`: that of the first as `a = b` takes it. PostgreSQL has equality of integers of different
/// widths, so the first stays what it is.
template <class Left, class Right>
consteval auto nullif_type() {
  if constexpr (std::is_same_v<Left, Right> && comparable<Left, Right>()) return std::type_identity<Left>{};
  else if constexpr (is_integer<Left> && is_integer<Right>) return std::type_identity<Left>{};
  else if constexpr (is_exact_number<Left> && is_exact_number<Right>) return std::type_identity<decimal>{};
  else if constexpr (std::is_floating_point_v<Left> && std::is_floating_point_v<Right>)
    return std::type_identity<Left>{};
  else return std::type_identity<no_result>{};
}

/// `WHEN condition THEN result`
template <class Condition, class Result>
struct case_branch : operation<typename Result::value_type, Condition, Result> {
  static constexpr bool nullable(scope const& sources) { return Result::nullable(sources); }
};

/// `CASE branch ... ELSE other END`; `Parts` are branches, and the last the other one if there is one.
template <class Value, bool HasElse, class... Parts>
struct case_expression : operation<Value, Parts...> {
  static constexpr bool nullable(scope const& sources) { return !HasElse || (Parts::nullable(sources) || ...); }
};

template <class Condition, class Option>
struct when_part {
  using option = Option;
  static constexpr bool is_else = false;
  Condition condition;
  Option result;
};

template <class Option>
struct else_part {
  using option = Option;
  static constexpr bool is_else = true;
  Option result;
};

template <class T>
inline constexpr bool is_case_part = false;
template <class Condition, class Option>
inline constexpr bool is_case_part<when_part<Condition, Option>> = true;
template <class Option>
inline constexpr bool is_case_part<else_part<Option>> = true;

template <class Value, class Condition, class Option>
constexpr auto case_node(when_part<Condition, Option>&& part) {
  auto result = chosen<Value>(std::move(part.result));
  return case_branch<Condition, decltype(result)>{{{}, make_pack(std::move(part.condition), std::move(result))}};
}
template <class Value, class Option>
constexpr auto case_node(else_part<Option>&& part) {
  return chosen<Value>(std::move(part.result));
}

/// Is each but the last part a when(...), and the first?
template <class... Parts>
consteval bool is_case() {
  if constexpr ((is_case_part<Parts> && ...) && sizeof...(Parts) > 0) {
    bool const is_else[]{Parts::is_else...};
    for (std::size_t i = 0; i + 1 < sizeof...(Parts); ++i)
      if (is_else[i]) return false;
    return !is_else[0];
  } else {
    return false;
  }
}

template <class First, class... Rest>
consteval bool ends_with_else() {
  bool last = First::is_else;
  ((last = Rest::is_else), ...);
  return last;
}

}  // namespace detail

/// One branch of a `case_`: if `condition` is true, `result`. The result is an expression or a plain value.
template <is_expression Condition, class Result>
constexpr auto when(Condition&& condition, Result&& result) {
  auto checked = detail::condition_operand(static_cast<Condition&&>(condition));
  auto option = detail::option_of(static_cast<Result&&>(result));
  return detail::when_part<decltype(checked), decltype(option)>{std::move(checked), std::move(option)};
}

/// The last branch of a `case_`: what it is if no condition was true.
template <class Result>
constexpr auto else_(Result&& result) {
  auto option = detail::option_of(static_cast<Result&&>(result));
  return detail::else_part<decltype(option)>{std::move(option)};
}

/// `CASE WHEN a THEN x WHEN b THEN y ELSE z END`: `case_(when(a, x), when(b, y), else_(z))`. Without `else_` it may be
/// NULL. All results have one type.
template <class... Parts>
constexpr auto case_(Parts... parts) {
  constexpr bool complete = detail::is_case<Parts...>();
  static_assert(complete,
                "recto: case_: it takes when(condition, result) once or more, and then else_(result) or nothing");
  if constexpr (complete) {
    using found = detail::choice_of<"case_", typename Parts::option...>;
    static_assert((found::template check<typename Parts::option>::value && ...));
    using value = typename found::type;
    constexpr bool has_else = detail::ends_with_else<Parts...>();
    if constexpr (found::fits) {
      auto all = detail::make_pack(detail::case_node<value>(std::move(parts))...);
      return [&]<class... Nodes>(detail::pack<Nodes...>& nodes) {
        return detail::case_expression<value, has_else, Nodes...>{{{}, std::move(nodes)}};
      }(all);
    } else {
      return detail::bound<value>{};
    }
  } else {
    return detail::bound<bool>{};
  }
}

/// `coalesce(a, b, ...)`: the first that is not NULL; NULL only if all are. One of them is an expression. Ecto: `coalesce`.
template <class... Options>
  requires(is_expression<Options> || ...)
constexpr auto coalesce(Options&&... options) {
  return detail::choice_call<"coalesce", detail::null_rule::if_all>(
      detail::option_of(static_cast<Options&&>(options))...);
}

/// `greatest(a, b, ...)`: the greatest that is not NULL; NULL only if all are.
template <class... Options>
  requires(is_expression<Options> || ...)
constexpr auto greatest(Options&&... options) {
  return detail::choice_call<"greatest", detail::null_rule::if_all>(
      detail::option_of(static_cast<Options&&>(options))...);
}

/// `least(a, b, ...)`: the least that is not NULL; NULL only if all are.
template <class... Options>
  requires(is_expression<Options> || ...)
constexpr auto least(Options&&... options) {
  return detail::choice_call<"least", detail::null_rule::if_all>(detail::option_of(static_cast<Options&&>(options))...);
}

/// `nullif(a, b)`: NULL if `a = b`, else `a`.
template <is_expression Operand, class Other>
constexpr auto nullif(Operand&& operand, Other&& other) {
  using raw = std::remove_cvref_t<Operand>;
  using left = typename raw::value_type;
  auto right = [&] {
    if constexpr (is_expression<Other>) return std::remove_cvref_t<Other>(static_cast<Other&&>(other));
    else return detail::argument_as<left, "nullif">(static_cast<Other&&>(other));
  }();
  using type = typename decltype(detail::nullif_type<left, typename decltype(right)::value_type>())::type;
  constexpr bool fits = !std::is_same_v<type, detail::no_result>;
  static_assert(detail::assert_operands<
                decltype(detail::judge_argument<fits, "nullif", detail::named_type<left>, decltype(right)>())>::value);
  return detail::make_call<"nullif", std::conditional_t<fits, type, left>, detail::null_rule::may>(
      static_cast<Operand&&>(operand), std::move(right));
}

}  // namespace recto
