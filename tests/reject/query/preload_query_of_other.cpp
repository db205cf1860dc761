// expect[OTHER]: recto: preload: the query for this association must bring whole rows of the associated struct
// expect[LIMIT]: recto: preload: the query for this association must bring whole rows of the associated struct
// names: comments
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
#ifdef REJECT_OTHER
  repo.all(recto::from<Post> | recto::preload<&Post::comments>(recto::from<Tag>));
#endif
#ifdef REJECT_LIMIT
  repo.all(recto::from<Post> | recto::preload<&Post::comments>(recto::from<Comment> | recto::limit(3)));
#endif
}
