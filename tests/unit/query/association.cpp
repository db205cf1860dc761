// SPDX-License-Identifier: BSL-1.0
// Joins by association as types and text; tests/db/repo/association_join.cpp asks the server.
#include <recto/query/association.hpp>

#include "associations.hpp"

#include <recto/sql/association.hpp>
#include <recto/sql/clauses.hpp>
#include <recto/sql/functions.hpp>
#include <recto/sql/text.hpp>

using namespace recto;
using namespace recto::test::associations;

namespace {

constexpr auto parent = alias<Comment, "parent">;
constexpr auto child = alias<Comment, "child">;

template <class Query>
std::string text(Query const&) {
  return std::string(sql_of<Query>);
}

static_assert(query_verdict<decltype(from<Post> | join<&Post::comments>())>::value);
static_assert(query_verdict<decltype(from<Post> | left_join<&Post::author>())>::value);
static_assert(query_verdict<decltype(from<Post> | join<&Post::tags>())>::value);
// An association of a table that is not there.
static_assert(!query_verdict<decltype(from<Tag> | join<&Post::comments>())>::value);
// A table twice needs an alias.
static_assert(!query_verdict<decltype(from<Comment> | join<&Comment::answered>())>::value);
static_assert(query_verdict<decltype(from<Comment> | join<&Comment::answered>(parent))>::value);
static_assert(query_verdict<decltype(child | join<&Comment::answered>(child, parent))>::value);
// The right side of a LEFT JOIN may be NULL.
static_assert(std::is_same_v<row_of<decltype(from<Post> | left_join<&Post::author>() | select(col<&User::name>))>,
                             std::optional<std::string>>);
static_assert(
    std::is_same_v<row_of<decltype(from<Post> | join<&Post::author>() | select(col<&User::name>))>, std::string>);
static_assert(std::is_same_v<row_of<decltype(from<Post> | left_join<&Post::tags>() | select(col<&Tag::name>))>,
                             std::optional<std::string>>);

}  // namespace

TEST_CASE("ON compares the keys") {
  CHECK(text(from<Post> | join<&Post::comments>() | select(col<&Post::id>))
        == R"(SELECT "posts"."id" FROM "posts" JOIN "comments" ON "comments"."post_id" = "posts"."id")");
  CHECK(text(from<Post> | left_join<&Post::author>() | select(col<&Post::id>))
        == R"(SELECT "posts"."id" FROM "posts" LEFT JOIN "users" ON "users"."id" = "posts"."author_id")");
}

TEST_CASE("aliases stand where they were given") {
  CHECK(
      text(child | join<&Comment::answered>(child, parent) | select(child.col<&Comment::id>))
      == R"(SELECT "child"."id" FROM "comments" AS "child" JOIN "comments" AS "parent" ON "parent"."id" = "child"."answered_id")");
}
