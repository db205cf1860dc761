// expect: recto: query: this table stands twice in the query; give one of them a name with recto::alias
// names: posts
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  constexpr auto other = recto::alias<Post, "other">;
  repo.all(from<Post> | join(other, other[col<&Post::id>] == col<&Post::views>));
#ifdef REJECT
  repo.all(from<Post> | join<Post>(col<&Post::id> == col<&Post::views>));
#endif
}
