// expect[PARTS]: recto: over: a window is made of partition_by(...), order_by(...) and a frame
// expect[TWICE]: recto: over: a part of the window is said twice; list all in one partition_by or order_by
// expect[BACKWARDS]: recto: over: the frame ends before it begins; name its beginning first
// expect[COUNTS]: recto: range_between: it takes no counts; write rows_between or groups_between
// expect[GROUPS]: recto: over: groups_between counts groups of rows that are equal in the order; add order_by(...)
// expect[FUNCTION]: recto: over: this is neither a window function nor an aggregate
#include <recto/recto.hpp>
#include <reject/blog.hpp>

using recto::current_row, recto::over, recto::preceding, recto::rank;
constexpr auto by_views = order_by(col<&Post::views>);

void use(recto::repo& repo) {
  repo.all(from<Post> | select(over(count(), by_views, recto::groups_between(preceding<1>, current_row))));
#ifdef REJECT_PARTS
  repo.all(from<Post> | select(over(rank(), where(col<&Post::published>))));
#endif
#ifdef REJECT_TWICE
  repo.all(from<Post> | select(over(rank(), by_views, by_views)));
#endif
#ifdef REJECT_BACKWARDS
  repo.all(from<Post> | select(over(count(), by_views, recto::rows_between(current_row, preceding<1>))));
#endif
#ifdef REJECT_COUNTS
  repo.all(from<Post> | select(over(count(), by_views, recto::range_between(preceding<1>, current_row))));
#endif
#ifdef REJECT_GROUPS
  repo.all(from<Post> | select(over(count(), recto::groups_between(preceding<1>, current_row))));
#endif
#ifdef REJECT_FUNCTION
  repo.all(from<Post> | select(over(col<&Post::views>)));
#endif
}
