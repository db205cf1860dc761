// expect[LEFT_JOIN]: recto: select_into: the selected expression may be NULL; make this field a std::optional
// expect[COLUMN]: recto: select_into: the selected expression may be NULL; make this field a std::optional
// names: Summary, title
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | join<Comment>(col<&Comment::post_id> == col<&Post::id>)
           | select_into<Summary>(col<&Comment::body>, col<&Post::id>));
#ifdef REJECT_LEFT_JOIN
  repo.all(from<Post> | left_join<Comment>(col<&Comment::post_id> == col<&Post::id>)
           | select_into<Summary>(col<&Comment::body>, col<&Post::id>));
#endif
#ifdef REJECT_COLUMN
  repo.all(from<Post> | select_into<Summary>(col<&Post::subtitle>, col<&Post::id>));
#endif
}
