// SPDX-License-Identifier: BSL-1.0
// What converts to an input, as what, and what does not.
#include <recto/changeset/cast_input.hpp>

#include <support/test.hpp>

#include <limits>
#include <string>

using recto::cast_input;
using recto::input_kind;

static_assert(cast_input{}.kind == input_kind::null);
static_assert(cast_input{nullptr}.kind == input_kind::null);
static_assert(cast_input{"12"}.kind == input_kind::text && cast_input{"12"}.text == "12");
static_assert(cast_input{std::string_view{}}.kind == input_kind::text);
static_assert(cast_input{true}.kind == input_kind::boolean && cast_input{true}.boolean);
static_assert(cast_input{12}.kind == input_kind::integer && cast_input{12}.integer == 12);
static_assert(cast_input{4'000'000'000u}.integer == 4'000'000'000);
static_assert(cast_input{std::numeric_limits<std::int64_t>::min()}.integer < 0);
static_assert(cast_input{1.5f}.kind == input_kind::floating && cast_input{1.5f}.floating == 1.5);
static_assert(cast_input::digits("1e999").kind == input_kind::digits && cast_input::digits("1e999").text == "1e999");
static_assert(std::is_convertible_v<std::string, cast_input>);
static_assert(std::is_convertible_v<char*, cast_input>);
static_assert(!std::is_convertible_v<std::uint64_t, cast_input>);  // may not fit
static_assert(!std::is_convertible_v<void*, cast_input>);          // and is no bool
static_assert(std::is_trivially_copyable_v<cast_input>);

TEST_CASE("a list shows its parts") {
  cast_input const values[] = {"a", 2, nullptr};
  cast_input const list = cast_input::list(values);
  CHECK(list.kind == input_kind::list);
  REQUIRE(list.count == 3);
  CHECK(list.parts->at(list.node, 0).text == "a");
  CHECK(list.parts->at(list.node, 1).integer == 2);
  CHECK(list.parts->at(list.node, 2).kind == input_kind::null);
}

TEST_CASE("a text is borrowed") {
  std::string const text(100, 'x');
  CHECK(cast_input(text).text.data() == text.data());
}
