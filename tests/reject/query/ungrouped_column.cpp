// expect[SELECT]: recto: query: this selected column is neither grouped nor aggregated; add it (or its table's primary key) to group_by, or aggregate it
// expect[AGGREGATE]: recto: query: this selected column is neither grouped nor aggregated; add it (or its table's primary key) to group_by, or aggregate it
// expect[ORDER_BY]: recto: query: this selected column is neither grouped nor aggregated; add it (or its table's primary key) to group_by, or aggregate it
// names: posts, title
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | group_by(col<&Post::id>) | select(col<&Post::title>, count()));
#ifdef REJECT_SELECT
  repo.all(from<Post> | group_by(col<&Post::views>) | select(col<&Post::title>, count()));
#endif
#ifdef REJECT_AGGREGATE
  repo.all(from<Post> | select(col<&Post::title>, count()));
#endif
#ifdef REJECT_ORDER_BY
  repo.all(from<Post> | group_by(col<&Post::views>) | select(count()) | order_by(col<&Post::title>));
#endif
}
