// expect[NULLOPT]: recto: set: this column cannot be NULL; unwrap the optional, or make the field a std::optional
// expect[OPTIONAL]: recto: set: this column cannot be NULL; unwrap the optional, or make the field a std::optional
// names: posts.title
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.update_all(from<Post> | recto::every_row | set(col<&Post::subtitle> = std::nullopt));
#ifdef REJECT_NULLOPT
  repo.update_all(from<Post> | recto::every_row | set(col<&Post::title> = std::nullopt));
#endif
#ifdef REJECT_OPTIONAL
  std::optional<std::string> title{};
  repo.update_all(from<Post> | recto::every_row | set(col<&Post::title> = title));
#endif
}
