// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/validate.hpp>

#include "forms.hpp"

#include <recto/base/verdict.hpp>
#include <recto/changeset/validate_agreement.hpp>
#include <recto/changeset/validate_choice.hpp>
#include <recto/changeset/validate_length.hpp>
#include <recto/changeset/validate_number.hpp>

#include <type_traits>

using namespace recto;
using namespace forms;

namespace {

// May a validator be used for a field of Post?
template <auto Member, bool Applies, fixed_string Validator>
using verdict = decltype(detail::judge_validator<Post, Member, Applies, Validator>());

template <auto Member>
using length_verdict = verdict<Member, detail::has_length<member_type<Member>>(), "validate_length">;
template <auto Member>
using number_verdict = verdict<Member, detail::holds_number<value_of<member_type<Member>>>(), "validate_number">;
template <class Verdict>
constexpr bool holds = std::is_same_v<Verdict, ok>;

}  // namespace

static_assert(holds<length_verdict<&Post::title>> && holds<length_verdict<&Post::subtitle>>);
static_assert(holds<length_verdict<&Post::topics>> && holds<length_verdict<&Post::marks>>);
static_assert(holds<length_verdict<&Post::picture>>);
static_assert(std::is_same_v<length_verdict<&Post::upvotes>,
                             failed<validator_does_not_apply, "Post", "upvotes", "validate_length">>);
static_assert(!holds<length_verdict<&Post::kind>> && !holds<length_verdict<&Post::published>>);
static_assert(std::is_same_v<length_verdict<&Comment::body>, failed<field_of_other_struct, "Post", "Comment", "body">>);
static_assert(holds<number_verdict<&Post::upvotes>> && holds<number_verdict<&Post::score>>);
static_assert(holds<number_verdict<&Post::id>>);
static_assert(!holds<number_verdict<&Post::published>> && !holds<number_verdict<&Post::kind>>);
static_assert(
    std::is_same_v<number_verdict<&Post::title>, failed<validator_does_not_apply, "Post", "title", "validate_number">>);

TEST_CASE("validate_required: what is missing") {
  std::string const error = "can't be blank {validation: required}";
  CHECK(said(change(Post{}) | validate_required<&Post::title>()) == lines{"title: " + error});
  CHECK(said(change(Post{.title = " \t"}) | validate_required<&Post::title>()) == lines{"title: " + error});
  CHECK(said(change(Post{}) | validate_required<&Post::subtitle>()) == lines{"subtitle: " + error});
  CHECK(said(change(Post{}) | validate_required<&Post::upvotes>()) == lines{"upvotes: " + error});
  CHECK(said(change(Post{}) | put<&Post::subtitle>("  ") | validate_required<&Post::subtitle>())
        == lines{"subtitle: " + error});
  // the data counts
  CHECK((change(Post{.title = "t"}) | validate_required<&Post::title>()).valid());
  CHECK((change(Post{.upvotes = 0}) | validate_required<&Post::upvotes>()).valid());
  CHECK((change(Post{}) | put<&Post::title>("a") | validate_required<&Post::title>()).valid());
  // but not if it is changed to nothing
  CHECK(said(change(Post{.title = "t"}) | put<&Post::title>("") | validate_required<&Post::title>())
        == lines{"title: " + error});
  CHECK(said(cast(Post{.upvotes = 3}, {{"upvotes", ""}}, permit<&Post::upvotes>) | validate_required<&Post::upvotes>())
        == lines{"upvotes: " + error});
}

TEST_CASE("validate_required: errors in the order of the fields, before older ones") {
  auto const cs = change(Post{}) | add_error<&Post::body>("is late")
                | validate_required<&Post::title, &Post::subtitle, &Post::upvotes>();
  REQUIRE(cs.errors().size() == 4);
  CHECK(cs.errors()[0].field() == "title");
  CHECK(cs.errors()[1].field() == "subtitle");
  CHECK(cs.errors()[2].field() == "upvotes");
  CHECK(cs.errors()[3].field() == "body");
  CHECK_FALSE(cs.valid());
  CHECK(cs.required() == names{"title", "subtitle", "upvotes"});
}

TEST_CASE("validate_required: a blank change is dropped") {
  auto const cs = change(Post{.title = "t", .upvotes = 3}) | put<&Post::title>(" ") | put<&Post::upvotes>(std::nullopt)
                | put<&Post::body>("b") | validate_required<&Post::title, &Post::upvotes, &Post::body>();
  CHECK(cs.changed_fields() == names{"body"});
  CHECK(cs.get_field<&Post::title>() == "t");
  CHECK(cs.errors().size() == 2);
}

TEST_CASE("validate_required: a field that is wrong already is not missing") {
  auto const cs = cast(Post{}, {{"upvotes", "many"}}, permit<&Post::upvotes>) | validate_required<&Post::upvotes>();
  CHECK(said(cs) == lines{"upvotes: is invalid {type: integer, validation: cast}"});
  CHECK(cs.required() == names{"upvotes"});
  // asked twice
  CHECK((change(Post{}) | validate_required<&Post::title>() | validate_required<&Post::title>()).errors().size() == 1);
}

TEST_CASE("validate_required: values that are neither text nor optional") {
  constexpr auto position = permit<&Post::position>;
  auto const missing = [](changeset<Post> cs) { return !(cs | validate_required<&Post::position>()).valid(); };
  CHECK(missing(cast(Post{}, {}, position)));
  CHECK(missing(cast(Post{}, {{"position", ""}}, position)));
  CHECK(missing(cast(Post{}, {{"position", nullptr}}, position)));
  CHECK(missing(cast(Post{.id = 1, .position = 4}, {{"position", ""}}, position)));
  CHECK_FALSE(missing(cast(Post{}, {{"position", "0"}}, position)));
  CHECK_FALSE(missing(cast(Post{}, {{"position", 4}}, position)));
  CHECK_FALSE(missing(change(Post{}) | put<&Post::position>(0)));
  CHECK_FALSE(missing(cast(Post{.id = 1}, {}, position)));  // a stored row's zero is a zero
  // a default that is not zero says something
  CHECK((change(Post{}) | validate_required<&Post::score>()).valid());
  // lists
  CHECK_FALSE((change(Post{}) | validate_required<&Post::topics>()).valid());
  CHECK((cast(Post{}, {{"topics", params::list({})}}, permit<&Post::topics>) | validate_required<&Post::topics>())
            .valid());
  CHECK((change(Post{.topics = {"a"}}) | validate_required<&Post::topics>()).valid());
}

TEST_CASE("validate_required: a message of one's own") {
  CHECK(said(change(Post{}) | validate_required<&Post::title>({.message = "is needed"}))
        == lines{"title: is needed {validation: required}"});
  CHECK(said(change(Post{}) | validate_required<&Post::title>({.message = {"needs %{who}", {{"who", "you"}}}}))
        == lines{"title: needs %{who} {who: you, validation: required}"});
  CHECK(validations_of(change(Post{}) | validate_required<&Post::title>()).empty());  // `required()` has them
}

TEST_CASE("validate_change: a rule of one's own") {
  auto const no_shouting = [](std::string const& title) -> std::optional<std::string> {
    if (title.find('!') != title.npos) return "must not shout";
    return std::nullopt;
  };
  CHECK(said(change(Post{}) | put<&Post::title>("a!") | validate_change<&Post::title>(no_shouting))
        == lines{"title: must not shout {}"});
  CHECK((change(Post{}) | put<&Post::title>("a") | validate_change<&Post::title>(no_shouting)).valid());
  // only a change that is not NULL is asked about
  CHECK((change(Post{.title = "a!"}) | validate_change<&Post::title>(no_shouting)).valid());
  CHECK((change(Post{.subtitle = "s"}) | put<&Post::subtitle>(std::nullopt)
         | validate_change<&Post::subtitle>(no_shouting))
            .valid());
  CHECK_FALSE((change(Post{}) | put<&Post::subtitle>("a!") | validate_change<&Post::subtitle>(no_shouting)).valid());
}

TEST_CASE("validate_change: several errors, other fields, and what was asked for as data") {
  auto const both = [](std::string const&, changeset<Post> const& cs) -> std::vector<field_error> {
    if (cs.get_field<&Post::body>() == "b") return {};
    return {{"title", "does not go with the body", {{"validation", "pair"}}}, {"body", "does not go with the title"}};
  };
  auto const titled = change(Post{}) | put<&Post::title>("a") | add_error<&Post::upvotes>("is old");
  CHECK(said(titled | validate_change<&Post::title>(both))
        == lines{"title: does not go with the body {validation: pair}", "body: does not go with the title {}",
                 "upvotes: is old {}"});
  CHECK((titled | put<&Post::body>("b") | validate_change<&Post::title>(both)).errors().size() == 1);
  auto const noted = titled | validate_change<&Post::title>(both, {{"pair", "body"}});
  CHECK(validations_of(noted) == lines{"title change {pair: body}"});
}

TEST_CASE("validators note themselves, newest first, whether or not there is a change") {
  auto const cs = change(Post{}) | validate_length<&Post::title>({.min = 3, .max = 7})
                | validate_number<&Post::upvotes>({.greater_than = 0, .less_than_or_equal_to = 9.5})
                | validate_inclusion<&Post::kind>({kind::news}) | validate_exclusion<&Post::title>({"admin", "root"})
                | validate_subset<&Post::topics>({"a", "b"}) | validate_acceptance<&Post::terms>();
  CHECK(cs.valid());
  CHECK(validations_of(cs)
        == lines{"terms acceptance {}", "topics subset {enum: a, b}", "title exclusion {enum: admin, root}",
                 "kind inclusion {enum: news}", "upvotes number {greater_than: 0, less_than_or_equal_to: 9.5}",
                 "title length {min: 3, max: 7}"});
}

TEST_CASE("validators: a redacted value is in no error, no metadata and no validation") {
  std::string const secret = "hunter2-secret";
  auto const cs = change(Post{}) | put<&Post::password>(secret) | validate_length<&Post::password>({.min = 99})
                | validate_length<&Post::password>({.max = 3}) | validate_length<&Post::password>({.is = 3})
                | validate_exclusion<&Post::password>({"other", secret}, {.message = "is too common"})
                | validate_inclusion<&Post::password>({"other"});
  REQUIRE(cs.errors().size() == 5);
  for (field_error const& one : cs.errors()) {
    INFO(said(one));
    CHECK(said(one).find(secret) == std::string::npos);
    CHECK(one.to_string().find(secret) == std::string::npos);
  }
  // nor that of what could not be cast or confirmed
  params const given{{"password", params{{"x", secret}}}, {"password_confirmation", secret}};
  auto const refused = cast(Post{}, given, permit<&Post::password>) | validate_confirmation<&Post::password>();
  REQUIRE(refused.errors().size() == 2);
  for (field_error const& one : refused.errors()) CHECK(said(one).find(secret) == std::string::npos);
}

TEST_CASE("validate_required goes by the empty values of the cast") {
  Post const post{.title = "h"};
  auto const only = permit<&Post::title>;
  CHECK((cast(post, {{"title", " "}}, only, {.empty_values = {}}) | validate_required<&Post::title>()).valid());
  auto const refused =
      cast(post, {{"title", "N/A"}}, only, {.empty_values = {"N/A", ""}}) | validate_required<&Post::title>();
  CHECK(errors_on(refused)["title"] == std::vector<std::string>{"can't be blank"});
  CHECK_FALSE((change(post) | put<&Post::title>(" ") | validate_required<&Post::title>()).valid());
}

TEST_CASE("validate_change: as many errors as a list has elements") {
  auto const made = change(Post{}) | put<&Post::title>("x") | add_error<&Post::title>("first")
                  | validate_change<&Post::title>([](std::string const&) {
                      std::vector<field_error> problems;
                      for (int i = 0; i < 20'000; ++i) problems.emplace_back("title", std::to_string(i));
                      return problems;
                    });
  REQUIRE(made.errors().size() == 20'001);
  CHECK(made.errors().front().message() == "0");
  CHECK(made.errors().back().message() == "first");
}
