// expect[ORDER]: recto: case_: it takes when(condition, result) once or more, and then else_(result) or nothing
// expect[NOTHING]: recto: case_: it takes when(condition, result) once or more, and then else_(result) or nothing
// expect[CONDITION]: recto: condition: this is not a boolean expression; compare it with something
#include <recto/recto.hpp>
#include <reject/blog.hpp>

using recto::case_;
using recto::else_;
using recto::when;

void use(recto::repo& repo) {
  repo.all(from<Post> | select(case_(when(col<&Post::published>, 1), else_(2))));
#ifdef REJECT_ORDER
  repo.all(from<Post> | select(case_(else_(2), when(col<&Post::published>, 1))));
#endif
#ifdef REJECT_NOTHING
  repo.all(from<Post> | select(case_()));
#endif
#ifdef REJECT_CONDITION
  repo.all(from<Post> | select(case_(when(col<&Post::views>, 1), else_(2))));
#endif
}
