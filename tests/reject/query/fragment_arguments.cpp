// expect: recto: fragment: its text has another number of ? than it is given arguments; give one for each
// names: 1 placeholder, 2 arguments
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | where(recto::fragment<"f(?, ?)", bool>(col<&Post::title>, 1)));
#ifdef REJECT
  repo.all(from<Post> | where(recto::fragment<"f(?, \\?)", bool>(col<&Post::title>, 1)));
#endif
}
