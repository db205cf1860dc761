// SPDX-License-Identifier: BSL-1.0
#include <recto/schema/association_key.hpp>
#include <support/test.hpp>

#include <cstdint>
#include <string>
#include <type_traits>

namespace {

struct Comment;
struct Profile;
struct Tag;

struct BlogPost {
  std::int64_t id{};
  std::string title{};
  std::int64_t author_id{};
  std::int64_t writer{};
  recto::belongs_to<Profile> author{};
  recto::belongs_to<Profile> editor{};
  recto::belongs_to<Profile> ghost{};
  recto::has_many<Comment> comments{};
  recto::has_many<Comment> replies{};
  recto::has_one<Profile> profile{};
  recto::many_to_many<Tag> tags{};

  static consteval auto schema();
};

struct Comment {
  std::int64_t id{};
  std::int64_t blog_post_id{};
  std::int64_t answers{};
  static consteval auto schema() { return recto::table("comments"); }
};

struct Profile {
  std::int64_t id{};
  static consteval auto schema() { return recto::table("profiles"); }
};

struct Tag {
  std::int64_t id{};
  static consteval auto schema() { return recto::table("tags"); }
};

struct Draft {
  std::int64_t id{};
  std::string profile_id{};
  recto::belongs_to<Profile> profile{};
  recto::many_to_many<Tag> tags{};
  static consteval auto schema() { return recto::table("drafts"); }
};

consteval auto BlogPost::schema() {
  return recto::table("posts") | recto::foreign_key<&BlogPost::editor, &BlogPost::writer>
       | recto::foreign_key<&BlogPost::replies, &Comment::answers> | recto::join_through<&BlogPost::tags>("posts_tags");
}

using recto::failed;
using recto::ok;

static_assert(recto::kind_of_association<&BlogPost::author> == recto::association_kind::belongs_to);
static_assert(recto::kind_of_association<&BlogPost::tags> == recto::association_kind::many_to_many);
static_assert(std::is_same_v<recto::associated<&BlogPost::comments>, Comment>);
static_assert(std::is_same_v<recto::key_owner<&BlogPost::author>, BlogPost>);
static_assert(std::is_same_v<recto::key_owner<&BlogPost::comments>, Comment>);

static_assert(recto::key_field<&BlogPost::author> == 2);
static_assert(recto::key_field<&BlogPost::editor> == 3);
static_assert(recto::key_field<&BlogPost::comments> == 1);
static_assert(recto::key_field<&BlogPost::replies> == 2);

static_assert(std::is_same_v<recto::association_verdict<&BlogPost::author>, ok>);
static_assert(std::is_same_v<recto::association_verdict<&BlogPost::tags>, ok>);
static_assert(std::is_same_v<recto::association_verdict<&Draft::profile>,
                             failed<recto::association_key_types, "Draft", "profile", "Profile">>);
static_assert(std::is_same_v<recto::association_verdict<&Draft::tags>, failed<recto::no_join_table, "Draft", "tags">>);
static_assert(std::is_same_v<recto::association_verdict<&BlogPost::title>,
                             failed<recto::not_an_association, "BlogPost", "title">>);
static_assert(std::is_same_v<recto::association_verdict<&BlogPost::ghost>,
                             failed<recto::no_association_key, "BlogPost", "ghost", "BlogPost">>);
static_assert(std::is_same_v<recto::association_verdict<&BlogPost::profile>,
                             failed<recto::no_association_key, "BlogPost", "profile", "Profile">>);

static_assert(recto::detail::join_table_of<&BlogPost::tags>.table.view() == "posts_tags");
static_assert(recto::detail::join_table_of<&BlogPost::tags>.here.view() == "blog_post_id");
static_assert(recto::detail::join_table_of<&BlogPost::tags>.there.view() == "tag_id");
static_assert(std::is_same_v<recto::detail::key_here<&BlogPost::author>, std::int64_t>);

}  // namespace

TEST_CASE("the conventional key of a struct's name") {
  auto const key = [](std::string_view name) {
    return std::string(recto::detail::conventional_key(name, true).view());
  };
  CHECK(key("Post") == "post_id");
  CHECK(key("BlogPost") == "blog_post_id");
  CHECK(key("HTTPServer") == "http_server_id");
  CHECK(key("Blog_Post") == "blog_post_id");
  CHECK(key("post") == "post_id");
  CHECK(key("PostV2") == "post_v2_id");
}
