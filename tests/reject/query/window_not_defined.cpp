// expect: recto: over: the query defines no window of this name; add window<"name">(partition_by(...), order_by(...))
// names: by_views
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | recto::window<"by_views">(order_by(col<&Post::views>))
           | select(recto::over<"by_views">(recto::rank())));
#ifdef REJECT
  repo.all(from<Post> | select(recto::over<"by_views">(recto::rank())));
#endif
}
