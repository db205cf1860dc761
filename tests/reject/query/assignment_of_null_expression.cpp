// expect: recto: set: the expression may be NULL, and this column cannot be; assign something that is never NULL
// names: title
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.update_all(from<Post> | recto::every_row | set(col<&Post::subtitle> = col<&Post::title>));
#ifdef REJECT
  repo.update_all(from<Post> | recto::every_row | set(col<&Post::title> = col<&Post::subtitle>));
#endif
}
