// SPDX-License-Identifier: BSL-1.0
// Trees of associated structs written through changesets: in what order, in one transaction, and what is left of one that
// fails.
#include <recto/repo/put_assoc.hpp>

#include "newspaper_forms.hpp"

using namespace recto;
using namespace recto::test;
using namespace recto::test::newspaper;

TEST_CASE("what belongs to a new row is written after it, with its key") {
  filled here;
  auto const made = here.watched.insert(change(Post{.title = "tree", .author_id = 1})
                                        | put_assoc<&Post::comments>({Comment{.body = "x"}, Comment{.body = "y"}})
                                        | put_assoc<&Post::tags>({Tag{.name = "new"}}));
  REQUIRE(made);
  CHECK(here.verbs()
        == strings{R"(INSERT INTO "posts")", R"(INSERT INTO "comments")", R"(INSERT INTO "comments")",
                   R"(INSERT INTO "tags")", R"(INSERT INTO "posts_tags")"});
  REQUIRE(made->comments.size() == 2);
  CHECK(made->comments[0].id != 0);
  CHECK(made->comments[1].post_id == made->id);
  CHECK(made->tags[0].id != 0);
  CHECK(here.bodies_of(made->id) == "x,y");
  CHECK(here.ask("SELECT string_agg(name, ',') FROM tags JOIN posts_tags ON tag_id = id WHERE post_id = "
                 + std::to_string(made->id))
        == "new");
}

TEST_CASE("what a row belongs to is written before it, and gives it its key") {
  filled here;
  auto const made = here.watched.insert(change(Post{.title = "t"}) | put_assoc<&Post::author>(User{.name = "New"}));
  REQUIRE(made);
  CHECK(here.verbs() == strings{R"(INSERT INTO "users")", R"(INSERT INTO "posts")"});
  CHECK(made->author_id == made->author->id);
  CHECK(made->author->name == "New");
  CHECK(here.repo.get<Post>(made->id)->author_id == made->author_id);
}

TEST_CASE("an author that is there is taken, not written") {
  filled here;
  User const ada = *here.repo.get<User>(1);
  auto const made = here.watched.insert(change(Post{.title = "t"}) | put_assoc<&Post::author>(ada));
  REQUIRE(made);
  CHECK(here.verbs() == strings{R"(INSERT INTO "posts")"});
  CHECK(made->author_id == 1);
}

TEST_CASE("a belongs_to is replaced by another, or by none where its key may be NULL") {
  filled here;
  Post post = here.repo.preload(*here.repo.get<Post>(1), preload<&Post::author>());
  auto const refused = thrown_by([&] { change(post) | put_assoc<&Post::author>(User{.name = "New"}); });
  REQUIRE(refused);
  CHECK(refused->kind() == error_kind::misuse);
  auto const moved = here.repo.update(
      change(post) | put_assoc<&Post::author>(User{.name = "New"}, {.on_replace = on_replace::nilify}));
  REQUIRE(moved);
  CHECK(moved->author_id == moved->author->id);
  CHECK(here.repo.get<Post>(1)->author_id == moved->author_id);
  CHECK(here.count("users") == 4);

  Comment comment = here.repo.preload(*here.repo.get<Comment>(1), preload<&Comment::user>());
  auto const alone =
      here.repo.update(change(comment) | put_assoc<&Comment::user>(std::nullopt, {.on_replace = on_replace::nilify}));
  REQUIRE(alone);
  CHECK_FALSE(alone->user_id.has_value());
  CHECK_FALSE(alone->user.has_value());
  CHECK_FALSE(here.repo.get<Comment>(1)->user_id.has_value());
  CHECK(here.count("users") == 4);
}

TEST_CASE("a key that cannot be NULL is not taken away") {
  filled here;
  Post post = here.repo.preload(*here.repo.get<Post>(1), preload<&Post::author>());
  auto const refused = thrown_by([&] {
    (void)here.repo.update(change(post) | put_assoc<&Post::author>(std::nullopt, {.on_replace = on_replace::nilify}));
  });
  REQUIRE(refused);
  CHECK(refused->kind() == error_kind::misuse);
  CHECK_THAT(refused->message(), contains("Post::author_id would become NULL"));
  CHECK(here.repo.get<Post>(1)->author_id == 1);
}

TEST_CASE("a belongs_to that is replaced may be deleted, once nothing leads to it") {
  filled here;
  Comment comment = here.repo.preload(*here.repo.get<Comment>(3), preload<&Comment::answered>());
  here.repo.unsafe_script(
      "INSERT INTO comments (id, body) VALUES (50, 'target'); UPDATE comments SET answered_id = 50 WHERE id = 3");
  comment = here.repo.preload(*here.repo.get<Comment>(3), preload<&Comment::answered>());
  auto const written = here.repo.update(
      change(comment) | put_assoc<&Comment::answered>(std::nullopt, {.on_replace = on_replace::delete_}));
  REQUIRE(written);
  CHECK_FALSE(here.repo.get<Comment>(50).has_value());
  CHECK_FALSE(here.repo.get<Comment>(3)->answered_id.has_value());
}

TEST_CASE("three levels at once") {
  filled here;
  auto const made = here.watched.insert(
      change(User{.name = "Zoe"})
      | put_assoc<&User::posts>(
          {change(Post{.title = "deep"})
           | put_assoc<&Post::comments>(
               {change(Comment{.body = "below"}) | put_assoc<&Comment::answers>({Comment{.body = "bottom"}})})}));
  REQUIRE(made);
  CHECK(here.verbs()
        == strings{R"(INSERT INTO "users")", R"(INSERT INTO "posts")", R"(INSERT INTO "comments")",
                   R"(INSERT INTO "comments")"});
  Comment const& below = made->posts[0].comments[0];
  CHECK(below.post_id == made->posts[0].id);
  CHECK(below.answers[0].answered_id == below.id);
  CHECK(here.ask("SELECT answered.body FROM comments c JOIN comments answered ON answered.id = c.answered_id WHERE "
                 "c.body = 'bottom'")
        == "below");
}

TEST_CASE("a failure below rolls all back, and stands in its place") {
  filled here;
  changeset<User> const tree =
      change(User{.name = "Zoe"})
      | put_assoc<&User::posts>({changeset<Post>(Post{.title = "fine"}),
                                 change(Post{.title = "deep"})
                                     | put_assoc<&Post::comments>({changeset<Comment>(Comment{.body = "ok"}),
                                                                   comment_form({}, {{"body", "forbidden"}})})});
  auto const refused = here.repo.insert(tree);
  REQUIRE_FALSE(refused);
  CHECK(errors_on(refused.error())["posts"][1]["comments"][1]["body"] == strings{"is invalid"});
  CHECK(errors_on(refused.error())["posts"][0].empty());
  CHECK_FALSE(refused.error().valid());
  CHECK(refused.error().data().id == 0);
  CHECK(here.count("users") == 3);
  CHECK(here.count("posts") == 6);
  CHECK(here.count("comments") == 5);
}

TEST_CASE("a refused tree can be mended and written") {
  filled here;
  auto refused = here.repo.insert(change(Post{.title = "t", .author_id = 1})
                                  | put_assoc<&Post::comments>({comment_form({}, {{"body", "forbidden"}})}));
  REQUIRE_FALSE(refused);
  auto const written = here.repo.insert(changeset<Post>(refused.error().data())
                                        | put_assoc<&Post::comments>({comment_form({}, {{"body", "fine"}})}));
  REQUIRE(written);
  CHECK(here.bodies_of(written->id) == "fine");
}

TEST_CASE("an undeclared constraint is thrown, and nothing is left") {
  filled here;
  auto const failure = thrown_by([&] {
    (void)here.repo.insert(change(Post{.title = "t", .author_id = 1})
                           | put_assoc<&Post::comments>({Comment{.body = "x"}, Comment{.body = "forbidden"}}));
  });
  REQUIRE(failure);
  CHECK(failure->kind() == error_kind::constraint);
  CHECK(here.count("posts") == 6);
  CHECK(here.count("comments") == 5);
}

TEST_CASE("a has_one is replaced: the old row goes before the new one comes") {
  filled here;
  User const ada = here.user_with_profile();
  auto const written = here.watched.update(
      change(ada) | put_assoc<&User::profile>(Profile{.bio = "new"}, {.on_replace = on_replace::delete_}));
  REQUIRE(written);
  CHECK(here.verbs() == strings{R"(DELETE FROM "profiles")", R"(INSERT INTO "profiles")"});
  CHECK(written->profile->bio == "new");
  CHECK(written->profile->user_id == 1);
  auto const none =
      here.repo.update(change(*written) | put_assoc<&User::profile>(std::nullopt, {.on_replace = on_replace::nilify}));
  REQUIRE(none);
  CHECK(none->profile.is_loaded());
  CHECK_FALSE(none->profile.has_value());
  CHECK(here.ask("SELECT count(*)::text FROM profiles WHERE user_id IS NULL") == "2");
}

TEST_CASE("an association that was not loaded is not changed") {
  filled here;
  Post const post = *here.repo.get<Post>(1);
  auto const put = thrown_by([&] { change(post) | put_assoc<&Post::comments>({Comment{.body = "x"}}); });
  REQUIRE(put);
  CHECK(put->kind() == error_kind::not_loaded);
  CHECK_THAT(put->message(), contains("preload<&Post::comments>()"));
  auto const cast_one = thrown_by([&] { post_form(post, *params::from_form("comments[0][body]=x")); });
  REQUIRE(cast_one);
  CHECK(cast_one->kind() == error_kind::not_loaded);
  CHECK(thrown_by([&] { post_form(post, {}, {.required = true}); })->kind() == error_kind::not_loaded);
  // Without params for it there is nothing to load for.
  CHECK(post_form(post, {{"title", "new"}}).valid());
}

TEST_CASE("a many_to_many: rows of the join table come and go, tags stay") {
  filled here;
  Post const post = here.post_with_tags();  // cpp, sql
  Tag const go = *here.repo.get<Tag>(3);
  auto const written = here.watched.update(
      change(post)
      | put_assoc<&Post::tags>({post.tags[1], go, Tag{.name = "new"}}, {.on_replace = on_replace::delete_}));
  REQUIRE(written);
  CHECK(here.verbs()
        == strings{R"(DELETE FROM "posts_tags")", R"(INSERT INTO "posts_tags")", R"(INSERT INTO "tags")",
                   R"(INSERT INTO "posts_tags")"});
  CHECK(here.ask(
            "SELECT string_agg(name, ',' ORDER BY tag_id) FROM posts_tags JOIN tags ON tag_id = id WHERE post_id = 1")
        == "sql,go,new");
  CHECK(here.count("tags") == 4);
  CHECK(written->tags.size() == 3);
}

TEST_CASE("a many_to_many by params") {
  filled here;
  Post const post = here.post_with_tags(2);  // cpp
  auto const written = here.watched.update(
      tagged_form(post, *params::from_form("tags[0][id]=1&tags[0][name]=c%2B%2B&tags[1][name]=new")));
  REQUIRE(written);
  CHECK(here.ask("SELECT name FROM tags WHERE id = 1") == "c++");
  CHECK(here.verbs() == strings{R"(UPDATE "tags")", R"(INSERT INTO "tags")", R"(INSERT INTO "posts_tags")"});
  auto const taken = here.repo.update(tagged_form(here.post_with_tags(3), *params::from_form("tags[0][name]=sql")));
  REQUIRE_FALSE(taken);
  CHECK(errors_on(taken.error())["tags"][0]["name"] == strings{"has already been taken"});
  CHECK(here.count("posts_tags WHERE post_id = 3") == 0);
}

TEST_CASE("a tag that is already joined twice is refused by the join table, and all is rolled back") {
  filled here;
  Post const post = here.post_with_tags(3);
  Tag const go = *here.repo.get<Tag>(3);
  auto const failure =
      thrown_by([&] { (void)here.repo.update(change(post) | put_assoc<&Post::tags>({go, go, Tag{.name = "lost"}})); });
  REQUIRE(failure);
  CHECK(failure->kind() == error_kind::constraint);
  CHECK(here.count("tags") == 3);
  CHECK(here.count("posts_tags WHERE post_id = 3") == 0);
}

TEST_CASE("a child whose changeset says delete is deleted") {
  filled here;
  Post const post = here.post_with_comments(2);
  changeset<Comment> gone(post.comments[0]);
  gone.set_action(action::delete_);
  auto const written = here.repo.update(change(post) | put_assoc<&Post::comments>({gone}));
  REQUIRE(written);
  CHECK(written->comments.empty());
  CHECK(here.bodies_of(2).empty());
  // Of a many_to_many the row itself, too.
  Post const tagged = here.post_with_tags();
  changeset<Tag> no_sql(tagged.tags[1]);
  no_sql.set_action(action::delete_);
  CHECK(
      here.repo.update(change(tagged) | put_assoc<&Post::tags>({changeset<Tag>(tagged.tags[0]), no_sql})).has_value());
  CHECK(here.count("tags") == 2);
}

TEST_CASE("functions of prepare_changes run for children, in the transaction") {
  filled here;
  auto const made = here.repo.insert(
      change(Post{.title = "t", .author_id = 1})
      | put_assoc<&Post::comments>(
          {change(Comment{.body = "x"}) | prepare_changes([](recto::repo& repo, changeset<Comment> given) {
             CHECK(repo.in_transaction());
             return std::move(given) | put<&Comment::user_id>(repo.count(from<User>));
           })}));
  REQUIRE(made);
  CHECK(made->comments[0].user_id == 3);
  auto const refused = here.repo.insert(
      change(Post{.title = "t", .author_id = 1})
      | put_assoc<&Post::comments>({change(Comment{.body = "x"}) | prepare_changes([](changeset<Comment> given) {
                                      given.add_error<&Comment::body>("not today");
                                      return given;
                                    })}));
  REQUIRE_FALSE(refused);
  CHECK(errors_on(refused.error())["comments"][0]["body"] == strings{"not today"});
  CHECK(here.count("posts") == 7);
}

TEST_CASE("a child that is gone meanwhile is stale, and nothing is written") {
  filled here;
  Post const post = here.post_with_comments(2);
  here.repo.unsafe_script("DELETE FROM comments WHERE id = 4");
  auto const failure = thrown_by([&] {
    (void)here.repo.update(post_form(post, *params::from_form("title=changed&comments[0][id]=4&comments[0][body]=D")));
  });
  REQUIRE(failure);
  CHECK(failure->kind() == error_kind::stale);
  CHECK(here.repo.get<Post>(2)->title == "two");
}

TEST_CASE("build_assoc gives a child its parent's key") {
  filled here;
  Post const post = *here.repo.get<Post>(2);
  Comment const built = build_assoc<&Post::comments>(post, {.body = "built"});
  CHECK(built.post_id == 2);
  CHECK(built.body == "built");
  CHECK(build_assoc<&User::profile>(*here.repo.get<User>(2)).user_id == 2);
}

TEST_CASE("assoc is the query for a row's children, or for those of several") {
  filled here;
  Post const post = *here.repo.get<Post>(1);
  CHECK(here.repo.count(assoc<&Post::comments>(post)) == 3);
  auto const chosen = here.repo.all(assoc<&Post::comments>(post) | where(col<&Comment::body> != "a")
                                    | order_by(desc(col<&Comment::id>)));
  REQUIRE(chosen.size() == 2);
  CHECK(chosen[0].body == "c");
  CHECK(here.repo.one(assoc<&Post::author>(post))->name == "Ada");
  CHECK(here.repo.all(assoc<&Post::tags>(post) | order_by(asc(col<&Tag::name>))).at(1).name == "sql");
  auto const posts = here.repo.all(from<Post>);
  CHECK(here.repo.count(assoc<&Post::comments>(posts)) == 4);
  CHECK(here.repo.all(assoc<&Comment::user>(*here.repo.get<Comment>(3))).empty());
  CHECK(here.repo.delete_all(assoc<&Post::comments>(*here.repo.get<Post>(2))) == 1);
}

TEST_CASE("children as params that go a thousand levels deep are refused") {
  std::string name = "comments";
  for (int i = 0; i < 1000; ++i) name += "[0][answers]";
  auto const read = params::from_form(name + "[0][body]=x");
  CHECK_FALSE(read.has_value());
}
