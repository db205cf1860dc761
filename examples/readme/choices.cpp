// SPDX-License-Identifier: BSL-1.0
// What docs/queries.md says of choices at run time, windows and orders; each query with the SQL that it becomes.
#include <recto/recto.hpp>
#include <recto/sql/print.hpp>

#include <fmt/format.h>

using namespace recto;

namespace {

struct Post {
  std::int64_t id{};
  std::string title{};
  std::int32_t views{};
  bool published{};
  std::int64_t author_id{};

  static consteval auto schema() { return table("posts"); }
};

namespace post {
constexpr auto id = col<&Post::id>;
constexpr auto title = col<&Post::title>;
constexpr auto views = col<&Post::views>;
constexpr auto published = col<&Post::published>;
constexpr auto author_id = col<&Post::author_id>;
}  // namespace post

constexpr auto ids = from<Post> | select(post::id);

struct Filter {
  std::optional<std::int64_t> author{};
  bool published = false;
  bool oldest_first = false;
  std::optional<int> rows{};
};

auto search(Filter const& wanted) {
  return ids | where_if(wanted.author, [](auto author) { return post::author_id == author; })
       | where_if(wanted.published, post::published)
       | order_by(either(wanted.oldest_first, asc(post::id), desc(post::id))) | limit(wanted.rows);
}
static_assert(cache_policy<decltype(search({}))> == cache::per_shape);

auto any_title(std::vector<std::string> const& words) {
  auto condition = dynamic<Post>::none();
  for (std::string const& word : words) condition = condition || contains(post::title, word);
  return ids | where(condition && post::published);
}

any_query<std::int64_t> stored(bool all) {
  if (all) return ids;
  return search({.published = true});
}

constexpr auto ranked = from<Post> | window<"by_author">(partition_by(post::author_id), order_by(desc(post::views)))
                      | select(post::id, over<"by_author">(rank()),
                               over(sum(post::views), order_by(post::id), rows_between(preceding<2>, current_row)));
static_assert(sql_of<decltype(ranked)>
              == R"(SELECT "id", rank() OVER "by_author",)"
                 R"( sum("views") OVER (ORDER BY "id" ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) FROM "posts")"
                 R"( WINDOW "by_author" AS (PARTITION BY "author_id" ORDER BY "views" DESC))");

constexpr auto most_read = ids | distinct_on(post::author_id) | order_by(post::author_id, desc(post::views));
static_assert(sql_of<decltype(most_read)>
              == R"(SELECT DISTINCT ON ("author_id") "id" FROM "posts" ORDER BY "author_id", "views" DESC)");

constexpr auto next_job = ids | where(!post::published) | first() | lock(for_update, skip_locked);
static_assert(sql_of<decltype(next_job)>
              == R"(SELECT "id" FROM "posts" WHERE NOT "published" ORDER BY "id" LIMIT $1 FOR UPDATE SKIP LOCKED)");

int failures = 0;
void expect(std::string const& said, std::string_view expected) {
  if (said == expected) return;
  fmt::print("{}\nand not\n{}\n", said, expected);
  ++failures;
}

}  // namespace

int main() {
  expect(fmt::format("{}", search({})), R"(SELECT "id" FROM "posts" ORDER BY "id" DESC)");
  expect(fmt::format("{}", search({.author = 7, .oldest_first = true, .rows = 10})),
         R"(SELECT "id" FROM "posts" WHERE "author_id" = $1 ORDER BY "id" LIMIT $2)");
  expect(fmt::format("{}", any_title({"a", "b"})),
         R"(SELECT "id" FROM "posts" WHERE ("title" LIKE $1 OR "title" LIKE $2) AND "published")");
  auto const sorted = order_by_name<&Post::title, &Post::views>("views", direction::desc);
  if (!sorted) return 1;  // sorted.error() lists what is allowed
  expect(fmt::format("{}", ids | *sorted), R"(SELECT "id" FROM "posts" ORDER BY "views" DESC)");
  expect(stored(true).sql(), R"(SELECT "id" FROM "posts")");
  return failures;
}
