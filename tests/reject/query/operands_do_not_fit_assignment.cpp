// expect[NARROWING]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[NARROW_COLUMN]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[MONEY]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[TEXT]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[SUM_OF_TEXT]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[NARROW_SUM]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.update_all(from<Post> | recto::every_row | set(col<&Post::views> += 1, col<&Post::price> = 9));
#ifdef REJECT_NARROWING
  std::int64_t views = 1;
  repo.update_all(from<Post> | recto::every_row | set(col<&Post::views> = views));
#endif
#ifdef REJECT_NARROW_COLUMN
  repo.update_all(from<Post> | recto::every_row | set(col<&Post::views> = col<&Post::id>));
#endif
#ifdef REJECT_MONEY
  repo.update_all(from<Post> | recto::every_row | set(col<&Post::price> = 9.99));
#endif
#ifdef REJECT_TEXT
  repo.update_all(from<Post> | recto::every_row | set(col<&Post::title> = 5));
#endif
#ifdef REJECT_SUM_OF_TEXT
  repo.update_all(from<Post> | recto::every_row | set(col<&Post::title> += "x"));
#endif
#ifdef REJECT_NARROW_SUM
  repo.update_all(from<Post> | recto::every_row | set(col<&Post::views> += col<&Post::id>));
#endif
}
