// SPDX-License-Identifier: BSL-1.0
// Which violations a changeset explains, and what is said of the others.
#include <recto/changeset/change.hpp>
#include <recto/changeset/constraints.hpp>
#include <recto/changeset/errors.hpp>
#include <recto/repo/violation.hpp>

#include "rows.hpp"

using namespace recto::test;
using namespace recto::test::library;
using recto::constraint_kind;
using recto::match;
using recto::detail::changeset_access;
using recto::detail::explains_violation;
using recto::detail::violated_kind;

namespace {

recto::error violated(char const* sqlstate, char const* name) {
  return recto::error({.kind = recto::error_kind::constraint,
                       .message = "violated",
                       .sqlstate = sqlstate,
                       .detail = "Key already exists.",
                       .table = "books",
                       .constraint = name});
}

// The errors that a violation becomes, as one text; the message of the exception if it is thrown.
template <class Stage>
std::string said(Stage&& stage, char const* sqlstate, char const* name) {
  auto given = recto::changeset<Book>(Book{}) | stage;
  try {
    if (!explains_violation(violated(sqlstate, name), changeset_access::record(given), "books")) return "none of ours";
    CHECK(!given.valid());
    return recto::errors_on(given).to_string();
  } catch (recto::error const& thrown) {
    return "thrown: " + thrown.message();
  }
}

}  // namespace

TEST_CASE("kinds by SQLSTATE") {
  CHECK(violated_kind("23505") == constraint_kind::unique);
  CHECK(violated_kind("23503") == constraint_kind::foreign_key);
  CHECK(violated_kind("23001") == constraint_kind::foreign_key);  // restrict_violation
  CHECK(violated_kind("23514") == constraint_kind::check);
  CHECK(violated_kind("23P01") == constraint_kind::exclusion);
  CHECK(!violated_kind("23502"));  // not_null_violation
  CHECK(!violated_kind("23000"));
  CHECK(!violated_kind("40001"));
  CHECK(!violated_kind(""));
}

TEST_CASE("names are compared in full, from the beginning or to the end") {
  auto const unique = [](std::string name, match how) {
    return recto::unique_constraint<&Book::title>({.name = std::move(name), .match = how});
  };
  std::string const taken = recto::errors_on([] {
                              recto::changeset<Book> given;
                              given.add_error<&Book::title>("has already been taken");
                              return given;
                            }())
                                .to_string();
  CHECK(said(recto::unique_constraint<&Book::title>(), "23505", "books_title_index") == taken);
  CHECK(said(unique("own", match::exact), "23505", "own") == taken);
  CHECK_THAT(said(unique("own", match::exact), "23505", "own2"), contains("thrown"));
  CHECK(said(unique("own_", match::prefix), "23505", "own_2") == taken);
  CHECK_THAT(said(unique("own_", match::prefix), "23505", "my_own_2"), contains("thrown"));
  CHECK(said(unique("_own", match::suffix), "23505", "my_own") == taken);
  CHECK_THAT(said(unique("_own", match::suffix), "23505", "my_own_2"), contains("thrown"));
  CHECK_THAT(said(unique("own", match::exact), "23514", "own"), contains("thrown"));  // of another kind
  CHECK(said(unique("own", match::exact), "23502", "own") == "none of ours");
}

TEST_CASE("an undeclared violation says what was declared, and what to add") {
  auto given = recto::changeset<Book>(Book{}) | recto::unique_constraint<&Book::title>()
             | recto::check_constraint<&Book::pages>("pages_", {.match = match::prefix})
             | recto::exclusion_constraint<&Book::lent>({.name = "_lent", .match = match::suffix});
  given.set_action(recto::action::update);
  auto const thrown = error_of(
      [&] { explains_violation(violated("23503", "books_author_fkey"), changeset_access::record(given), "books"); });
  REQUIRE(thrown);
  CHECK(thrown->kind() == recto::error_kind::constraint);
  CHECK(thrown->constraint() == "books_author_fkey");
  CHECK(thrown->sqlstate() == "23503");
  CHECK(thrown->detail() == "Key already exists.");
  CHECK(thrown->message()
        == "update of \"books\": the constraint \"books_author_fkey\" (foreign_key_constraint) was violated and is not "
           "declared; declared: \"_lent\" (exclusion_constraint as a suffix), \"pages_\" (check_constraint as a prefix), "
           "\"books_title_index\" (unique_constraint)");
  CHECK(thrown->hint()
        == "to make it an error of a field, add to the changeset: | recto::foreign_key_constraint<&...>({.name = "
           "\"books_author_fkey\"})");
  CHECK(given.valid());
  auto const bare = error_of([&] {
    recto::changeset<Book> empty;
    explains_violation(violated("23505", "x"), changeset_access::record(empty), "books");
  });
  REQUIRE(bare);
  CHECK_THAT(bare->message(), contains("declared: nothing"));
}

TEST_CASE("the newest of two that fit says it, once") {
  auto given = recto::changeset<Book>(Book{}) | recto::unique_constraint<&Book::title>()
             | recto::unique_constraint<&Book::title>({.message = "is known", .error_key = "base"});
  REQUIRE(explains_violation(violated("23505", "books_title_index"), changeset_access::record(given), "books"));
  REQUIRE(given.errors().size() == 1);
  CHECK(given.errors()[0].field() == "base");
  CHECK(given.errors()[0].message() == "is known");
}
