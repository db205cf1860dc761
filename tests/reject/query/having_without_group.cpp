// expect: recto: having: there is neither group_by nor an aggregate, so there are no groups to filter; write where
// names: posts
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | having(count() > std::int64_t{1}) | select(count()));
#ifdef REJECT
  repo.all(from<Post> | having(col<&Post::views> > 1));
#endif
}
