// SPDX-License-Identifier: BSL-1.0
// The queries of docs/queries.md that hold other queries, each with the SQL that it becomes.
#include <recto/recto.hpp>

using namespace recto;

namespace {

struct Post {
  std::int64_t id{};
  std::string title{};
  std::int32_t views{};
  std::optional<std::int64_t> author_id{};

  static consteval auto schema() { return table("posts"); }
};

struct User {
  std::int64_t id{};
  std::string name{};

  static consteval auto schema() { return table("users"); }
};

struct Category {
  std::int64_t id{};
  std::optional<std::int64_t> parent_id{};

  static consteval auto schema() { return table("categories"); }
};

namespace post {
constexpr auto id = col<&Post::id>;
constexpr auto title = col<&Post::title>;
constexpr auto views = col<&Post::views>;
constexpr auto author_id = col<&Post::author_id>;
}  // namespace post
namespace user {
constexpr auto id = col<&User::id>;
constexpr auto name = col<&User::name>;
}  // namespace user

template <class Query>
constexpr std::string_view sql(Query const&) {
  return sql_of<Query>;
}

constexpr auto newest =
    subquery<"newest">(from<Post> | where(post::author_id == user::id) | order_by(desc(post::id)) | limit(1));
constexpr auto latest = from<User> | left_lateral_join(newest) | select(user::name, newest.col<&Post::title>);
static_assert(std::is_same_v<row_of<decltype(latest)>, std::tuple<std::string, std::optional<std::string>>>);

constexpr auto by_author = post::author_id == user::id;
constexpr auto writers = from<User> | where(exists(from<Post> | where(by_author)))
                       | select(user::name, scalar(from<Post> | where(by_author) | select(count())));
static_assert(
    sql(writers)
    == R"(SELECT "name", (SELECT count(*) FROM "posts" WHERE "posts"."author_id" = "users"."id") FROM "users")"
       R"( WHERE EXISTS (SELECT FROM "posts" WHERE "posts"."author_id" = "users"."id"))");

struct Best {
  std::optional<std::int64_t> author_id{};
  std::optional<std::int32_t> views{};
};

constexpr auto best =
    subquery<"best">(from<Post> | group_by(post::author_id) | select_into<Best>(post::author_id, max(post::views)));
constexpr auto best_posts = from<Post>
                          | join(best, col<&Best::author_id> == post::author_id && col<&Best::views> == post::views)
                          | select(post::title);
static_assert(sql(best_posts)
              == R"(SELECT "posts"."title" FROM "posts" JOIN (SELECT "posts"."author_id", max("posts"."views"))"
                 R"( FROM "posts" GROUP BY "posts"."author_id") AS "best" ("author_id", "views"))"
                 R"( ON "best"."author_id" = "posts"."author_id" AND "best"."views" = "posts"."views")");

constexpr auto popular = cte<"popular">(from<Post> | where(post::views > 1000));
constexpr auto again = popular.as<"again">();
constexpr auto pairs = popular
                     | join(again, again.col<&Post::author_id> == popular.col<&Post::author_id>
                                       && again.col<&Post::id> > popular.col<&Post::id>)
                     | select(popular.col<&Post::title>, again.col<&Post::title>);
constexpr auto popular_writers =
    from<User> | with(popular) | where(in(user::id, again | select(again.col<&Post::author_id>))) | select(user::name);

struct Step {
  std::int64_t id{};
  std::int32_t depth{};
};

auto below(std::int64_t root) {
  return recursive_cte<"below", Step>(
      from<Category> | where(col<&Category::id> == root) | select_into<Step>(col<&Category::id>, value(0)),
      [](auto self) {
        return from<Category> | join(self, col<&Category::parent_id> == col<&Step::id>)
             | select_into<Step>(col<&Category::id>, col<&Step::depth> + 1);
      });
}

struct Gone {
  std::int64_t id{};
  std::string title{};
};

constexpr auto removed =
    delete_cte<"removed">(from<Post> | where(post::views == 0) | returning_into<Gone>(post::id, post::title));
constexpr auto count_removed = removed | select(count());
static_assert(sql(count_removed)
              == R"(WITH "removed" ("id", "title") AS (DELETE FROM "posts" WHERE "posts"."views" = $1)"
                 R"( RETURNING "posts"."id", "posts"."title") SELECT count(*) FROM "removed")");

constexpr auto names =
    from<Post> | select(post::title) | union_(from<User> | select(user::name)) | order_by(post::title) | limit(10);
static_assert(sql(names) == R"(SELECT "title" FROM "posts" UNION SELECT "name" FROM "users" ORDER BY 1 LIMIT $1)");

constexpr auto archived = from<table<"old_posts", Post>> | where(post::views > 10) | select(post::title);
constexpr auto elsewhere = from<prefixed<"archive", Post>> | select(post::title);
constexpr auto schemaless = from<table<"notes">> | where(column<"stars", std::int32_t> > 3)
                          | select(column<"text", std::optional<std::string>>);
static_assert(sql(schemaless) == R"(SELECT "text" FROM "notes" WHERE "stars" > $1)");

struct Change {
  std::int64_t id{};
  std::int32_t views{};
};

auto change(std::vector<Change> const& changes) {
  auto const wanted = values<"wanted">(changes);
  return from<Post> | join(wanted, wanted.col<&Change::id> == post::id) | set(post::views = wanted.col<&Change::views>)
       | every_row;
}

auto chosen(std::vector<std::int64_t> ids) {
  auto const wanted = unnest<"wanted">(std::move(ids));
  return from<Post> | join(wanted, wanted.value == post::id) | select(post::title);
}
static_assert(
    sql_of<decltype(chosen({}))>
    == R"(SELECT "posts"."title" FROM "posts" JOIN unnest($1) AS "wanted" ("value") ON "wanted"."value" = "posts"."id")");

struct Number {
  std::int32_t n{};
};

constexpr auto numbers = fragment_source<"numbers", Number, "generate_series(?, ?)">(1, 10);
constexpr auto even = numbers | where(col<&Number::n> % 2 == 0);

}  // namespace

// All that there is to check was checked by the compiler, but for the queries that hold values of the heap.
int main() {
  static_cast<void>(below(1));
  static_cast<void>(change({}));
  static_cast<void>(chosen({}));
  static_cast<void>(latest);
  static_cast<void>(pairs);
  static_cast<void>(popular_writers);
  static_cast<void>(archived);
  static_cast<void>(elsewhere);
  static_cast<void>(even);
}
