// expect: recto: expression: this function does not take that argument; give it what is named last, or convert
// names: lower, posts.views, std::string
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | select(recto::lower(col<&Post::title>)));
#ifdef REJECT
  repo.all(from<Post> | select(recto::lower(col<&Post::views>)));
#endif
}
