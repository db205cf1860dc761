// SPDX-License-Identifier: BSL-1.0
// Conditions and functions that are no operators in C++: NULL checks, membership, patterns, plain values.
// Layer 4.
#pragma once

#include <recto/query/operators.hpp>
#include <recto/types/scalar.hpp>

#include <cstddef>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto {

namespace detail {

template <class Operand, bool Negated>
struct null_check : expression {
  using value_type = bool;
  static constexpr std::size_t parameters = Operand::parameters;

  [[no_unique_address]] Operand operand;

  static constexpr bool nullable(scope const&) { return false; }
  static constexpr void inspect(inspector& watcher) {
    detail::inspect<Operand>(watcher);
    if constexpr (requires { Operand::table(); })
      watcher.null_check(Operand::nullable(watcher.sources()), Operand::table(), Operand::name);
    else watcher.null_check(Operand::nullable(watcher.sources()), {}, {});
  }
  template <class Function>
  constexpr void each_value(Function& function) const {
    operand.each_value(function);
  }
};

/// What a plain value is to SQL where nothing beside it says so.
template <class Value>
consteval auto natural_type() {
  if constexpr (std::is_convertible_v<Value const&, std::string_view> || is_borrowed<Value>())
    return std::type_identity<std::string>{};
  else if constexpr (column_type<Value>) return std::type_identity<Value>{};
  else if constexpr (is_moment<Value, utc_datetime>) return std::type_identity<utc_datetime>{};
  else if constexpr (is_moment<Value, naive_datetime>) return std::type_identity<naive_datetime>{};
  else if constexpr (value_fits<Value, interval>()) return std::type_identity<interval>{};
  else return std::type_identity<Value>{};
}

/// Text with LIKE's special characters made literal, between `before` and `after`.
constexpr std::string like_pattern(std::string_view before, std::string_view text, std::string_view after) {
  std::string pattern(before);
  for (char const c : text) {
    if (c == '%' || c == '_' || c == '\\') pattern += '\\';
    pattern += c;
  }
  return pattern.append(after);
}

template <class Operand>
consteval auto judge_text() {
  if constexpr (std::is_same_v<typename Operand::value_type, std::string>) return ok{};
  else return failed<not_text, operand_text<Operand>()>{};
}

template <class Verdict>
struct assert_text {
  static constexpr bool value = true;
};
template <fixed_string Operand>
struct assert_text<failed<not_text, Operand>> {
  static_assert(failed<not_text, Operand>::value,
                "recto: pattern: only text can be matched with a pattern; compare it with ==");
  static constexpr bool value = true;  // told; asking must not fail once more
};

template <class Operand>
constexpr auto matches_pattern(Operand operand, std::string const& pattern) {
  static_assert(assert_text<decltype(judge_text<Operand>())>::value);
  using text = bound<owned_text, std::string>;
  return binary<binary_op::like, bool, Operand, text>{{}, std::move(operand), {{}, owned_text(pattern)}};
}

template <binary_op Op, class Operand, class Pattern>
constexpr auto like(Operand operand, Pattern&& pattern) {
  static_assert(assert_text<decltype(judge_text<Operand>())>::value);
  using text = bound<std::string>;
  constexpr bool fits = fits_beside<Pattern, text>();
  static_assert(assert_operands<decltype(judge_pair<fits, Operand, std::remove_cvref_t<Pattern>>())>::value);
  auto right = operand_beside<fits, text>(std::forward<Pattern>(pattern));
  return binary<Op, bool, Operand, decltype(right)>{{}, std::move(operand), std::move(right)};
}

/// Something with elements: a std::vector, std::array, std::span, an array of C.
template <class T>
concept list_of_values = requires(T& list) {
  std::begin(list);
  std::end(list);
};

template <class T>
inline constexpr bool is_array_value = false;
template <class Element>
inline constexpr bool is_array_value<std::vector<Element>> = !std::is_same_v<Element, std::byte>;

/// An expression of an array type: a column that holds a list.
template <class T>
concept array_expression = is_expression<T> && is_array_value<typename std::remove_cvref_t<T>::value_type>;

template <class List>
struct element_of {
  using type = std::remove_cvref_t<decltype(*std::begin(std::declval<List&>()))>;
};
// Its elements are no references.
template <>
struct element_of<std::vector<bool>> {
  using type = bool;
};

template <binary_op Op, class Operand, class List>
constexpr auto member_of_list(Operand operand, List&& values) {
  using target = typename Operand::value_type;
  using value = typename element_of<std::remove_cvref_t<List>>::type;
  constexpr bool fits = value_fits<value, target>();
  static_assert(assert_operands<decltype(judge_pair<fits, Operand, value>())>::value);
  using list = bound<std::vector<target>>;
  if constexpr (std::is_same_v<std::remove_cvref_t<List>, std::vector<target>>) {
    return binary<Op, bool, Operand, list>{{}, std::move(operand), {{}, static_cast<List&&>(values)}};
  } else if constexpr (fits) {
    std::vector<target> all{};
    all.reserve(static_cast<std::size_t>(std::end(values) - std::begin(values)));
    for (auto const& one : values) all.push_back(converted<target>(one));
    return binary<Op, bool, Operand, list>{{}, std::move(operand), {{}, std::move(all)}};
  } else {
    return binary<Op, bool, Operand, list>{{}, std::move(operand), {}};
  }
}

/// An array of which an element may be NULL: so may a comparison with all of them.
template <class Array>
struct maybe_null : Array {
  static constexpr bool nullable(scope const&) { return true; }
};

template <binary_op Op, class Operand, class List>
constexpr auto member_of_array(Operand operand, List&& list) {
  using array = std::remove_cvref_t<List>;
  using element = typename array::value_type::value_type;
  using node = std::conditional_t<is_optional<element>, maybe_null<array>, array>;
  constexpr bool fits = comparable<typename Operand::value_type, value_of<element>>();
  static_assert(assert_operands<decltype(judge_pair<fits, Operand, array>())>::value);
  return binary<Op, bool, Operand, node>{{}, std::move(operand), node{static_cast<List&&>(list)}};
}

}  // namespace detail

/// A plain value as an expression: `value(0)` is a bound parameter. Text is owned; a point in time or a duration of
/// std::chrono is what it is in SQL.
template <class Value>
constexpr auto value(Value&& plain) {
  using raw = std::decay_t<Value>;
  static_assert(!detail::is_null_value<raw>, "recto: value: it may be NULL; unwrap the optional");
  return detail::bind_as<typename decltype(detail::natural_type<raw>())::type>(std::forward<Value>(plain));
}

/// `x IS NULL`. Does not compile for what cannot be NULL in the query.
template <is_expression Operand>
constexpr auto is_null(Operand operand) {
  static_assert(
      !requires { Operand::value_type::schema(); },
      "recto: is_null: a whole row is not NULL or not; ask its key column");
  return detail::null_check<Operand, false>{{}, std::move(operand)};
}

/// `x IS NOT NULL`. Does not compile for what cannot be NULL in the query.
template <is_expression Operand>
constexpr auto is_not_null(Operand operand) {
  static_assert(
      !requires { Operand::value_type::schema(); },
      "recto: is_null: a whole row is not NULL or not; ask its key column");
  return detail::null_check<Operand, true>{{}, std::move(operand)};
}

/// `x = ANY($1)`: is it one of `values`, which travel as one array parameter? No value matches nothing, as in Ecto. A list
/// is a std::vector, std::array, std::span, an array of C or a list in braces; or an expression of an array type.
template <is_expression Operand, detail::list_of_values List>
constexpr auto in(Operand operand, List&& values) {
  return detail::member_of_list<detail::binary_op::any_of>(std::move(operand), static_cast<List&&>(values));
}
template <is_expression Operand, class Value>
constexpr auto in(Operand operand, std::initializer_list<Value> values) {
  return detail::member_of_list<detail::binary_op::any_of>(std::move(operand), values);
}
template <is_expression Operand, detail::array_expression List>
constexpr auto in(Operand operand, List&& list) {
  return detail::member_of_array<detail::binary_op::any_of>(std::move(operand), static_cast<List&&>(list));
}

/// `x <> ALL($1)`: is it none of `values`? With no values everything matches, as in Ecto. Lists as of `in`.
template <is_expression Operand, detail::list_of_values List>
constexpr auto not_in(Operand operand, List&& values) {
  return detail::member_of_list<detail::binary_op::not_all_of>(std::move(operand), static_cast<List&&>(values));
}
template <is_expression Operand, class Value>
constexpr auto not_in(Operand operand, std::initializer_list<Value> values) {
  return detail::member_of_list<detail::binary_op::not_all_of>(std::move(operand), values);
}
template <is_expression Operand, detail::array_expression List>
constexpr auto not_in(Operand operand, List&& list) {
  return detail::member_of_array<detail::binary_op::not_all_of>(std::move(operand), static_cast<List&&>(list));
}

/// `x LIKE pattern`: `%` and `_` in the pattern are wild. For text from outside use contains, starts_with, ends_with.
template <is_expression Operand, class Pattern>
constexpr auto like(Operand operand, Pattern&& pattern) {
  return detail::like<detail::binary_op::like>(std::move(operand), std::forward<Pattern>(pattern));
}

/// `x ILIKE pattern`: LIKE that ignores case.
template <is_expression Operand, class Pattern>
constexpr auto ilike(Operand operand, Pattern&& pattern) {
  return detail::like<detail::binary_op::ilike>(std::move(operand), std::forward<Pattern>(pattern));
}

/// Does the text begin with `text`, taken literally? `x LIKE $1` with the special characters escaped.
template <is_expression Operand>
constexpr auto starts_with(Operand operand, std::string_view text) {
  return detail::matches_pattern(std::move(operand), detail::like_pattern("", text, "%"));
}

/// Does the text end with `text`, taken literally?
template <is_expression Operand>
constexpr auto ends_with(Operand operand, std::string_view text) {
  return detail::matches_pattern(std::move(operand), detail::like_pattern("%", text, ""));
}

/// Does the text hold `text`, taken literally?
template <is_expression Operand>
constexpr auto contains(Operand operand, std::string_view text) {
  return detail::matches_pattern(std::move(operand), detail::like_pattern("%", text, "%"));
}

}  // namespace recto
