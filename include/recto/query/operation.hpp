// SPDX-License-Identifier: BSL-1.0
// The base of expressions that are made of some operands, and `call`: a function of the server by its name. What an
// argument of a call may be is decided here once: an expression, or a C++ value that becomes a parameter.
// Layer 4.
#pragma once

#include <recto/query/operand.hpp>
#include <recto/query/pack.hpp>

#include <cstddef>
#include <type_traits>
#include <utility>

namespace recto::detail {

/// An expression of type `Value` made of operands; NULL if one of them is. A node that differs in that derives from it
/// and has a `nullable` of its own. The values are visited in the order of the operands, so the text has that order too.
template <class Value, class... Children>
struct operation : expression {
  using value_type = Value;
  static constexpr std::size_t parameters = pack<Children...>::parameters;

  [[no_unique_address]] pack<Children...> operands;

  static constexpr bool nullable(scope const& sources) { return pack<Children...>::any_nullable(sources); }
  static constexpr void inspect(inspector& watcher) { pack<Children...>::inspect(watcher); }
  template <class Function>
  constexpr void each_value(Function& function) const {
    operands.each_value(function);
  }
};

/// When a function gives NULL.
enum class null_rule {
  if_any,  ///< an argument is NULL: a strict function
  if_all,  ///< all arguments are NULL
  never,
  may,  ///< also where no argument is NULL
};

/// `name(a, b)`
template <fixed_string Name, null_rule Nulls, class Value, class... Arguments>
struct call : operation<Value, Arguments...> {
  static constexpr bool nullable(scope const& sources) {
    if constexpr (Nulls == null_rule::never) return false;
    else if constexpr (Nulls == null_rule::may) return true;
    else if constexpr (Nulls == null_rule::if_all) return (Arguments::nullable(sources) && ...);
    else return (Arguments::nullable(sources) || ...);
  }
};

template <fixed_string Name, class Value, null_rule Nulls = null_rule::if_any, class... Arguments>
constexpr auto make_call(Arguments&&... arguments) {
  return call<Name, Nulls, Value, std::remove_cvref_t<Arguments>...>{
      {{}, make_pack(static_cast<Arguments&&>(arguments)...)}};
}

/// Can `Argument`, an expression or not, be an argument of type `Target`?
template <class Target, class Argument>
consteval bool argument_fits() {
  using raw = std::remove_cvref_t<Argument>;
  if constexpr (is_expression<raw>) return assignable<typename raw::value_type, Target>();
  else if constexpr (is_borrowed<raw>()) return std::is_same_v<Target, std::string>;
  else return value_fits<raw, Target>();
}

/// An argument of type `Target`: the expression itself, or a parameter. What does not fit is refused, and a parameter of
/// the right type stands in.
template <class Target, fixed_string Function, class Argument>
constexpr auto argument_as(Argument&& argument) {
  using raw = std::remove_cvref_t<Argument>;
  constexpr bool fits = argument_fits<Target, Argument>();
  static_assert(assert_operands<decltype(judge_argument<fits, Function, named_type<Target>, raw>())>::value);
  if constexpr (!fits) return bound<Target>{};
  else if constexpr (is_expression<raw>) return raw(static_cast<Argument&&>(argument));
  else return bind_as<Target>(static_cast<Argument&&>(argument));
}

}  // namespace recto::detail
