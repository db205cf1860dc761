// expect[AGGREGATE_ORDER]: recto: order_by: an aggregate of distinct values can only be ordered by these values
// expect[FILTER]: recto: expression: this function does not take that argument; give it what is named last
// expect[FILTER_AGGREGATE]: recto: query: an aggregate of an aggregate
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | select(recto::filter(count(recto::distinct(col<&Post::title>)), col<&Post::published>)));
#ifdef REJECT_AGGREGATE_ORDER
  repo.all(from<Post>
           | select(recto::array_agg(recto::distinct(col<&Post::title>)).order_by(recto::desc(col<&Post::views>))));
#endif
#ifdef REJECT_FILTER
  repo.all(from<Post> | select(recto::filter(col<&Post::title>, col<&Post::published>)));
#endif
#ifdef REJECT_FILTER_AGGREGATE
  repo.all(from<Post> | select(recto::filter(count(), recto::max(col<&Post::views>) > 1)));
#endif
}
