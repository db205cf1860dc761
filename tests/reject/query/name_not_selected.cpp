// expect: recto: selected_as: no selected expression has this name here
// names: total
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  using recto::selected_as;
  repo.all(from<Post> | select(selected_as<"views">(sum(col<&Post::views>))) | order_by(selected_as<"views">()));
#ifdef REJECT
  repo.all(from<Post> | select(selected_as<"views">(sum(col<&Post::views>))) | order_by(selected_as<"total">()));
#endif
}
