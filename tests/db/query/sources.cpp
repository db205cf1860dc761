// SPDX-License-Identifier: BSL-1.0
// Subqueries, CTEs, joins, set operations and sources of the program on real rows: what comes is what the SQL by hand brings.
#include <db/repo/database.hpp>
#include <unit/query/blog.hpp>

#include <algorithm>
#include <optional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

using namespace recto;
using namespace blog;

namespace {

constexpr char tables[] = R"(
create table users (id bigint primary key, name text not null, email text, age integer not null);
create table posts (id bigint primary key, title text not null, subtitle text, published boolean not null,
  views integer not null, price numeric not null, score double precision not null, state text not null,
  published_at timestamptz, author_id bigint not null);
create table old_posts (like posts including all);
create table comments (id bigint primary key, post_id bigint not null, user_id bigint, body text not null,
  stars smallint not null);
create table categories (id integer primary key, parent_id integer, name text not null);
insert into users values (1, 'ada', 'a@x', 30), (2, 'bob', null, 17), (3, 'cy', null, 50);
insert into posts values (1, 'p1', null, true, 10, 1, 1, 'open', null, 1), (2, 'p2', 's', false, 20, 2, 2, 'draft', now(), 1),
  (3, 'p3', null, true, 30, 3, 3, 'closed', null, 2), (4, 'orphan', null, true, 5, 3, 3, 'closed', null, 99);
insert into old_posts select * from posts where id = 3;
insert into comments values (1, 1, 1, 'c1', 1), (2, 1, 2, 'c2', 2), (3, 2, null, 'c3', 3), (4, 77, 3, 'c4', 4);
insert into categories values (1, null, 'root'), (2, 1, 'a'), (3, 1, 'b'), (4, 2, 'aa'), (5, 6, 'loop'), (6, 5, 'loop');
)";

struct Top {
  std::int64_t author_id{};
  std::int32_t views{};
};
struct Step {
  std::int32_t id{};
  std::int32_t depth{};
};
struct Node {
  std::int32_t id{};
};
struct IdTitle {
  std::int64_t id{};
  std::string title{};
};
struct Wanted {
  std::int64_t id{};
  std::optional<std::string> note{};
  status state{};
  std::optional<decimal> price{};
  std::vector<std::byte> bytes{};
};

constexpr auto posts = from<Post>;
constexpr auto users = from<User>;
constexpr auto comments = from<Comment>;
constexpr auto of_author = post::author_id == user::id;
constexpr auto on_post = comment::post_id == post::id;
constexpr auto ids = posts | select(post::id);

/// The values of one column as text.
template <class T>
std::string joined(std::vector<T> const& values) {
  std::string text{};
  for (auto const& value : values) {
    if (!text.empty()) text += ' ';
    if constexpr (requires { value.has_value(); }) text += value ? joined(std::vector{*value}) : "-";
    else if constexpr (std::is_same_v<T, bool>) text += value ? "true" : "false";
    else if constexpr (requires { std::to_string(value); }) text += std::to_string(value);
    else text += value;
  }
  return text;
}

class rows : public test::database {
 public:
  rows() : database(tables) {}

  template <class Query>
  void same(Query const& query, char const* by_hand) {
    INFO(repo.to_sql(query));
    CHECK(joined(repo.all(query))
          == ask("select coalesce(string_agg(coalesce(x::text, '-'), ' '), '') from (" + std::string(by_hand)
                 + ") as t (x)"));
  }
};

}  // namespace

TEST_CASE("subqueries on the server") {
  rows db{};
  auto const count_of = scalar(comments | where(on_post) | select(count()));
  db.same(posts | order_by(post::id) | select(count_of),
          "select (select count(*) from comments c where c.post_id = p.id) from posts p order by p.id");
  db.same(posts | order_by(desc(count_of), post::id) | select(post::id), "select unnest(array[1, 2, 3, 4])");
  db.same(posts | group_by(count_of) | order_by(asc(count_of)) | select(count()), "select unnest(array[2, 1, 1])");
  db.same(
      users
          | where(exists(posts | where(of_author && exists(comments | where(on_post && comment::user_id == user::id)))))
          | select(user::name),
      "select 'ada'");
  db.same(users | where(not_in(user::id, posts | select(post::author_id))) | select(user::name), "select 'cy'");
  db.same(
      users | order_by(user::id) | select(in(user::id, comments | where(comment::id != 2) | select(comment::user_id))),
      "select x in (1, null, 3) from generate_series(1, 3) x");
  db.same(posts | where(post::views >= all(posts | select(post::views))) | select(post::id), "select 3");
  auto const tops = posts | group_by(post::author_id) | select_into<Top>(post::author_id, max(post::views));
  db.same(subquery<"o">(subquery<"i">(tops) | where(col<&Top::views> > 5)) | order_by(col<&Top::views>)
              | select(col<&Top::views>),
          "select m from (select max(views) m from posts group by author_id) t where m > 5 order by m");
  db.same(posts
              | where(exists(subquery<"x">(posts | where(post::id == 1))
                             | where(col<&Post::author_id> == parent_as(post::id))))
              | select(post::id),
          "select 1");
  // An assignment from a correlated subquery; its values come before those of where.
  CHECK(db.repo.update_all(posts | where(post::id <= 2)
                           | set(post::views = coalesce(scalar(comments | where(on_post && comment::id < 3)
                                                               | select(max(cast_to<std::int32_t>(comment::stars)))),
                                                        7)))
        == 2);
  db.same(posts | order_by(post::id) | select(post::views), "select unnest(array[2, 7, 30, 5])");
}

TEST_CASE("CTEs on the server") {
  rows db{};
  auto const recent = cte<"recent">(posts | where(post::views > 5));
  auto const other = recent.as<"other">();
  db.same(recent
              | join(other, other.col<&Post::author_id> == recent.col<&Post::author_id>
                                && other.col<&Post::id> > recent.col<&Post::id>)
              | select(other.col<&Post::id>),
          "select 2");
  db.same(users | with(recent) | where(in(user::id, other | select(other.col<&Post::author_id>))) | order_by(user::id)
              | select(user::id),
          "select unnest(array[1, 2])");
  auto const mine = cte<"mine">(recent | where(col<&Post::author_id> == 1));
  db.same(mine | where(col<&Post::views> > 10) | select(col<&Post::id>), "select 2");

  auto const below = recursive_cte<"below", Step>(
      from<Category> | where(category::id == 1) | select_into<Step>(category::id, value(0)), [](auto self) {
        return from<Category> | join(self, category::parent_id == col<&Step::id>)
             | select_into<Step>(category::id, col<&Step::depth> + 1);
      });
  db.same(below | order_by(col<&Step::id>) | select(col<&Step::depth>), "select unnest(array[0, 1, 1, 2])");
  // A circle ends where rows that were found before are not followed.
  auto const circle = recursive_cte_distinct<"circle", Node>(
      from<Category> | order_by(desc(category::id)) | limit(1) | select_into<Node>(category::id), [](auto self) {
        return from<Category> | join(self, category::parent_id == col<&Node::id>) | select_into<Node>(category::id);
      });
  db.same(circle | order_by(col<&Node::id>) | select(col<&Node::id>), "select unnest(array[5, 6])");

  auto const raised = update_cte<"raised">(posts | where(post::author_id == 1) | set(post::views += 100)
                                           | returning_into<IdTitle>(post::id, post::title));
  auto const gone = delete_cte<"gone">(comments | where(comment::post_id == 77) | returning(row<Comment>));
  auto const answer = db.repo.all(raised | join(gone, value(true)) | order_by(col<&IdTitle::id>)
                                  | select(col<&IdTitle::title>, col<&Comment::body>));
  CHECK(answer == std::vector<std::tuple<std::string, std::string>>{{"p1", "c4"}, {"p2", "c4"}});
  db.same(posts | order_by(post::id) | select(post::views), "select unnest(array[110, 120, 30, 5])");
  db.same(comments | select(count()), "select 3");
  auto const quiet = delete_cte<"quiet">(comments | where(comment::post_id == 2));
  CHECK(db.repo.count(users | with(quiet)) == 3);
  db.same(comments | select(count()), "select 2");
}

TEST_CASE("a CTE finds its tables where the query does") {
  rows db{};
  db.repo.unsafe_script(
      "drop schema if exists recto_sources cascade; create schema recto_sources; create table recto_sources.users as "
      "select * from users where id = 1");
  auto const named = cte<"named">(users | where(user::age > 1));
  CHECK(db.repo.all(named | put_prefix<"recto_sources">).size() == 1);
  CHECK(db.repo.all(named | limit(5)).size() == 3);
  CHECK(db.repo.all(users | put_prefix<"recto_sources"> | union_all(users)).size() == 2);
  CHECK(db.repo.all(from<prefixed<"recto_sources", User>> | where(exists(users | where(user::id == 3)))).size() == 1);
  db.repo.unsafe_script("drop schema recto_sources cascade");
}

TEST_CASE("joins on the server") {
  rows db{};
  using pair = std::tuple<std::optional<std::int64_t>, std::optional<std::string>>;
  CHECK(db.repo.all(posts | full_join<User>(of_author) | order_by(post::id, user::id) | select(post::id, user::name))
        == std::vector<pair>{{1, "ada"}, {2, "ada"}, {3, "bob"}, {4, std::nullopt}, {std::nullopt, "cy"}});
  auto const right = db.repo.all(posts | right_join<User>(of_author) | order_by(user::id, post::id));
  REQUIRE(right.size() == 4);
  CHECK(right[0]->id == 1);
  CHECK_FALSE(right[3].has_value());
  auto const last = subquery<"last">(posts | where(of_author) | order_by(desc(post::id)) | limit(1)
                                     | select_into<IdTitle>(post::id, post::title));
  db.same(users | left_lateral_join(last) | order_by(user::id) | select(last.col<&IdTitle::title>),
          "values ('p2'), ('p3'), (null)");
  db.same(users | cross_lateral_join(last) | order_by(user::id) | select(col<&IdTitle::id>),
          "select unnest(array[2, 3])");
  auto const writer = alias<User, "writer">;
  db.same(posts | left_join(writer | where(writer.col<&User::age> > 18), writer.col<&User::id> == post::author_id)
              | order_by(post::id) | select(writer.col<&User::name>),
          "values ('ada'), ('ada'), (null), (null)");
  db.same(posts | cross_join(users | where(user::age > 18)) | select(count()), "select 8");
  auto const child = alias<Category, "child">;
  db.same(from<Category> | join(child, child.col<&Category::parent_id> == category::id) | where(category::id < 3)
              | order_by(child.col<&Category::id>) | select(child.col<&Category::name>),
          "values ('a'), ('b'), ('aa')");
}

TEST_CASE("set operations on the server") {
  rows db{};
  auto const user_ids = users | select(user::id);
  auto const comment_ids = comments | select(comment::id);
  db.same(ids | union_(user_ids) | order_by(desc(post::id)) | limit(2), "select unnest(array[4, 3])");
  db.same(ids | union_all(user_ids) | order_by(post::id), "select unnest(array[1, 1, 2, 2, 3, 3, 4])");
  db.same(ids | except(user_ids), "select 4");
  db.same(ids | intersect(user_ids) | order_by(post::id) | offset(1), "select unnest(array[2, 3])");
  // First the union, then what all of it has in common with the comments.
  db.same(ids | union_(user_ids) | intersect(comments | where(comment::id == 99) | select(comment::id)),
          "(select 1 union select 2) intersect select 99");
  db.same(ids | except(user_ids | union_(comment_ids)), "select 1 where false");
  db.same(ids | union_all(user_ids | order_by(desc(user::age)) | limit(1)) | order_by(post::id),
          "select unnest(array[1, 2, 3, 3, 4])");
  db.same(posts | where(post::id == 3) | union_all(from<table<"old_posts", Post>>) | select(post::title)
              | exclude<clause::combination>,
          "select 'p3'");
  CHECK(db.repo.all(posts | union_all(from<table<"old_posts", Post>>) | order_by(post::views)).size() == 5);
  CHECK(db.repo.count(ids | union_(user_ids)) == 4);
  CHECK(db.repo.count(ids | union_all(user_ids) | limit(5)) == 5);
  CHECK(db.repo.exists(ids | intersect(user_ids)));
  CHECK_FALSE(db.repo.exists(ids | except(ids)));
  db.same(users | where(in(user::id, ids | except(comment_ids | where(comment::id == 1)))) | order_by(user::id)
              | select(user::id),
          "select unnest(array[2, 3])");
  CHECK(db.repo.count(posts | order_by(post::price) | limit_with_ties(3)) == 4);
  CHECK(db.repo.exists(posts | order_by(post::price) | limit_with_ties(3)));
}

TEST_CASE("rows and vectors of the program on the server") {
  rows db{};
  auto const wanted =
      values<"wanted">(std::vector<Wanted>{{1, "x", status::open, decimal("1.5"), {std::byte{0}, std::byte{255}}},
                                           {3, std::nullopt, status::draft, std::nullopt, {}}});
  auto const back = db.repo.all(wanted | order_by(col<&Wanted::id>));
  REQUIRE(back.size() == 2);
  CHECK(back[0].note == "x");
  CHECK(back[0].state == status::open);
  CHECK(back[0].price == decimal("1.5"));
  CHECK(back[0].bytes == std::vector<std::byte>{std::byte{0}, std::byte{255}});
  CHECK_FALSE(back[1].note.has_value());
  CHECK_FALSE(back[1].price.has_value());
  db.same(posts | join(wanted, wanted.col<&Wanted::id> == post::id && wanted.col<&Wanted::state> == post::state)
              | select(post::id),
          "select 1");
  CHECK(db.repo.all(values<"none">(std::vector<Wanted>{})).empty());
  auto const chosen = unnest<"chosen">(std::vector<std::int64_t>{3, 1, 3});
  db.same(posts | join(chosen, chosen.value == post::id) | order_by(post::id) | select(post::title),
          "values ('p1'), ('p3'), ('p3')");
  auto const maybe = unnest<"maybe">(std::vector<std::optional<std::string>>{"a", std::nullopt});
  db.same(maybe | select(maybe.value), "values ('a'), (null)");
  auto const flags = unnest<"flags">(std::vector<bool>{true, false});
  db.same(flags | where(flags.value) | select(count()), "select 1");
  auto const states = unnest<"states">(std::vector<status>{status::closed});
  db.same(posts | join(states, states.value == post::state) | select(count()), "select 2");
  // Many rows in one statement, written by a join.
  std::vector<Top> many(5000);
  for (std::size_t i = 0; i < many.size(); ++i)
    many[i] = {static_cast<std::int64_t>(i), static_cast<std::int32_t>(i * 2)};
  auto const changes = values<"changes">(many);
  CHECK(db.repo.update_all(posts | join(changes, changes.col<&Top::author_id> == post::id)
                           | set(post::views = changes.col<&Top::views>) | every_row)
        == 4);
  db.same(posts | order_by(post::id) | select(post::views), "select unnest(array[2, 4, 6, 8])");
}

TEST_CASE("tables without a struct on the server") {
  rows db{};
  constexpr auto p = alias<table<"posts">, "p">;
  constexpr auto u = alias<table<"users">, "u">;
  db.same(p | left_join(u, u.column<"id", std::int64_t> == p.column<"author_id", std::int64_t>)
              | order_by(p.column<"id", std::int64_t>) | select(u.column<"name", std::string>),
          "values ('ada'), ('ada'), ('bob'), (null)");
  constexpr auto notes = from<table<"old_posts">>;
  constexpr auto views = column<"views", std::int32_t>;
  CHECK(db.repo.update_all(notes | where(views == 30)
                           | set(views += 1, column<"subtitle", std::optional<std::string>> = "new")
                           | returning(views, column<"subtitle", std::optional<std::string>>))
        == std::vector<std::tuple<std::int32_t, std::optional<std::string>>>{{31, "new"}});
  CHECK(db.repo.exists(notes));
  CHECK(db.repo.count(notes | where(views > 30)) == 1);
  CHECK(db.repo.delete_all(notes | where(views > 30)) == 1);
  // Nothing but the server knows its columns.
  CHECK_ERROR(query, db.repo.all(notes | select(column<"no_such_column", int>)));
}

TEST_CASE("writes with joins on the server") {
  rows db{};
  auto const written = db.repo.update_all(posts | join<User>(of_author && user::age > 20)
                                          | left_join<Comment>(comment::user_id == user::id && comment::body != "c9")
                                          | where(post::views > 10) | set(post::views = user::age, post::title = "new")
                                          | returning(post::id, post::title, user::name, comment::body));
  using row = std::tuple<std::int64_t, std::string, std::string, std::optional<std::string>>;
  CHECK(written == std::vector<row>{{2, "new", "ada", "c1"}});
  auto const removed =
      db.repo.delete_all(comments | join<Post>(on_post && post::title == "p1") | where(comment::body == "c1")
                         | returning_into<IdTitle>(comment::id, post::title));
  REQUIRE(removed.size() == 1);
  CHECK(removed[0].id == 1);
  CHECK(removed[0].title == "p1");
  auto const child = alias<Category, "child">;
  CHECK(db.repo.delete_all(from<Category> | join(child, child.col<&Category::parent_id> == category::id)
                           | where(child.col<&Category::name> == "aa"))
        == 1);
  db.same(from<Category> | where(category::name == "a") | select(count()), "select 0");
}
