// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/validate_choice.hpp>

#include "forms.hpp"

#include <recto/types/decimal.hpp>

using namespace recto;
using namespace forms;

namespace {

struct Item {
  std::int64_t id{};
  decimal price{};
  std::vector<forms::kind> kinds{};
  std::optional<date> day{};
  static consteval auto schema() { return table("items"); }
};

}  // namespace

TEST_CASE("validate_inclusion") {
  auto const cs = change(Post{}) | put<&Post::title>("hello") | put<&Post::upvotes>(3) | put<&Post::kind>(kind::essay);
  CHECK((cs | validate_inclusion<&Post::title>({"hello", "bye"})).valid());
  CHECK(said(cs | validate_inclusion<&Post::title>({"bye", "ciao"}))
        == lines{"title: is invalid {validation: inclusion, enum: bye, ciao}"});
  CHECK(said(cs | validate_inclusion<&Post::title>({})) == lines{"title: is invalid {validation: inclusion, enum: }"});
  CHECK((cs | validate_inclusion<&Post::upvotes>({1, 2, 3})).valid());
  CHECK(said(cs | validate_inclusion<&Post::upvotes>({1, 2}, {.message = "yada"}))
        == lines{"upvotes: yada {validation: inclusion, enum: 1, 2}"});
  CHECK(said(cs | validate_inclusion<&Post::upvotes>({1}, {.message = {"not %{what}", {{"what", "one"}}}}))
        == lines{"upvotes: not %{what} {what: one, validation: inclusion, enum: 1}"});
  CHECK((cs | validate_inclusion<&Post::kind>({kind::essay})).valid());
  CHECK(said(cs | validate_inclusion<&Post::kind>({kind::news}))
        == lines{"kind: is invalid {validation: inclusion, enum: news}"});
  CHECK((change(Post{}) | put<&Post::published>(true) | validate_inclusion<&Post::published>({true})).valid());
  CHECK_FALSE((change(Post{}) | put<&Post::published>(true) | validate_inclusion<&Post::published>({false})).valid());
  // choices known at run time
  std::vector<std::string> const known{"hello"};
  CHECK((cs | validate_inclusion<&Post::title>(known)).valid());
  // a list as a whole
  CHECK_FALSE((change(Post{}) | put<&Post::topics>(std::vector<std::string>{"a"})
               | validate_inclusion<&Post::topics>({{"a", "b"}, {"c"}}))
                  .valid());
}

TEST_CASE("validate_exclusion") {
  auto const cs = change(Post{}) | put<&Post::title>("admin") | put<&Post::upvotes>(3);
  CHECK((cs | validate_exclusion<&Post::title>({"root"})).valid());
  CHECK(said(cs | validate_exclusion<&Post::title>({"root", "admin"}))
        == lines{"title: is reserved {validation: exclusion, enum: root, admin}"});
  CHECK((cs | validate_exclusion<&Post::title>({})).valid());
  CHECK(said(cs | validate_exclusion<&Post::upvotes>({3}, {.message = "yada"}))
        == lines{"upvotes: yada {validation: exclusion, enum: 3}"});
}

TEST_CASE("validate_subset") {
  auto const cs = change(Post{}) | put<&Post::topics>(std::vector<std::string>{"cat", "dog"})
                | put<&Post::marks>(std::vector<std::optional<std::int32_t>>{1, std::nullopt});
  CHECK((cs | validate_subset<&Post::topics>({"cat", "dog", "bird"})).valid());
  CHECK((cs | validate_subset<&Post::topics>({"dog", "cat"})).valid());
  CHECK(said(cs | validate_subset<&Post::topics>({"cat", "lizard"}))
        == lines{"topics: has an invalid entry {validation: subset, enum: cat, lizard}"});
  CHECK(said(cs | validate_subset<&Post::topics>({"cat"}, {.message = "yada"}))
        == lines{"topics: yada {validation: subset, enum: cat}"});
  CHECK((cs | put<&Post::topics>(std::vector<std::string>{}) | validate_subset<&Post::topics>({"cat"})).valid());
  // NULL is an element like another
  CHECK(said(cs | validate_subset<&Post::marks>({1, 2}))
        == lines{"marks: has an invalid entry {validation: subset, enum: 1, 2}"});
  CHECK((cs | validate_subset<&Post::marks>({1, std::nullopt})).valid());
}

TEST_CASE("choices: only a change that is not NULL") {
  CHECK((change(Post{.title = "x"}) | validate_inclusion<&Post::title>({"a"})).valid());
  CHECK((change(Post{.title = "a"}) | validate_exclusion<&Post::title>({"a"})).valid());
  CHECK((change(Post{.topics = {"x"}}) | validate_subset<&Post::topics>({"a"})).valid());
  auto const cleared = change(Post{.subtitle = "x"}) | put<&Post::subtitle>(std::nullopt);
  CHECK((cleared | validate_inclusion<&Post::subtitle>({"a"})).valid());
}

TEST_CASE("choices: equal as the field's type has it") {
  auto const cs = change(Item{}) | put<&Item::price>(decimal{"19.90"}) | put<&Item::kinds>(std::vector{kind::news});
  CHECK((cs | validate_inclusion<&Item::price>({decimal{"19.9"}})).valid());
  CHECK(said(cs | validate_exclusion<&Item::price>({decimal{"19.9"}}))
        == lines{"price: is reserved {validation: exclusion, enum: 19.9}"});
  CHECK(said(cs | validate_subset<&Item::kinds>({kind::essay}))
        == lines{"kinds: has an invalid entry {validation: subset, enum: essay}"});
  date const new_year{std::chrono::year{2024}, std::chrono::month{1}, std::chrono::day{1}};
  CHECK(said(change(Item{}) | put<&Item::day>(new_year) | validate_exclusion<&Item::day>({new_year}))
        == lines{"day: is reserved {validation: exclusion, enum: 2024-01-01}"});
}

TEST_CASE("validate_exclusion: the reserved values of a redacted field are not shown") {
  auto const cs =
      change(Post{}) | put<&Post::password>("12345") | validate_exclusion<&Post::password>({"12345", "qwerty"});
  CHECK(said(cs) == lines{"password: is reserved {validation: exclusion}"});
}
