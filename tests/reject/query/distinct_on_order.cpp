// expect: recto: distinct_on: the order must begin with the same expressions, or which row is the first is not defined; put them in front of order_by
// names: posts
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | recto::distinct_on(col<&Post::title>) | order_by(col<&Post::title>, desc(col<&Post::views>)));
#ifdef REJECT
  repo.all(from<Post> | recto::distinct_on(col<&Post::title>) | order_by(desc(col<&Post::views>)));
#endif
}
