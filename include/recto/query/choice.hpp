// SPDX-License-Identifier: BSL-1.0
// Choices that are made at run time: conditions that may be left out, one of two expressions, limits that may be
// missing. They are part of the query's type like everything else; what was chosen is the query's shape, and each shape has
// its own text. A choice shows itself to a visitor of values as a `chosen_bits`, at its place in the text.
// Layer 4.
#pragma once

#include <recto/base/error.hpp>
#include <recto/query/function.hpp>
#include <recto/query/stages.hpp>

#include <bit>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

/// What was chosen: one of 2^bits things.
struct chosen_bits {
  std::uint32_t chosen = 0;
  std::uint32_t bits = 1;
};

/// A condition, or nothing. Nothing is neither true nor false: what it is joined to stays as it is.
template <class Condition>
struct maybe : expression {
  using value_type = condition_or_nothing;
  static constexpr std::size_t parameters = 1 + Condition::parameters;

  std::optional<Condition> condition{};

  static constexpr bool nullable(scope const& sources) { return Condition::nullable(sources); }
  static constexpr void inspect(inspector& watcher) { detail::inspect<Condition>(watcher); }
  template <class Function>
  constexpr void each_value(Function& function) const {
    function(chosen_bits{condition.has_value()});
    if constexpr (Condition::parameters > 0)
      if (condition) condition->each_value(function);
  }
};

template <class T>
inline constexpr bool is_maybe = false;
template <class Condition>
inline constexpr bool is_maybe<maybe<Condition>> = true;

/// One of two expressions of a type, or of two order terms.
template <class First, class Second>
struct one_of_two : std::conditional_t<is_expression<First>, expression, std::type_identity<First>> {
  static constexpr std::size_t parameters = 1 + First::parameters + Second::parameters;

  [[no_unique_address]] First first;
  [[no_unique_address]] Second second;
  bool takes_first = false;

  static constexpr void inspect(inspector& watcher) {
    detail::inspect<First>(watcher);
    detail::inspect<Second>(watcher);
  }
  template <class Function>
  constexpr void each_value(Function& function) const {
    function(chosen_bits{takes_first});
    if (takes_first) {
      if constexpr (First::parameters > 0) first.each_value(function);
    } else {
      if constexpr (Second::parameters > 0) second.each_value(function);
    }
  }
};

template <class First, class Second>
struct one_of_two_values : one_of_two<First, Second> {
  using value_type = typename First::value_type;
  static constexpr bool nullable(scope const& sources) { return First::nullable(sources) || Second::nullable(sources); }
};

/// One of several things with one direction; which one is known at run time. For names that come as text.
template <class... Terms>
struct one_term_of {
  static constexpr std::size_t parameters = 1;
  static constexpr std::uint32_t bits = std::bit_width(sizeof...(Terms) - 1);

  std::uint32_t index = 0;

  static constexpr void inspect(inspector& watcher) { (detail::inspect<Terms>(watcher), ...); }
  template <class Function>
  constexpr void each_value(Function& function) const {
    function(chosen_bits{index, bits});
  }
};

/// Terms that are there or not.
template <class Term>
struct maybe_term {
  static constexpr bool may_be_nothing = true;
  static constexpr std::size_t parameters = 1 + Term::parameters;

  [[no_unique_address]] Term term;
  bool is_there = false;

  static constexpr void inspect(inspector& watcher) { detail::inspect<Term>(watcher); }
  template <class Function>
  constexpr void each_value(Function& function) const {
    function(chosen_bits{is_there});
    if constexpr (Term::parameters > 0)
      if (is_there) term.each_value(function);
  }
};

/// A joined source that is there or not.
template <class Joined>
struct maybe_joined {
  using source_type = typename Joined::source_type;
  using condition = typename Joined::condition;
  static constexpr join_kind kind = Joined::kind;
  static constexpr bool is_lateral = Joined::is_lateral;
  static constexpr bool is_choice = true;
  static constexpr std::size_t parameters = 1 + Joined::parameters;

  [[no_unique_address]] Joined join;
  bool is_there = false;

  template <class Function>
  constexpr void each_value(Function& function) const {
    function(chosen_bits{is_there});
    if constexpr (Joined::parameters > 0)
      if (is_there) join.each_value(function);
  }
};

/// A number of rows that may be missing.
struct maybe_count {
  static constexpr std::size_t parameters = 2;

  std::optional<std::int64_t> count{};

  template <class Function>
  constexpr void each_value(Function& function) const {
    function(chosen_bits{count.has_value()});
    if (count) function(*count);
  }
};

template <class First, class Second>
inline constexpr bool is_order_term<one_of_two<First, Second>> = true;
template <class Term>
inline constexpr bool is_order_term<maybe_term<Term>> = true;
template <class... Terms>
inline constexpr bool is_order_term<one_term_of<Terms...>> = true;

/// What join_if takes: one join.
template <class Stage>
struct join_in_stage {
  static constexpr bool is_join = false;
  using type = joined<join_kind::cross, table_source<no_query, "">, no_condition>;
};
template <class Joined>
struct join_in_stage<adding_stage<join_clause, pack<Joined>>> {
  static constexpr bool is_join = true;
  using type = Joined;
};

template <class Value>
constexpr auto as_choice_operand(Value&& side) {
  if constexpr (is_expression<Value> || is_order_term<std::remove_cvref_t<Value>>)
    return std::remove_cvref_t<Value>(static_cast<Value&&>(side));
  else return recto::value(static_cast<Value&&>(side));
}

/// What a function makes of a `Given`; a stand-in where it is no such function, and was refused.
template <bool Makes, class Given, class Make>
consteval auto made_of() {
  if constexpr (Makes) return std::type_identity<std::remove_cvref_t<std::invoke_result_t<Make, Given const&>>>{};
  else return std::type_identity<bound<bool>>{};
}

}  // namespace detail

/// A condition that is there if `flag` says so; where it is not, `&&`, `||` and `!` leave it out, and a `where` of
/// nothing but such conditions is no WHERE at all.
template <class Condition>
constexpr auto when(bool flag, Condition&& condition) {
  using checked = detail::checked_condition<Condition>;
  static_assert(detail::assert_operands<detail::condition_verdict<Condition>>::value);
  detail::maybe<checked> node{};
  if constexpr (detail::condition_verdict<Condition>::value)
    if (flag) node.condition.emplace(static_cast<Condition&&>(condition));
  return node;
}

/// The condition that `make(*given)` gives, if there is something given.
template <class Given, class Make>
constexpr auto when(std::optional<Given> const& given, Make&& make) {
  constexpr bool makes = std::is_invocable_v<Make, Given const&>;
  static_assert(
      makes,
      "recto: when/where_if: beside an optional stands a function of its value; write [](auto const& x) { return "
      "column == x; }");
  using condition = typename decltype(detail::made_of<makes, Given, Make>())::type;
  using checked = detail::checked_condition<condition>;
  static_assert(detail::assert_operands<detail::condition_verdict<condition>>::value);
  detail::maybe<checked> node{};
  if constexpr (detail::condition_verdict<condition>::value)
    if constexpr (makes)
      if (given) node.condition.emplace(std::forward<Make>(make)(*given));
  return node;
}

/// `where`, if there is something to ask for: `where_if(filter.team, [](auto team) { return col<&User::team> == team; })`
/// or `where_if(flag, condition)`. Cost: one bit of the query's shape; each shape's text is made once.
template <class Given, class Condition>
constexpr auto where_if(Given const& given, Condition&& condition) {
  return where(when(given, std::forward<Condition>(condition)));
}

/// `having`, if there is something to ask for.
template <class Given, class Condition>
constexpr auto having_if(Given const& given, Condition&& condition) {
  return having(when(given, std::forward<Condition>(condition)));
}

/// The first or the second, by a flag: expressions of one type, or terms of an order_by.
template <class First, class Second>
constexpr auto either(bool takes_first, First&& first, Second&& second) {
  auto one = detail::as_choice_operand(static_cast<First&&>(first));
  auto two = detail::as_choice_operand(static_cast<Second&&>(second));
  if constexpr (is_expression<decltype(one)> && is_expression<decltype(two)>) {
    using left = decltype(one);
    using right = decltype(two);
    constexpr bool fits = std::is_same_v<typename left::value_type, typename right::value_type>;
    static_assert(detail::assert_operands<decltype(detail::judge_pair<fits, left, right>())>::value);
    return detail::one_of_two_values<left, right>{{{}, std::move(one), std::move(two), takes_first}};
  } else {
    auto a = detail::as_order_term(std::move(one));
    auto b = detail::as_order_term(std::move(two));
    return detail::one_of_two<decltype(a), decltype(b)>{{}, std::move(a), std::move(b), takes_first};
  }
}

/// `order_by`, if the flag says so.
template <class... Terms>
constexpr auto order_by_if(bool flag, Terms&&... terms) {
  static_assert(sizeof...(Terms) > 0, "recto: order_by_if: it needs something to order by; name a column");
  auto all = detail::make_pack(detail::maybe_term<decltype(detail::as_order_term(static_cast<Terms&&>(terms)))>{
      detail::as_order_term(static_cast<Terms&&>(terms)), flag}...);
  return detail::adding_stage<detail::order_by_clause, decltype(all)>{{}, std::move(all)};
}

/// A join that is there if `flag` says so: `join_if(filter.by_author, join<User>(...))`. What uses its columns must be
/// chosen by the same flag. Errors: `misuse` at execution, before anything is sent, if something uses a table whose join is not
/// there.
template <class Join>
constexpr auto join_if(bool flag, Join stage_of_join) {
  using joined = typename detail::join_in_stage<Join>::type;
  constexpr bool is_join = detail::join_in_stage<Join>::is_join;
  static_assert(is_join, "recto: join_if: this is not one join; write join_if(flag, join<T>(...)), once for each join");
  auto all = [&] {
    if constexpr (is_join && joined::parameters > 0)
      return detail::make_pack(
          detail::maybe_joined<joined>{boost::hana::at_c<0>(std::move(stage_of_join.content.nodes)), flag});
    else return detail::make_pack(detail::maybe_joined<joined>{joined{}, flag});
  }();
  return detail::adding_stage<detail::join_clause, decltype(all)>{{}, std::move(all)};
}

}  // namespace recto
