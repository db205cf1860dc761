// expect: recto: cast_to: PostgreSQL has no conversion between these types; convert by way of a type that has both
// names: posts.published, std::int64_t
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | select(recto::cast_to<std::int32_t>(col<&Post::published>)));
#ifdef REJECT
  repo.all(from<Post> | select(recto::cast_to<std::int64_t>(col<&Post::published>)));
#endif
}
