// expect[MEMBER]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[NULL]: recto: comparison: comparing with NULL is never true; write is_null(column), or unwrap the optional
// expect[RANGE]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[DISTINCT]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[LIST]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[ALONE]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
#include <recto/recto.hpp>
#include <reject/blog.hpp>

using recto::row_value;

void use(recto::repo& repo) {
  int const numbers[]{1, 2};
  repo.all(from<Post> | where(row_value(col<&Post::title>) == row_value("x") && recto::in(col<&Post::views>, numbers)));
#ifdef REJECT_MEMBER
  repo.all(from<Post> | where(row_value(col<&Post::views>, col<&Post::title>) == row_value(1, 2)));
#endif
#ifdef REJECT_NULL
  repo.all(from<Post> | where(row_value(col<&Post::title>) == row_value(std::nullopt)));
#endif
#ifdef REJECT_RANGE
  repo.all(from<Post> | where(recto::between(col<&Post::views>, 1, "2")));
#endif
#ifdef REJECT_DISTINCT
  repo.all(from<Post> | where(recto::is_distinct_from(col<&Post::title>, 3)));
#endif
#ifdef REJECT_LIST
  repo.all(from<Post> | where(recto::in(col<&Post::title>, numbers)));
#endif
#ifdef REJECT_ALONE
  repo.all(from<Post> | where(row_value(col<&Post::title>) == col<&Post::title>));
#endif
}
