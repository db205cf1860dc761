// SPDX-License-Identifier: BSL-1.0
// Associations that come with the query's own rows.
#include <recto/repo/preload_join.hpp>

#include "newspaper.hpp"

using namespace recto;
using namespace recto::test;
using namespace recto::test::newspaper;

namespace {

struct filled : watched_database {
  filled() { fill(repo); }
};

}  // namespace

TEST_CASE("a belongs_to comes by a join of the same query") {
  filled here;
  auto const posts = here.watched.all(from<Post> | preload_join<&Post::author>() | where(col<&User::name> == "Bob")
                                      | order_by(asc(col<&Post::id>)));
  CHECK(here.statements() == 1);
  REQUIRE(posts.size() == 2);
  CHECK(posts[0].title == "three");
  CHECK(posts[0].author->name == "Bob");
  CHECK(posts[1].author->name == "Bob");
}

TEST_CASE("rows without a partner stay, and know that they have none") {
  filled here;
  auto const comments =
      here.watched.all(from<Comment> | preload_join<&Comment::user>() | order_by(asc(col<&Comment::id>)));
  CHECK(here.statements() == 1);
  REQUIRE(comments.size() == 5);
  CHECK(comments[1].user->name == "Eve");
  CHECK(comments[2].user.is_loaded());
  CHECK_FALSE(comments[2].user.has_value());

  auto const users = here.repo.all(from<User> | preload_join<&User::profile>() | order_by(asc(col<&User::id>)));
  REQUIRE(users.size() == 3);
  CHECK(users[0].profile->bio == "mathematician");
  CHECK_FALSE(users[1].profile.has_value());
}

TEST_CASE("owners of many come once, where they came first, with their rows in any order") {
  filled here;
  auto const posts =
      here.watched.all(from<Post> | preload_join<&Post::comments>() | order_by(desc(col<&Comment::body>)));
  CHECK(here.statements() == 1);
  REQUIRE(posts.size() == 6);
  // NULLs first: posts without comments, then d of post 2, then c, b and a of post 1.
  CHECK(posts[4].title == "two");
  CHECK(posts[5].title == "one");
  REQUIRE(posts[5].comments.size() == 3);
  CHECK(posts[5].comments[0].body == "c");
  CHECK(posts[5].comments[2].body == "a");
  CHECK(posts[0].comments.is_loaded());
  CHECK(posts[0].comments.empty());
}

TEST_CASE("rows of one owner need not lie side by side") {
  filled here;
  here.repo.unsafe_script("INSERT INTO comments (body, post_id) VALUES ('aa', 2), ('bb', 2)");
  auto const posts = here.repo.all(from<Post> | preload_join<&Post::comments>() | where(!is_null(col<&Comment::id>))
                                   | order_by(asc(col<&Comment::body>)));  // a, aa, b, bb, c, d
  REQUIRE(posts.size() == 2);
  CHECK(posts[0].title == "one");
  CHECK(posts[0].comments.size() == 3);
  CHECK(posts[1].comments.size() == 3);
  CHECK(posts[1].comments[0].body == "aa");
}

TEST_CASE("several at once: each row of each association once") {
  filled here;
  auto const posts = here.watched.all(from<Post> | preload_join<&Post::author>() | preload_join<&Post::comments>()
                                      | preload_join<&Post::tags>()
                                      | order_by(asc(col<&Post::id>), asc(col<&Comment::id>), desc(col<&Tag::name>)));
  CHECK(here.statements() == 1);
  REQUIRE(posts.size() == 6);
  CHECK(posts[0].author->name == "Ada");
  REQUIRE(posts[0].comments.size() == 3);
  CHECK(posts[0].comments[1].body == "b");
  REQUIRE(posts[0].tags.size() == 2);
  CHECK(posts[0].tags[0].name == "sql");
  CHECK(posts[1].tags.size() == 1);
  CHECK(posts[2].tags.empty());
}

TEST_CASE("beside a preload, and by one") {
  filled here;
  auto const post = here.watched.one(from<Post> | where(col<&Post::id> == 1) | preload_join<&Post::comments>()
                                     | preload<&Post::tags>() | preload<&Post::author>());
  CHECK(here.statements() == 3);
  REQUIRE(post);
  CHECK(post->comments.size() == 3);
  CHECK(post->tags.size() == 2);
  CHECK(post->author->name == "Ada");
  CHECK_FALSE(here.repo.one(from<Post> | where(col<&Post::id> == 99) | preload_join<&Post::comments>()).has_value());
  CHECK_ERROR(multiple_results, here.repo.one(from<Post> | preload_join<&Post::comments>()));
}

TEST_CASE("what comes by a join may be the start of a preload") {
  filled here;
  auto const posts = here.watched.all(from<Post> | preload_join<&Post::comments>() | order_by(asc(col<&Comment::id>))
                                      | preload<&Post::comments, &Comment::user>());
  CHECK(here.statements() == 2);
  CHECK(posts[0].comments[0].user->name == "Bob");
}

TEST_CASE("a limit counts owners where each has one partner") {
  filled here;
  auto const posts =
      here.repo.all(from<Post> | preload_join<&Post::author>() | order_by(asc(col<&Post::id>)) | limit(2));
  REQUIRE(posts.size() == 2);
  CHECK(posts[1].author->name == "Ada");
}

TEST_CASE("many rows of one owner") {
  filled here;
  here.repo.unsafe_script("INSERT INTO comments (body, post_id) SELECT 'n' || n, 3 FROM generate_series(1, 50000) n;");
  auto const post = here.repo.one(from<Post> | preload_join<&Post::comments>() | where(col<&Post::id> == 3)
                                  | order_by(asc(col<&Comment::id>)));
  REQUIRE(post);
  REQUIRE(post->comments.size() == 50000);
  CHECK(post->comments[49999].body == "n50000");
}
