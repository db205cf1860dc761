// expect: recto: window: two windows of the query have this name; name one of them otherwise
// names: by_views
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  constexpr auto one = from<Post> | recto::window<"by_views">(order_by(col<&Post::views>))
                     | select(recto::over<"by_views">(recto::rank()));
  repo.all(one | recto::window<"by_title">(order_by(col<&Post::title>)));
#ifdef REJECT
  repo.all(one | recto::window<"by_views">(order_by(col<&Post::title>)));
#endif
}
