// expect[WHERE]: recto: over: a window function cannot stand in this clause or inside another; compute it in a subquery and filter there
// expect[NESTED]: recto: over: a window function cannot stand in this clause or inside another; compute it in a subquery and filter there
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  constexpr auto place = over(recto::rank(), order_by(col<&Post::views>));
  repo.all(from<Post> | select(place));
#ifdef REJECT_WHERE
  repo.all(from<Post> | where(place == std::int64_t{1}));
#endif
#ifdef REJECT_NESTED
  repo.all(from<Post> | select(over(recto::rank(), order_by(place))));
#endif
}
