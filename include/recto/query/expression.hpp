// SPDX-License-Identifier: BSL-1.0
// What an expression is, and its operators. An expression is an empty or small aggregate whose type is its structure;
// only bound values are data. Every node has
//
//     value_type                              C++ type of the SQL value, without optional
//     parameters                              how many values it binds
//     nullable(scope)                         can it be NULL among these sources?
//     inspect(inspector&)                     shows its columns and aggregates to the rule book
//     each_value(function)                    calls function(value) in the order of the text; only if it binds any
//
// Layer 4.
#pragma once

#include <recto/query/inspector.hpp>
#include <recto/query/scope.hpp>

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

enum class binary_op {
  or_,
  and_,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  like,
  ilike,
  any_of,
  not_all_of,
  add,
  subtract,
  multiply,
  divide,
  modulo,
  distinct_from,
  not_distinct_from,
};

template <binary_op Op, class Left, class Right>
constexpr auto compare(Left&& left, Right&& right);
template <binary_op Op, class Left, class Right>
constexpr auto calculate(Left&& left, Right&& right);
template <binary_op Op, class Left, class Right>
constexpr auto combine(Left&& left, Right&& right);
template <class Operand>
constexpr auto opposite(Operand&& operand);
template <class Operand>
constexpr auto negate(Operand&& operand);

}  // namespace detail

struct expression;

/// `T` is an expression, whatever its reference and const.
template <class T>
concept is_expression = std::is_base_of_v<expression, std::remove_cvref_t<T>>;

/// Base of all expressions. Its friends are the operators: they are found for expressions and for what is made of
/// them; the constraint keeps them from containers of expressions. Beyond that they take any operand, so that a wrong one
/// gets one message in place of a list of candidates.
struct expression {
  template <class Left, class Right>
    requires(is_expression<Left> || is_expression<Right>)
  friend constexpr auto operator==(Left&& left, Right&& right) {
    return detail::compare<detail::binary_op::equal>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  }
  template <class Left, class Right>
    requires(is_expression<Left> || is_expression<Right>)
  friend constexpr auto operator!=(Left&& left, Right&& right) {
    return detail::compare<detail::binary_op::not_equal>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  }
  template <class Left, class Right>
    requires(is_expression<Left> || is_expression<Right>)
  friend constexpr auto operator<(Left&& left, Right&& right) {
    return detail::compare<detail::binary_op::less>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  }
  template <class Left, class Right>
    requires(is_expression<Left> || is_expression<Right>)
  friend constexpr auto operator<=(Left&& left, Right&& right) {
    return detail::compare<detail::binary_op::less_equal>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  }
  template <class Left, class Right>
    requires(is_expression<Left> || is_expression<Right>)
  friend constexpr auto operator>(Left&& left, Right&& right) {
    return detail::compare<detail::binary_op::greater>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  }
  template <class Left, class Right>
    requires(is_expression<Left> || is_expression<Right>)
  friend constexpr auto operator>=(Left&& left, Right&& right) {
    return detail::compare<detail::binary_op::greater_equal>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  }
  template <class Left, class Right>
    requires(is_expression<Left> || is_expression<Right>)
  friend constexpr auto operator+(Left&& left, Right&& right) {
    return detail::calculate<detail::binary_op::add>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  }
  template <class Left, class Right>
    requires(is_expression<Left> || is_expression<Right>)
  friend constexpr auto operator-(Left&& left, Right&& right) {
    return detail::calculate<detail::binary_op::subtract>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  }
  template <class Left, class Right>
    requires(is_expression<Left> || is_expression<Right>)
  friend constexpr auto operator*(Left&& left, Right&& right) {
    return detail::calculate<detail::binary_op::multiply>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  }
  template <class Left, class Right>
    requires(is_expression<Left> || is_expression<Right>)
  friend constexpr auto operator/(Left&& left, Right&& right) {
    return detail::calculate<detail::binary_op::divide>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  }
  template <class Left, class Right>
    requires(is_expression<Left> || is_expression<Right>)
  friend constexpr auto operator%(Left&& left, Right&& right) {
    return detail::calculate<detail::binary_op::modulo>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  }
  template <class Operand>
    requires is_expression<Operand>
  friend constexpr auto operator-(Operand&& operand) {
    return detail::opposite(static_cast<Operand&&>(operand));
  }
  template <class Left, class Right>
    requires(is_expression<Left> || is_expression<Right>)
  friend constexpr auto operator&&(Left&& left, Right&& right) {
    return detail::combine<detail::binary_op::and_>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  }
  template <class Left, class Right>
    requires(is_expression<Left> || is_expression<Right>)
  friend constexpr auto operator||(Left&& left, Right&& right) {
    return detail::combine<detail::binary_op::or_>(static_cast<Left&&>(left), static_cast<Right&&>(right));
  }
  template <class Operand>
    requires is_expression<Operand>
  friend constexpr auto operator!(Operand&& operand) {
    return detail::negate(static_cast<Operand&&>(operand));
  }
};

/// Text that a query refers to without owning it: `borrow(view)`. The text must outlive the query's execution.
struct borrowed {
  std::string_view text{};
};

/// Lets a query refer to text that it does not own, in place of a copy.
constexpr borrowed borrow(std::string_view text) { return {text}; }

namespace detail {

/// Type of conditions that may be left out at run time (query/choice.hpp): they stand in WHERE, HAVING, ON and between && and
/// ||, and nowhere else.
struct condition_or_nothing {};

/// May the expression be left out at run time? Then it can stand only where conditions are joined.
template <class T>
concept left_out_at_times = std::is_same_v<typename std::remove_cvref_t<T>::value_type, condition_or_nothing>;

/// A value that travels as a parameter. `Stored` is what the query holds, `Value` what it is to SQL: they differ for
/// text that is kept as a view.
template <class Stored, class Value = Stored>
struct bound : expression {
  using value_type = Value;
  using stored_type = Stored;
  static constexpr std::size_t parameters = 1;

  Stored value{};

  static constexpr bool nullable(scope const&) { return false; }
  static constexpr void inspect(inspector&) {}
  template <class Function>
  constexpr void each_value(Function& function) const {
    function(value);
  }
};

template <binary_op Op, class Value, class Left, class Right>
struct binary : expression {
  using value_type = Value;
  static constexpr std::size_t parameters = Left::parameters + Right::parameters;

  [[no_unique_address]] Left left;
  [[no_unique_address]] Right right;

  static constexpr bool nullable(scope const& sources) {
    return Op != binary_op::distinct_from && Op != binary_op::not_distinct_from
        && (Left::nullable(sources) || Right::nullable(sources));
  }
  static constexpr void inspect(inspector& watcher) {
    detail::inspect<Left>(watcher);
    detail::inspect<Right>(watcher);
  }
  template <class Function>
  constexpr void each_value(Function& function) const {
    if constexpr (Left::parameters > 0) left.each_value(function);
    if constexpr (Right::parameters > 0) right.each_value(function);
  }
};

template <class Operand>
struct minus : expression {
  using value_type = typename Operand::value_type;
  static constexpr std::size_t parameters = Operand::parameters;

  [[no_unique_address]] Operand operand;

  static constexpr bool nullable(scope const& sources) { return Operand::nullable(sources); }
  static constexpr void inspect(inspector& watcher) { detail::inspect<Operand>(watcher); }
  template <class Function>
  constexpr void each_value(Function& function) const {
    operand.each_value(function);
  }
};

template <class Operand>
struct negation : expression {
  using value_type = bool;
  static constexpr std::size_t parameters = Operand::parameters;

  [[no_unique_address]] Operand operand;

  static constexpr bool nullable(scope const& sources) { return Operand::nullable(sources); }
  static constexpr void inspect(inspector& watcher) { detail::inspect<Operand>(watcher); }
  template <class Function>
  constexpr void each_value(Function& function) const {
    operand.each_value(function);
  }
};

}  // namespace detail

}  // namespace recto
