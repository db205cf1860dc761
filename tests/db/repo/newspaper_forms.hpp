// SPDX-License-Identifier: BSL-1.0
// Forms for the newspaper's tables, and a database that is filled.
#pragma once

#include <recto/repo/cast_assoc.hpp>
#include <recto/repo/put_assoc.hpp>

#include "newspaper.hpp"

namespace recto::test::newspaper {

using strings = std::vector<std::string>;

inline changeset<Comment> comment_form(Comment comment, params const& given) {
  return cast(std::move(comment), given, permit<&Comment::body>) | validate_required<&Comment::body>()
       | check_constraint<&Comment::body>({.name = "comments_body_check"})
       | unique_constraint<&Comment::post_id, &Comment::body>({.name = "comments_body_index"});
}
inline changeset<Tag> tag_form(Tag tag, params const& given) {
  return cast(std::move(tag), given, permit<&Tag::name>) | validate_required<&Tag::name>()
       | unique_constraint<&Tag::name>();
}
inline changeset<Profile> profile_form(Profile profile, params const& given) {
  return cast(std::move(profile), given, permit<&Profile::bio>) | validate_required<&Profile::bio>();
}
inline changeset<Post> post_form(Post post, params const& given, cast_assoc_options options = {}) {
  return cast(std::move(post), given, permit<&Post::title, &Post::author_id>)
       | cast_assoc<&Post::comments>(comment_form, options);
}
inline changeset<Post> tagged_form(Post post, params const& given, cast_assoc_options options = {}) {
  return cast(std::move(post), given, permit<&Post::title, &Post::author_id>)
       | cast_assoc<&Post::tags>(tag_form, options);
}

struct filled : watched_database {
  filled() { fill(repo); }

  Post post_with_comments(std::int64_t id = 1) {
    Post const post = repo.get_or_throw<Post>(id);
    return repo.preload(post, preload<&Post::comments>(from<Comment> | order_by(asc(col<&Comment::id>))));
  }
  Post post_with_tags(std::int64_t id = 1) {
    Post const post = repo.get_or_throw<Post>(id);
    return repo.preload(post, preload<&Post::tags>(from<Tag> | order_by(asc(col<&Tag::id>))));
  }
  User user_with_profile(std::int64_t id = 1) {
    return repo.preload(repo.get_or_throw<User>(id), preload<&User::profile>());
  }
  std::string bodies_of(std::int64_t post) {
    return ask("SELECT coalesce(string_agg(body, ',' ORDER BY id), '') FROM comments WHERE post_id = "
               + std::to_string(post));
  }
  strings verbs() {
    strings found;
    for (query_event const& event : std::exchange(events, {})) {
      std::string const text = event.sql.substr(0, event.sql.find('(') - 1);
      found.push_back(text.substr(0, text.find(" SET")).substr(0, text.find(" WHERE")));
    }
    return found;
  }
};

}  // namespace recto::test::newspaper
