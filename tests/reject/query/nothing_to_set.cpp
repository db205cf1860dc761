// expect: recto: update_all: nothing is set; add set(col<&T::field> = value)
// names: posts
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.update_all(from<Post> | where(col<&Post::views> > 1) | set(col<&Post::views> = 1));
#ifdef REJECT
  repo.update_all(from<Post> | where(col<&Post::views> > 1));
#endif
}
