// SPDX-License-Identifier: BSL-1.0
// Text that can be a template argument, so that names of tables, columns and aliases are part of a type.
// Layer 0.
#pragma once

#include <recto/base/platform.hpp>

#include <compare>
#include <cstddef>
#include <string_view>

namespace recto {

/// Text of `Size` characters as a structural type: `template <fixed_string Name>` takes a string literal.
template <std::size_t Size>
struct fixed_string {
  char text[Size + 1]{};  // terminated, so that it can be handed to C

  constexpr fixed_string() = default;

  consteval fixed_string(char const (&literal)[Size + 1]) {
    for (std::size_t i = 0; i < Size; ++i) text[i] = literal[i];
    text[Size] = 0;  // said once more, or clang 19 prints the text as a list of numbers
  }

  consteval explicit fixed_string(std::string_view from) {
    for (std::size_t i = 0; i < Size; ++i) text[i] = from[i];
    text[Size] = 0;
  }

  constexpr std::string_view view() const { return {text, Size}; }
  static constexpr std::size_t size() { return Size; }

  friend constexpr auto operator<=>(fixed_string const&, fixed_string const&) = default;
};

template <std::size_t Length>
fixed_string(char const (&)[Length]) -> fixed_string<Length - 1>;

}  // namespace recto
