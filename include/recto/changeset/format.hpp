// SPDX-License-Identifier: BSL-1.0
// `validate_format`: does a text match a regular expression, which the compiler reads? Include it on purpose: recto.hpp
// does without, because compiling expressions costs compile time.
// Layer 4.
#pragma once

#include <recto/base/fixed_string.hpp>
#include <recto/changeset/pattern.hpp>
#include <recto/changeset/validate.hpp>

#include <concepts>
#include <cstddef>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace recto {

/// Options of `validate_format`.
struct format_options {
  custom_message message{};
  std::size_t max_bytes = 1'048'576;  ///< a longer text has an invalid format; it is not searched
};

namespace detail {

inline void check_format(changeset_record& record, std::string_view field, std::string_view text,
                         bool (*matches)(std::string_view text), format_options const& options) {
  if (text.size() <= options.max_bytes && matches(text)) return;
  record.add_error(make_error(field, "has invalid format", options.message, {{"validation", "format"}}));
}

template <class Field>
inline constexpr bool is_text_field =
    !std::is_enum_v<value_of<Field>> && std::same_as<recto::wire_of<Field>, std::string>;

template <auto Member, fixed_string Pattern>
struct format_stage {
  format_options options;

  template <class T>
  changeset<T> operator()(changeset<T> of) const {
    if constexpr (assert_validator<T, Member, is_text_field<member_type<Member>>, "validate_format">()) {
      changeset_record& record = changeset_access::record(of);
      note_validation(record, member_name<Member>, "format", {{"pattern", Pattern.view()}});
      if (auto const* const change = present_change<Member>(of))
        with_stored(*change, [&](std::string const& text) {
          check_format(record, member_name<Member>, text, &pattern<Pattern>::matches, options);
        });
    }
    return of;
  }
};

}  // namespace detail

/// A text must match a regular expression, anywhere unless it begins with `^` and ends with `$`:
/// `validate_format<&Member::email, R"(^[^\s@]+@[^\s@]+$)">({.message = "must be an address"})`. See `detail::pattern` in
/// changeset/pattern.hpp for what may be written. Asked if there is a change that is not NULL.
///
/// Error: "has invalid format", {validation: format}. Time: at most the length of the text times that of the pattern; no
/// text makes it slower. Ecto: `validate_format`.
template <auto Member, fixed_string Pattern>
detail::format_stage<Member, Pattern> validate_format(format_options options = {}) {
  static_assert(detail::assert_pattern<Pattern>());
  return {std::move(options)};
}

}  // namespace recto
