// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/value_text.hpp>
#include <recto/types/decimal.hpp>
#include <recto/types/json.hpp>
#include <support/test.hpp>

using namespace recto;

namespace library {

enum class genre { prose, verse };
struct email {
  std::string address{};
};
struct opaque {};

}  // namespace library

template <>
struct recto::type<library::email> {
  using stored = std::string;
  static std::string const& dump(library::email const& value) { return value.address; }
  static library::email load(std::string&& text) { return {std::move(text)}; }
};

namespace {

template <class Value>
std::string text_of(Value const& value, bool quotes = true) {
  std::string out;
  CHECK(detail::append_value(out, value, quotes));
  return out;
}

}  // namespace

TEST_CASE("value text: of every built-in type") {
  CHECK(text_of(true) == "true");
  CHECK(text_of(false) == "false");
  CHECK(text_of(std::int16_t{-3}) == "-3");
  CHECK(text_of(std::int64_t{1} << 40) == "1099511627776");
  CHECK(text_of(0.1) == "0.1");
  CHECK(text_of(decimal{"1.50"}) == "1.50");
  CHECK(text_of(std::string("a")) == "\"a\"");
  CHECK(text_of(std::string("a"), false) == "a");
  CHECK(text_of(std::vector<std::byte>{std::byte{1}, std::byte{0xff}}) == "\\x01ff");
  CHECK(text_of(library::genre::verse) == "verse");
  CHECK(text_of(library::email{"a@b"}) == "\"a@b\"");
  CHECK(text_of(date{std::chrono::year{2024}, std::chrono::month{2}, std::chrono::day{29}}) == "2024-02-29");
  CHECK(text_of(utc_datetime{}) == "1970-01-01 00:00:00+00");
  CHECK(text_of(boost::uuids::uuid{}) == "00000000-0000-0000-0000-000000000000");
  CHECK(text_of(boost::json::value(1)) == "1");
}

TEST_CASE("value text: optionals and lists") {
  CHECK(text_of(std::optional<int>{}) == "null");
  CHECK(text_of(std::optional<int>{3}) == "3");
  CHECK(text_of(std::vector<int>{}) == "[]");
  CHECK(text_of(std::vector<std::string>{"a", "b"}) == "[\"a\", \"b\"]");
  CHECK(text_of(std::vector<std::string>{"a", "b"}, false) == "[a, b]");
  CHECK(text_of(std::vector<std::optional<int>>{1, std::nullopt}) == "[1, null]");
  CHECK(text_of(std::vector<bool>{true, false}) == "[true, false]");
}

TEST_CASE("value text: one line whatever the text holds") {
  CHECK(text_of(std::string("a\"b\\c\nd\te\rf\x01g\x7f")) == R"("a\"b\\c\nd\te\rf\x01g\x7f")");
  CHECK(text_of(std::string("\u00e9")) == "\"\u00e9\"");
  CHECK(text_of(std::string("a\0b", 3)) == "\"a\\x00b\"");
}

TEST_CASE("value text: what cannot be written is no exception") {
  CHECK(text_of(date{std::chrono::year{2023}, std::chrono::month{2}, std::chrono::day{30}}) == "invalid");
  std::string out = "before";
  CHECK_FALSE(detail::append_value(out, library::opaque{}, true));
  CHECK(out == "before");
}
