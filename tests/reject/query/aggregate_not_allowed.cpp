// expect[WHERE]: recto: query: an aggregate cannot stand in this clause; filter groups with recto::having
// expect[SET]: recto: query: an aggregate cannot stand in this clause; filter groups with recto::having
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | group_by(col<&Post::id>) | having(count() > 1));
#ifdef REJECT_WHERE
  repo.all(from<Post> | where(count() > 1) | select(col<&Post::id>));
#endif
#ifdef REJECT_SET
  repo.update_all(from<Post> | recto::every_row | set(col<&Post::title> = recto::max(col<&Post::title>)));
#endif
}
