// SPDX-License-Identifier: BSL-1.0
// The same new row at several places of a tree.
#include <recto/repo/put_assoc.hpp>

#include "newspaper_forms.hpp"

using namespace recto;
using namespace recto::test;

namespace {

struct Story;
struct Editor {
  std::int64_t id{};
  std::string name{};
  recto::has_many<Story> stories{};
  static consteval auto schema();
};
struct Story {
  std::int64_t id{};
  std::string title{};
  std::int64_t author_id{};
  recto::belongs_to<Editor> author{};
  recto::many_to_many<newspaper::Tag> tags{};
  static consteval auto schema() {
    return recto::table("posts") | recto::join_through<&Story::tags>("posts_tags", "post_id", "tag_id")
         | recto::dedup_by<&Story::tags, &newspaper::Tag::name>;
  }
};
consteval auto Editor::schema() {
  return recto::table("users") | recto::foreign_key<&Editor::stories, &Story::author_id>;
}

params tree_of(std::string tag) {
  return *params::from_form("stories[0][title]=a&stories[0][tags][0][name]=" + tag
                            + "&stories[1][title]=b&stories[1][tags][0][name]=" + tag
                            + "&stories[1][tags][1][name]=other&stories[1][tags][2][name]=" + tag);
}
changeset<Story> story_form(Story story, params const& given) {
  return cast(std::move(story), given, permit<&Story::title>) | cast_assoc<&Story::tags>(newspaper::tag_form);
}

}  // namespace

TEST_CASE("the same new tag below two rows, and twice below one, is one row") {
  newspaper::filled here;
  auto const made = here.repo.insert(cast(Editor{.name = "Zoe"}, tree_of("fresh"), permit<>)
                                     | cast_assoc<&Editor::stories>(story_form));
  REQUIRE(made);
  CHECK(made->stories[0].tags[0].id == made->stories[1].tags[0].id);
  REQUIRE(made->stories[1].tags.size() == 2);
  CHECK(made->stories[1].tags[1].name == "other");
  CHECK(here.count("tags") == 5);
  CHECK(here.count("posts_tags WHERE post_id > 6") == 3);
}

TEST_CASE("one that was there before is refused in its place, and nothing is written") {
  newspaper::filled here;
  auto const refused = here.repo.insert(cast(Editor{.name = "Zoe"}, tree_of("cpp"), permit<>)
                                        | cast_assoc<&Editor::stories>(story_form));
  REQUIRE_FALSE(refused);
  CHECK(errors_on(refused.error())["stories"][0]["tags"][0]["name"] == newspaper::strings{"has already been taken"});
  CHECK(here.count("users") == 3);
}

TEST_CASE("without dedup_by the second is an error value, not a half-written tree") {
  newspaper::filled here;
  auto const refused = here.repo.insert(
      cast(
          newspaper::User{.name = "Zoe"},
          *params::from_form("posts[0][title]=a&posts[0][tags][0][name]=x&posts[1][title]=b&posts[1][tags][0][name]=x"),
          permit<>)
      | cast_assoc<&newspaper::User::posts>(
          [](newspaper::Post post, params const& given) { return newspaper::tagged_form(std::move(post), given); }));
  REQUIRE_FALSE(refused);
  CHECK(errors_on(refused.error())["posts"][1]["tags"][0]["name"] == newspaper::strings{"has already been taken"});
  CHECK(here.count("users") == 3);
  CHECK(here.count("tags") == 3);
}
