// SPDX-License-Identifier: BSL-1.0
// Reading one table. A query is a value whose type is its structure: the compiler checks it and writes its SQL, so what
// is left to do at run time is to send the values and to read the rows.
#include "chapters.hpp"
#include "print.hpp"
#include "schema.hpp"

#include <fmt/core.h>

#include <string_view>

namespace blog {

namespace {

using namespace recto;

// `from<Post>` begins a query, each `|` adds a stage. The text is a constant; the 3 is a value, and travels apart from it.
constexpr auto most_read = from<Post> | order_by(desc(post::views)) | limit(3) | select(post::title);
static_assert(sql_of<decltype(most_read)> == R"(SELECT "title" FROM "posts" ORDER BY "views" DESC LIMIT $1)");

// Stages are values too. They are named, returned from functions and put together as a program needs them.
constexpr auto published = where(is_not_null(post::published_at));
constexpr auto newest_first = order_by(desc(post::published_at), asc(post::id));

// `contains` takes its text literally: a % in it is a percent sign, and no text can leave its parameter.
auto about(std::string_view word) { return where(contains(post::title, word) || contains(post::body, word)); }

auto read_at_least(std::int32_t views) { return where(post::views >= views); }

// Any function of a query is a stage, so several can go by one name.
auto page(int number, int size) {
  return [=](auto query) { return query | limit(size) | offset((number - 1) * size); };
}

struct Found {
  std::int64_t id{};
  std::string title{};
  std::int32_t views{};
  std::optional<utc_datetime> published_at{};
};

// The columns go into the fields of `Found` by position; were one of another type, or optional where the field is not,
// this would not compile.
constexpr auto as_found = select_into<Found>(post::id, post::title, post::views, post::published_at);

auto search(std::string_view word, std::int32_t views, int page_number) {
  return from<Post> | published | about(word) | read_at_least(views) | newest_first | page(page_number, 2) | as_found;
}

}  // namespace

void read(repo& repo) {
  print_chapter("One table");

  print_question("The post with key 4, and one that is not there. `get` gives an optional:");
  std::optional<Post> const moth = repo.get<Post>(4);
  std::optional<Post> const nothing = repo.get<Post>(4444);
  print_last_statement(repo);
  fmt::print("  4: {}\n  4444: {}\n", moth ? moth->title : "nothing", nothing ? nothing->title : "nothing");

  print_question("The user called grace:");
  std::optional<User> const grace = repo.get_by<User>(user::username == "grace");
  print_last_statement(repo);
  fmt::print("  {}, whose bio is {}\n", grace.value().name, grace->bio.value_or("NULL"));

  // One selected column comes as its own type, here std::string.
  print_question("The three titles that were read most:");
  print_sql(sql_of<decltype(most_read)>);
  for (std::string const& title : repo.all(most_read)) print_line(title);

  ask(repo,
      "Search: published, about \"engine\", read at least 40 times, newest first, page 1:", search("engine", 40, 1));

  print_question("The same search, page 2. Only the values differ, so it is the same prepared statement:");
  print_rows(repo.all(search("engine", 40, 2)));

  ask(repo, "Users with \"100%\" in their bio. The pattern is escaped, so the % means itself:",
      from<User> | where(contains(user::bio, "100%")));

  print_question("How many posts are there, is any of them without readers, and how often was the best one read?");
  auto const unread = from<Post> | where(post::views == 0);
  fmt::print("  {} posts; unread ones: {}; the best: {} times\n", repo.count(from<Post>),
             repo.exists(unread) ? "yes" : "no", repo.aggregate(from<Post>, max(post::views)).value_or(0));
}

}  // namespace blog
