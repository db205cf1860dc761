// SPDX-License-Identifier: BSL-1.0
// Associations loaded by queries of their own: what comes, where it goes, and how many statements that is.
#include <recto/repo/preload.hpp>

#include "newspaper.hpp"

#include <array>
#include <list>
#include <span>

using namespace recto;
using namespace recto::test;
using namespace recto::test::newspaper;

namespace {

struct filled : watched_database {
  filled() { fill(repo); }
};

std::vector<std::string> bodies(many_association<Comment> const& comments) {
  std::vector<std::string> found;
  for (Comment const& one : comments) found.push_back(one.body);
  return found;
}
std::vector<std::string> names(many_association<Tag> const& tags) {
  std::vector<std::string> found;
  for (Tag const& one : tags) found.push_back(one.name);
  return found;
}
using texts = std::vector<std::string>;

constexpr auto posts_in_order = from<Post> | order_by(asc(col<&Post::id>));
constexpr auto comments_in_order = from<Comment> | order_by(asc(col<&Comment::id>));

}  // namespace

TEST_CASE("nothing is loaded that was not asked for") {
  filled here;
  Post const post = *here.watched.get<Post>(1);
  CHECK(here.statements() == 1);
  CHECK_FALSE(post.author.is_loaded());
  CHECK_ERROR(not_loaded, post.author->name);
  CHECK_ERROR(not_loaded, post.comments.size());
  CHECK(here.statements() == 0);
}

TEST_CASE("a has_many is one query, whatever the number of rows") {
  filled here;
  auto const posts = here.watched.all(posts_in_order | preload<&Post::comments>(comments_in_order));
  CHECK(here.statements() == 2);
  REQUIRE(posts.size() == 6);
  CHECK(bodies(posts[0].comments) == texts{"a", "b", "c"});
  CHECK(bodies(posts[1].comments) == texts{"d"});
  CHECK(posts[2].comments.is_loaded());
  CHECK(posts[2].comments.empty());
  CHECK_FALSE(posts[0].author.is_loaded());
  CHECK_FALSE(posts[0].comments[0].user.is_loaded());
}

TEST_CASE("a belongs_to comes once for all rows that share it, and NULL keys ask for nothing") {
  filled here;
  auto const comments = here.watched.all(comments_in_order | preload<&Comment::user>());
  REQUIRE(here.events.size() == 2);
  CHECK(here.events[1].rows == 2);  // Bob and Eve, though four comments name them
  CHECK(comments[0].user->name == "Bob");
  CHECK(comments[1].user->name == "Eve");
  CHECK(comments[2].user.is_loaded());
  CHECK_FALSE(comments[2].user.has_value());
  CHECK(comments[3].user->name == "Bob");
}

TEST_CASE("rows with only NULL keys need no query") {
  filled here;
  auto const comments =
      here.watched.all(from<Comment> | where(is_null(col<&Comment::user_id>)) | preload<&Comment::user>());
  CHECK(here.statements() == 1);
  REQUIRE(comments.size() == 1);
  CHECK(comments[0].user.is_loaded());
  CHECK_FALSE(comments[0].user.has_value());
}

TEST_CASE("a has_one is one row or none") {
  filled here;
  auto const users = here.watched.all(from<User> | order_by(asc(col<&User::id>)) | preload<&User::profile>());
  CHECK(here.statements() == 2);
  CHECK(users[0].profile->bio == "mathematician");
  CHECK(users[1].profile.is_loaded());
  CHECK_FALSE(users[1].profile.has_value());
}

TEST_CASE("a many_to_many goes through its join table, from both sides") {
  filled here;
  auto const posts =
      here.watched.all(posts_in_order | preload<&Post::tags>(from<Tag> | order_by(asc(col<&Tag::name>))));
  CHECK(here.statements() == 2);
  CHECK(names(posts[0].tags) == texts{"cpp", "sql"});
  CHECK(names(posts[1].tags) == texts{"cpp"});
  CHECK(posts[2].tags.empty());

  auto const tags = here.watched.all(from<Tag> | order_by(asc(col<&Tag::name>))
                                     | preload<&Tag::posts>(from<Post> | order_by(desc(col<&Post::id>))));
  REQUIRE(tags.size() == 3);
  REQUIRE(tags[0].posts.size() == 2);
  CHECK(tags[0].posts[0].title == "two");
  CHECK(tags[0].posts[1].title == "one");
  CHECK(tags[1].posts.empty());
  CHECK(tags[2].posts.size() == 1);
}

TEST_CASE("associations of one level share a round trip, and each level is one") {
  filled here;
  auto const posts = here.watched.all(posts_in_order | preload<&Post::author>()
                                      | preload<&Post::comments, &Comment::user>() | preload<&Post::tags>());
  REQUIRE(here.events.size() == 5);
  CHECK(here.events[0].pipelined == 1);
  for (std::size_t i = 1; i < 4; ++i) CHECK(here.events[i].pipelined == 3);
  CHECK(here.events[4].pipelined == 1);
  CHECK(here.round_trips() == 3);
  for (Post const& post : posts) {
    CHECK(post.author->id == post.author_id);
    for (Comment const& comment : post.comments) {
      CHECK(comment.user.is_loaded());
      CHECK(comment.user.has_value() == comment.user_id.has_value());
    }
  }
}

TEST_CASE("the SQL is the same for any number of keys") {
  filled here;
  here.watched.all(posts_in_order | preload<&Post::comments>());
  std::string const of_six = here.events.at(1).sql;
  here.statements();
  here.watched.all(from<Post> | where(col<&Post::id> == 1) | preload<&Post::comments>());
  CHECK(here.events.at(1).sql == of_six);
  CHECK_THAT(of_six, contains(R"("post_id" = ANY($1))"));
}

TEST_CASE("paths that begin alike load what they share once") {
  filled here;
  auto const posts = here.watched.all(posts_in_order | preload<&Post::comments, &Comment::user>()
                                      | preload<&Post::comments, &Comment::answers>() | preload<&Post::comments>());
  CHECK(here.statements() == 4);
  CHECK(posts[0].comments[0].user->name == "Bob");
  CHECK(bodies(posts[0].comments[0].answers) == texts{"c"});
}

TEST_CASE("a path goes on below a query of the same association") {
  filled here;
  auto const check = [&](auto const& posts) {
    CHECK(here.statements() == 3);
    CHECK(bodies(posts[0].comments) == texts{"b", "a"});
    CHECK(posts[0].comments[0].user->name == "Eve");
  };
  auto const chosen = preload<&Post::comments>(from<Comment> | where(in(col<&Comment::body>, {"a", "b"}))
                                               | order_by(desc(col<&Comment::id>)));
  auto const further = preload<&Post::comments, &Comment::user>();
  check(here.watched.all(posts_in_order | chosen | further));
  check(here.watched.all(posts_in_order | further | chosen));
}

TEST_CASE("two queries for one association contradict each other") {
  filled here;
  auto const posts = here.watched.all(posts_in_order);
  here.statements();
  auto const failure = thrown_by([&] {
    here.watched.all(posts_in_order | preload<&Post::comments>(from<Comment> | where(col<&Comment::body> == "a"))
                     | preload<&Post::comments>(from<Comment> | where(col<&Comment::body> == "b")));
  });
  REQUIRE(failure);
  CHECK(failure->kind() == error_kind::misuse);
  CHECK_THAT(failure->message(), contains("comments"));
}

TEST_CASE("a struct may lead to itself") {
  filled here;
  auto const comments = here.watched.all(comments_in_order | preload<&Comment::answered, &Comment::answers>()
                                         | preload<&Comment::answers, &Comment::answered, &Comment::post>());
  CHECK(comments[2].answered->body == "a");
  CHECK(bodies(comments[2].answered->answers) == texts{"c"});
  CHECK(bodies(comments[0].answers) == texts{"c"});
  CHECK(comments[0].answers[0].answered->post->title == "one");
  CHECK(comments[1].answers.empty());
}

TEST_CASE("a level may have a query of its own, which preloads further") {
  filled here;
  std::int64_t const least = 2;
  auto const posts = here.watched.all(
      posts_in_order
      | preload<&Post::comments>(from<Comment> | where(col<&Comment::id> >= least) | order_by(desc(col<&Comment::id>))
                                 | preload<&Comment::user>() | preload<&Comment::post, &Post::author>()));
  CHECK(here.statements() == 5);
  CHECK(bodies(posts[0].comments) == texts{"c", "b"});
  CHECK(posts[0].comments[1].user->name == "Eve");
  CHECK(posts[0].comments[0].post->author->name == "Ada");
}

TEST_CASE("a query of a level may join") {
  filled here;
  auto const posts = here.watched.all(
      posts_in_order
      | preload<&Post::comments>(comments_in_order | join<&Comment::user>() | where(col<&User::name> == "Bob")));
  CHECK(bodies(posts[0].comments) == texts{"a"});
  CHECK(bodies(posts[1].comments) == texts{"d"});
}

TEST_CASE("a limit for each parent") {
  filled here;
  auto const users =
      here.watched.all(from<User> | order_by(asc(col<&User::id>))
                       | preload<&User::posts>(from<Post> | order_by(desc(col<&Post::id>)) | limit_per_parent(2)));
  CHECK(here.statements() == 2);
  REQUIRE(users[0].posts.size() == 2);
  CHECK(users[0].posts[0].title == "six");
  CHECK(users[0].posts[1].title == "four");
  REQUIRE(users[1].posts.size() == 2);
  CHECK(users[1].posts[0].title == "five");
  CHECK(users[2].posts.empty());

  int const one = 1;
  auto const of_many = here.watched.all(
      posts_in_order | preload<&Post::tags>(from<Tag> | order_by(asc(col<&Tag::name>)) | limit_per_parent(one)));
  CHECK(names(of_many[0].tags) == texts{"cpp"});
  CHECK(names(of_many[1].tags) == texts{"cpp"});
  CHECK(of_many[2].tags.empty());

  auto const of_one = here.watched.all(
      from<User> | order_by(asc(col<&User::id>))
      | preload<&User::profile>(from<Profile> | order_by(desc(col<&Profile::id>)) | limit_per_parent(1)));
  CHECK(of_one[0].profile->bio == "mathematician");
  CHECK_FALSE(of_one[1].profile.has_value());
}

TEST_CASE("a limit for each parent beside a condition, and more below") {
  filled here;
  std::string const not_this = "six";
  auto const users = here.watched.all(from<User> | order_by(asc(col<&User::id>))
                                      | preload<&User::posts>(from<Post> | where(col<&Post::title> != not_this)
                                                              | order_by(desc(col<&Post::id>)) | limit_per_parent(1)
                                                              | preload<&Post::tags>()));
  CHECK(users[0].posts.size() == 1);
  CHECK(users[0].posts[0].title == "four");
  CHECK(users[0].posts[0].tags.empty());
}

TEST_CASE("what is loaded stays, unless forced") {
  filled here;
  Post post = here.watched.preload(*here.watched.get<Post>(1), preload<&Post::comments>(comments_in_order));
  here.repo.unsafe_script("UPDATE comments SET body = 'A' WHERE id = 1");
  here.statements();
  post = here.watched.preload(post, preload<&Post::comments>());
  CHECK(here.statements() == 0);
  CHECK(post.comments[0].body == "a");
  post = here.watched.preload(post, preload<&Post::comments, &Comment::user>());
  CHECK(here.statements() == 1);
  CHECK(post.comments[0].body == "a");
  CHECK(post.comments[0].user->name == "Bob");
  post = here.watched.preload(post, preload<&Post::comments>(comments_in_order), {.force = true});
  CHECK(here.statements() == 1);
  CHECK(post.comments[0].body == "A");
  CHECK_FALSE(post.comments[0].user.is_loaded());
}

TEST_CASE("only rows that lack it are asked for") {
  filled here;
  auto posts = here.watched.all(posts_in_order);
  posts[0] = here.watched.preload(posts[0], preload<&Post::comments>(comments_in_order));
  here.statements();
  posts = here.watched.preload(std::move(posts), preload<&Post::comments>(comments_in_order));
  REQUIRE(here.events.size() == 1);
  CHECK(here.events[0].rows == 1);
  CHECK(bodies(posts[0].comments) == texts{"a", "b", "c"});
  CHECK(bodies(posts[1].comments) == texts{"d"});
}

TEST_CASE("one struct, an optional one, and ranges") {
  filled here;
  auto const authors = preload<&Post::author>();
  CHECK(here.watched.preload(*here.watched.get<Post>(3), authors).author->name == "Bob");
  CHECK(here.watched.preload(here.watched.get<Post>(3), authors)->author->name == "Bob");
  CHECK_FALSE(here.watched.preload(here.watched.get<Post>(99), authors).has_value());
  std::array<Post, 2> const two{*here.watched.get<Post>(1), *here.watched.get<Post>(3)};
  auto const loaded = here.watched.preload(two, authors);
  CHECK(loaded[0].author->name == "Ada");
  CHECK(loaded[1].author->name == "Bob");
  CHECK(here.watched.preload(std::vector<Post>{}, authors).empty());
}

TEST_CASE("one and one_or_throw load as well") {
  filled here;
  auto const asked = from<Post> | where(col<&Post::id> == 1) | preload<&Post::author>();
  CHECK(here.watched.one(asked)->author->name == "Ada");
  CHECK(here.watched.one_or_throw(asked).author->name == "Ada");
  CHECK_FALSE(here.watched.one(from<Post> | where(col<&Post::id> == 99) | preload<&Post::author>()).has_value());
}

TEST_CASE("parents that come twice get the same rows each") {
  filled here;
  auto const post = *here.watched.get<Post>(1);
  auto const twice = here.watched.preload(std::vector<Post>{post, post},
                                          preload<&Post::comments>(comments_in_order | preload<&Comment::user>()));
  CHECK(bodies(twice[0].comments) == texts{"a", "b", "c"});
  CHECK(bodies(twice[1].comments) == texts{"a", "b", "c"});
  CHECK(twice[0].comments[0].user->name == "Bob");
  CHECK(twice[1].comments[0].user->name == "Bob");
}

TEST_CASE("a row that is not stored has nothing associated, and that is misuse") {
  filled here;
  auto const failure = thrown_by([&] { here.watched.preload(Post{.title = "new"}, preload<&Post::comments>()); });
  REQUIRE(failure);
  CHECK(failure->kind() == error_kind::misuse);
  CHECK_THAT(failure->message(), contains("comments"));
  CHECK(here.statements() == 0);
  // What it belongs to is there already.
  CHECK(here.watched.preload(Post{.title = "new", .author_id = 1}, preload<&Post::author>()).author->name == "Ada");
}

TEST_CASE("a table that is missing fails by its name, and the connection goes on") {
  filled here;
  here.repo.unsafe_script("ALTER TABLE tags RENAME TO labels");
  auto const failure =
      thrown_by([&] { here.watched.all(posts_in_order | preload<&Post::author>() | preload<&Post::tags>()); });
  REQUIRE(failure);
  CHECK(failure->sqlstate() == "42P01");
  CHECK_THAT(failure->message(), contains("tags"));
  // The statement that failed is told of, and the one before it.
  REQUIRE(here.events.size() == 3);
  CHECK_FALSE(here.events[1].failure);
  CHECK(here.events[2].failure);
  CHECK_THAT(here.events[2].sql, contains("tags"));
  CHECK(here.watched.all(posts_in_order | preload<&Post::author>()).size() == 6);
}

TEST_CASE("within a transaction the same") {
  filled here;
  auto const done = here.watched.transact([](recto::repo& repo) -> std::expected<std::size_t, int> {
    repo.insert(Post{.title = "seven", .author_id = 1});
    auto const posts = repo.all(posts_in_order | preload<&Post::author>() | preload<&Post::tags>());
    CHECK(posts.back().author->name == "Ada");
    return posts.size();
  });
  CHECK(done == 7U);
}

TEST_CASE("a hundred thousand parents, in one array") {
  filled here;
  here.repo.unsafe_script(
      "INSERT INTO posts (title, author_id) SELECT 'p' || n, 1 FROM generate_series(1, 100000) n;"
      "INSERT INTO comments (body, post_id) SELECT repeat('x', 50) || n, id FROM posts, generate_series(1, 2) n WHERE "
      "id > 6");
  auto const posts =
      here.watched.all(from<Post> | where(col<&Post::id> > 6) | order_by(asc(col<&Post::id>)) | preload<&Post::author>()
                       | preload<&Post::comments>(comments_in_order) | preload<&Post::tags>());
  CHECK(here.statements() == 4);
  REQUIRE(posts.size() == 100000);
  CHECK(std::all_of(posts.begin(), posts.end(), [](Post const& post) {
    return post.comments.size() == 2 && post.comments[0].post_id == post.id && post.author->name == "Ada"
        && post.tags.empty();
  }));
}
