// expect[TWO]: recto: cte: two CTEs of the query, or a CTE and a table in it, have this name
// expect[TABLE]: recto: cte: two CTEs of the query, or a CTE and a table in it, have this name
// names: posts
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  auto const some = recto::cte<"posts">(from<Post> | where(col<&Post::views> > 1));
  repo.all(some | order_by(col<&Post::id>));
#ifdef REJECT_TWO
  repo.all(from<Comment> | with(some) | with(some));
#endif
#ifdef REJECT_TABLE
  repo.all(from<Comment> | with(some) | where(exists(from<Post>)));
#endif
}
