// SPDX-License-Identifier: BSL-1.0
// Why an input is not a value of a field's type: a message and what stands behind it, as data, so that a form can show it
// and a program can translate it. It never holds the input, which may be secret.
// Layer 4.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace recto {

/// One more thing that a type's own cast says about a refusal.
struct cast_meta {
  std::string_view key{};
  std::string_view value{};
};

/// A refusal. All texts live as long as the program. As in Ecto, which gives the keys `validation`, `type`, `enum` and
/// `source` for `validation`, `type`, `choices` and `index`.
struct cast_error {
  static constexpr std::size_t no_index = static_cast<std::size_t>(-1);

  std::string_view message = "is invalid";
  std::string_view validation = "cast";         ///< "inclusion" for an enum
  std::string_view type{};                      ///< "integer", "utc_datetime", "{array, string}", a type's own name
  std::span<std::string_view const> choices{};  ///< what an enum would have taken
  std::size_t index = no_index;                 ///< which element of a list it was
  bool is_null = false;                         ///< the input stands for NULL, which only a std::optional holds
  std::span<cast_meta const> extra{};
};

}  // namespace recto
