// SPDX-License-Identifier: BSL-1.0
#include <recto/changeset/association_constraints.hpp>

#include <recto/changeset/change.hpp>
#include <support/test.hpp>

#include <cstdint>
#include <string>

namespace {

struct Comment;
struct Post {
  std::int64_t id{};
  std::int64_t author_id{};
  recto::belongs_to<Post> author{};
  recto::has_many<Comment> comments{};
  recto::has_one<Comment> pinned{};
  static consteval auto schema() { return recto::table("posts") | recto::source<&Post::author_id>("writer"); }
};
struct Comment {
  std::int64_t id{};
  std::int64_t post_id{};
  static consteval auto schema() { return recto::table("comments"); }
};

}  // namespace

using namespace recto;

TEST_CASE("assoc_constraint is named by the key and puts its error on the association") {
  auto const made = change(Post{}) | assoc_constraint<&Post::author>();
  declared_constraint const& one = made.constraints().front();
  CHECK(one.kind == constraint_kind::foreign_key);
  CHECK(one.name == "posts_author_id_fkey");
  CHECK(one.error.field() == "author");
  CHECK(one.error.message() == "does not exist");
  CHECK(one.error.meta("constraint") == "assoc");
  CHECK(one.error.meta("constraint_name") == "posts_author_id_fkey");
}

TEST_CASE("no_assoc_constraint is named by the other table and counts") {
  auto const made = change(Post{}) | no_assoc_constraint<&Post::comments>() | no_assoc_constraint<&Post::pinned>();
  declared_constraint const& one = made.constraints()[0];
  declared_constraint const& many = made.constraints()[1];
  CHECK(many.name == "comments_post_id_fkey");
  CHECK(many.error
        == field_error("comments", "are still associated with this entry",
                       {{"constraint", "no_assoc"}, {"constraint_name", "comments_post_id_fkey"}}));
  CHECK(one.error.field() == "pinned");
  CHECK(one.error.message() == "is still associated with this entry");
}

TEST_CASE("a name, a message and a key of one's own") {
  auto const made =
      change(Post{}) | assoc_constraint<&Post::author>({.name = "fk", .message = "who?", .error_key = "base"});
  declared_constraint const& one = made.constraints().front();
  CHECK(one.name == "fk");
  CHECK(one.error.message() == "who?");
  CHECK(one.error.field() == "base");
}
