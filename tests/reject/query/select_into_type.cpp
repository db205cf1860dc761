// expect: recto: select_into: this field has another type than the selected expression; give it the type that is selected
// names: Summary, comments, std::int64_t, std::int32_t
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | select_into<Summary>(col<&Post::title>, col<&Post::id>));
#ifdef REJECT
  repo.all(from<Post> | select_into<Summary>(col<&Post::title>, col<&Post::views>));
#endif
}
