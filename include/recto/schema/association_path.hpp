// SPDX-License-Identifier: BSL-1.0
// Associations that lead through others: `through<&User::comments, &User::posts, &Post::comments>` in schema(). Here is
// which, as lists of pointers to members; what is wrong with them is judged with the keys.
// Layer 3.
#pragma once

#include <recto/reflect/fields.hpp>
#include <recto/schema/definition.hpp>

#include <cstddef>
#include <type_traits>

namespace recto::detail {

/// A path of associations, in the order in which they are gone.
template <auto... Steps>
struct member_path {
  static constexpr std::size_t size = sizeof...(Steps);
};

template <auto... Left, auto... Right>
consteval member_path<Left..., Right...> operator+(member_path<Left...>, member_path<Right...>) {
  return {};
}

/// The path that an option of schema() names for an association; empty if it names none.
template <class Option, auto Association>
inline constexpr auto declared_path = member_path<>{};
template <auto Association, auto... Steps>
inline constexpr auto declared_path<through_option<Association, Steps...>, Association> = member_path<Steps...>{};
template <class Left, class Right, auto Association>
inline constexpr auto declared_path<schema_options<Left, Right>, Association> =
    declared_path<Left, Association> + declared_path<Right, Association>;

template <auto Association>
consteval auto declared_path_of() {
  using owner = owner_of<Association>;
  if constexpr (requires { owner::schema(); }) return declared_path<decltype(owner::schema()), Association>;
  else return member_path<>{};
}

/// Does the association lead through others?
template <auto Association>
inline constexpr bool is_through = decltype(declared_path_of<Association>())::size > 0;

template <auto Association>
consteval auto steps_of();
template <auto... Steps>
consteval auto steps_of_each(member_path<Steps...>) {
  return (member_path<>{} + ... + steps_of<Steps>());
}

/// The associations with keys that an association goes by: itself, or those that it leads through, and so on.
template <auto Association>
consteval auto steps_of() {
  if constexpr (is_through<Association>) return steps_of_each(declared_path_of<Association>());
  else return member_path<Association>{};
}

template <auto First, auto... Rest>
consteval auto first_of(member_path<First, Rest...>) {
  return First;
}
template <auto Only>
consteval auto last_of(member_path<Only>) {
  return Only;
}
template <auto First, auto Next, auto... Rest>
consteval auto last_of(member_path<First, Next, Rest...>) {
  return last_of(member_path<Next, Rest...>{});
}

}  // namespace recto::detail
