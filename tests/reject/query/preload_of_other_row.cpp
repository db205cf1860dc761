// expect: recto: preload: the rows are of another struct than the association is a field of; preload associations of
// names: Comment, Post
#include <recto/recto.hpp>

#include <cstdint>
#include <string>

struct Comment;
struct Tag {
  std::int64_t id{};
  static consteval auto schema() { return recto::table("tags"); }
};
struct User {
  std::string id{};
  static consteval auto schema() { return recto::table("users"); }
};
struct Post {
  std::int64_t id{};
  std::int64_t author_id{};
  recto::belongs_to<User> author{};
  recto::has_many<Comment> comments{};
  recto::many_to_many<Tag> tags{};
  static consteval auto schema() { return recto::table("posts"); }
};
struct Comment {
  std::int64_t id{};
  std::int64_t post_id{};
  recto::belongs_to<Post> post{};
  static consteval auto schema() { return recto::table("comments"); }
};

void use(recto::repo& repo) {
  (void)repo;
#ifdef REJECT
  repo.all(recto::from<Comment> | recto::preload<&Post::comments>());
#endif
}
