// SPDX-License-Identifier: BSL-1.0
// What comes from outside: forms become changesets, and these become rows, or come back with what to say beside each
// input. The rules stand in changesets.cpp.
#include "changesets.hpp"
#include "chapters.hpp"
#include "print.hpp"

#include <fmt/core.h>

#include <expected>
#include <string_view>

namespace blog {

namespace {

using namespace recto;

// Text that is no form at all, or too large, is an error here: a web server would refuse the request.
params submitted(std::string_view form) { return params::from_form(form).value(); }

/// Inserts a changeset, or shows the form again.
template <class T>
void insert(repo& repo, changeset<T> const& asked) {
  std::expected<T, changeset<T>> const outcome = repo.insert(asked);
  if (!outcome) return print_form(outcome.error());
  print_last_statement(repo);
  fmt::print("  accepted, with id {}\n", outcome->id);
}

/// The same of an update.
void save(repo& repo, changeset<Post> const& edit, update_options<Post> const& options = {}) {
  std::expected<Post, changeset<Post>> const outcome = repo.update(edit, options);
  if (!outcome) return print_form(outcome.error());
  print_last_statement(repo);
  fmt::print("  \"{}\" is version {}\n", outcome->title, outcome->lock_version);
}

}  // namespace

void fill_in_forms(repo& repo) {
  print_chapter("Forms");

  print_question("Somebody registers, not very well. Nothing is sent to the database:");
  auto const refused =
      registration({}, submitted("username=mary&name=&email=mary&age=12abc&password=sesame&password_confirmation=sesam"
                                 "&password_hash=stolen&admin=true"));
  insert(repo, refused);

  print_question("A log may have the changeset, for what is redacted is not in it:");
  print_labelled("log", debug_string(refused));

  print_question("Filled in again:");
  params const corrected = submitted(
      "username=mary&name=Mary+Somerville&email=mary@moon.example&age=45&password=of+the+celestial"
      "&password_confirmation=of+the+celestial");
  insert(repo, registration({}, corrected));

  print_question(
      "Somebody else with her address. This the database finds, and the name of the index says whose error it is:");
  insert(repo, registration({}, corrected.with("username", "mary2")));

  print_question("She writes a post, too short at first:");
  Post const draft{.author_id = repo.get_by<User>(user::username == "mary").value().id};
  insert(repo, post_form(draft, submitted("title=Sun&body=It+shines.&published_at=2020-01-01T00:00:00Z")));
  fmt::print("\n");
  insert(repo, post_form(draft, submitted("title=The+sun+from+afar&body=It+shines+on+the+moon+as+well.")));

  print_question("Grace edits a post. Its form has every input; the update has the column that changed:");
  auto const typed = [](std::string_view title) {
    return params{{"title", title}, {"body", "First actual case."}, {"author_id", "1"}};
  };
  Post const moth = repo.get_or_throw<Post>(4);
  save(repo, post_form(moth, typed("A moth in relay 70")));

  print_question("She takes the title of another post:");
  save(repo, post_form(moth, typed("Bernoulli numbers")));

  print_question("Two people edit the same version. Under a lock the second is told, and nothing is lost:");
  update_options<Post> const told{.stale_error_field = "title", .stale_error_message = "was edited meanwhile"};
  auto const lock = optimistic_lock<&Post::lock_version>();
  save(repo, post_form(moth, typed("Relay 70 and its moth")) | lock, told);
  save(repo, post_form(moth, typed("Moths, relays and I")) | lock, told);
}

}  // namespace blog
