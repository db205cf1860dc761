// expect[FEWER]: recto: select_into: the struct has another number of fields than expressions are selected; select one expression for each field
// expect[MORE]: recto: select_into: the struct has another number of fields than expressions are selected; select one expression for each field
// names: Summary
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | select_into<Summary>(col<&Post::title>, col<&Post::id>));
#ifdef REJECT_FEWER
  repo.all(from<Post> | select_into<Summary>(col<&Post::title>));
#endif
#ifdef REJECT_MORE
  repo.all(from<Post> | select_into<Summary>(col<&Post::title>, col<&Post::id>, col<&Post::id>));
#endif
}
