// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/validate_length.hpp>

#include "embeds.hpp"
#include "forms.hpp"

#include <recto/changeset/errors.hpp>
#include <recto/types/json.hpp>

#include <map>

using namespace recto;
using namespace forms;

namespace library {

// Kept as text.
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
  library::email email{};
  json<std::map<std::string, int>> settings{};
  has_many<Comment> comments{};
  static consteval auto schema() { return table("people"); }
};

}  // namespace

TEST_CASE("validate_length: every message with its metadata") {
  struct row {
    std::string text;
    length_options options;
    std::string expected;  // without the field; "" for none
  };
  row const rows[] = {
      {"abc", {.is = 3}, ""},
      {"abc", {.is = 5}, "should be %{count} character(s) {count: 5, validation: length, kind: is, type: string}"},
      {"abc", {.min = 3}, ""},
      {"abc",
       {.min = 5},
       "should be at least %{count} character(s) {count: 5, validation: length, kind: min, type: string}"},
      {"abc", {.max = 3}, ""},
      {"abc",
       {.max = 2},
       "should be at most %{count} character(s) {count: 2, validation: length, kind: max, type: string}"},
      {"abc", {.min = 2, .max = 4}, ""},
      {"abc", {}, ""},
      // the first that fails
      {"abc",
       {.is = 1, .min = 5, .max = 2},
       "should be %{count} character(s) {count: 1, validation: length, kind: is, type: string}"},
      {"abc",
       {.min = 5, .max = 2},
       "should be at least %{count} character(s) {count: 5, validation: length, kind: min, type: string}"},
      // units: four characters, five code points, six bytes
      {"he\u0301lo", {.is = 4}, ""},
      {"he\u0301lo", {.is = 5, .count = length_unit::codepoints}, ""},
      {"he\u0301lo", {.is = 6, .count = length_unit::bytes}, ""},
      {"he\u0301lo",
       {.is = 3, .count = length_unit::codepoints},
       "should be %{count} character(s) {count: 3, validation: length, kind: is, type: string}"},
      {"he\u0301lo",
       {.is = 3, .count = length_unit::bytes},
       "should be %{count} byte(s) {count: 3, validation: length, kind: is, type: binary}"},
      {"he\u0301lo",
       {.min = 9, .count = length_unit::bytes},
       "should be at least %{count} byte(s) {count: 9, validation: length, kind: min, type: binary}"},
      {"he\u0301lo",
       {.max = 3, .count = length_unit::bytes},
       "should be at most %{count} byte(s) {count: 3, validation: length, kind: max, type: binary}"},
      // messages of one's own
      {"abc",
       {.min = 5, .message = "is too short"},
       "is too short {count: 5, validation: length, kind: min, type: string}"},
      {"abc",
       {.min = 5, .message = {"is too %{how}", {{"how", "short"}}}},
       "is too %{how} {how: short, count: 5, validation: length, kind: min, type: string}"},
  };
  for (row const& one : rows) {
    INFO(one.text << ' ' << one.expected);
    auto const cs = change(Post{}) | put<&Post::title>(one.text) | validate_length<&Post::title>(one.options);
    CHECK(said(cs) == (one.expected.empty() ? lines{} : lines{"title: " + one.expected}));
    CHECK(cs.valid() == one.expected.empty());
  }
}

TEST_CASE("validate_length: lists") {
  auto const listed = change(Post{}) | put<&Post::topics>(std::vector<std::string>{"a", "b", "c"})
                    | put<&Post::marks>(std::vector<std::optional<std::int32_t>>{1, std::nullopt});
  CHECK(said(listed | validate_length<&Post::topics>({.is = 5}))
        == lines{"topics: should have %{count} item(s) {count: 5, validation: length, kind: is, type: list}"});
  CHECK(
      said(listed | validate_length<&Post::topics>({.min = 5}))
      == lines{"topics: should have at least %{count} item(s) {count: 5, validation: length, kind: min, type: list}"});
  CHECK(said(listed | validate_length<&Post::topics>({.max = 2}))
        == lines{"topics: should have at most %{count} item(s) {count: 2, validation: length, kind: max, type: list}"});
  CHECK((listed | validate_length<&Post::topics>({.is = 3})).valid());
  CHECK((listed | validate_length<&Post::marks>({.is = 2})).valid());
  // a list has one count only
  CHECK((listed | validate_length<&Post::topics>({.is = 3, .count = length_unit::bytes})).valid());
}

TEST_CASE("validate_length: bytes") {
  auto const cs = change(Post{}) | put<&Post::picture>(std::vector<std::byte>(3));
  CHECK((cs | validate_length<&Post::picture>({.is = 3})).valid());
  CHECK(
      said(cs | validate_length<&Post::picture>({.max = 2}))
      == lines{"picture: should be at most %{count} byte(s) {count: 2, validation: length, kind: max, type: binary}"});
}

TEST_CASE("validate_length: text kept as a type of the program, maps, associated structs") {
  auto cs = change(Person{}) | put<&Person::email>(library::email{"a@b"})
          | put<&Person::settings>(json(std::map<std::string, int>{{"a", 1}}));
  CHECK(said(cs | validate_length<&Person::email>({.min = 5}))
            .at(0)
            .starts_with("email: should be at least %{count} character(s) {count: 5"));
  CHECK(
      said(cs | validate_length<&Person::settings>({.min = 2}))
      == lines{"settings: should have at least %{count} item(s) {count: 2, validation: length, kind: min, type: map}"});
  CHECK((cs | validate_length<&Person::comments>({.min = 1})).valid());  // no change, and nothing is loaded
  has_many<Comment> comments;
  comments.load({Comment{}, Comment{}});
  cs.put<&Person::comments>(comments);
  CHECK((cs | validate_length<&Person::comments>({.is = 2})).valid());
  CHECK(
      said(cs | validate_length<&Person::comments>({.max = 1}))
      == lines{"comments: should have at most %{count} item(s) {count: 1, validation: length, kind: max, type: list}"});
}

TEST_CASE("validate_length: only a change that is not NULL") {
  CHECK((change(Post{.title = "a"}) | validate_length<&Post::title>({.min = 5})).valid());
  CHECK((change(Post{.subtitle = "a"}) | put<&Post::subtitle>(std::nullopt)
         | validate_length<&Post::subtitle>({.min = 5}))
            .valid());
  CHECK_FALSE((change(Post{}) | put<&Post::subtitle>("a") | validate_length<&Post::subtitle>({.min = 5})).valid());
}

TEST_CASE("validate_length: bounds at the ends of what can be asked") {
  auto const cs = change(Post{.title = "t"}) | put<&Post::title>("");
  CHECK((cs | validate_length<&Post::title>({.is = 0, .min = 0, .max = 0})).valid());
  CHECK((cs | validate_length<&Post::title>({.min = -1})).valid());
  CHECK_FALSE((cs | validate_length<&Post::title>({.max = -1})).valid());
  CHECK(errors_on(cs | validate_length<&Post::title>({.min = 1}))["title"]
        == std::vector<std::string>{"should be at least 1 character(s)"});
}

TEST_CASE("validate_length: of embedded structs those count that stay") {
  using namespace recto::test::embeds;
  Author const author{.friends = {Profile{1, "michal"}, Profile{2, "eric"}, Profile{3, "jose"}}};
  auto const given = [&](params const& friends) {
    return cast(author, {{"friends", friends}}, permit<>) | cast_embed<&Author::friends>(cast_profile);
  };
  auto const one_new = given(params::list{params{{"id", 2}}, params{{"name", "chris"}}});
  CHECK((one_new | validate_length<&Author::friends>({.is = 2})).valid());
  CHECK(
      said(one_new | validate_length<&Author::friends>({.min = 3}))
      == lines{"friends: should have at least %{count} item(s) {count: 3, validation: length, kind: min, type: list}"});
  CHECK((given(params::list{}) | validate_length<&Author::friends>({.is = 0})).valid());
  CHECK(said(given(params::list{}) | validate_length<&Author::friends>({.min = 1})).size() == 1);
  // put as a whole
  auto const put_two = change(author) | put<&Author::friends>(embeds_many<Profile>{Profile{}, Profile{}});
  CHECK((put_two | validate_length<&Author::friends>({.is = 2})).valid());
  CHECK_FALSE((put_two | validate_length<&Author::friends>({.max = 1})).valid());
  // nothing changes
  CHECK((change(author) | validate_length<&Author::friends>({.max = 1})).valid());
}
