// expect[WHERE]: recto: condition: this is not a boolean expression; compare it with something
// expect[ON]: recto: condition: this is not a boolean expression; compare it with something
// expect[HAVING]: recto: condition: this is not a boolean expression; compare it with something
// expect[AND]: recto: condition: this is not a boolean expression; compare it with something
// expect[OR]: recto: condition: this is not a boolean expression; compare it with something
// expect[NOT]: recto: condition: this is not a boolean expression; compare it with something
// expect[VALUE]: recto: condition: this is not a boolean expression; compare it with something
// expect[TEXT]: recto: condition: this is not a boolean expression; compare it with something
// expect[STRING]: recto: condition: this is not a boolean expression; compare it with something
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | where(col<&Post::published> && !(col<&Post::views> > 3)));
#ifdef REJECT_WHERE
  repo.all(from<Post> | where(col<&Post::views>));
#endif
#ifdef REJECT_ON
  repo.all(from<Post> | join<Comment>(col<&Comment::post_id>));
#endif
#ifdef REJECT_HAVING
  repo.all(from<Post> | group_by(col<&Post::id>) | having(count()));
#endif
#ifdef REJECT_AND
  repo.all(from<Post> | where(col<&Post::published> && col<&Post::views>));
#endif
#ifdef REJECT_OR
  repo.all(from<Post> | where(col<&Post::title> || col<&Post::published>));
#endif
#ifdef REJECT_NOT
  repo.all(from<Post> | where(!col<&Post::views>));
#endif
#ifdef REJECT_VALUE
  repo.all(from<Post> | where(true));
#endif
#ifdef REJECT_TEXT
  repo.all(from<Post> | where("views > 3"));
#endif
#ifdef REJECT_STRING
  std::string sql = "views > 3";
  repo.all(from<Post> | where(sql));
#endif
}
