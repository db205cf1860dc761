// expect[NARROWING]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[MONEY]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[MONEY_COLUMN]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[TEXT_AND_INTEGER]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[INTEGER_AND_TEXT]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[COLUMNS]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[BOOLEAN]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[LIST]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[NARROW_LIST]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
// expect[GET_BY]: recto: expression: these operands do not fit without losing digits or meaning; give both the same type
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | where(col<&Post::views> == 1 && col<&Post::price> > recto::decimal{"9.99"}));
#ifdef REJECT_NARROWING
  std::int64_t views = 1;
  repo.all(from<Post> | where(col<&Post::views> == views));
#endif
#ifdef REJECT_MONEY
  repo.all(from<Post> | where(col<&Post::price> > 9.99));
#endif
#ifdef REJECT_MONEY_COLUMN
  repo.all(from<Post> | where(col<&Post::price> > col<&Post::score>));
#endif
#ifdef REJECT_TEXT_AND_INTEGER
  repo.all(from<Post> | where(col<&Post::title> == 5));
#endif
#ifdef REJECT_INTEGER_AND_TEXT
  repo.all(from<Post> | where(col<&Post::views> == "5"));
#endif
#ifdef REJECT_COLUMNS
  repo.all(from<Post> | where(col<&Post::title> == col<&Post::views>));
#endif
#ifdef REJECT_BOOLEAN
  repo.all(from<Post> | where(col<&Post::published> == 1));
#endif
#ifdef REJECT_LIST
  repo.all(from<Post> | where(recto::in(col<&Post::title>, {1, 2})));
#endif
#ifdef REJECT_NARROW_LIST
  std::vector<std::int64_t> views{1};
  repo.all(from<Post> | where(recto::in(col<&Post::views>, views)));
#endif
#ifdef REJECT_GET_BY
  repo.get_by<Post>(col<&Post::title> == 5);
#endif
}
