// expect: recto: set: this column is of a joined table, and an update writes only the table that it begins with
// names: comments, body
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  auto const both = from<Post> | join<Comment>(col<&Comment::post_id> == col<&Post::id>) | where(col<&Post::id> == 1);
  repo.update_all(both | set(col<&Post::title> = col<&Comment::body>));
#ifdef REJECT
  repo.update_all(both | set(col<&Comment::body> = col<&Post::title>));
#endif
}
