// SPDX-License-Identifier: BSL-1.0
// Several tables in one query. There is no join without a condition; a column of a table that the query does not have
// is refused by the compiler, and so is a column that is neither grouped by nor aggregated.
#include "chapters.hpp"
#include "print.hpp"
#include "schema.hpp"

#include <fmt/core.h>

#include <tuple>

namespace blog {

namespace {

using namespace recto;

struct Byline {
  std::string title{};
  std::string author{};
};

constexpr auto bylines = from<Post> | join<User>(user::id == post::author_id) | where(post::views > 500)
                       | order_by(asc(post::title)) | select_into<Byline>(post::title, user::name);

struct AuthorFigures {
  std::string author{};
  std::int64_t posts{};
  std::optional<std::int64_t> views{};  // a sum over no rows is NULL: a plain integer here would not compile
};

constexpr auto author_figures = from<User> | left_join<Post>(post::author_id == user::id) | group_by(user::id)
                              | order_by(desc(count(post::id)), asc(user::name))
                              | select_into<AuthorFigures>(user::name, count(post::id), sum(post::views));

struct TagUse {
  std::string tag{};
  std::int64_t posts{};
  std::optional<std::int32_t> most_views{};
};

constexpr auto tags_used_twice = from<Tag> | join<PostTag>(post_tag::tag_id == tag::id)
                               | join<Post>(post::id == post_tag::post_id) | group_by(tag::id)
                               | having(count(post::id) >= 2) | order_by(desc(count(post::id)))
                               | select_into<TagUse>(tag::name, count(post::id), max(post::views));

struct Exchange {
  std::string said_by{};
  std::string said{};
  std::string answered_by{};
  std::string answer{};
};

// A table that stands in a query twice needs another name the second time; reply[comment::body] is its column.
constexpr auto reply = alias<Comment, "reply">;
constexpr auto replier = alias<User, "replier">;

constexpr auto exchanges = from<Comment> | join(reply, reply[comment::parent_id] == comment::id)
                         | join<User>(user::id == comment::user_id)
                         | join(replier, replier[user::id] == reply[comment::user_id]) | order_by(asc(comment::id))
                         | select_into<Exchange>(user::name, comment::body, replier[user::name], reply[comment::body]);

}  // namespace

void join_tables(repo& repo) {
  print_chapter("Several tables");

  ask(repo, "Who wrote what was read more than 500 times?", bylines);

  // row<Comment> is the whole struct. Behind a LEFT JOIN it may be missing, so its type is std::optional<Comment>.
  print_question("Ada's posts, each with the comments that open a thread, if it has any:");
  auto const threads = from<Post> | left_join<Comment>(comment::post_id == post::id && is_null(comment::parent_id))
                     | where(post::author_id == 1) | order_by(asc(post::id)) | select(post::title, row<Comment>);
  print_sql(repo.to_sql(threads));
  std::vector<std::tuple<std::string, std::optional<Comment>>> const found = repo.all(threads);
  for (auto const& [title, opening] : found) fmt::print("  {:<22} {}\n", title, opening ? opening->body : "-");

  ask(repo, "How many posts has each author, and how often were they read?", author_figures);
  ask(repo, "Which tags are on two posts or more, and how often was the best of these read?", tags_used_twice);
  ask(repo, "Who answered whom in the comments?", exchanges);
}

}  // namespace blog
