// expect[KNOWN]: recto: limit/offset: the number of rows is negative
// expect[LIMIT]: constexpr
// expect[OFFSET]: constexpr
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  constexpr auto fine = from<Post> | limit(1);
  repo.all(fine);
  repo.all(from<Post> | recto::limit<1>());
#ifdef REJECT_KNOWN
  repo.all(from<Post> | recto::limit<-1>());
#endif
#ifdef REJECT_LIMIT
  constexpr auto query = from<Post> | limit(-1);
#endif
#ifdef REJECT_OFFSET
  constexpr auto query = from<Post> | recto::offset(-1);
#endif
}
