// expect: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// names: posts.title, posts.views, std::string, std::int32_t
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post>);
#ifdef REJECT
  repo.all(from<Post> | where(col<&Post::title> == col<&Post::views>));
#endif
}
