// expect: recto: when/where_if: beside an optional stands a function of its value
#include <recto/recto.hpp>
#include <reject/blog.hpp>

#include <optional>

void use(recto::repo& repo, std::optional<std::string> title) {
  repo.all(from<Post> | recto::where_if(title, [](auto const& one) { return col<&Post::title> == one; }));
#ifdef REJECT
  repo.all(from<Post> | recto::where_if(title, col<&Post::title> == "x"));
#endif
}
