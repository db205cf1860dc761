// expect[ARRAY_OF_NULLS]: recto: array_agg: behind this join the value may be NULL, and the elements are not optional; write
// expect[OVER_DISTINCT]: recto: over: the server has aggregates of distinct or ordered values for groups only
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  auto const threads =
      from<Post> | left_join<Comment>(col<&Comment::post_id> == col<&Post::id>) | group_by(col<&Post::id>);
  auto const bodies = recto::array_agg(col<&Comment::body>);
  repo.all(threads | select(recto::filter(bodies, recto::is_not_null(col<&Comment::body>))));
  repo.all(from<Post> | select(recto::over(count(), recto::partition_by(col<&Post::published>))));
#ifdef REJECT_ARRAY_OF_NULLS
  repo.all(threads | select(bodies));
#endif
#ifdef REJECT_OVER_DISTINCT
  repo.all(
      from<Post>
      | select(recto::over(count(recto::distinct(col<&Post::title>)), recto::partition_by(col<&Post::published>))));
#endif
}
