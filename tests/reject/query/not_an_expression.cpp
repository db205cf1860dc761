// expect[SELECT]: recto: select: this is not an expression; write recto::value(...) for a plain value
// expect[SELECT_TEXT]: recto: select: this is not an expression; write recto::value(...) for a plain value
// expect[SELECT_NOTHING]: recto: select: it needs an expression; without select a query brings its struct
// expect[ORDER_BY]: recto: order_by: this is not an expression; name a column
// expect[ORDER_BY_TEXT]: recto: order_by: this is not an expression; name a column
// expect[ORDER_BY_NOTHING]: recto: order_by: it needs something to order by; name a column
// expect[GROUP_BY_NOTHING]: recto: group_by: it needs something to group by; name a column
// expect[SET]: recto: set: this is not an assignment; write col<&T::field> = value
// expect[SET_NOTHING]: recto: set: it needs an assignment; write col<&T::field> = value
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | select(col<&Post::id>, recto::value(5)) | order_by(col<&Post::id>));
#ifdef REJECT_SELECT
  repo.all(from<Post> | select(col<&Post::id>, 5));
#endif
#ifdef REJECT_SELECT_TEXT
  repo.all(from<Post> | select("id"));
#endif
#ifdef REJECT_SELECT_NOTHING
  repo.all(from<Post> | select());
#endif
#ifdef REJECT_ORDER_BY
  repo.all(from<Post> | order_by(1));
#endif
#ifdef REJECT_ORDER_BY_TEXT
  std::string by = "id";
  repo.all(from<Post> | order_by(by));
#endif
#ifdef REJECT_ORDER_BY_NOTHING
  repo.all(from<Post> | order_by());
#endif
#ifdef REJECT_GROUP_BY_NOTHING
  repo.all(from<Post> | group_by() | select(count()));
#endif
#ifdef REJECT_SET
  repo.update_all(from<Post> | recto::every_row | set(col<&Post::views> == 1));
#endif
#ifdef REJECT_SET_NOTHING
  repo.update_all(from<Post> | recto::every_row | set());
#endif
}
