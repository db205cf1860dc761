// expect: recto: changeset: a constraint is of a table, and this struct has no schema(); give it one
// names: Search
#include <recto/recto.hpp>
#include <reject/blog.hpp>

struct Search {
  std::string words{};
};

void use() {
  using namespace recto;
  auto cs = change(Search{}) | validate_length<&Search::words>({.min = 3});
  auto posts = change(Post{}) | unique_constraint<&Post::title>();
#ifdef REJECT
  cs = cs | unique_constraint<&Search::words>();
#endif
}
