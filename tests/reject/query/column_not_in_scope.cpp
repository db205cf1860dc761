// expect[WHERE]: recto: query: this column's table is neither in FROM nor joined (before it is used); join the table
// expect[SELECT]: recto: query: this column's table is neither in FROM nor joined (before it is used); join the table
// expect[UPDATE]: recto: query: this column's table is neither in FROM nor joined (before it is used); join the table
// expect[CONSTANT]: recto: query: this column's table is neither in FROM nor joined (before it is used); join the table
// names: comments, body
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | join<Comment>(col<&Comment::post_id> == col<&Post::id>) | where(col<&Comment::body> == "x"));
#ifdef REJECT_WHERE
  repo.all(from<Post> | where(col<&Comment::body> == "x"));
#endif
#ifdef REJECT_SELECT
  repo.all(from<Post> | select(col<&Comment::body>));
#endif
#ifdef REJECT_UPDATE
  repo.update_all(from<Post> | where(col<&Comment::body> == "x") | set(col<&Post::views> = 1));
#endif
#ifdef REJECT_CONSTANT
  constexpr auto query = from<Post> | where(col<&Comment::body> == "x");
  static_assert(recto::sql_of<decltype(query)>.size() != 1);
#endif
}
