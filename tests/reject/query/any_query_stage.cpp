// expect: recto: any_query: it takes no more stages
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  recto::any_query<Post> stored = from<Post> | where(col<&Post::id> == 1);
  repo.all(stored);
#ifdef REJECT
  repo.all(stored | where(col<&Post::id> == 2));
#endif
}
