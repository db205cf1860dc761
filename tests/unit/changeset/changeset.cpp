// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/changeset.hpp>

#include "forms.hpp"

#include <recto/changeset/errors.hpp>
#include <recto/changeset/validate.hpp>
#include <recto/changeset/validate_agreement.hpp>

#include <type_traits>

using namespace recto;
using namespace forms;

static_assert(is_changeset<changeset<Post>> && !is_changeset<Post>);
static_assert(std::is_same_v<changeset<Post>::data_type, Post>);
static_assert(std::is_copy_constructible_v<changeset<Post>> && std::is_nothrow_move_constructible_v<changeset<Search>>);
static_assert(
    std::is_same_v<decltype(change(Post{}).get_change<&Post::upvotes>()), std::optional<std::int32_t> const*>);

TEST_CASE("changeset: three states of a field") {
  auto const cs =
      change(Post{.subtitle = "s", .upvotes = 3}) | put<&Post::upvotes>(std::nullopt) | put<&Post::title>("a");
  CHECK(cs.get_change<&Post::subtitle>() == nullptr);
  REQUIRE(cs.get_change<&Post::upvotes>() != nullptr);
  CHECK_FALSE(cs.get_change<&Post::upvotes>()->has_value());
  REQUIRE(cs.get_change<&Post::title>() != nullptr);
  CHECK(*cs.get_change<&Post::title>() == "a");
  // with a default
  CHECK(cs.get_change<&Post::subtitle>("none") == "none");
  CHECK(cs.get_change<&Post::title>("none") == "a");
  CHECK(cs.get_change<&Post::upvotes>(9) == std::nullopt);
}

TEST_CASE("changeset: get_field looks at the change, then at the data") {
  auto const cs = change(Post{.title = "t", .upvotes = 3}) | put<&Post::upvotes>(std::nullopt);
  CHECK(cs.get_field<&Post::title>() == "t");
  CHECK(cs.get_field<&Post::upvotes>() == std::nullopt);
  CHECK(cs.get_field<&Post::subtitle>() == std::nullopt);
  CHECK((cs | put<&Post::title>("a")).get_field<&Post::title>() == "a");
}

TEST_CASE("changeset: changed") {
  auto const cs = change(Post{.title = "t", .upvotes = 3}) | put<&Post::title>("a") | put<&Post::upvotes>(std::nullopt);
  CHECK(cs.changed<&Post::title>());
  CHECK_FALSE(cs.changed<&Post::body>());
  CHECK(cs.changed<&Post::title>({.from = "t"}));
  CHECK_FALSE(cs.changed<&Post::title>({.from = "x"}));
  CHECK(cs.changed<&Post::title>({.to = "a"}));
  CHECK_FALSE(cs.changed<&Post::title>({.to = "t"}));
  CHECK(cs.changed<&Post::title>({.from = "t", .to = "a"}));
  CHECK_FALSE(cs.changed<&Post::title>({.from = "t", .to = "x"}));
  CHECK_FALSE(cs.changed<&Post::body>({.from = ""}));
  CHECK(cs.changed<&Post::upvotes>({.from = 3}));
}

TEST_CASE("changeset: field_missing") {
  CHECK(change(Post{}).field_missing<&Post::title>());
  CHECK(change(Post{.title = " "}).field_missing<&Post::title>());
  CHECK_FALSE(change(Post{.title = "t"}).field_missing<&Post::title>());
  CHECK(change(Post{}).field_missing<&Post::upvotes>());
  CHECK_FALSE(change(Post{.upvotes = 0}).field_missing<&Post::upvotes>());
  CHECK((change(Post{.upvotes = 0}) | put<&Post::upvotes>(std::nullopt)).field_missing<&Post::upvotes>());
  CHECK_FALSE((change(Post{}) | put<&Post::title>("a")).field_missing<&Post::title>());
}

TEST_CASE("changeset: members and stages do the same") {
  changeset<Post> cs(Post{.title = "t"});
  cs.put<&Post::title>("a").force<&Post::upvotes>(3).add_error<&Post::body>("is dull").add_error("base", "is late");
  CHECK(cs.changed_fields() == names{"title", "upvotes"});
  CHECK(said(cs) == lines{"base: is late {}", "body: is dull {}"});
  cs.update_change<&Post::title>([](std::string const& text) { return text + "b"; }).delete_change<&Post::upvotes>();
  CHECK(cs.get_field<&Post::title>() == "ab");
  CHECK(cs.changed_fields() == names{"title"});
}

TEST_CASE("changeset: any callable is a stage") {
  auto const stamp = [](changeset<Post> cs) { return cs.put<&Post::draft>(cs.get_field<&Post::title>() + "*"); };
  auto const cs = change(Post{.title = "t"}) | stamp | [](auto of) { return of; };
  CHECK(cs.get_field<&Post::draft>() == "t*");
}

TEST_CASE("changeset: errors are newest first, and of one field") {
  auto const cs = change(Post{}) | add_error<&Post::title>("one") | add_error<&Post::body>("two")
                | add_error<&Post::title>("three", {{"count", 3}});
  CHECK_FALSE(cs.valid());
  CHECK(said(cs) == lines{"title: three {count: 3}", "body: two {}", "title: one {}"});
  auto const of_title = cs.errors_of<&Post::title>();
  REQUIRE(of_title.size() == 2);
  CHECK(of_title[0].message() == "three");
  CHECK(of_title[0].meta("count").integer() == 3);
  CHECK(cs.errors_of<&Post::upvotes>().empty());
}

TEST_CASE("changeset: a copy is one's own") {
  auto const cs = change(Post{.title = "t"}) | put<&Post::title>("a");
  auto other = cs;
  other.put<&Post::title>("b").add_error<&Post::title>("is dull");
  CHECK(cs.get_field<&Post::title>() == "a");
  CHECK(cs.valid());
  CHECK(changeset<Post>(std::move(other)).get_field<&Post::title>() == "b");
}

TEST_CASE("changeset: applied in place, or as a copy") {
  auto cs = change(Post{.id = 3, .title = "t"}) | put<&Post::title>("a");
  CHECK(cs.apply().title == "a");
  CHECK(cs.data().title == "t");
  Post const moved = std::move(cs).apply();
  CHECK((moved.id == 3 && moved.title == "a"));
}

TEST_CASE("changeset: unknown params are what nobody asked for") {
  params const given{{"title", "a"}, {"title_confirmation", "a"}, {"rules", "1"}, {"tag", "x"}};
  auto const cs = cast(Post{}, given, permit<&Post::title>);
  CHECK(cs.unknown_params() == names{"rules", "tag", "title_confirmation"});
  CHECK((cs | validate_confirmation<&Post::title>() | validate_acceptance("rules")).unknown_params() == names{"tag"});
  CHECK(change(Post{}).unknown_params().empty());
}

TEST_CASE("changeset: nothing nested") {
  struct Holder {
    std::int64_t id{};
    std::string name{};
  };
  auto const cs = change(Holder{}) | put<&Holder::name>("a");
  CHECK(cs.valid());
  CHECK(errors_on(cs).empty());
}
