// expect[SOURCE]: recto: subquery: its columns have no names, or its struct may be missing behind an outer join
// expect[MISSING]: recto: subquery: its columns have no names, or its struct may be missing behind an outer join
// expect[ONE]: recto: subquery: it must select exactly one expression here; add select(column)
// expect[LATERAL]: recto: lateral_join: only a subquery or a fragment sees the sources before it
// expect[WRITES]: recto: update_cte/delete_cte: nothing can be read from it, because its columns have no names
// expect[ARRAYS]: recto: values/unnest: the server keeps no arrays of this type, so it cannot be unnested
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  auto const both = from<Post> | recto::right_join<Comment>(col<&Comment::post_id> == col<&Post::id>);
  repo.all(both);
  repo.all(recto::subquery<"s">(from<Post> | limit(1)) | order_by(col<&Post::id>));
  repo.all(from<Post> | where(in(col<&Post::id>, from<Comment> | select(col<&Comment::post_id>))));
#ifdef REJECT_SOURCE
  repo.all(recto::subquery<"s">(from<Post> | select(col<&Post::id>, col<&Post::title>)) | limit(1));
#endif
#ifdef REJECT_MISSING
  repo.all(recto::subquery<"s">(both) | limit(1));
#endif
#ifdef REJECT_ONE
  repo.all(from<Post> | where(in(col<&Post::id>, both)));
#endif
#ifdef REJECT_LATERAL
  repo.all(from<Post> | recto::cross_lateral_join(recto::alias<Comment, "c">));
#endif
#ifdef REJECT_WRITES
  repo.all(recto::delete_cte<"gone">(from<Post> | recto::every_row | returning(col<&Post::id>)) | limit(1));
#endif
#ifdef REJECT_ARRAYS
  repo.all(recto::unnest<"lists">(std::vector<std::vector<std::int32_t>>{}) | limit(1));
#endif
}
