// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/graphemes.hpp>
#include <support/test.hpp>

#include <string>
#include <string_view>

using namespace recto::detail;
using namespace std::string_view_literals;

static_assert(count_graphemes("") == 0);
static_assert(count_graphemes("abc") == 3);
static_assert(count_points("a\xcc\x81") == 2 && count_graphemes("a\xcc\x81") == 1);

TEST_CASE("graphemes: characters as people see them") {
  struct row {
    std::string_view text;
    std::size_t graphemes;
    std::size_t points;
    char const* what;
  };
  row const rows[] = {
      {"h\u00e9llo", 5, 5, "one code point for a letter with an accent"},
      {"he\u0301llo", 5, 6, "two code points for it"},
      {"e\u0301\u0302\u0303", 1, 4, "a letter with several marks"},
      {"\u0301", 1, 1, "a mark alone"},
      {" \u0301", 1, 2, "a mark on a space"},
      {"\r\n", 1, 2, "a line end of two"},
      {"\n\r", 2, 2, "which are two the other way round"},
      {"a\r\nb\n", 4, 5, ""},
      {"\r\u0301", 2, 2, "nothing extends a control character"},
      {"\u200b\u0301", 2, 2, "such as a zero width space"},
      {"\U0001f600", 1, 1, "an emoji"},
      {"\U0001f44d\U0001f3fd", 1, 2, "with a colour of skin"},
      {"\u2764\ufe0f", 1, 2, "with a variation selector"},
      {"\U0001f468\u200d\U0001f469\u200d\U0001f467\u200d\U0001f466", 1, 7, "a family joined of four"},
      {"\U0001f3f3\ufe0f\u200d\U0001f308", 1, 4, "a flag joined of two"},
      {"\U0001f600\U0001f600", 2, 2, "two emoji that nothing joins"},
      {"a\u200d\U0001f600", 2, 3, "a joiner behind a letter joins nothing"},
      {"\U0001f600\u200da", 2, 3, ""},
      {"\U0001f1e9\U0001f1ea", 1, 2, "a flag of two letters"},
      {"\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7", 2, 4, "two flags"},
      {"\U0001f1e9\U0001f1ea\U0001f1eb", 2, 3, "one and a half"},
      {"a\U0001f1e9\U0001f1ea", 2, 3, ""},
      {"\U0001f1e9\u0301\U0001f1ea", 2, 3, "a mark parts the letters of a flag"},
      {"1\ufe0f\u20e3", 1, 3, "a keycap"},
      {"\u1112\u1161\u11ab", 1, 3, "a syllable of Hangul of three letters"},
      {"\ud55c", 1, 1, "in one code point"},
      {"\ud558\u11ab", 1, 2, "or in two"},
      {"\ud55c\u11ab", 1, 2, "a closed syllable takes a further final"},
      {"\ud55c\u1161", 2, 2, "but no vowel"},
      {"\u1112\u1112", 1, 2, "two initials"},
      {"\u1161\u1112", 2, 2, ""},
      {"\u0915\u093f", 1, 2, "a spacing mark of Devanagari"},
      {"\u0e01\u0e33", 1, 2, "of Thai"},
      {"\u0600\u0661", 1, 2, "a sign before Arabic digits"},
      {"\u4f60\u597d", 2, 2, "ideographs"},
      {"\0a"sv, 2, 2, "a NUL"},
  };
  for (row const& one : rows) {
    INFO(one.what << ": " << one.text);
    CHECK(count_graphemes(one.text) == one.graphemes);
    CHECK(count_points(one.text) == one.points);
  }
}

TEST_CASE("graphemes: what is no UTF-8 is counted byte by byte and read to its end only") {
  for (std::string_view const text : {"\xff"sv, "\x80"sv, "\xc3"sv, "\xe2\x82"sv, "\xf0\x9f\x98"sv, "\xc0\x80"sv,
                                      "\xf5\x80\x80\x80"sv, "\xe2(\xa1"sv}) {
    std::string const exact(text);
    CHECK(count_points(exact) == exact.size());
    CHECK(count_graphemes(exact) == exact.size());
  }
}

TEST_CASE("graphemes: a long text") {
  std::string text;
  for (int i = 0; i < 100'000; ++i) text += "e\u0301";
  CHECK(count_graphemes(text) == 100'000);
  std::string zalgo = "e";
  for (int i = 0; i < 100'000; ++i) zalgo += "\u0301";
  CHECK(count_graphemes(zalgo) == 1);
}
