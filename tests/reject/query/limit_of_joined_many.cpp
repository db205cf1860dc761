// expect: recto: preload_join: a limit or offset would count joined rows and not owners; load this association with
// names: comments
#include <recto/recto.hpp>

#include <cstdint>
#include <string>

struct Comment;
struct User {
  std::int64_t id{};
  std::string name{};
  static consteval auto schema() { return recto::table("users"); }
};
struct Post {
  std::int64_t id{};
  std::int64_t author_id{};
  recto::belongs_to<User> author{};
  recto::has_many<Comment> comments{};
  static consteval auto schema() { return recto::table("posts"); }
};
struct Comment {
  std::int64_t id{};
  std::int64_t post_id{};
  static consteval auto schema() { return recto::table("comments"); }
};

void use(recto::repo& repo) {
  repo.all(recto::from<Post> | recto::preload_join<&Post::author>() | recto::limit(3));
#ifdef REJECT
  repo.all(recto::from<Post> | recto::preload_join<&Post::comments>() | recto::limit(3));
#endif
}
