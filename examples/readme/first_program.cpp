#include <recto/recto.hpp>

#include <cstdio>
#include <cstdlib>

using namespace recto;

struct Post {
  std::int64_t id{};  // the primary key, which the database generates
  std::string title{};
  std::int32_t views = 0;
  std::optional<utc_datetime> published_at{};  // optional: the column may be NULL

  static consteval auto schema() { return table("posts"); }
};

// A query is a value, its structure is its type, and its SQL is a constant that the compiler wrote.
constexpr auto most_read = from<Post> | where(col<&Post::views> > 100) | order_by(desc(col<&Post::views>)) | limit(3);
static_assert(sql_of<decltype(most_read)>
              == R"(SELECT "id", "title", "views", "published_at" FROM "posts" WHERE "views" > $1)"
                 R"( ORDER BY "views" DESC LIMIT $2)");

int main() try {
  char const* const url = std::getenv("DATABASE_URL");
  repo repo{{.conninfo = url ? url : "", .pool_size = 1}};
  repo.unsafe_sql(
      "CREATE TEMPORARY TABLE posts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,"
      " title text NOT NULL, views integer NOT NULL, published_at timestamptz)");

  Post draft = repo.insert(Post{.title = "A draft"});  // comes back with its id
  repo.insert_all(std::vector<Post>{{.title = "Known", .views = 180}, {.title = "Well known", .views = 950}});
  repo.update_all(from<Post> | where(col<&Post::title> == "Known") | set(col<&Post::views> += 20));

  for (Post const& post : repo.all(most_read)) std::printf("%-12s %d\n", post.title.c_str(), post.views);

  std::optional<Post> found = repo.get<Post>(draft.id);  // no such row: an empty optional
  std::printf("%s\n", found ? found->title.c_str() : "gone");
} catch (recto::error const& error) {
  std::printf("%s\n", error.what());
  return 1;
}
