// SPDX-License-Identifier: BSL-1.0
// Arrays: what they hold, how many, and arrays with one element more or less; `push` and `pull` for updates. Membership
// the other way round is `in(x, array)`.
// Layer 4.
#pragma once

#include <recto/query/argument.hpp>
#include <recto/types/array.hpp>

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto {

namespace detail {

template <class T>
struct list_element {
  using type = no_result;
};
template <array_element Element>
struct list_element<std::vector<Element>> {
  using type = Element;
};

/// The elements of an array's C++ type, optional or not; `no_result` for what is no array.
template <class T>
using element_type = typename list_element<T>::type;

template <class T>
inline constexpr bool is_list = !std::is_same_v<element_type<T>, no_result>;

/// Verdict on the array that `Function` works on.
template <fixed_string Function, class Array>
using array_verdict = decltype(judge_argument<is_list<typename Array::value_type>, Function, "an array", Array>());

/// Stands in for what is no array, so that no second error follows.
template <class Array>
using checked_list =
    std::conditional_t<is_list<typename Array::value_type>, typename Array::value_type, std::vector<std::int32_t>>;

/// `value = ANY(array)`
template <class Value, class Array>
struct element_check : operation<bool, Value, Array> {
  // If the value is not found among elements of which one is NULL, nobody knows.
  static constexpr bool nullable(scope const& sources) {
    return is_optional<element_type<typename Array::value_type>> || Value::nullable(sources)
        || Array::nullable(sources);
  }
};

/// An element as an argument of `Function` beside an array of `List`. The server wants the very type.
template <class List, fixed_string Function, class Value>
constexpr auto element_operand(Value&& value) {
  using raw = std::remove_cvref_t<Value>;
  using element = value_of<element_type<List>>;
  if constexpr (is_expression<raw>) {
    constexpr bool fits = std::is_same_v<typename raw::value_type, element>;
    static_assert(assert_operands<decltype(judge_argument<fits, Function, named_type<element>, raw>())>::value);
    if constexpr (fits) return raw(static_cast<Value&&>(value));
    else return bound<element>{};
  } else {
    return argument_as<element, Function>(static_cast<Value&&>(value));
  }
}

/// Another array as an argument of `Function` beside an array of `List`.
template <class List, fixed_string Function, class Other>
constexpr auto list_operand(Other&& other) {
  using raw = std::remove_cvref_t<Other>;
  using element = value_of<element_type<List>>;
  if constexpr (is_expression<raw>) {
    constexpr bool fits = std::is_same_v<value_of<element_type<typename raw::value_type>>, element>;
    static_assert(assert_operands<decltype(judge_argument<fits, Function, named_type<List>, raw>())>::value);
    if constexpr (fits) return raw(static_cast<Other&&>(other));
    else return bound<List>{};
  } else if constexpr (std::is_same_v<raw, std::vector<element>>) {
    return bind_as<raw>(static_cast<Other&&>(other));
  } else {
    return argument_as<List, Function>(static_cast<Other&&>(other));
  }
}

template <class List, class Value>
auto list_of(std::initializer_list<Value> values) {
  using element = value_of<element_type<List>>;
  constexpr bool fits = value_fits<Value, element>();
  static_assert(assert_operands<decltype(judge_argument<fits, "an array", named_type<element>, Value>())>::value);
  if constexpr (fits) return std::vector<element>(values.begin(), values.end());
  else return std::vector<element>{};
}

/// The type of `array_append(array, value)`: with a value that may be NULL by itself it has elements that may be.
template <class List, class Value>
using extended =
    std::conditional_t<Value::nullable(scope{}), std::vector<std::optional<value_of<element_type<List>>>>, List>;

template <fixed_string Operator, fixed_string Function, class Array, class Other>
constexpr auto compare_arrays(Array array, Other&& other) {
  static_assert(assert_operands<array_verdict<Function, Array>>::value);
  return make_infix<Operator, bool>(std::move(array),
                                    list_operand<checked_list<Array>, Function>(static_cast<Other&&>(other)));
}

}  // namespace detail

/// `value = ANY(array)`: does the array hold the value?
template <is_expression Array, class Value>
constexpr auto contains_element(Array array, Value&& value) {
  static_assert(detail::assert_operands<detail::array_verdict<"contains_element", Array>>::value);
  auto one = detail::element_operand<detail::checked_list<Array>, "contains_element">(static_cast<Value&&>(value));
  if constexpr (detail::is_list<typename Array::value_type>) {
    return detail::element_check<decltype(one), Array>{{{}, detail::make_pack(std::move(one), std::move(array))}};
  } else {
    using stand_in = detail::bound<detail::checked_list<Array>>;
    return detail::element_check<decltype(one), stand_in>{{{}, detail::make_pack(std::move(one), stand_in{})}};
  }
}

/// `a @> b`: does `a` hold every element of `b`? A GIN index serves it. A NULL within is equal to nothing.
template <is_expression Array, class Other>
constexpr auto array_contains(Array array, Other&& other) {
  return detail::compare_arrays<"@>", "array_contains">(std::move(array), static_cast<Other&&>(other));
}
template <is_expression Array, class Value>
auto array_contains(Array array, std::initializer_list<Value> values) {
  return array_contains(std::move(array), detail::list_of<detail::checked_list<Array>>(values));
}

/// `a && b`: have they an element in common? A GIN index serves it.
template <is_expression Array, class Other>
constexpr auto array_overlaps(Array array, Other&& other) {
  return detail::compare_arrays<"&&", "array_overlaps">(std::move(array), static_cast<Other&&>(other));
}
template <is_expression Array, class Value>
auto array_overlaps(Array array, std::initializer_list<Value> values) {
  return array_overlaps(std::move(array), detail::list_of<detail::checked_list<Array>>(values));
}

/// `cardinality(array)`: number of elements, 0 for an empty array. (`array_length` is NULL for one.)
template <is_expression Array>
constexpr auto cardinality(Array array) {
  static_assert(detail::assert_operands<detail::array_verdict<"cardinality", Array>>::value);
  return detail::make_call<"cardinality", std::int32_t>(std::move(array));
}

/// `array_append(array, value)`: the array with one element more. NULL counts as an empty array.
template <is_expression Array, class Value>
constexpr auto array_append(Array array, Value&& value) {
  static_assert(detail::assert_operands<detail::array_verdict<"array_append", Array>>::value);
  using list = detail::checked_list<Array>;
  auto one = detail::element_operand<list, "array_append">(static_cast<Value&&>(value));
  return detail::make_call<"array_append", detail::extended<list, decltype(one)>, detail::null_rule::never>(
      std::move(array), std::move(one));
}

/// `array_prepend(value, array)`: the array with one element more at its head.
template <class Value, is_expression Array>
constexpr auto array_prepend(Value&& value, Array array) {
  static_assert(detail::assert_operands<detail::array_verdict<"array_prepend", Array>>::value);
  using list = detail::checked_list<Array>;
  auto one = detail::element_operand<list, "array_prepend">(static_cast<Value&&>(value));
  return detail::make_call<"array_prepend", detail::extended<list, decltype(one)>, detail::null_rule::never>(
      std::move(one), std::move(array));
}

/// `array_remove(array, value)`: the array without all elements that equal the value.
template <is_expression Array, class Value>
constexpr auto array_remove(Array array, Value&& value) {
  static_assert(detail::assert_operands<detail::array_verdict<"array_remove", Array>>::value);
  using list = detail::checked_list<Array>;
  auto one = detail::element_operand<list, "array_remove">(static_cast<Value&&>(value));
  return detail::make_call<"array_remove", list>(std::move(array), std::move(one));
}

/// `array_position(array, value)`: where the value stands first, counted from 1; NULL where it does not.
template <is_expression Array, class Value>
constexpr auto array_position(Array array, Value&& value) {
  static_assert(detail::assert_operands<detail::array_verdict<"array_position", Array>>::value);
  auto one = detail::element_operand<detail::checked_list<Array>, "array_position">(static_cast<Value&&>(value));
  return detail::make_call<"array_position", std::int32_t, detail::null_rule::may>(std::move(array), std::move(one));
}

/// Appends to an array column in an update: `set(push(col<&Post::tags>, "new"))` is
/// `SET "tags" = array_append("tags", $1)`. Ecto: `update: [push: ...]`.
template <auto Member, fixed_string Alias, class Value>
constexpr auto push(detail::column<Member, Alias> column, Value&& value) {
  return column = array_append(column, static_cast<Value&&>(value));
}

/// Removes from an array column all elements that equal the value: `set(pull(col<&Post::tags>, "old"))`. Ecto:
/// `update: [pull: ...]`.
template <auto Member, fixed_string Alias, class Value>
constexpr auto pull(detail::column<Member, Alias> column, Value&& value) {
  return column = array_remove(column, static_cast<Value&&>(value));
}

}  // namespace recto
