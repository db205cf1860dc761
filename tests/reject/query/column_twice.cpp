// expect: recto: update_all: this column is set twice; set it once
// names: title
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.update_all(from<Post> | recto::every_row | set(col<&Post::title> = "a"));
#ifdef REJECT
  repo.update_all(from<Post> | recto::every_row | set(col<&Post::title> = "a") | set(col<&Post::title> = "b"));
#endif
}
