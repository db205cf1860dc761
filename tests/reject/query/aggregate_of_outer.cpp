// expect: recto: query: this aggregate has columns of the query around alone, so the server would compute it there; move it
// names: posts, views
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post>
           | where(scalar(from<Comment> | select(max(col<&Comment::id> + col<&Post::id>))) > std::int64_t{1}));
#ifdef REJECT
  repo.all(from<Post> | where(scalar(from<Comment> | select(max(col<&Post::views>))) > 1));
#endif
}
