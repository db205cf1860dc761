// SPDX-License-Identifier: BSL-1.0
// Inputs to enums: by the label that stands for the enumerator in the database, letter for letter. An enum that a program
// keeps as another type, such as a number, takes that too.
// Layer 4.
#pragma once

#include <recto/changeset/cast_rule.hpp>
#include <recto/types/enum.hpp>

#include <cstddef>
#include <string_view>

namespace recto::detail {

template <fixed_enum Enum>
inline bool read_label(cast_input const& input, Enum& out) {
  constexpr auto const& labels = enum_labels<Enum>;
  if (input.kind != input_kind::text) return false;
  std::size_t const index = find_label(labels.data(), labels.size(), input.text);
  if (index >= labels.size()) return false;
  out = enumerators<Enum>[index];
  return true;
}

template <fixed_enum Enum>
  requires(!stored_type<Enum>)
struct cast_rule<Enum> {
  static constexpr std::string_view name = "enum";
  static cast_outcome read(cast_input const& input, Enum& out) { return made_if(read_label(input, out)); }
};

}  // namespace recto::detail
