// expect[SELECT]: recto: select: a condition that may be left out has no value; select it by either(flag, x, y)
// expect[ORDER]: recto: order_by: a condition that may be left out has no order; write order_by_if(flag, ...)
// expect[GROUP]: recto: group_by: a condition that may be left out is no group; group by what is always there
// expect[JOIN]: recto: join_if: this is not one join; write join_if(flag, join<T>(...)), once for each join
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo, bool flag) {
  auto const read = when(flag, col<&Post::views> > 3);
  repo.all(from<Post> | where(read));
#ifdef REJECT_SELECT
  repo.all(from<Post> | select(read));
#endif
#ifdef REJECT_ORDER
  repo.all(from<Post> | order_by(read));
#endif
#ifdef REJECT_GROUP
  repo.all(from<Post> | group_by(read) | select(count()));
#endif
#ifdef REJECT_JOIN
  repo.all(from<Post> | recto::join_if(flag, where(read)));
#endif
}
