// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/change.hpp>

#include "forms.hpp"

#include <recto/changeset/constraints.hpp>
#include <recto/changeset/validate_length.hpp>
#include <recto/types/json.hpp>

using namespace recto;
using namespace forms;

namespace {

struct Line {
  std::string text{};
  std::int32_t count{};
};
// Values that cannot be compared by ==.
struct Bag {
  std::int64_t id{};
  json<Line> line{};
  json<std::vector<Line>> lines{};
  std::optional<json<Line>> maybe{};
  static consteval auto schema() { return table("bags"); }
};

}  // namespace

TEST_CASE("change: a changeset without changes") {
  auto const cs = change(Post{.title = "t"});
  CHECK(cs.valid());
  CHECK(cs.changes_empty());
  CHECK(cs.changed_fields().empty());
  CHECK(cs.data().title == "t");
  CHECK(cs.given_params().empty());
  CHECK(cs.apply().title == "t");
}

TEST_CASE("put: a value is a change unless the data has it") {
  Post const post{.title = "t", .upvotes = 3, .score = 0.1, .topics = {"a"}, .picture = {std::byte{1}}};
  CHECK((change(post) | put<&Post::title>("a")).changed_fields() == names{"title"});
  CHECK((change(post) | put<&Post::title>("t")).changes_empty());
  CHECK((change(post) | put<&Post::upvotes>(3)).changes_empty());
  CHECK((change(post) | put<&Post::upvotes>(std::nullopt)).changed_fields() == names{"upvotes"});
  CHECK((change(post) | put<&Post::subtitle>(std::nullopt)).changes_empty());
  CHECK((change(post) | put<&Post::score>(0.1)).changes_empty());
  CHECK((change(post) | put<&Post::topics>(std::vector<std::string>{"a"})).changes_empty());
  CHECK((change(post) | put<&Post::topics>(std::vector<std::string>{})).changed_fields() == names{"topics"});
  CHECK((change(post) | put<&Post::picture>(std::vector<std::byte>(1))).changed_fields() == names{"picture"});
  // and takes back a change that is there
  CHECK((change(post) | put<&Post::title>("a") | put<&Post::title>("t")).changes_empty());
  CHECK((change(post) | put<&Post::upvotes>(4) | put<&Post::upvotes>(3)).changes_empty());
  // the last one counts
  auto const twice = change(post) | put<&Post::title>("a") | put<&Post::title>("b");
  CHECK(twice.get_field<&Post::title>() == "b");
  CHECK(twice.data().title == "t");
}

TEST_CASE("put: values without == are compared field by field") {
  Bag const bag{.line = Line{"a", 1}, .lines = std::vector<Line>{{"a", 1}}};
  CHECK((change(bag) | put<&Bag::line>(Line{"a", 1})).changes_empty());
  CHECK_FALSE((change(bag) | put<&Bag::line>(Line{"a", 2})).changes_empty());
  CHECK((change(bag) | put<&Bag::lines>(json(std::vector<Line>{{"a", 1}}))).changes_empty());
  CHECK_FALSE((change(bag) | put<&Bag::lines>(json(std::vector<Line>{{"b", 1}}))).changes_empty());
  CHECK_FALSE((change(bag) | put<&Bag::maybe>(json(Line{}))).changes_empty());
}

TEST_CASE("force: a change though it is equal") {
  Post const post{.title = "t"};
  CHECK((change(post) | force<&Post::title>("t")).changed_fields() == names{"title"});
  CHECK((change(post) | force<&Post::subtitle>(std::nullopt)).changed_fields() == names{"subtitle"});
  CHECK((change(post) | force<&Post::title>("t") | put<&Post::title>("t")).changes_empty());
}

TEST_CASE("delete_change and update_change") {
  Post const post{.title = "t", .upvotes = 3};
  auto const cs = change(post) | put<&Post::title>("a") | put<&Post::upvotes>(4);
  CHECK((cs | delete_change<&Post::title>()).changed_fields() == names{"upvotes"});
  CHECK((cs | delete_change<&Post::body>()).changed_fields() == names{"title", "upvotes"});
  CHECK((cs | delete_change<&Post::title>()).get_field<&Post::title>() == "t");

  auto const shout = [](std::string const& text) { return text + "!"; };
  CHECK((cs | update_change<&Post::title>(shout)).get_field<&Post::title>() == "a!");
  CHECK((change(post) | update_change<&Post::title>(shout)).changes_empty());
  auto const back = [](std::optional<std::int32_t>) { return 3; };
  CHECK((cs | update_change<&Post::upvotes>(back)).changed_fields() == names{"title"});
  // a change to NULL is one
  auto const to_null = change(post) | put<&Post::upvotes>(std::nullopt);
  auto const or_nine = [](std::optional<std::int32_t> was) { return was.value_or(9); };
  CHECK((to_null | update_change<&Post::upvotes>(or_nine)).get_field<&Post::upvotes>() == 9);
}

TEST_CASE("stages may be kept and used again") {
  auto const stage = [] {
    char const text[] = "from a buffer that is gone";
    return put<&Post::title>(text);
  }();
  CHECK((change(Post{}) | stage).get_field<&Post::title>() == "from a buffer that is gone");
  CHECK((change(Post{.title = "b"}) | stage).get_field<&Post::title>() == "from a buffer that is gone");
}

TEST_CASE("apply_changes and apply_action") {
  Post const post{.id = 1, .title = "t", .upvotes = 3};
  auto const cs = change(post) | put<&Post::title>("a") | put<&Post::upvotes>(std::nullopt);
  Post const applied = apply_changes(cs);
  CHECK((applied.id == 1 && applied.title == "a" && !applied.upvotes));
  CHECK(cs.data().title == "t");

  auto const done = apply_action(cs, action::update);
  REQUIRE(done.has_value());
  CHECK(done->title == "a");

  auto const bad = cs | add_error<&Post::title>("is dull");
  auto const refused = apply_action(bad, action::update);
  REQUIRE_FALSE(refused.has_value());
  CHECK(refused.error().action() == action::update);
  CHECK(refused.error().errors().size() == 1);
  CHECK(bad.action() == action::none);
  CHECK(apply_changes(bad).title == "a");  // valid or not

  CHECK(apply_action_or_throw(cs, action::insert).title == "a");
  try {
    apply_action_or_throw(bad, action::insert);
    CHECK(false);
  } catch (error const& thrown) {
    CHECK(thrown.kind() == error_kind::invalid_value);
    CHECK_THAT(thrown.what(), test::contains("could not insert Post"));
    CHECK_THAT(thrown.what(), test::contains(R"({title: ["is dull"]})"));
  }
}

TEST_CASE("merge: changes of the second win, and everything else of both counts") {
  Post const post{.title = "t"};
  auto const first = cast(post, {{"title", "a"}, {"body", "b"}}, permit<&Post::title, &Post::body>)
                   | validate_length<&Post::title>({.min = 3}) | unique_constraint<&Post::title>();
  auto const second = cast(post, {{"title", "c"}, {"upvotes", "x"}}, permit<&Post::title, &Post::upvotes>)
                    | validate_length<&Post::title>({.max = 9}) | unique_constraint<&Post::body>();
  auto const both = merge(first, second);
  CHECK(both.changed_fields() == names{"title", "body"});
  CHECK(both.get_field<&Post::title>() == "c");
  CHECK_FALSE(both.valid());
  CHECK(both.errors().size() == 2);
  CHECK(validations_of(both) == lines{"title length {min: 3}", "title length {max: 9}"});
  CHECK(both.constraints().size() == 2);
  // What is in both is there once.
  auto const same = merge(first, first);
  CHECK(same.errors().size() == 1);
  CHECK(same.validations().size() == 1);
  CHECK(same.constraints().size() == 1);
  // the newest params win
  auto const cs = merge(first, second) | validate_required<&Post::subtitle>();
  CHECK(cs.required() == names{"subtitle"});
  CHECK(merge(change(post), change(post)).valid());
  CHECK(merge(change(post), second).errors().size() == 1);
}

TEST_CASE("merge: data must be the same") {
  CHECK_ERROR(misuse, merge(change(Post{.title = "a"}), change(Post{.title = "b"})));
  try {
    (void)merge(change(Post{.password = "one"}), change(Post{.password = "two"}));
  } catch (error const& thrown) {
    CHECK_THAT(thrown.what(), test::contains("password") && !test::contains("one") && !test::contains("two"));
  }
}

TEST_CASE("merge: an action of either") {
  auto first = change(Post{});
  auto second = change(Post{});
  second.set_action(action::update);
  CHECK(merge(first, second).action() == action::update);
  first.set_action(action::update);
  CHECK(merge(first, second).action() == action::update);
  CHECK(merge(first, change(Post{})).action() == action::update);
  first.set_action(action::insert);
  CHECK_ERROR(misuse, merge(first, second));
}
