// SPDX-License-Identifier: BSL-1.0
// How one C++ type is read from an input. Each group of types has its rules in a header of its own; this is only what a
// rule is. A program's own types have `type<T>::cast` instead, see changeset/cast_value.hpp.
// Layer 4.
#pragma once

#include <recto/changeset/cast_input.hpp>

#include <concepts>

namespace recto::detail {

/// `null`: the input stands for NULL though it is not null, such as a date whose year, month and day are all blank.
enum class cast_outcome : unsigned char { made, null, refused };

constexpr cast_outcome made_if(bool made) { return made ? cast_outcome::made : cast_outcome::refused; }

/// `name`: what errors call the type. `read`: sets `out` if it says `made`. Null is handled before.
template <class T>
struct cast_rule {};

template <class T>
concept has_cast_rule = requires(cast_input const& input, T& out) {
  { cast_rule<T>::read(input, out) } -> std::same_as<cast_outcome>;
};

}  // namespace recto::detail
