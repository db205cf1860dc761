// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/errors.hpp>

#include "forms.hpp"

#include <recto/changeset/validate_length.hpp>
#include <recto/changeset/validate_number.hpp>

#include <map>

using namespace recto;
using namespace forms;

namespace {

changeset<Post> with_nested(changeset<Post> cs) {
  // What cast_embed and cast_assoc enter, without either: one Search below `draft`, two below `topics`.
  auto& nested = detail::changeset_access::nested(cs);
  nested.push_back(std::make_shared<detail::nested_one<Search>>(
      field_index<&Post::draft>,
      change(Search{}) | add_error<&Search::words>("is dull") | validate_length<&Search::words>({.max = 9})));
  nested.push_back(std::make_shared<detail::nested_many<Search>>(
      field_index<&Post::topics>,
      std::vector<changeset<Search>>{change(Search{}),
                                     change(Search{}) | add_error<&Search::page>("is over %{count}", {{"count", 9}})}));
  return cs;
}

}  // namespace

TEST_CASE("errors_on: messages by field with their values in place") {
  auto const cs = change(Post{}) | put<&Post::title>("ab") | put<&Post::upvotes>(200)
                | validate_length<&Post::title>({.min = 3}) | validate_number<&Post::upvotes>({.less_than = 150})
                | add_error<&Post::title>("is dull");
  auto const errors = errors_on(cs);
  CHECK(errors["title"] == std::vector<std::string>{"is dull", "should be at least 3 character(s)"});
  CHECK(errors["upvotes"] == std::vector<std::string>{"must be less than 150"});
  CHECK(errors["body"].empty());
  CHECK(errors.keys() == std::vector<std::string>{"title", "upvotes"});
  CHECK(errors_on(change(Post{})).empty());
}

TEST_CASE("errors_on: of nested changesets below their field") {
  auto const cs = with_nested(change(Post{}) | add_error<&Post::topics>("are too many"));
  auto const errors = errors_on(cs);
  CHECK(errors["draft"]["words"] == std::vector<std::string>{"is dull"});
  CHECK(errors["topics"].messages() == std::vector<std::string>{"are too many"});
  CHECK(errors["topics"].size() == 2);
  CHECK(errors["topics"][0].empty());
  CHECK(errors["topics"][1]["page"] == std::vector<std::string>{"is over 9"});
  CHECK(errors.to_string() == R"({topics: ["are too many"] [[], {page: ["is over 9"]}], draft: {words: ["is dull"]}})");
  // nested changesets without errors are no key
  auto clean = change(Post{});
  detail::changeset_access::nested(clean).push_back(
      std::make_shared<detail::nested_one<Search>>(field_index<&Post::draft>, change(Search{})));
  CHECK(errors_on(clean).keys().empty());
}

TEST_CASE("traverse_errors: each as a function says") {
  auto const cs = with_nested(change(Post{}) | put<&Post::title>("ab") | validate_length<&Post::title>({.min = 3}));
  // a translation, by message
  std::map<std::string, std::string> const german{
      {"should be at least %{count} character(s)", "braucht mindestens %{count} Zeichen"}, {"is dull", "ist fad"}};
  auto const translated = traverse_errors(cs, [&](field_error const& problem) {
    auto const found = german.find(problem.message());
    return problem.interpolated(found == german.end() ? problem.message() : found->second);
  });
  CHECK(translated["title"] == std::vector<std::string>{"braucht mindestens 3 Zeichen"});
  CHECK(translated["draft"]["words"] == std::vector<std::string>{"ist fad"});
  CHECK(translated["topics"][1]["page"] == std::vector<std::string>{"is over 9"});
  // by kind
  auto const kinds = traverse_errors(cs, [](field_error const& problem) {
    return problem.field() + '/' + problem.meta("validation").to_string() + '/' + problem.meta("kind").to_string();
  });
  CHECK(kinds["title"] == std::vector<std::string>{"title/length/min"});
  int calls = 0;
  (void)traverse_errors(cs, [&calls](field_error const&) { return ++calls, std::string(); });
  CHECK(calls == 3);
}

TEST_CASE("traverse_validations: what was asked for, nested too") {
  auto const cs = with_nested(change(Post{}) | validate_length<&Post::title>({.min = 3, .max = 7})
                              | validate_number<&Post::upvotes>({.greater_than = 0})
                              | validate_length<&Post::title>({.count = length_unit::bytes}));
  auto const asked =
      traverse_validations(cs, [](validation const& one) { return std::string(one.name) + said(one.meta); });
  CHECK(asked["title"] == std::vector<std::string>{"length{count: bytes}", "length{min: 3, max: 7}"});
  CHECK(asked["upvotes"] == std::vector<std::string>{"number{greater_than: 0}"});
  CHECK(asked["draft"]["words"] == std::vector<std::string>{"length{max: 9}"});
  CHECK(asked["topics"].messages().empty());
}

TEST_CASE("add_error: under any key") {
  auto cs = change(Post{}) | add_error<&Post::title>("is %{how}", {{"how", "dull"}});
  cs.add_error("base", "is late");
  CHECK(errors_on(cs)["title"] == std::vector<std::string>{"is dull"});
  CHECK(errors_on(cs)["base"] == std::vector<std::string>{"is late"});
}
