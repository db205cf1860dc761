// SPDX-License-Identifier: BSL-1.0
// The C++ type of a row, with what a join may leave out.
#include <recto/query/clauses.hpp>
#include <recto/query/select.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <optional>
#include <string>
#include <tuple>
#include <type_traits>

using namespace recto;
using namespace blog;

namespace {

template <class Row, class Query>
constexpr bool brings(Query const&) {
  return std::is_same_v<row_of<Query>, Row>;
}

constexpr auto posts = from<Post>;
constexpr auto on_post = comment::post_id == post::id;
constexpr auto inner = posts | join<Comment>(on_post);
constexpr auto left = posts | left_join<Comment>(on_post);
constexpr auto right = posts | right_join<Comment>(on_post);
constexpr auto full = posts | full_join<Comment>(on_post);
constexpr auto parent = alias<Category, "parent">;

static_assert(brings<Post>(posts) && brings<Post>(posts | where(post::published)) && brings<Post>(inner));
static_assert(brings<Category>(parent | where(parent[category::id] == 1)));

static_assert(brings<std::string>(posts | select(post::title)));
static_assert(brings<std::optional<std::string>>(posts | select(post::subtitle)));
static_assert(brings<std::tuple<std::int64_t, std::optional<std::string>>>(posts | select(post::id, post::subtitle)));
static_assert(brings<std::int64_t>(posts | select(count()))
              && brings<std::optional<std::int64_t>>(posts | select(sum(post::views))));
static_assert(brings<bool>(posts | select(post::views > 3))
              && brings<std::optional<bool>>(posts | select(post::subtitle == "x")));
static_assert(brings<bool>(posts | select(is_null(post::subtitle))));
static_assert(brings<int>(posts | select(value(3))) && brings<std::string>(posts | select(value("x"))));
static_assert(brings<Summary>(left | group_by(post::id) | select_into<Summary>(post::title, count(comment::id))));
static_assert(brings<std::string>(posts | select(post::id) | select(post::title)));  // the later one

// inner
static_assert(brings<std::tuple<std::string, std::string>>(inner | select(post::title, comment::body)));
static_assert(brings<std::tuple<Post, Comment>>(inner | select(row<Post>, row<Comment>)));
// left: the joined side may be missing
static_assert(brings<std::tuple<std::string, std::optional<std::string>>>(left | select(post::title, comment::body)));
static_assert(brings<std::tuple<Post, std::optional<Comment>>>(left | select(row<Post>, row<Comment>)));
static_assert(brings<std::optional<std::int32_t>>(left | select(post::views + comment::stars)));
static_assert(brings<std::optional<std::int64_t>>(left | select(comment::user_id)));  // one optional, not two
static_assert(brings<std::int64_t>(left | select(count(comment::id))));
// right: all that stood before may be missing
static_assert(brings<std::tuple<std::optional<Post>, Comment>>(right | select(row<Post>, row<Comment>)));
static_assert(brings<std::tuple<std::optional<std::string>, std::string>>(right | select(post::title, comment::body)));
// full: both
static_assert(brings<std::tuple<std::optional<Post>, std::optional<Comment>>>(full | select(row<Post>, row<Comment>)));
// three tables
static_assert(brings<std::tuple<Post, std::optional<Comment>, User>>(left | join<User>(user::id == post::author_id)
                                                                     | select(row<Post>, row<Comment>, row<User>)));
static_assert(brings<std::tuple<std::optional<Post>, std::optional<Comment>, User>>(
    inner | right_join<User>(user::id == post::author_id) | select(row<Post>, row<Comment>, row<User>)));
static_assert(brings<std::tuple<std::optional<Post>, Comment, std::optional<User>>>(
    right | left_join<User>(user::id == comment::user_id) | select(row<Post>, row<Comment>, row<User>)));
// the same table twice
static_assert(brings<std::tuple<Category, std::optional<Category>>>(from<Category>
                                                                    | left_join(parent, parent[category::id]
                                                                                            == category::parent_id)
                                                                    | select(row<Category>, parent.row)));

// by name: the order is the fields'
struct Named {
  std::string title{};
  std::int64_t count{};
};
constexpr auto by_name =
    posts | group_by(post::title) | select_into<Named>(col<&Named::count> = count(), col<&Named::title> = post::title);
constexpr auto by_position = posts | group_by(post::title) | select_into<Named>(post::title, count());
static_assert(std::is_same_v<decltype(by_name), decltype(by_position)>);

// a whole row in a field of its struct
struct WithComment {
  Post post{};
  std::optional<Comment> comment{};
};
static_assert(brings<WithComment>(left | select_into<WithComment>(row<Post>, row<Comment>)));

// fields besides the struct's columns
struct Counted {
  std::int64_t id{};
  std::int64_t comments{};
  std::optional<std::string> shout{};
  static consteval auto schema() {
    return recto::table("posts") | recto::virtual_field<&Counted::comments, &Counted::shout>;
  }
};
constexpr auto merged = from<Counted> | select_merge(col<&Counted::comments> = value(std::int64_t{1}));
static_assert(brings<Counted>(merged));
static_assert(std::is_same_v<query_verdict<decltype(merged)>, recto::ok>);
static_assert(
    std::is_same_v<query_verdict<decltype(from<Counted> | left_join<Comment>(comment::post_id == col<&Counted::id>)
                                          | select_merge(col<&Counted::comments> = comment::id))>,
                   recto::failed<recto::select_into_null, "Counted", "comments">>);

}  // namespace

TEST_CASE("select keeps the values that it selects") {
  auto const query = posts | select(value(1), post::views + 2);
  std::vector<int> seen{};
  auto see = [&](int value) { seen.push_back(value); };
  recto::detail::clause_of<clause::select>(query).each_value(see);
  CHECK(seen == std::vector<int>{1, 2});
}
