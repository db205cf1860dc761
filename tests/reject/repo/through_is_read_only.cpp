// expect: recto: association: what leads through other associations is only read; write those that it leads
// names: User, comments
#include <recto/recto.hpp>

#include <cstdint>
#include <string>

struct Post;
struct Comment;
struct User {
  std::int64_t id{};
  recto::has_many<Post> posts{};
  recto::has_many<Comment> comments{};
  recto::has_many<Comment> answers{};
  static consteval auto schema();
};
struct Post {
  std::int64_t id{};
  std::int64_t user_id{};
  recto::has_many<Comment> comments{};
  recto::belongs_to<User> user{};
  static consteval auto schema() { return recto::table("posts"); }
};
struct Comment {
  std::int64_t id{};
  std::int64_t post_id{};
  static consteval auto schema() { return recto::table("comments"); }
};
consteval auto User::schema() {
  return recto::table("users") | recto::through<&User::comments, &User::posts, &Post::comments>
       | recto::through<&User::answers, &User::posts, &Post::user>;
}

void use(recto::repo& repo) {
  (void)repo.all(recto::from<User> | recto::preload<&User::comments>());
#ifdef REJECT
  (void)(recto::change(User{}) | recto::put_assoc<&User::comments>({Comment{}}));
#endif
}
