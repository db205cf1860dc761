// expect: recto: row_value: the two rows differ in their number of members; give both the same
// names: 2, 3
#include <recto/recto.hpp>
#include <reject/blog.hpp>

using recto::row_value;

void use(recto::repo& repo) {
  repo.all(from<Post> | where(row_value(col<&Post::views>, col<&Post::id>) < row_value(1, 2)));
#ifdef REJECT
  repo.all(from<Post> | where(row_value(col<&Post::views>, col<&Post::id>) < row_value(1, 2, 3)));
#endif
}
