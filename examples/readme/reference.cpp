// SPDX-License-Identifier: BSL-1.0
// The blocks of docs/repo.md and docs/schema.md, compiled and run.
#include <recto/recto.hpp>
#include <recto/types/decimal.hpp>

#include <cstdio>
#include <cstdlib>
#include <expected>
#include <stdexcept>

using namespace recto;

namespace {

struct User;
struct Comment;

struct Post {
  std::int64_t id{};                        // the key; the database makes it
  std::string title{};                      // NOT NULL
  std::optional<std::int64_t> author_id{};  // may be NULL
  utc_datetime inserted_at{}, updated_at{};
  belongs_to<User> author{};     // no column
  has_many<Comment> comments{};  // no column

  static consteval auto schema() { return table("posts") | timestamps; }
};

struct User {
  std::int64_t id{};
  std::string name{};

  static consteval auto schema() { return table("users"); }
};

struct Comment {
  std::int64_t id{};
  std::int64_t post_id{};
  std::string body{};

  static consteval auto schema() { return table("comments"); }
};

struct Country {
  std::string code{};
  std::string name{};

  static consteval auto schema() { return table("countries") | primary_key<&Country::code>; }
};

struct Tagging {
  std::int64_t post_id{};
  std::int64_t tag_id{};
  std::int32_t weight{};

  static consteval auto schema() { return table("taggings") | primary_key<&Tagging::post_id, &Tagging::tag_id>; }
};

struct Measurement {
  std::int64_t sensor{};
  double value{};

  static consteval auto schema() { return table("measurements") | primary_key<>; }
};

struct Account {
  std::int64_t id{};
  std::string kind{};
  std::string password_hash{};
  std::int32_t version{};
  std::string greeting{};

  static consteval auto schema() {
    return table("accounts") | prefix("billing")  // "billing"."accounts"
         | source<&Account::kind>("type")         // the column is called type
         | read_after_writes<&Account::version>   // a trigger counts it
         | redacted<&Account::password_hash>      // not to be shown
         | virtual_field<&Account::greeting>;     // no column
  }
};

constexpr auto customers = from<Account> | where(col<&Account::kind> == "customer");
static_assert(sql_of<decltype(customers)>
              == R"(SELECT "id", "type", "password_hash", "version" FROM "billing"."accounts" WHERE "type" = $1)");

void check(bool good, char const* what) {
  if (!good) throw std::logic_error(what);
}

void on_notice(void*, std::string_view severity, std::string_view message) {
  std::printf("%.*s: %.*s\n", static_cast<int>(severity.size()), severity.data(), static_cast<int>(message.size()),
              message.data());
}

char const* database_url() {
  char const* const url = std::getenv("DATABASE_URL");
  return url ? url : "";
}

void create_tables(repo& blog) {
  blog.unsafe_script(R"(
    CREATE TEMPORARY TABLE users (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL);
    CREATE TEMPORARY TABLE posts (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, title text NOT NULL UNIQUE,
      author_id bigint REFERENCES users, inserted_at timestamptz NOT NULL, updated_at timestamptz NOT NULL);
    CREATE TEMPORARY TABLE comments (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      post_id bigint NOT NULL REFERENCES posts, body text NOT NULL);
    CREATE TEMPORARY TABLE countries (code text PRIMARY KEY, name text NOT NULL);
    CREATE TEMPORARY TABLE taggings (post_id bigint, tag_id bigint, weight integer NOT NULL,
      PRIMARY KEY (post_id, tag_id));
    CREATE TEMPORARY TABLE measurements (sensor bigint NOT NULL, value double precision NOT NULL);
  )");
}

void keys(repo& blog) {
  blog.insert(Country{.code = "is", .name = "Iceland"});
  std::optional<Country> iceland = blog.get<Country>("is");
  blog.insert(Tagging{.post_id = 1, .tag_id = 7, .weight = 3});
  std::optional<Tagging> tagging = blog.get<Tagging>(1, 7);  // in the order of the fields
  blog.insert(Measurement{.sensor = 1, .value = 2.5});       // no key: no get, reload, update, delete_
  check(iceland && iceland->name == "Iceland" && tagging && tagging->weight == 3, "keys");
}

enum class refusal { empty_body, no_such_post };

std::expected<Comment, refusal> add_comment(repo& outer, std::int64_t post_id, std::string body) {
  return outer.transact([&](repo& repo) -> std::expected<Comment, refusal> {
    if (body.empty()) return std::unexpected(refusal::empty_body);  // rolls back
    if (!repo.get<Post>(post_id)) return std::unexpected(refusal::no_such_post);
    return repo.insert(Comment{.post_id = post_id, .body = body});  // commits
  });
}

// Inserts the post unless its title is taken. A statement that fails dooms its transaction, but not the outer one.
bool try_insert(repo& outer, Post const& post) {
  try {
    auto const done = outer.transact([&](repo& repo) -> std::expected<void, refusal> {
      repo.insert(post);
      return {};  // nothing to return: std::expected<void, E>
    });
    return done.has_value();
  } catch (error const& problem) {
    if (problem.kind() != error_kind::constraint) throw;
    return false;
  }
}

void transactions(repo& blog) {
  Post const post = blog.insert(Post{.title = "First"});
  check(add_comment(blog, post.id, "Hello").has_value(), "committed");
  check(add_comment(blog, post.id, "").error() == refusal::empty_body, "rolled back");
  check(add_comment(blog, -1, "x").error() == refusal::no_such_post, "no such post");
  auto const both = blog.transact([&](repo& repo) -> std::expected<int, refusal> {
    check(!try_insert(repo, Post{.title = "First"}), "taken");
    check(try_insert(repo, Post{.title = "Second"}), "free");
    return 2;
  });
  check(both == 2 && blog.count(from<Post>) == 2 && blog.count(from<Comment>) == 1, "savepoint");
  check(!post.comments.is_loaded() && post.updated_at != utc_datetime{}, "post");
}

void raw(repo& blog) {
  auto const answer = blog.unsafe_sql("SELECT id, title, length(title) AS size FROM posts ORDER BY id");
  std::vector<Post> const posts = blog.load<Post>(answer);   // size is passed over, the rest keeps its defaults
  std::int32_t const size = answer.get<std::int32_t>(0, 2);  // row, column
  check(posts.size() == 2 && posts[0].title == "First" && size == 5 && answer.column_name(2) == "size", "raw");
}

}  // namespace

int main() try {
  repo blog{{
      .conninfo = database_url(),  // postgresql://ada@db.example.org/blog
      .pool_size = 1,
      .checkout_timeout = std::chrono::seconds(2),
      .application_name = "blog",
      .on_notice = on_notice,
  }};
  create_tables(blog);
  keys(blog);
  transactions(blog);
  raw(blog);
} catch (std::exception const& problem) {
  std::printf("%s\n", problem.what());
  return 1;
}
