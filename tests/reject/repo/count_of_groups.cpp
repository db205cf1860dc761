// expect[COUNT]: recto: count/aggregate: a grouped query has a count for each group; select(count()) instead
// expect[AGGREGATE]: recto: aggregate: limit and offset would apply to the one aggregated row; leave them out
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.count(from<Post> | limit(1));
  repo.aggregate(from<Post>, sum(col<&Post::views>));
#ifdef REJECT_COUNT
  repo.count(from<Post> | group_by(col<&Post::id>));
#endif
#ifdef REJECT_AGGREGATE
  repo.aggregate(from<Post> | limit(1), sum(col<&Post::views>));
#endif
}
