// expect[NULLOPT]: recto: comparison: comparing with NULL is never true; write is_null(column), or unwrap the optional
// expect[NULLPTR]: recto: comparison: comparing with NULL is never true; write is_null(column), or unwrap the optional
// expect[OPTIONAL]: recto: comparison: comparing with NULL is never true; write is_null(column), or unwrap the optional
// expect[LEFT]: recto: comparison: comparing with NULL is never true; write is_null(column), or unwrap the optional
// names: posts.subtitle
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | where(is_null(col<&Post::subtitle>)));
#ifdef REJECT_NULLOPT
  repo.all(from<Post> | where(col<&Post::subtitle> == std::nullopt));
#endif
#ifdef REJECT_NULLPTR
  repo.all(from<Post> | where(col<&Post::subtitle> == nullptr));
#endif
#ifdef REJECT_OPTIONAL
  std::optional<std::string> wanted{};
  repo.all(from<Post> | where(col<&Post::subtitle> == wanted));
#endif
#ifdef REJECT_LEFT
  repo.all(from<Post> | where(std::nullopt != col<&Post::subtitle>));
#endif
}
