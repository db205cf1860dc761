// expect[NAN]: recto: limit/offset: a number of rows is a whole number, or a std::optional of one; convert it first
// expect[BOOL]: recto: limit/offset: a number of rows is a whole number, or a std::optional of one; convert it first
// expect[TEXT]: recto: limit/offset: a number of rows is a whole number, or a std::optional of one; convert it first
#include <recto/recto.hpp>
#include <reject/blog.hpp>

void use(recto::repo& repo) {
  repo.all(from<Post> | limit(std::optional<std::uint16_t>(3)));
#ifdef REJECT_NAN
  repo.all(from<Post> | limit(__builtin_nan("")));
#endif
#ifdef REJECT_BOOL
  repo.all(from<Post> | recto::offset(true));
#endif
#ifdef REJECT_TEXT
  repo.all(from<Post> | limit("3"));
#endif
}
