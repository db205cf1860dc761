// SPDX-License-Identifier: BSL-1.0
#include <recto/types/text.hpp>
#include <unit/types/support.hpp>

#include <string>
#include <string_view>

using namespace recto;
using namespace recto::test;
using namespace std::string_literals;

static_assert(sql_type_of<std::string> == sql_type{"text", 25, 1009});
static_assert(sql_type_of<std::string_view> == sql_type_of<std::string>);
static_assert(accepts_column<std::string>(25) && accepts_column<std::string>(1043));
static_assert(accepts_column<std::string>(1042) && accepts_column<std::string>(19));
static_assert(!accepts_column<std::string>(17) && !accepts_column<std::string>(3802)
              && !accepts_column<std::string>(16400));
static_assert(detail::is_viewed<std::string> && detail::is_viewed<std::string_view>
              && detail::fixed_width<std::string> == 0);

TEST_CASE("text travels as its bytes") {
  std::string const large(1 << 20, 'x');
  for (std::string const& text :
       {""s, "a"s, "O'Reilly \"quoted\" \\ $1"s, "Zoë 漢字 🐘𝔘"s, "line\nline\ttab"s, large}) {
    CHECK(encoded(text) == text);
    CHECK(encoded(std::string_view(text)) == text);
    CHECK(round_trip(text) == text);
  }
}

TEST_CASE("nothing is copied") {
  std::string const text = "a text that is longer than what a std::string keeps within itself";
  CHECK(static_cast<void const*>(detail::view_of(text).data()) == text.data());
  std::string_view borrowed;
  detail::decode(text, borrowed);
  CHECK(static_cast<void const*>(borrowed.data()) == text.data());
}

TEST_CASE("a NUL is refused before it is sent") {
  for (std::string const& text : {"\0"s, "a\0"s, "\0b"s, "a\0b"s, std::string(1000, 'x') + "\0"s}) {
    CHECK(message_of([&] { (void)detail::view_of(text); }) == "text holds a NUL byte, which PostgreSQL cannot store");
    CHECK_ERROR(invalid_value, detail::encoded_size(text));
    CHECK_ERROR(invalid_value, detail::view_of(std::string_view(text)));
  }
}
