// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/grapheme_table.hpp>
#include <support/test.hpp>

using namespace recto::detail;

TEST_CASE("grapheme table: in order, complete, and without a class twice in a row") {
  std::uint32_t last = 0;
  bool first = true;
  for (std::uint32_t const entry : grapheme_classes) {
    CHECK((first ? entry >> 4 == 0 : entry >> 4 > last >> 4));
    CHECK((first || (entry & 15) != (last & 15)));
    CHECK((entry & 15) <= 14);
    CHECK(entry >> 4 <= 0x10ffff);
    first = false;
    last = entry;
  }
}

TEST_CASE("grapheme table: a code point of each class") {
  using enum grapheme_class;
  struct row {
    char32_t point;
    grapheme_class expected;
  };
  row const rows[] = {
      {0, control},         {'\n', line_feed},       {'\r', carriage_return}, {' ', other},        {'~', other},
      {0x7f, control},      {0xa0, other},           {0xa9, pictographic},    {0xad, control},     {0xe9, other},
      {0x300, extend},      {0x36f, extend},         {0x370, other},          {0x600, prepend},    {0x903, spacing},
      {0x1100, hangul_l},   {0x1161, hangul_v},      {0x11a8, hangul_t},      {0xac00, hangul_lv}, {0xac01, hangul_lvt},
      {0xac1b, hangul_lvt}, {0xac1c, hangul_lv},     {0xd7a3, hangul_lvt},    {0x200b, control},   {0x200c, extend},
      {0x200d, joiner},     {0xd800, control},       {0xfe0f, extend},        {0x1f1e6, regional}, {0x1f1ff, regional},
      {0x1f3fb, extend},    {0x1f600, pictographic}, {0xe0100, extend},       {0x10ffff, other},
  };
  for (row const& one : rows) {
    INFO(static_cast<std::uint32_t>(one.point));
    CHECK(grapheme_class_of(one.point) == one.expected);
  }
}
