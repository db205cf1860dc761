// SPDX-License-Identifier: BSL-1.0
// What is UTF-8 and what only looks like it.
#include <recto/types/utf8.hpp>

#include <support/test.hpp>

#include <string>

using recto::detail::is_utf8;

static_assert(is_utf8(""));
static_assert(is_utf8("plain"));
static_assert(is_utf8("\u00e9 \u20ac \U0001f600 \U0010ffff \ud7ff \ue000"));
static_assert(!is_utf8("\x80"));
static_assert(!is_utf8("caf\xe9"));
static_assert(!is_utf8("\xe2\x82"));  // cut off
static_assert(!is_utf8("\xe2\x28\xa1"));
static_assert(!is_utf8("\xc0\xaf"));  // overlong
static_assert(!is_utf8("\xe0\x9f\xbf"));
static_assert(!is_utf8("\xf0\x8f\xbf\xbf"));
static_assert(!is_utf8("\xed\xa0\x80"));      // a surrogate
static_assert(!is_utf8("\xf4\x90\x80\x80"));  // above U+10FFFF
static_assert(!is_utf8("\xff"));

TEST_CASE("every cut of a character is refused") {
  for (std::string const whole : {"\u00e9", "\u20ac", "\U0001f600"}) {
    INFO(whole);
    CHECK(is_utf8(whole + "tail"));
    for (std::size_t size = 1; size < whole.size(); ++size) {
      CHECK_FALSE(is_utf8(whole.substr(0, size)));
      CHECK_FALSE(is_utf8(whole.substr(0, size) + "tail"));
      CHECK_FALSE(is_utf8(whole.substr(size)));
    }
  }
}
