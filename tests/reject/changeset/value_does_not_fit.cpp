// expect[NUMBER]: recto: changeset: the value does not fit the field; give it the field's type, and convert it yourself where that may lose something
// expect[NULL]: recto: changeset: the value does not fit the field
// expect[NARROW]: recto: changeset: the value does not fit the field
// expect[MEMBER]: recto: changeset: the value does not fit the field
// names: Post
#include <recto/recto.hpp>
#include <reject/blog.hpp>

recto::changeset<Post> use() {
  using namespace recto;
  auto cs = change(Post{}) | put<&Post::title>("x") | put<&Post::subtitle>(std::nullopt) | put<&Post::views>(3);
#ifdef REJECT_NUMBER
  cs = cs | put<&Post::title>(3);
#endif
#ifdef REJECT_NULL
  cs = cs | put<&Post::title>(std::nullopt);
#endif
#ifdef REJECT_NARROW
  cs = cs | force<&Post::views>(std::int64_t{3});
#endif
#ifdef REJECT_MEMBER
  cs.put<&Post::price>(0.5);
#endif
  return cs;
}
