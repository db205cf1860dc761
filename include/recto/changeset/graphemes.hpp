// SPDX-License-Identifier: BSL-1.0
// How long is a text to its reader? Counts of characters as people see them (extended grapheme clusters of UAX #29) and
// of code points. Not for collation or normalisation.
// Layer 4.
#pragma once

#include <recto/changeset/grapheme_table.hpp>

#include <cstddef>
#include <string_view>

namespace recto::detail {

/// The code point that `text` begins with, and how many bytes it has. A byte that is no UTF-8 counts as a character.
struct decoded_point {
  char32_t point;
  std::size_t size;
};
constexpr decoded_point first_point(std::string_view text) {
  auto const first = static_cast<unsigned char>(text[0]);
  if (first < 0x80) return {first, 1};
  std::size_t const size = first < 0xc2 ? 0 : first < 0xe0 ? 2 : first < 0xf0 ? 3 : first < 0xf5 ? 4 : 0;
  if (size == 0 || text.size() < size) return {0xfffd, 1};
  char32_t point = first & (0x7fu >> size);
  for (std::size_t i = 1; i < size; ++i) {
    auto const next = static_cast<unsigned char>(text[i]);
    if ((next & 0xc0) != 0x80) return {0xfffd, 1};
    point = point << 6 | (next & 0x3f);
  }
  return {point, size};
}

constexpr std::size_t count_points(std::string_view text) {
  std::size_t count = 0;
  for (; !text.empty(); ++count) text.remove_prefix(first_point(text).size);
  return count;
}

/// Is there a boundary between two characters, as far as these two say? Rules GB3 to GB9b; emoji and flags depend on more.
constexpr bool breaks_between(grapheme_class left, grapheme_class right) {
  using enum grapheme_class;
  if (left == carriage_return && right == line_feed) return false;
  if (left == carriage_return || left == line_feed || left == control) return true;
  if (right == carriage_return || right == line_feed || right == control) return true;
  if (right == extend || right == joiner || right == spacing || left == prepend) return false;
  if (left == hangul_l) return right != hangul_l && right != hangul_v && right != hangul_lv && right != hangul_lvt;
  if (left == hangul_lv || left == hangul_v) return right != hangul_v && right != hangul_t;
  if (left == hangul_lvt || left == hangul_t) return right != hangul_t;
  return true;
}

/// Extended grapheme clusters. Time: linear, and a few instructions for each character of ASCII.
constexpr std::size_t count_graphemes(std::string_view text) {
  using enum grapheme_class;
  std::size_t count = 0;
  grapheme_class last = control;
  bool in_emoji = false;      // a pictographic and what extends it came before
  bool joined_emoji = false;  // and then a joiner
  std::size_t regionals = 0;  // how many stand in a row, for they pair up
  for (std::size_t at = 0; at < text.size();) {
    auto const byte = static_cast<unsigned char>(text[at]);
    grapheme_class now = other;
    if (byte >= 0x20 && byte < 0x7f) {
      ++at;
    } else {
      decoded_point const next = first_point(text.substr(at));
      now = grapheme_class_of(next.point);
      at += next.size;
    }
    bool breaks = breaks_between(last, now);
    if (now == pictographic && joined_emoji) breaks = false;
    if (now == regional && regionals % 2 == 1) breaks = false;
    count += breaks ? 1 : 0;
    joined_emoji = in_emoji && now == joiner;
    in_emoji = now == pictographic || (in_emoji && now == extend);
    regionals = now == regional ? regionals + 1 : 0;
    last = now;
  }
  return count;
}

}  // namespace recto::detail
