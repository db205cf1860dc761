// expect[TABLE]: recto: query: this column's table is neither in FROM nor joined (before it is used); join the table, or use the alias under which it was joined
// expect[CHOICE]: recto: dynamic: a term is itself a run-time choice; decide with `if` before it is added
// expect[INSIDE]: recto: dynamic: a term is a query with a dynamic condition inside; put that query's condition beside this one, by where(...)
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo, bool flag) {
  recto::dynamic<Post> condition = col<&Post::views> > 3;
  repo.all(from<Post> | where(condition));
#ifdef REJECT_TABLE
  condition = condition && col<&Comment::id> > std::int64_t{3};
#endif
#ifdef REJECT_CHOICE
  condition = condition && (col<&Post::views> > 3 && when(flag, col<&Post::views> > 3));
#endif
#ifdef REJECT_INSIDE
  condition = condition && exists(from<Post> | where(condition));
#endif
  static_cast<void>(flag);
}
