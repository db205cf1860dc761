// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/format.hpp>

#include "forms.hpp"

#include <recto/changeset/errors.hpp>

#include <type_traits>

using namespace recto;
using namespace forms;

namespace library {

struct email {
  std::string address{};
  friend bool operator==(email const&, email const&) = default;
};

}  // namespace library

template <>
struct recto::type<library::email> {
  using stored = std::string;
  static std::string const& dump(library::email const& value) { return value.address; }
  static library::email load(std::string&& text) { return {std::move(text)}; }
};

namespace {

struct Person {
  std::int64_t id{};
  std::optional<library::email> email{};
  static consteval auto schema() { return table("people"); }
};

}  // namespace

static_assert(detail::is_text_field<std::string> && detail::is_text_field<std::optional<std::string>>);
static_assert(detail::is_text_field<library::email>);
static_assert(!detail::is_text_field<int> && !detail::is_text_field<kind>
              && !detail::is_text_field<std::vector<std::string>>);
static_assert(!detail::is_text_field<std::vector<std::byte>>);

TEST_CASE("validate_format") {
  auto const with = [](std::string title) { return change(Post{}) | put<&Post::title>(std::move(title)); };
  CHECK((with("foo@bar") | validate_format<&Post::title, "@">()).valid());
  CHECK(said(with("foobar") | validate_format<&Post::title, "@">())
        == lines{"title: has invalid format {validation: format}"});
  CHECK(said(with("foobar") | validate_format<&Post::title, "@">({.message = "must be an address"}))
        == lines{"title: must be an address {validation: format}"});
  CHECK(said(with("foobar") | validate_format<&Post::title, "@">({.message = {"needs %{what}", {{"what", "@"}}}}))
        == lines{"title: needs %{what} {what: @, validation: format}"});
  CHECK(validations_of(with("a@b") | validate_format<&Post::title, "@">()) == lines{"title format {pattern: @}"});
}

TEST_CASE("validate_format: addresses") {
  auto const valid = [](std::string title) {
    return (change(Post{}) | put<&Post::title>(std::move(title))
            | validate_format<&Post::title, R"(^[^\s]+@[^\s]+\.[^\s]+$)">())
        .valid();
  };
  CHECK(valid("ada@x.org"));
  CHECK(valid("\u00e4@x.org"));
  CHECK_FALSE(valid("bad"));
  CHECK_FALSE(valid("a b@x.org"));
  CHECK_FALSE(valid("ada@xorg"));
}

TEST_CASE("validate_format: only a change that is not NULL, and text kept as another type") {
  CHECK((change(Post{.title = "x"}) | validate_format<&Post::title, "@">()).valid());
  CHECK((change(Post{.subtitle = "x"}) | put<&Post::subtitle>(std::nullopt) | validate_format<&Post::subtitle, "@">())
            .valid());
  CHECK_FALSE((change(Post{}) | put<&Post::subtitle>("x") | validate_format<&Post::subtitle, "@">()).valid());
  CHECK(
      (change(Person{}) | put<&Person::email>(library::email{"a@b"}) | validate_format<&Person::email, "@">()).valid());
  CHECK_FALSE(
      (change(Person{}) | put<&Person::email>(library::email{"ab"}) | validate_format<&Person::email, "@">()).valid());
}

TEST_CASE("validate_format: texts that are too long, or slow elsewhere") {
  std::string const megabyte(1'048'576, 'a');
  auto const with = [](std::string const& title) { return change(Post{}) | put<&Post::title>(title); };
  CHECK((with(megabyte) | validate_format<&Post::title, "^a*$">()).valid());
  CHECK_FALSE((with(megabyte + "a") | validate_format<&Post::title, "^a*$">()).valid());
  CHECK((with(megabyte + "a") | validate_format<&Post::title, "^a*$">({.max_bytes = 2'000'000})).valid());
  CHECK_FALSE((with("aaaa") | validate_format<&Post::title, "a">({.max_bytes = 3})).valid());
  // backtracking would take 2^1048575 steps
  CHECK_FALSE((with(megabyte.substr(1) + "b") | validate_format<&Post::title, "^(a+)+$">()).valid());
  CHECK_FALSE((with(megabyte.substr(1) + "!") | validate_format<&Post::title, "^(a|aa|a?)*$">()).valid());
}

TEST_CASE("validate_format: a redacted value is not in the error") {
  auto const cs = change(Post{}) | put<&Post::password>("hunter2") | validate_format<&Post::password, "^[0-9]+$">();
  REQUIRE(cs.errors().size() == 1);
  CHECK(said(cs.errors()[0]).find("hunter2") == std::string::npos);
}
