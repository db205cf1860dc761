// SPDX-License-Identifier: BSL-1.0
// Associated structs from params: which row they are of, what becomes of the others, and what is refused.
#include <recto/repo/cast_assoc.hpp>

#include "newspaper_forms.hpp"

using namespace recto;
using namespace recto::test;
using namespace recto::test::newspaper;

TEST_CASE("an invalid child sends nothing") {
  filled here;
  auto const refused = here.watched.insert(
      post_form({}, *params::from_form("title=t&author_id=1&comments[0][body]=x&comments[1][body]=")));
  REQUIRE_FALSE(refused);
  CHECK(here.statements() == 0);
  CHECK(errors_on(refused.error())["comments"][1]["body"] == strings{"can't be blank"});
  CHECK(errors_on(refused.error())["comments"][0].empty());
}

TEST_CASE("what cannot be deleted rolls all back") {
  filled here;
  Post const post = here.post_with_comments();  // comment 1 is answered by 3, which would be deleted after it
  auto const failure = thrown_by([&] {
    (void)here.repo.update(post_form(post, *params::from_form("title=new&comments[0][id]=2&comments[0][body]=B"),
                                     {.on_replace = on_replace::delete_}));
  });
  REQUIRE(failure);
  CHECK(failure->constraint() == "comments_answered_id_fkey");
  CHECK(here.bodies_of(1) == "a,b,c");
  CHECK(here.repo.get<Post>(1)->title == "one");
}

TEST_CASE("children are deleted before others are updated and inserted") {
  filled here;
  here.repo.unsafe_script("UPDATE comments SET answered_id = NULL");
  Post const post = here.post_with_comments();
  auto const written = here.watched.update(
      post_form(post, *params::from_form("comments[0][id]=2&comments[0][body]=B&comments[1][body]=a"),
                {.on_replace = on_replace::delete_}));
  REQUIRE(written);
  CHECK(here.verbs()
        == strings{R"(DELETE FROM "comments")", R"(DELETE FROM "comments")", R"(UPDATE "comments")",
                   R"(INSERT INTO "comments")"});
  CHECK(here.bodies_of(1) == "B,a");
  REQUIRE(written->comments.size() == 2);
  CHECK(written->comments[0].body == "B");
  CHECK(written->comments[0].id == 2);
  CHECK(written->comments[1].body == "a");
}

TEST_CASE("only children change: the parent is not written") {
  filled here;
  Post const post = here.post_with_comments(2);
  auto const written =
      here.watched.update(post_form(post, *params::from_form("comments[0][id]=4&comments[0][body]=D")));
  REQUIRE(written);
  CHECK(here.verbs() == strings{R"(UPDATE "comments")"});
  CHECK(here.bodies_of(2) == "D");
  CHECK(written->comments[0].body == "D");
}

TEST_CASE("children that do not change are no change") {
  filled here;
  Post const post = here.post_with_comments(2);
  changeset<Post> const same = post_form(post, *params::from_form("comments[0][id]=4&comments[0][body]=d"));
  CHECK(same.changes_empty());
  CHECK(here.watched.update(same).has_value());
  CHECK(here.statements() == 0);
  CHECK((change(post) | put_assoc<&Post::comments>(post.comments.rows())).changes_empty());
}

TEST_CASE("a child of another parent is refused and not stolen") {
  filled here;
  for (bool const is_loaded : {true, false}) {
    Post const post = is_loaded ? here.post_with_comments(2) : Post{};
    auto const refused = here.watched.update(
        post_form(post, *params::from_form("title=t&author_id=1&comments[0][id]=1&comments[0][body]=stolen"),
                  {.on_replace = on_replace::nilify}));
    REQUIRE_FALSE(refused);
    CHECK(errors_on(refused.error())["comments"][0]["id"] == strings{"does not exist"});
  }
  CHECK(here.statements() == 0);
  CHECK(here.bodies_of(1) == "a,b,c");
  CHECK(here.bodies_of(2) == "d");
}

TEST_CASE("keys that are none are refused") {
  filled here;
  Post const post = here.post_with_comments(2);
  for (char const* const key : {"x", "4x", "99999999999999999999", "-1", "4.0"}) {
    auto const refused = post_form(post, {{"comments", params::list{params{{"id", key}, {"body", "y"}}}}},
                                   {.on_replace = on_replace::nilify});
    CHECK(errors_on(refused)["comments"][0]["id"] == strings{"does not exist"});
  }
}

TEST_CASE("a child named twice is one and a stranger") {
  filled here;
  Post const post = here.post_with_comments(2);
  auto const refused = post_form(
      post, *params::from_form("comments[0][id]=4&comments[0][body]=x&comments[1][id]=4&comments[1][body]=y"));
  CHECK(errors_on(refused)["comments"][0].empty());
  CHECK(errors_on(refused)["comments"][1]["id"] == strings{"does not exist"});
}

TEST_CASE("what is left out: raise, mark_as_invalid, nilify, delete_") {
  filled here;
  Post const post = here.post_with_comments(2);
  params const none = *params::from_form("comments[0][body]=other");
  auto const raised = thrown_by([&] { post_form(post, none); });
  REQUIRE(raised);
  CHECK(raised->kind() == error_kind::misuse);
  CHECK_THAT(raised->message(), contains("Post::comments"));

  auto const invalid = post_form(post, none, {.on_replace = on_replace::mark_as_invalid});
  CHECK(errors_on(invalid)["comments"] == strings{"is invalid"});

  auto const let_go = here.repo.update(post_form(post, none, {.on_replace = on_replace::nilify}));
  REQUIRE(let_go);
  CHECK(here.bodies_of(2) == "other");
  CHECK_FALSE(here.repo.get<Comment>(4)->post_id.has_value());

  auto const deleted = here.repo.update(
      post_form(*let_go, *params::from_form("comments[0][body]=third"), {.on_replace = on_replace::delete_}));
  REQUIRE(deleted);
  CHECK(here.bodies_of(2) == "third");
  CHECK(here.count("comments") == 6);
}

TEST_CASE("update: a has_one stays the same row whatever the params say") {
  filled here;
  User const ada = here.user_with_profile();
  auto const form = [](User user, params const& given, on_replace how) {
    return cast(std::move(user), given, permit<&User::name>)
         | cast_assoc<&User::profile>(profile_form, {.on_replace = how});
  };
  auto const written = here.watched.update(form(ada, *params::from_form("profile[bio]=countess"), on_replace::update));
  REQUIRE(written);
  CHECK(here.verbs() == strings{R"(UPDATE "profiles")"});
  CHECK(written->profile->id == ada.profile->id);
  CHECK(written->profile->bio == "countess");
  auto const other =
      here.repo.update(form(*written, *params::from_form("profile[id]=2&profile[bio]=mine"), on_replace::update));
  REQUIRE(other);
  CHECK(other->profile->id == ada.profile->id);
  CHECK(here.repo.get<Profile>(2)->bio == "nobody");
  // Nothing instead of it is no update.
  auto const refused = thrown_by([&] { form(ada, {{"profile", nullptr}}, on_replace::update); });
  REQUIRE(refused);
  CHECK(refused->kind() == error_kind::misuse);
}

TEST_CASE("update is for one, not for many, and not for put_assoc") {
  filled here;
  auto const of_many = thrown_by([&] {
    post_form(here.post_with_comments(2), *params::from_form("comments[0][body]=x"),
              {.on_replace = on_replace::update});
  });
  REQUIRE(of_many);
  CHECK(of_many->kind() == error_kind::misuse);
  CHECK(here.bodies_of(2) == "d");
  auto const put = thrown_by([&] {
    change(here.user_with_profile())
        | put_assoc<&User::profile>(Profile{.bio = "x"}, {.on_replace = on_replace::update});
  });
  REQUIRE(put);
  CHECK(put->kind() == error_kind::misuse);
}

TEST_CASE("required children") {
  filled here;
  CHECK(errors_on(post_form({}, {{"title", "t"}}, {.required = true}))["comments"] == strings{"can't be blank"});
  CHECK(errors_on(post_form({}, {{"comments", params::list{}}},
                            {.required = true, .required_message = "say something"}))["comments"]
        == strings{"say something"});
  CHECK(errors_on(post_form({}, {{"comments", "text"}}))["comments"] == strings{"is invalid"});
  CHECK(errors_on(post_form({}, {{"comments", params::list{"text"}}}, {.invalid_message = "what?"}))["comments"]
        == strings{"what?"});
  CHECK(post_form(here.post_with_comments(2), {{"title", "t"}}, {.required = true}).valid());
}

TEST_CASE("sort_param orders children and adds them, drop_param leaves them out") {
  filled here;
  here.repo.unsafe_script("UPDATE comments SET answered_id = NULL");
  Post const post = here.post_with_comments();
  auto const written = here.repo.update(post_form(
      post,
      *params::from_form("comments[0][id]=1&comments[0][body]=a&comments[1][id]=2&comments[1][body]=b&comments[2][id]=3"
                         "&comments[2][body]=c&order[]=2&order[]=0&gone[]=1"),
      {.on_replace = on_replace::delete_, .sort_param = "order", .drop_param = "gone"}));
  REQUIRE(written);
  REQUIRE(written->comments.size() == 2);
  CHECK(written->comments[0].body == "c");
  CHECK(written->comments[1].body == "a");
  CHECK(here.bodies_of(1) == "a,c");
  auto const added =
      post_form(*written, *params::from_form("comments[0][id]=1&comments[1][id]=3&order[]=0&order[]=1&order[]=new"),
                {.sort_param = "order"});
  CHECK(errors_on(added)["comments"][2]["body"] == strings{"can't be blank"});
}

TEST_CASE("the function of a child may take its index") {
  filled here;
  auto const made = here.repo.insert(
      cast(Post{}, *params::from_form("title=t&author_id=1&comments[0][body]=x&comments[1][body]=y"),
           permit<&Post::title, &Post::author_id>)
      | cast_assoc<&Post::comments>([](Comment comment, params const& given, std::size_t index) {
          return comment_form(std::move(comment), given) | put<&Comment::user_id>(static_cast<std::int64_t>(index) + 1);
        }));
  REQUIRE(made);
  CHECK(made->comments[0].user_id == 1);
  CHECK(made->comments[1].user_id == 2);
}
