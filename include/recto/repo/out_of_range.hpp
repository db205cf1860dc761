// SPDX-License-Identifier: BSL-1.0
// A value that is larger than its column: numeric(6,2) and varchar(10) take less than their fields' types, and PostgreSQL
// says neither which column it was. Here the values that were sent are looked through, so that it becomes an error of a
// field.
// Layer 7; cold code only.
#pragma once

#include <recto/base/error.hpp>
#include <recto/changeset/field_error.hpp>
#include <recto/repo/write.hpp>
#include <recto/schema/table.hpp>
#include <recto/types/assign.hpp>
#include <recto/types/codec.hpp>
#include <recto/types/wire.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace recto::detail {

/// The number that follows `words` in a text of the server.
inline std::optional<std::size_t> number_after(std::string_view text, std::string_view words) {
  std::size_t at = text.find(words);
  if (at == std::string_view::npos) return std::nullopt;
  std::size_t number = 0;
  bool is_number = false;
  for (at += words.size(); at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at, is_number = true)
    number = number * 10 + static_cast<std::size_t>(text[at] - '0');
  return is_number ? std::optional(number) : std::nullopt;
}

/// Digits before the point of a numeric on the wire: its groups of four, of which the first may be shorter.
inline std::size_t digits_before_point(std::string_view wire) {
  if (wire.size() < 10) return 0;
  auto const weight = static_cast<std::int16_t>(fetch<std::uint16_t>(wire.data() + 2));
  if (weight < 0) return 0;
  std::size_t digits = static_cast<std::size_t>(weight) * 4;
  for (std::uint16_t first = fetch<std::uint16_t>(wire.data() + 8); first != 0; first /= 10) ++digits;
  return digits;
}

inline std::size_t count_codepoints(std::string_view text) {
  std::size_t count = 0;
  for (char const c : text) count += (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  return count;
}

/// Looks for the values that are larger than `most` digits or characters. The one that did not fit is among them, so the only
/// one is it; a larger value may also be at home in a wider column, so of several nobody knows.
struct range_finder {
  field const* next;
  std::uint64_t sent;
  bool is_number;
  std::optional<std::size_t> most;
  field const* larger = nullptr;
  field const* candidate = nullptr;
  int candidates = 0;
  int larger_count = 0;

  template <class Field>
  void operator()(Field const& value) {
    field const& one = *next++;
    bool const was_sent = (sent & 1) != 0;
    sent >>= 1;
    if constexpr (column_type<value_of<Field>>) {
      constexpr bool is_numeric = sql_type_of<Field>.number == 1700;
      constexpr bool has_text = is_text(sql_type_of<Field>.number);
      if constexpr (is_numeric || has_text) {
        auto const* const present = value_or_null(value);
        if (!was_sent || is_number != is_numeric || present == nullptr) return;
        std::string wire(encoded_size(*present), '\0');
        encode(*present, wire.data());
        candidate = &one;
        ++candidates;
        if (!most || (is_numeric ? digits_before_point(wire) : count_codepoints(wire)) <= *most) return;
        larger = &one;
        ++larger_count;
      }
    }
  }
};

/// The error of the field whose value did not fit its column; nothing if `failure` is no such thing, or nobody knows.
template <class T>
[[gnu::noinline, gnu::cold]] std::optional<field_error> out_of_range(error const& failure, T const& object,
                                                                     std::uint64_t sent) {
  bool const is_number = failure.sqlstate() == "22003";
  if (!is_number && failure.sqlstate() != "22001") return std::nullopt;
  std::optional<std::size_t> const most =
      is_number ? number_after(failure.detail(), "less than 10^") : number_after(failure.message(), "(");
  range_finder finder{table_of<T>.fields.data(), sent, is_number, most};
  for_each_field(object, finder);
  field const* found = finder.larger_count == 1 ? finder.larger : nullptr;
  if (finder.larger_count == 0 && finder.candidates == 1) found = finder.candidate;
  if (found == nullptr) return std::nullopt;
  return field_error(found->name, "is invalid", {{"type", found->type.name}, {"validation", "cast"}});
}

}  // namespace recto::detail
