// SPDX-License-Identifier: BSL-1.0
// What goes wrong at run time. Nearly every mistake in a query is the compiler's to find; what is left depends on the
// data, on the tables as they are, and on the server. What a caller expects comes as a value (`get` gives an optional);
// everything else is thrown as the one class `recto::error`, which never holds a value that was bound.
#include "chapters.hpp"
#include "print.hpp"
#include "schema.hpp"

#include <recto/reflect/enumerators.hpp>

#include <fmt/core.h>

#include <stdexcept>
#include <string>
#include <string_view>

namespace blog {

namespace {

using namespace recto;

/// The table comments once more, by somebody who did not know that parent_id may be NULL.
struct CarelessComment {
  std::int64_t id{};
  std::int64_t parent_id{};

  static consteval auto schema() { return recto::table("comments"); }
};

/// The table users, by somebody who took its key for text.
struct ConfusedUser {
  std::string id{};
  std::string name{};

  static consteval auto schema() { return recto::table("users"); }
};

/// A table that nobody created.
struct Draft {
  std::int64_t id{};

  static consteval auto schema() { return recto::table("drafts"); }
};

template <class Attempt>
void expect(error_kind expected, std::string_view question, Attempt attempt) {
  print_question(question);
  try {
    attempt();
  } catch (error const& problem) {
    print_labelled("kind()", enumerator_name(problem.kind()));
    print_labelled("what()", problem.what());
    print_labelled("sqlstate()", problem.sqlstate());
    print_labelled("constraint()", problem.constraint());
    print_labelled("detail()", problem.detail());
    print_labelled("hint()", problem.hint());
    print_labelled("sql()", shortened(problem.sql()));
    if (problem.kind() != expected) throw;
    return;
  }
  throw std::logic_error("an error was expected, and there was none");
}

}  // namespace

void fail(repo& repo) {
  using enum error_kind;
  print_chapter("Errors");

  expect(no_results, "A row that has to be there and is not:", [&] { repo.get_or_throw<Post>(4444); });

  expect(multiple_results,
         "One row asked for, and there are more:", [&] { repo.one(from<Post> | where(post::views > 0)); });

  expect(constraint, "A user name that is taken. The detail is the server's, less the value:", [&] {
    repo.insert(User{.username = "ada", .name = "Another Ada"});
  });

  expect(invalid_value,
         "NULL in the database, and a field that is not std::optional:", [&] { repo.all(from<CarelessComment>); });

  expect(type_mismatch, "A column of another type than its field:", [&] { repo.all(from<ConfusedUser>); });

  expect(invalid_value, "A NUL byte in a text, which PostgreSQL cannot store. It is refused before anything is sent:",
         [&] { repo.insert(User{.username = std::string("a\0b", 3), .name = "Nobody"}); });

  expect(query, "A table that is not there:", [&] { repo.count(from<Draft>); });

  expect(not_loaded,
         "An association that was not loaded:", [&] { fmt::print("{}\n", repo.get_or_throw<Post>(1).author->name); });
}

}  // namespace blog
