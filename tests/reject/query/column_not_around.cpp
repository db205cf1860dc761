// expect: recto: parent_as: no query around this one has that source under a name of its own
// names: users, age
#include <recto/recto.hpp>
#include <reject/blog.hpp>

struct User {
  std::int64_t id{};
  std::int32_t age{};
  static consteval auto schema() { return recto::table("users"); }
};

void use(recto::repo& repo) {
  repo.all(from<User> | where(exists(from<Post> | where(col<&Post::views> > recto::parent_as(col<&User::age>)))));
#ifdef REJECT
  repo.all(from<Post> | where(exists(from<Comment> | where(col<&Comment::id> > recto::parent_as(col<&User::age>)))));
#endif
}
