// expect: recto: lock: an outer join may leave this table without a row to lock; say which tables to lock by of<T>, or join by join
// names: comments
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  constexpr auto with_comments = from<Post> | left_join<Comment>(col<&Comment::post_id> == col<&Post::id>);
  repo.all(with_comments | recto::lock(recto::for_update, recto::of<Post>));
#ifdef REJECT
  repo.all(with_comments | recto::lock(recto::for_update));
#endif
}
