// expect[NULL]: recto: is_null: a whole row is not NULL or not; ask its key column
// expect[ORDER]: recto: order_by: a whole row has no order; name a column
// expect[GROUP]: recto: group_by: a whole row; name its columns, or its key alone
// expect[COMPARE]: recto: expression: these operands do not fit
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | select(recto::row<Post>));
#ifdef REJECT_NULL
  repo.all(from<Post> | where(is_null(recto::row<Post>)));
#endif
#ifdef REJECT_ORDER
  repo.all(from<Post> | order_by(desc(recto::row<Post>)));
#endif
#ifdef REJECT_GROUP
  repo.all(from<Post> | group_by(recto::row<Post>) | select(recto::count()));
#endif
#ifdef REJECT_COMPARE
  repo.all(from<Post> | where(recto::row<Post> == recto::row<Post>));
#endif
}
