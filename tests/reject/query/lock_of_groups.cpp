// expect[GROUPS]: recto: lock: rows of groups, of windows, of distinct and of united rows are not rows of a table; lock in a subquery, or without them
// expect[WINDOW]: recto: lock: rows of groups, of windows, of distinct and of united rows are not rows of a table; lock in a subquery, or without them
// names: posts
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | recto::lock(recto::for_update));
#ifdef REJECT_GROUPS
  repo.all(from<Post> | group_by(col<&Post::id>) | recto::lock(recto::for_update));
#endif
#ifdef REJECT_WINDOW
  repo.all(from<Post> | select(recto::over(recto::rank())) | recto::lock(recto::for_update));
#endif
}
