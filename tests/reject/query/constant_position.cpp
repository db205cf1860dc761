// expect[ORDER]: recto: order_by/group_by: a constant orders and groups nothing
// expect[GROUP]: recto: order_by/group_by: a constant orders and groups nothing
// expect[DISTINCT]: recto: order_by/group_by: a constant orders and groups nothing
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  using recto::constant;
  repo.all(from<Post> | order_by(col<&Post::views> + constant<1>));
#ifdef REJECT_ORDER
  repo.all(from<Post> | order_by(constant<2>));
#endif
#ifdef REJECT_GROUP
  repo.all(from<Post> | group_by(constant<1>) | select(recto::count()));
#endif
#ifdef REJECT_DISTINCT
  repo.all(from<Post> | distinct_on(constant<1>));
#endif
}
