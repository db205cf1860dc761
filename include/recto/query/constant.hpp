// SPDX-License-Identifier: BSL-1.0
// `constant<42>` and `constant<"day">`: values that stand in the text itself and are no parameters, because the compiler
// knows them. For what the server wants to see when it plans: the condition of a partial index, a name of a unit.
// Layer 4.
#pragma once

#include <recto/base/fixed_string.hpp>
#include <recto/query/expression.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string>
#include <type_traits>

namespace recto {

namespace detail {

enum class constant_kind { text, boolean, integer };

/// A literal as a template argument: text, a whole number or a boolean.
template <std::size_t Size>
struct constant_value {
  constant_kind kind = constant_kind::text;
  std::int64_t number = 0;
  fixed_string<Size> text{};

  consteval constant_value(char const (&literal)[Size + 1]) : text(literal) {}
  consteval constant_value(fixed_string<Size> const& from) : text(from) {}
  consteval constant_value(bool flag)
    requires(Size == 0)
      : kind(constant_kind::boolean), number(flag) {}
  template <std::integral Number>
    requires(Size == 0)
  consteval constant_value(Number value) : kind(constant_kind::integer), number(value) {}

  /// Is it an integer to the server, or a bigint?
  constexpr bool is_small() const { return number >= -2147483648 && number <= 2147483647; }
};
template <std::size_t Length>
constant_value(char const (&)[Length]) -> constant_value<Length - 1>;
template <std::size_t Size>
constant_value(fixed_string<Size>) -> constant_value<Size>;
constant_value(bool) -> constant_value<0>;
template <std::integral Number>
constant_value(Number) -> constant_value<0>;

template <constant_value Value>
struct constant_node : expression {
  using value_type =
      std::conditional_t<Value.kind == constant_kind::text, std::string,
                         std::conditional_t<Value.kind == constant_kind::boolean, bool,
                                            std::conditional_t<Value.is_small(), std::int32_t, std::int64_t>>>;
  static constexpr bool is_literal = true;  // alone in ORDER BY it would be a position
  static constexpr std::size_t parameters = 0;

  static constexpr bool nullable(scope const&) { return false; }
  static constexpr void inspect(inspector&) {}
};

}  // namespace detail

/// A value known to the compiler, written into the SQL: `constant<1>` is `1`, `constant<"it's">` is `'it''s'`,
/// `constant<true>` is `TRUE`. Its type is text, boolean, and integer or bigint as the number needs. Ecto: `constant`.
template <detail::constant_value Value>
inline constexpr detail::constant_node<Value> constant{};

}  // namespace recto
