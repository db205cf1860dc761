// expect: recto: cte: no query around defines this CTE; head the query with it, join it, or add | with(it)
// names: recent
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  auto const recent = recto::cte<"recent">(from<Post> | where(col<&Post::views> > 1));
  auto const again = recent.as<"again">();
  auto const of_recent = where(in(col<&Comment::post_id>, again | select(again.col<&Post::id>)));
  repo.all(from<Comment> | with(recent) | of_recent);
#ifdef REJECT
  repo.all(from<Comment> | of_recent);
#endif
}
