// SPDX-License-Identifier: BSL-1.0
// Structs with associations of every kind.
#pragma once

#include <recto/query/clauses.hpp>
#include <recto/types/basic.hpp>
#include <support/test.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace recto::test::associations {

struct Comment;
struct Tag {
  std::int64_t id{};
  std::string name{};
  static consteval auto schema() { return recto::table("tags"); }
};
struct User {
  std::int64_t id{};
  std::string name{};
  static consteval auto schema() { return recto::table("users"); }
};
struct Post {
  std::int64_t id{};
  std::int64_t author_id{};
  recto::belongs_to<User> author{};
  recto::has_many<Comment> comments{};
  recto::many_to_many<Tag> tags{};
  static consteval auto schema() { return recto::table("posts") | recto::join_through<&Post::tags>("posts_tags"); }
};
struct Comment {
  std::int64_t id{};
  std::int64_t post_id{};
  std::optional<std::int64_t> answered_id{};
  std::optional<std::int64_t> user_id{};
  recto::belongs_to<Comment> answered{};
  recto::belongs_to<User> user{};
  static consteval auto schema() { return recto::table("comments"); }
};

}  // namespace recto::test::associations
