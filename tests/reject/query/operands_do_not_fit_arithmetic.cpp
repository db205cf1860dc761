// expect[MONEY]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[TEXT]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[BOOLEANS]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[NARROW]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[SUM]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[MIN]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[ROWS]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | select(col<&Post::price> * 2, col<&Post::stars> + std::int16_t{1}));
#ifdef REJECT_MONEY
  repo.all(from<Post> | select(col<&Post::price> * 0.5));
#endif
#ifdef REJECT_TEXT
  repo.all(from<Post> | select(col<&Post::title> + "x"));
#endif
#ifdef REJECT_BOOLEANS
  repo.all(from<Post> | select(col<&Post::published> + col<&Post::published>));
#endif
#ifdef REJECT_NARROW
  repo.all(from<Post> | select(col<&Post::stars> + 1));
#endif
#ifdef REJECT_SUM
  repo.all(from<Post> | select(sum(col<&Post::title>)));
#endif
#ifdef REJECT_MIN
  repo.all(from<Post> | select(recto::min(col<&Post::published>)));
#endif
#ifdef REJECT_ROWS
  repo.all(from<Post> | select(count(recto::row<Post>)));
#endif
}
