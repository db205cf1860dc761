// SPDX-License-Identifier: BSL-1.0
// The queries of docs/queries.md, each with the SQL that it becomes.
#include <recto/recto.hpp>
#include <recto/types/decimal.hpp>

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

constexpr auto titles = from<Post> | select(post::title);
static_assert(sql(titles) == R"(SELECT "title" FROM "posts")");

constexpr auto conditions = titles | where(post::views > 10 && !(post::title == "x")) | where(is_null(post::author_id));
static_assert(sql(conditions)
              == R"(SELECT "title" FROM "posts" WHERE "views" > $1 AND NOT "title" = $2 AND "author_id" IS NULL)");

constexpr auto arithmetic = titles | where(post::views * 2 + 1 >= 100);
static_assert(sql(arithmetic) == R"(SELECT "title" FROM "posts" WHERE "views" * $1 + $2 >= $3)");

auto lists() {
  return titles | where(in(post::views, {1, 2, 3}) || not_in(post::title, std::vector<std::string>{"x"}));
}
static_assert(sql_of<decltype(lists())>
              == R"(SELECT "title" FROM "posts" WHERE "views" = ANY($1) OR "title" <> ALL($2))");

auto patterns() { return titles | where(like(post::title, "a%") || starts_with(post::title, "100%")); }
static_assert(sql_of<decltype(patterns())>
              == R"(SELECT "title" FROM "posts" WHERE "title" LIKE $1 OR "title" LIKE $2)");

constexpr auto digest = from<Post> | group_by(post::author_id)
                      | select(post::author_id, count(distinct(post::title)), filter(count(), post::views > 100),
                               string_agg(post::title, ", ").order_by(desc(post::views)), array_agg(post::id));
static_assert(
    sql(digest)
    == R"(SELECT "author_id", count(DISTINCT "title"), count(*) FILTER (WHERE "views" > $1),)"
       R"( string_agg("title", $2 ORDER BY "views" DESC), array_agg("id") FROM "posts" GROUP BY "author_id")");

constexpr auto initial = fragment<"left(?, 1) COLLATE ?", std::string>(post::title, identifier<"C">);
constexpr auto by_initial =
    from<Post> | where(fragment<"? % ? = 0", bool>(post::views, 2)) | select(post::id) | order_by(initial);
static_assert(sql(by_initial)
              == R"(SELECT "id" FROM "posts" WHERE "views" % $1 = 0 ORDER BY left("title", 1) COLLATE "C")");

auto search(std::string_view typed) {
  auto const words = to_tsvector<"english">(post::title);
  auto const wanted = websearch_to_tsquery<"english">(typed);
  return titles | where(matches(words, wanted));
}
static_assert(sql_of<decltype(search(""))>
              == R"(SELECT "title" FROM "posts" WHERE to_tsvector('english', "title"))"
                 R"( @@ websearch_to_tsquery('english', $1))");

constexpr auto page = titles | order_by(desc(post::views), asc_nulls_first(post::author_id)) | limit(10) | offset(20);
static_assert(sql(page)
              == R"(SELECT "title" FROM "posts" ORDER BY "views" DESC, "author_id" NULLS FIRST LIMIT $1 OFFSET $2)");

constexpr auto joined = from<Post> | left_join<User>(user::id == post::author_id) | select(post::title, user::name);
static_assert(sql(joined)
              == R"(SELECT "posts"."title", "users"."name" FROM "posts")"
                 R"( LEFT JOIN "users" ON "users"."id" = "posts"."author_id")");
static_assert(std::is_same_v<row_of<decltype(joined)>, std::tuple<std::string, std::optional<std::string>>>);

constexpr auto other = alias<Post, "other">;
constexpr auto twins = from<Post> | join(other, other[post::title] == post::title && other[post::id] > post::id)
                     | select(post::id, other[post::id]);
static_assert(sql(twins)
              == R"(SELECT "posts"."id", "other"."id" FROM "posts" JOIN "posts" AS "other")"
                 R"( ON "other"."title" = "posts"."title" AND "other"."id" > "posts"."id")");

constexpr auto grouped = from<Post> | group_by(post::author_id) | having(count() > 2)
                       | select(post::author_id, count(), sum(post::views), avg(post::views));
static_assert(sql(grouped)
              == R"(SELECT "author_id", count(*), sum("views"), avg("views") FROM "posts")"
                 R"( GROUP BY "author_id" HAVING count(*) > $1)");
static_assert(std::is_same_v<row_of<decltype(grouped)>,
                             std::tuple<std::optional<std::int64_t>, std::int64_t, std::int64_t, decimal>>);

constexpr auto label = case_(when(post::views >= 1000, "hot"), when(post::views >= 100, "warm"), else_("cold"));
constexpr auto labels = from<Post> | select(post::title, label, coalesce(post::author_id, 0));
static_assert(sql(labels)
              == R"(SELECT "title", CASE WHEN "views" >= $1 THEN $2 WHEN "views" >= $3 THEN $4 ELSE $5 END,)"
                 R"( coalesce("author_id", $6) FROM "posts")");
static_assert(std::is_same_v<row_of<decltype(labels)>, std::tuple<std::string, std::string, std::int64_t>>);

auto page_after(std::int32_t views, std::int64_t id) {
  return from<Post> | where(row_value(post::views, post::id) > row_value(views, id)) | order_by(post::views, post::id)
       | limit(20);
}
static_assert(sql_of<decltype(page_after(0, 0))>
              == R"(SELECT "id", "title", "views", "author_id" FROM "posts" WHERE ("views", "id") > ($1, $2))"
                 R"( ORDER BY "views", "id" LIMIT $3)");

}  // namespace

// All that there is to check was checked by the compiler, but for the two queries that hold values of its heap.
int main() {
  static_cast<void>(lists());
  static_cast<void>(patterns());
  static_cast<void>(search("tea"));
  static_cast<void>(page_after(0, 0));
}
