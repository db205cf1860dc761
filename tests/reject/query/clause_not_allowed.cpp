// expect[ORDER_BY]: recto: update_all/delete_all: this operation has no such clause; leave it out
// expect[LIMIT]: recto: update_all/delete_all: this operation has no such clause; leave it out
// expect[SET]: recto: update_all/delete_all: this operation has no such clause; leave it out
// expect[GROUP_BY]: recto: update_all/delete_all: this operation has no such clause; leave it out
// expect[JOIN]: recto: update_all/delete_all: this operation has no such clause; leave it out
// names: delete_all
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post>);
#ifdef REJECT_ORDER_BY
  repo.delete_all(from<Post> | recto::every_row | order_by(col<&Post::id>));
#endif
#ifdef REJECT_LIMIT
  repo.delete_all(from<Post> | recto::every_row | limit(1));
#endif
#ifdef REJECT_SET
  repo.delete_all(from<Post> | recto::every_row | set(col<&Post::views> = 1));
#endif
#ifdef REJECT_GROUP_BY
  repo.delete_all(from<Post> | recto::every_row | group_by(col<&Post::id>));
#endif
#ifdef REJECT_JOIN
  repo.delete_all(from<Post> | recto::every_row | join<Comment>(col<&Comment::post_id> == col<&Post::id>));
#endif
}
