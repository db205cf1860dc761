// SPDX-License-Identifier: BSL-1.0
// Joins by association, as the server answers them.
#include <recto/query/association.hpp>

#include "newspaper.hpp"

using namespace recto;
using namespace recto::test;
using namespace recto::test::newspaper;

namespace {

struct filled : watched_database {
  filled() { fill(repo); }
};
using strings = std::vector<std::string>;

constexpr auto answer = alias<Comment, "answer">;
constexpr auto question = alias<Comment, "question">;
constexpr auto writer = alias<User, "writer">;

}  // namespace

TEST_CASE("a has_many, a belongs_to, a has_one: joined by what the fields say") {
  filled here;
  CHECK(here.repo.count(from<Post> | join<&Post::comments>()) == 4);
  CHECK(here.repo.count(from<Post> | left_join<&Post::comments>()) == 8);
  CHECK(here.repo.count(from<Comment> | join<&Comment::user>()) == 4);
  CHECK(here.repo.count(from<Comment> | left_join<&Comment::user>()) == 5);
  CHECK(here.repo.count(from<User> | join<&User::profile>()) == 1);
  CHECK(here.repo.count(from<User> | left_join<&User::profile>()) == 3);
}

TEST_CASE("a chain") {
  filled here;
  auto const found =
      here.repo.all(from<Comment> | join<&Comment::post>() | join<&Post::author>() | where(col<&User::name> == "Ada")
                    | order_by(asc(col<&Comment::id>)) | select(col<&Comment::body>, col<&Post::title>));
  REQUIRE(found.size() == 4);
  CHECK(found[3] == std::tuple<std::string, std::string>("d", "two"));
}

TEST_CASE("a many_to_many joins its table, from both sides") {
  filled here;
  CHECK(here.repo.all(from<Post> | join<&Post::tags>() | where(col<&Tag::name> == "cpp") | order_by(asc(col<&Post::id>))
                      | select(col<&Post::title>))
        == strings{"one", "two"});
  CHECK(here.repo.all(from<Tag> | join<&Tag::posts>() | where(col<&Post::title> == "one")
                      | order_by(asc(col<&Tag::name>)) | select(col<&Tag::name>))
        == strings{"cpp", "sql"});
  CHECK(here.repo.count(from<Tag> | left_join<&Tag::posts>()) == 4);
  CHECK(
      here.repo.to_sql(from<Post> | join<&Post::tags>() | select(col<&Tag::name>))
      == R"(SELECT "tags"."name" FROM "posts" JOIN "posts_tags" AS "posts_tags" ON "posts_tags"."post_id" = "posts"."id" )"
         R"(JOIN "tags" ON "tags"."id" = "posts_tags"."tag_id")");
}

TEST_CASE("a struct that leads to itself, under other names") {
  filled here;
  auto const pairs = here.repo.all(answer | join<&Comment::answered>(answer, question)
                                   | select(answer.col<&Comment::body>, question.col<&Comment::body>));
  REQUIRE(pairs.size() == 1);
  CHECK(pairs[0] == std::tuple<std::string, std::string>("c", "a"));
  auto const back =
      here.repo.all(question | join<&Comment::answers>(question, answer) | select(answer.col<&Comment::body>));
  CHECK(back == strings{"c"});
  // Only what is joined has another name.
  CHECK(here.repo.all(from<Comment> | join<&Comment::answered>(question) | select(col<&Comment::body>))
        == strings{"c"});
}

TEST_CASE("two associations with one table") {
  filled here;
  auto const found =
      here.repo.all(from<Comment> | join<&Comment::user>(writer) | join<&Comment::post>() | join<&Post::author>()
                    | where(writer.col<&User::name> == "Eve") | select(col<&User::name>, writer.col<&User::name>));
  REQUIRE(found.size() == 1);
  CHECK(found[0] == std::tuple<std::string, std::string>("Ada", "Eve"));
}

TEST_CASE("grouped by the owner") {
  filled here;
  auto const counted = here.repo.all(from<Post> | left_join<&Post::comments>() | group_by(col<&Post::id>)
                                     | order_by(asc(col<&Post::id>)) | select(count(col<&Comment::id>)));
  CHECK(counted == std::vector<std::int64_t>{3, 1, 0, 0, 0, 0});
}
