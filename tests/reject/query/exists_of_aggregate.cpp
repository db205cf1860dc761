// expect: recto: exists: an aggregate without group_by always brings a row
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  auto const of_post = from<Comment> | where(col<&Comment::post_id> == col<&Post::id>);
  repo.all(from<Post> | where(recto::exists(of_post)));
#ifdef REJECT
  repo.all(from<Post> | where(recto::exists(of_post | select(recto::count()))));
#endif
}
