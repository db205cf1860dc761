// SPDX-License-Identifier: BSL-1.0
#include <recto/sql/association.hpp>

#include <recto/sql/clauses.hpp>
#include <recto/sql/text.hpp>

#include "../query/associations.hpp"

using namespace recto;
using namespace recto::test::associations;

namespace {

template <class Query>
std::string text(Query const&) {
  return std::string(sql_of<Query>);
}

}  // namespace

TEST_CASE("a column by position is written as any") {
  using by_position = detail::field_column<Comment, 1>;
  CHECK(text(from<Comment> | where(by_position{} == std::int64_t{1}) | select(by_position{}))
        == text(from<Comment> | where(col<&Comment::post_id> == std::int64_t{1}) | select(col<&Comment::post_id>)));
}

TEST_CASE("a column of a join table stands behind the table's name") {
  CHECK(
      text(from<Post> | join<&Post::tags>() | select(col<&Tag::name>))
      == R"(SELECT "tags"."name" FROM "posts" JOIN "posts_tags" AS "posts_tags" ON "posts_tags"."post_id" = "posts"."id")"
         R"( JOIN "tags" ON "tags"."id" = "posts_tags"."tag_id")");
}
