// expect: recto: join: it needs a condition
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | recto::cross_join<Comment>());
#ifdef REJECT
  repo.all(from<Post> | recto::join<Comment>());
#endif
}
