// expect: recto: query: an aggregate of an aggregate; aggregate in two queries
// names: SELECT
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | select(count(col<&Post::id>)));
#ifdef REJECT
  repo.all(from<Post> | select(sum(count(col<&Post::id>))));
#endif
}
