// expect: recto: is_null: this cannot be NULL here, so the check always gives the same answer; leave it out
// names: posts, title
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | where(is_null(col<&Post::subtitle>)));
#ifdef REJECT
  repo.all(from<Post> | where(is_null(col<&Post::title>)));
#endif
}
