// expect: recto: select_into: a whole row has no place in a subquery's struct; select its columns
// names: Counted, post
#include <recto/recto.hpp>
#include <reject/blog.hpp>

struct Counted {
  Post post{};
  std::int64_t count{};
};

void use(recto::repo& repo) {
  auto counted = from<Post> | group_by(col<&Post::id>) | select_into<Counted>(recto::row<Post>, recto::count());
  repo.all(counted);
#ifdef REJECT
  repo.all(recto::subquery<"counted">(counted) | where(col<&Counted::count> > 1));
#endif
}
