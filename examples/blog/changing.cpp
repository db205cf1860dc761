// SPDX-License-Identifier: BSL-1.0
// Updates, deletes and transactions.
#include "chapters.hpp"
#include "print.hpp"
#include "schema.hpp"

#include <fmt/core.h>

#include <expected>

namespace blog {

namespace {

using namespace recto;

/// Why a post was not published.
enum class refusal { no_such_post, published_already, too_much_unread };

// A function that takes a repo& works in and out of a transaction: `transact` passes one that is tied to it. A value
// commits, an error rolls back, and both come back to the caller. So does an exception, which rolls back as well.
std::expected<Post, refusal> publish(repo& repo, std::int64_t id, utc_datetime now) {
  return repo.transact([&](recto::repo& repo) -> std::expected<Post, refusal> {
    std::optional<Post> draft = repo.get<Post>(id);
    if (!draft) return std::unexpected(refusal::no_such_post);
    if (draft->published_at) return std::unexpected(refusal::published_already);
    draft->published_at = now;
    Post post = repo.update(*draft);
    repo.insert(Comment{.body = "It is out.", .post_id = post.id, .user_id = post.author_id});
    auto const unread = from<Post> | where(is_not_null(post::published_at) && post::views < 50);
    if (repo.count(unread) > 1) return std::unexpected(refusal::too_much_unread);  // undoes the two writes above
    return post;
  });
}

void try_to_publish(repo& repo, std::int64_t id, utc_datetime now) {
  std::expected<Post, refusal> const outcome = publish(repo, id, now);
  fmt::print("  post {}: {}\n", id, outcome ? "published" : enumerator_name(outcome.error()));
}

}  // namespace

void change(repo& repo) {
  print_chapter("Changes");

  print_question("Grace gets a bio. `update` writes the struct by its key, and sets updated_at:");
  User grace = repo.get_by<User>(user::username == "grace").value();
  grace.bio = "Nanoseconds to take away";
  grace = repo.update(grace);
  print_last_statement(repo);
  fmt::print("  updated after it was inserted: {}\n", grace.updated_at > grace.inserted_at ? "yes" : "no");

  print_question("Ten more views for each of her published posts, in one statement:");
  auto const hers = where(post::author_id == grace.id && is_not_null(post::published_at));
  std::int64_t const viewed = repo.update_all(from<Post> | hers | set(post::views += 10));
  print_last_statement(repo);
  fmt::print("  {} rows\n", viewed);

  print_question("Away with comments of which nobody can learn anything:");
  std::int64_t const removed = repo.delete_all(from<Comment> | where(comment::body == "first"));
  print_last_statement(repo);
  fmt::print("  {} row\n", removed);
  // Without `where` neither of the two compiles; who means every row says so: from<Comment> | every_row.

  print_question("Publish the draft, post 7, in a transaction that does not like unread posts:");
  auto const now = grace.updated_at;
  try_to_publish(repo, 7, now);
  fmt::print("  and nothing of it stays: post 7 is {}, and has {} comments\n",
             repo.get_or_throw<Post>(7).published_at ? "published" : "a draft",
             repo.count(from<Comment> | where(comment::post_id == 7)));

  print_question("Again, when people have read post 2; and then once too often:");
  repo.update_all(from<Post> | where(post::id == 2) | set(post::views = 99));
  try_to_publish(repo, 7, now);
  try_to_publish(repo, 7, now);
  fmt::print("  post 7 has {} comment\n", repo.count(from<Comment> | where(comment::post_id == 7)));
}

}  // namespace blog
