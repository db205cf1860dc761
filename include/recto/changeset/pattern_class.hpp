// SPDX-License-Identifier: BSL-1.0
// The classes of characters that regular expressions have names for: \d, \w, \s, \h, \v and [:alpha:] and its kin. Letters,
// digits and blanks are those of ASCII, as in PCRE without UCP; \h and \v also have the blanks beyond ASCII.
// Layer 4.
#pragma once

#include <recto/changeset/pattern_run.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace recto::detail {

/// Members of a set of ASCII characters.
struct ascii_bits {
  std::uint64_t words[2]{};

  constexpr void add(char32_t first, char32_t last) {
    for (char32_t word = 0; word < 2; ++word) {
      char32_t const from = first > word * 64 ? first - word * 64 : 0;
      char32_t const to = last < word * 64 + 63 ? last - word * 64 : 63;
      if (first <= word * 64 + 63 && last >= word * 64)
        words[word] |= (~std::uint64_t{0} >> (63 - (to - from))) << from;
    }
  }
  constexpr void add(ascii_bits const& other) {
    for (int word = 0; word < 2; ++word) words[word] |= other.words[word];
  }
  constexpr void invert() {
    for (std::uint64_t& word : words) word = ~word;
  }
  /// Adds the other case of every letter.
  constexpr void fold_case() {
    std::uint64_t const letters =
        0x07fffffe;  // A to Z, as they stand in the second word; the small ones are 32 further
    words[1] |= (words[1] & letters) << 32 | (words[1] >> 32 & letters);
  }
};

/// The characters from each even one of `pairs` to the one behind it.
constexpr ascii_bits ascii_ranges(std::string_view pairs) {
  ascii_bits bits;
  for (std::size_t i = 0; i + 1 < pairs.size(); i += 2)
    bits.add(static_cast<char32_t>(pairs[i]), static_cast<char32_t>(pairs[i + 1]));
  return bits;
}

struct named_class {
  ascii_bits ascii;
  code_point_range const* beyond = nullptr;
  std::size_t beyond_count = 0;
};

inline constexpr code_point_range blanks_beyond_ascii[]{{0xa0, 0xa0},     {0x1680, 0x1680}, {0x180e, 0x180e},
                                                        {0x2000, 0x200a}, {0x202f, 0x202f}, {0x205f, 0x205f},
                                                        {0x3000, 0x3000}};
inline constexpr code_point_range line_ends_beyond_ascii[]{{0x85, 0x85}, {0x2028, 0x2029}};

/// The class of the escape \d, \w, \s, \h or \v.
constexpr std::optional<named_class> class_of_escape(char small_letter) {
  switch (small_letter) {
    case 'd': return named_class{ascii_ranges("09")};
    case 'w': return named_class{ascii_ranges("09AZ__az")};
    case 's': return named_class{ascii_ranges("\t\r  ")};
    case 'h': return named_class{ascii_ranges("\t\t  "), blanks_beyond_ascii, 7};
    case 'v': return named_class{ascii_ranges("\n\r"), line_ends_beyond_ascii, 2};
    default: return {};
  }
}

/// The class [:name:] of POSIX.
constexpr std::optional<ascii_bits> class_of_name(std::string_view name) {
  using namespace std::string_view_literals;
  if (name == "alpha") return ascii_ranges("AZaz");
  if (name == "digit") return ascii_ranges("09");
  if (name == "alnum") return ascii_ranges("09AZaz");
  if (name == "upper") return ascii_ranges("AZ");
  if (name == "lower") return ascii_ranges("az");
  if (name == "space") return ascii_ranges("\t\r  ");
  if (name == "blank") return ascii_ranges("\t\t  ");
  if (name == "punct") return ascii_ranges("!/:@[`{~");
  if (name == "print") return ascii_ranges(" ~");
  if (name == "graph") return ascii_ranges("!~");
  if (name == "cntrl") return ascii_ranges("\0\x1f\x7f\x7f"sv);
  if (name == "xdigit") return ascii_ranges("09AFaf");
  if (name == "word") return ascii_ranges("09AZ__az");
  if (name == "ascii") return ascii_ranges("\0\x7f"sv);
  return {};
}

/// May a code point beyond ASCII between these two have another case? Says yes for whole blocks of scripts that have one.
constexpr bool may_have_case(char32_t first, char32_t last) {
  code_point_range const cased[]{
      {0x80, 0x2fff}, {0xa640, 0xabff}, {0xfb00, 0xfb1f}, {0xff20, 0xff5f}, {0x10400, 0x1eaff}};
  for (code_point_range const& block : cased)
    if (first <= block.last && last >= block.first) return true;
  return false;
}

}  // namespace recto::detail
