// SPDX-License-Identifier: BSL-1.0
#include <recto/schema/association.hpp>
#include <support/test.hpp>

#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace {

struct Comment;

// Declared with types that are not complete yet, each with a default initialiser.
struct Post {
  int id{};
  std::string title{};
  recto::has_many<Comment> comments{};
  recto::has_one<Comment> pinned{};
  recto::many_to_many<Post> related{};

  friend bool operator==(Post const&, Post const&) = default;
};

struct Comment {
  int id{};
  std::string body{};
  recto::belongs_to<Post> post{};

  friend bool operator==(Comment const&, Comment const&) = default;
};

static_assert(recto::is_association<recto::has_many<Comment>> && recto::is_association<recto::has_one<Comment>>);
static_assert(recto::is_association<recto::belongs_to<Post>> && recto::is_association<recto::many_to_many<Post>>);
static_assert(!recto::is_association<int> && !recto::is_association<Post>);
static_assert(!recto::is_association<std::vector<Comment>>);

// Wrappers that were aggregates would be counted as more than one field.
static_assert(!std::is_aggregate_v<recto::has_many<Comment>> && !std::is_aggregate_v<recto::belongs_to<Post>>);
static_assert(recto::field_count<Post> == 5 && recto::field_count<Comment> == 3);
static_assert(std::is_nothrow_move_constructible_v<Post> && std::is_nothrow_move_assignable_v<Post>);

recto::error thrown_by(auto&& read) {
  try {
    read();
  } catch (recto::error const& thrown) {
    return thrown;
  }
  FAIL("nothing was thrown");
  throw std::exception();
}

}  // namespace

TEST_CASE("an association is not loaded at first, and says so") {
  Post const post{.id = 1, .title = "t"};
  CHECK_FALSE(post.comments.is_loaded());
  CHECK_FALSE(post.pinned.is_loaded());
  CHECK_ERROR(not_loaded, post.comments.size());
  CHECK_ERROR(not_loaded, post.comments.empty());
  CHECK_ERROR(not_loaded, post.comments.begin());
  CHECK_ERROR(not_loaded, post.comments.end());
  CHECK_ERROR(not_loaded, post.comments[0]);
  CHECK_ERROR(not_loaded, post.comments.front());
  CHECK_ERROR(not_loaded, post.comments.back());
  CHECK_ERROR(not_loaded, post.related.rows());
  CHECK_ERROR(not_loaded, post.pinned.has_value());
  CHECK_ERROR(not_loaded, *post.pinned);
  CHECK_ERROR(not_loaded, post.pinned->id);
  CHECK_ERROR(not_loaded, Comment{}.post->id);
}

TEST_CASE("the error names the struct and the cure") {
  Post const post{};
  recto::error const many = thrown_by([&] { (void)post.comments.size(); });
  CHECK_THAT(many.message(), recto::test::contains("Comment"));
  CHECK_THAT(many.message(), recto::test::contains("has_many"));
  CHECK_THAT(many.message(), recto::test::contains("before it was loaded"));
  CHECK_THAT(many.message(), recto::test::contains("preload<&Owner::field>()"));
  recto::error const one = thrown_by([&] { (void)post.pinned->id; });
  CHECK_THAT(one.message(), recto::test::contains("Comment"));
  CHECK_FALSE(one.ends_transaction());
}

TEST_CASE("loaded rows are read like a range") {
  Post post{.id = 1};
  post.comments.load({{.id = 1, .body = "a"}, {.id = 2, .body = "b"}});
  REQUIRE(post.comments.is_loaded());
  CHECK(post.comments.size() == 2);
  CHECK_FALSE(post.comments.empty());
  CHECK(post.comments.front().body == "a");
  CHECK(post.comments.back().body == "b");
  CHECK(post.comments[1].id == 2);
  int sum = 0;
  for (Comment const& one : post.comments) sum += one.id;
  CHECK(sum == 3);
  post.comments[0].body = "changed";
  CHECK(post.comments.front().body == "changed");

  post.comments.load({});
  CHECK(post.comments.is_loaded());
  CHECK(post.comments.empty());
}

TEST_CASE("one row is there, or is known to be absent") {
  Comment comment{.id = 1};
  comment.post.load(Post{.id = 5, .title = "t"});
  CHECK(comment.post.is_loaded());
  CHECK(comment.post.has_value());
  CHECK(comment.post->title == "t");
  (*comment.post).title = "changed";
  CHECK(comment.post->title == "changed");

  comment.post.load(std::nullopt);
  CHECK(comment.post.is_loaded());
  CHECK_FALSE(comment.post.has_value());
  CHECK_ERROR(no_results, *comment.post);
  CHECK_ERROR(no_results, comment.post->id);
}

TEST_CASE("a copy is deep") {
  Post post{.id = 1};
  post.comments.load({{.id = 1, .body = "a"}});
  post.pinned.load(Comment{.id = 9, .body = "p"});
  Post copy = post;
  copy.comments[0].body = "changed";
  copy.pinned->body = "changed";
  CHECK(post.comments[0].body == "a");
  CHECK(post.pinned->body == "p");

  Post const unloaded{};
  copy = unloaded;
  CHECK_FALSE(copy.comments.is_loaded());
  CHECK_FALSE(copy.pinned.is_loaded());
  Post& alias = post;
  post = alias;
  CHECK(post.comments[0].body == "a");
  CHECK(post.pinned->body == "p");
}

TEST_CASE("a move takes the rows along") {
  Post post{.id = 1};
  post.comments.load({{.id = 1, .body = "a"}});
  post.pinned.load(Comment{.id = 9});
  Comment const* const row = &post.comments[0];
  Comment const* const pinned = &*post.pinned;
  Post const moved = std::move(post);
  CHECK(&moved.comments[0] == row);
  CHECK(&*moved.pinned == pinned);
  CHECK_FALSE(post.comments.is_loaded());
  CHECK_FALSE(post.pinned.is_loaded());
}

TEST_CASE("states are compared, then rows") {
  Post left{.id = 1};
  Post right{.id = 1};
  CHECK(left == right);
  left.comments.load({});
  CHECK_FALSE(left == right);
  right.comments.load({});
  CHECK(left == right);
  left.comments.load({{.id = 1}});
  CHECK_FALSE(left == right);
  right.comments.load({{.id = 1}});
  CHECK(left == right);

  left.pinned.load(std::nullopt);
  CHECK_FALSE(left == right);
  right.pinned.load(std::nullopt);
  CHECK(left == right);
  right.pinned.load(Comment{.id = 3});
  CHECK_FALSE(left == right);
  left.pinned.load(Comment{.id = 3});
  CHECK(left == right);
  left.pinned->body = "other";
  CHECK_FALSE(left == right);
}

TEST_CASE("rows that hold each other's type can be nested") {
  Post post{.id = 1};
  post.comments.load({{.id = 2}});
  post.comments[0].post.load(Post{.id = 1});
  post.comments[0].post->comments.load({});
  CHECK(post.comments[0].post->comments.empty());
  Post const copy = post;
  CHECK(copy == post);
}
