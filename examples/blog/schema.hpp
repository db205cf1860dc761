// SPDX-License-Identifier: BSL-1.0
// The tables of the blog, one struct each. The fields are the columns, under their own names; `std::optional` means that
// a column may be NULL; `id` is the primary key, which the database generates. schema() adds what cannot be guessed.
//
// Below each struct stand names for its columns. A column is a value, so naming it is plain C++, and queries read better.
#pragma once

#include <recto/recto.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace blog {

using recto::col;

struct Post;
struct Comment;
struct Tag;

struct User {
  std::int64_t id{};
  std::string username{};
  std::string name{};
  std::string email{};
  std::optional<std::int32_t> age{};
  std::optional<std::string> bio{};
  std::string password{};  // as it is typed; no column, because of `virtual_field` below
  std::string password_hash{};
  recto::utc_datetime inserted_at{}, updated_at{};  // set by insert and update, because of `timestamps` below

  // Associations are fields that are no columns. Nothing is loaded behind your back: these stay unloaded until they are
  // asked for, and reading one that is not loaded is an error (failing.cpp).
  recto::has_many<Post> posts{};

  // What is `redacted` appears in no message, no log line and no printed changeset.
  static consteval auto schema() {
    return recto::table("users") | recto::timestamps
         | recto::virtual_field<&User::password> | recto::redacted<&User::password, &User::password_hash>;
  }
};
namespace user {
inline constexpr auto id = col<&User::id>;
inline constexpr auto username = col<&User::username>;
inline constexpr auto name = col<&User::name>;
inline constexpr auto bio = col<&User::bio>;
}  // namespace user

struct Post {
  std::int64_t id{};
  std::string title{};
  std::string body{};
  std::int32_t views = 0;                             // the initialiser is the default of a new post
  std::optional<recto::utc_datetime> published_at{};  // a draft has none
  std::int64_t author_id{};
  std::int32_t lock_version = 1;  // counts the edits, so that two at a time are noticed (forms.cpp)
  recto::utc_datetime inserted_at{}, updated_at{};

  recto::belongs_to<User> author{};  // by convention through author_id
  recto::has_many<Comment> comments{};
  recto::many_to_many<Tag> tags{};

  static consteval auto schema() {
    return recto::table("posts") | recto::timestamps | recto::join_through<&Post::tags>("posts_tags");
  }
};
namespace post {
inline constexpr auto id = col<&Post::id>;
inline constexpr auto title = col<&Post::title>;
inline constexpr auto body = col<&Post::body>;
inline constexpr auto views = col<&Post::views>;
inline constexpr auto published_at = col<&Post::published_at>;
inline constexpr auto author_id = col<&Post::author_id>;
}  // namespace post

struct Comment {
  std::int64_t id{};
  std::string body{};
  std::int64_t post_id{};
  std::int64_t user_id{};
  std::optional<std::int64_t> parent_id{};  // the comment that this one replies to

  recto::belongs_to<Post> post{};
  recto::belongs_to<User> user{};
  recto::belongs_to<Comment> parent{};

  static consteval auto schema() { return recto::table("comments"); }
};
namespace comment {
inline constexpr auto id = col<&Comment::id>;
inline constexpr auto body = col<&Comment::body>;
inline constexpr auto post_id = col<&Comment::post_id>;
inline constexpr auto user_id = col<&Comment::user_id>;
inline constexpr auto parent_id = col<&Comment::parent_id>;
}  // namespace comment

struct Tag {
  std::int64_t id{};
  std::string name{};

  static consteval auto schema() { return recto::table("tags"); }
};
namespace tag {
inline constexpr auto id = col<&Tag::id>;
inline constexpr auto name = col<&Tag::name>;
}  // namespace tag

/// Which tags a post has. The two columns together are the key.
struct PostTag {
  std::int64_t post_id{};
  std::int64_t tag_id{};

  static consteval auto schema() {
    return recto::table("posts_tags") | recto::primary_key<&PostTag::post_id, &PostTag::tag_id>;
  }
};
namespace post_tag {
inline constexpr auto post_id = col<&PostTag::post_id>;
inline constexpr auto tag_id = col<&PostTag::tag_id>;
}  // namespace post_tag

}  // namespace blog
