// expect: recto: select_into: a whole row does not fit into a field; write select(row<T>, ...)
// names: Counted, post
#include <recto/recto.hpp>
#include <reject/blog.hpp>

struct Counted {
  Post post{};
  std::int64_t count{};
};

void use(recto::repo& repo) {
  repo.all(from<Post> | group_by(col<&Post::id>) | select(recto::row<Post>, recto::count()));
#ifdef REJECT
  repo.all(from<Post> | group_by(col<&Post::id>) | select_into<Counted>(recto::row<Post>, recto::count()));
#endif
}
