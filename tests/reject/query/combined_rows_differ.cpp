// expect[NUMBER]: recto: union: the two queries bring different rows
// expect[TYPE]: recto: union: the two queries bring different rows
// expect[NULL]: recto: union: the two queries bring different rows
// names: posts
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  auto const titles = from<Post> | select(col<&Post::title>);
  repo.all(titles | recto::union_(from<Comment> | select(col<&Comment::body>)));
#ifdef REJECT_NUMBER
  repo.all(titles | recto::union_(from<Comment> | select(col<&Comment::body>, col<&Comment::id>)));
#endif
#ifdef REJECT_TYPE
  repo.all(titles | recto::union_(from<Comment> | select(col<&Comment::id>)));
#endif
#ifdef REJECT_NULL
  repo.all(titles
           | recto::union_(from<Comment> | left_join<Post>(col<&Post::id> == col<&Comment::post_id>)
                           | select(col<&Post::title>)));
#endif
}
