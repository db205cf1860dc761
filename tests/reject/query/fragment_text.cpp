// expect[FRAGMENT_TEXT]: recto: fragment: this text would not stay within its place in the statement; write one complete expression
// expect[QUOTED]: recto: fragment: this text would not stay within its place in the statement; write one complete expression
// expect[OPTIONAL]: recto: expression: this function does not take that argument; give it what is named last
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | where(recto::fragment<"length(?) > 1", bool>(col<&Post::title>)));
#ifdef REJECT_FRAGMENT_TEXT
  repo.all(from<Post> | where(recto::fragment<"TRUE -- ?", bool>(col<&Post::title>)));
#endif
#ifdef REJECT_QUOTED
  repo.all(from<Post> | where(recto::fragment<"title = '?'", bool>("x")));
#endif
#ifdef REJECT_OPTIONAL
  repo.all(from<Post> | where(recto::fragment<"f(?)", bool>(std::optional<int>{})));
#endif
}
