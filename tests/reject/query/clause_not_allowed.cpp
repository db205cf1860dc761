// expect[ORDER_BY]: recto: query: what is named first cannot have the clause that is named second; leave it out
// expect[LIMIT]: recto: query: what is named first cannot have the clause that is named second; leave it out
// expect[SET]: recto: query: what is named first cannot have the clause that is named second; leave it out
// expect[GROUP_BY]: recto: query: what is named first cannot have the clause that is named second; leave it out
// expect[JOIN]: recto: query: what is named first cannot have the clause that is named second; leave it out
// expect[SUBQUERY]: recto: query: what is named first cannot have the clause that is named second; leave it out
// expect[STEP]: recto: query: what is named first cannot have the clause that is named second; leave it out
#include <recto/recto.hpp>
#include <reject/blog.hpp>

struct Reply {
  std::int64_t id{};
};

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
  repo.delete_all(from<Post> | recto::every_row | left_join<Comment>(col<&Comment::post_id> == col<&Post::id>));
#endif
#ifdef REJECT_SUBQUERY
  repo.all(from<Post> | where(exists(from<Comment> | set(col<&Comment::body> = "x"))));
#endif
#ifdef REJECT_STEP
  repo.all(
      recto::recursive_cte<"replies", Reply>(from<Comment> | select_into<Reply>(col<&Comment::id>), [](auto found) {
        return from<Comment> | join(found, col<&Comment::post_id> == col<&Reply::id>) | limit(9)
             | select_into<Reply>(col<&Comment::id>);
      }));
#endif
}
