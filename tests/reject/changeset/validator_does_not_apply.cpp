// expect[LENGTH]: recto: changeset: this validator cannot apply to a field of that type, and would never find anything; length is for text, bytes and lists, number for numbers, format for text, subset for lists
// expect[NUMBER]: recto: changeset: this validator cannot apply to a field of that type
// expect[SUBSET]: recto: changeset: this validator cannot apply to a field of that type
// expect[ACCEPTANCE]: recto: changeset: this validator cannot apply to a field of that type
// expect[FORMAT]: recto: changeset: this validator cannot apply to a field of that type
// names: Post
#include <recto/changeset/format.hpp>
#include <recto/recto.hpp>
#include <reject/blog.hpp>

recto::changeset<Post> use() {
  using namespace recto;
  auto cs = change(Post{}) | validate_length<&Post::title>({.min = 3}) | validate_number<&Post::views>({.less_than = 3})
          | validate_number<&Post::price>({.less_than = 0.5}) | validate_acceptance<&Post::published>();
#ifdef REJECT_LENGTH
  cs = cs | validate_length<&Post::views>({.min = 3});
#endif
#ifdef REJECT_NUMBER
  cs = cs | validate_number<&Post::title>({.less_than = 3});
#endif
#ifdef REJECT_SUBSET
  cs = cs | validate_subset<&Post::title>({"a"});
#endif
#ifdef REJECT_ACCEPTANCE
  cs = cs | validate_acceptance<&Post::title>();
#endif
#ifdef REJECT_FORMAT
  cs = cs | validate_format<&Post::views, "^[0-9]+$">();
#endif
  return cs;
}
