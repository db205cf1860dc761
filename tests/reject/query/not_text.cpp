// expect[LIKE]: recto: pattern: only text can be matched with a pattern; compare it with ==
// expect[STARTS_WITH]: recto: pattern: only text can be matched with a pattern; compare it with ==
// names: posts.views
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | where(recto::like(col<&Post::title>, "1%")));
#ifdef REJECT_LIKE
  repo.all(from<Post> | where(recto::like(col<&Post::views>, "1%")));
#endif
#ifdef REJECT_STARTS_WITH
  repo.all(from<Post> | where(recto::starts_with(col<&Post::views>, "1")));
#endif
}
