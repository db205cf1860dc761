// expect: recto: limit_with_ties: without an order no row is equal to the last; add an order_by that is always there, or write limit
// names: posts
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | order_by(col<&Post::views>) | recto::limit_with_ties(3));
#ifdef REJECT
  repo.all(from<Post> | recto::limit_with_ties(3));
#endif
}
