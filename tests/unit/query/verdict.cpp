// SPDX-License-Identifier: BSL-1.0
// The verdict on whole queries: every rule broken in every way that there is, and what is in order beside it.
#include <recto/query/clauses.hpp>
#include <recto/query/verdict.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <type_traits>

using namespace recto;
using namespace blog;

namespace {

template <class Expected, class Query>
constexpr bool judged(Query const&) {
  return std::is_same_v<query_verdict<Query>, Expected>;
}
template <class Query>
constexpr bool fine(Query const&) {
  return std::is_same_v<query_verdict<Query>, ok>;
}

constexpr auto on_post = comment::post_id == post::id;
constexpr auto posts = from<Post>;
constexpr auto with_comments = from<Post> | join<Comment>(on_post);
constexpr auto maybe_comments = from<Post> | left_join<Comment>(on_post);
constexpr auto parent = alias<Category, "parent">;

// --- column_not_in_scope ---------------------------------------------------------------------------------------------

static_assert(fine(posts));
static_assert(fine(posts | where(post::views > 3)));
static_assert(judged<failed<column_not_in_scope, "comments", "body">>(posts | where(comment::body == "x")));
static_assert(judged<failed<column_not_in_scope, "comments", "body">>(posts | where("x" == comment::body)));
static_assert(judged<failed<column_not_in_scope, "comments", "stars">>(
    posts | where(post::published && !(post::views + 1 > comment::stars))));
static_assert(judged<failed<column_not_in_scope, "comments", "id">>(posts | select(post::id, comment::id)));
static_assert(judged<failed<column_not_in_scope, "comments", "id">>(posts | select(count(comment::id))));
static_assert(judged<failed<column_not_in_scope, "comments", "id">>(posts | order_by(desc(comment::id))));
static_assert(judged<failed<column_not_in_scope, "comments", "id">>(posts | group_by(comment::id)));
static_assert(judged<failed<column_not_in_scope, "comments", "id">>(posts | group_by(post::id)
                                                                    | having(count(comment::id) > 1)));
static_assert(judged<failed<column_not_in_scope, "comments", "user_id">>(posts | where(is_null(comment::user_id))));
static_assert(judged<failed<column_not_in_scope, "comments", "body">>(posts | where(like(comment::body, "x%"))));
static_assert(judged<failed<column_not_in_scope, "comments", "id">>(posts | where(in(comment::id, {1, 2}))));
static_assert(judged<failed<column_not_in_scope, "comments", "every column">>(posts | select(row<Comment>)));
static_assert(judged<failed<column_not_in_scope, "users", "id">>(with_comments | where(user::id == comment::user_id)));
static_assert(fine(with_comments | join<User>(user::id == comment::user_id) | where(user::age > 18)));
// The table may be joined after the stage that asks for it, but not after the ON that does.
static_assert(fine(posts | where(comment::stars > std::int16_t{3}) | join<Comment>(on_post)));
static_assert(judged<failed<column_not_in_scope, "users", "id">>(
    posts | join<Comment>(on_post && comment::user_id == user::id) | join<User>(user::id == post::author_id)));
static_assert(fine(posts | join<User>(user::id == post::author_id)
                   | join<Comment>(on_post && comment::user_id == user::id)));
// An alias is another source than the table, and both may stand in one query.
static_assert(judged<failed<column_not_in_scope, "categories", "name">>(parent | where(category::name == "x")));
static_assert(judged<failed<column_not_in_scope, "parent", "name">>(from<Category>
                                                                    | where(parent[category::name] == "x")));
static_assert(judged<failed<column_not_in_scope, "parent", "id">>(parent | where(parent[post::id] == 1)));
static_assert(fine(parent | where(parent[category::name] == "x")));
static_assert(fine(parent | where(parent.col<&Category::name> == "x") | order_by(parent.col<&Category::id>)));
static_assert(fine(from<Category> | join(parent, parent[category::id] == category::parent_id)));
static_assert(fine(from<Category> | left_join(parent, parent[category::id] == category::parent_id)
                   | select(row<Category>, parent.row)));

// --- table_twice -----------------------------------------------------------------------------------------------------

static_assert(judged<failed<table_twice, "categories">>(from<Category>
                                                        | join<Category>(category::id == category::parent_id)));
static_assert(judged<failed<table_twice, "comments">>(with_comments | left_join<Comment>(on_post)));
static_assert(judged<failed<table_twice, "parent">>(
    parent | join(alias<Category, "parent">, parent[category::id] == parent[category::parent_id])));
static_assert(judged<failed<table_twice, "parent">>(parent | join(alias<Post, "parent">, parent[category::id] == 1)));
static_assert(judged<failed<table_twice, "posts">>(posts | join(alias<User, "posts">, post::id == 1)));
static_assert(fine(
    parent | join(alias<Category, "child">, alias<Category, "child">[category::parent_id] == parent[category::id])));

// --- null_check_without_null -----------------------------------------------------------------------------------------

static_assert(fine(posts | where(is_null(post::subtitle)) | where(is_not_null(post::published_at))));
static_assert(judged<failed<null_check_without_null, "posts", "title">>(posts | where(is_null(post::title))));
static_assert(judged<failed<null_check_without_null, "posts", "title">>(posts | where(!is_not_null(post::title))));
static_assert(judged<failed<null_check_without_null, "comments", "id">>(with_comments | where(is_null(comment::id))));
static_assert(fine(maybe_comments | where(is_null(comment::id))));  // posts without comments
static_assert(judged<failed<null_check_without_null, "posts", "id">>(maybe_comments | where(is_null(post::id))));
static_assert(judged<failed<null_check_without_null, "", "">>(posts | where(is_null(post::views + 1))));
static_assert(fine(maybe_comments | where(is_null(comment::stars + std::int16_t{1}))));
static_assert(fine(posts | select(is_null(post::subtitle))));
static_assert(fine(posts | group_by(post::id) | having(is_not_null(max(post::published_at)))));
static_assert(fine(posts | having(is_not_null(max(post::views))) | select(count())));  // over no rows
static_assert(judged<failed<null_check_without_null, "", "">>(                         // a group has a row
    posts | group_by(post::id) | having(is_not_null(max(post::views)))));
static_assert(judged<failed<null_check_without_null, "", "">>(posts | group_by(post::id) | having(is_null(count()))));

// --- aggregate_not_allowed, aggregate_in_aggregate -------------------------------------------------------------------

static_assert(judged<failed<aggregate_not_allowed, "WHERE">>(posts | where(count() > 1)));
static_assert(judged<failed<aggregate_not_allowed, "WHERE">>(posts | where(post::published && max(post::views) > 1)));
static_assert(judged<failed<aggregate_not_allowed, "ON">>(posts | join<Comment>(on_post && count(post::id) > 1)));
static_assert(judged<failed<aggregate_not_allowed, "GROUP BY">>(posts | group_by(max(post::views))));
static_assert(judged<failed<aggregate_in_aggregate, "SELECT">>(posts | select(sum(count(post::id)))));
static_assert(judged<failed<aggregate_in_aggregate, "SELECT">>(posts | select(max(min(post::views) + 1))));
static_assert(judged<failed<aggregate_of_outer, "posts", "views">>(
    posts | where(scalar(from<Comment> | select(max(post::views))) > 3)));
static_assert(judged<failed<aggregate_of_outer, "posts", "id">>(
    posts | select(post::title, scalar(from<Comment> | select(count(post::id))))));
static_assert(judged<ok>(posts | where(scalar(from<Comment> | select(max(comment::id + post::id))) > 3)));
static_assert(judged<ok>(posts
                         | where(scalar(from<Comment> | where(comment::post_id == post::id) | select(count())) > 3)));
static_assert(judged<failed<aggregate_of_outer, "posts", "views">>(
    posts | where(scalar(from<Comment> | select(filter(count(), post::views > 3))) > 3)));
static_assert(judged<ok>(
    posts | where(scalar(from<Comment> | select(filter(max(comment::id), post::views > 3) + post::id)) > 3)));
static_assert(judged<failed<aggregate_in_aggregate, "HAVING">>(posts | group_by(post::id)
                                                               | having(max(count(post::views)) > 1)));
static_assert(fine(posts | select(count())));
static_assert(fine(posts | select(sum(post::views), avg(post::price), min(post::title), max(post::published_at))));
static_assert(fine(posts | select(sum(post::views) + count())));
static_assert(fine(posts | group_by(post::author_id) | select(post::author_id, count()) | order_by(desc(count()))));
static_assert(fine(posts | group_by(post::author_id) | having(count() > 1) | select(post::author_id)));

// --- ungrouped_column ------------------------------------------------------------------------------------------------

constexpr auto by_author = posts | group_by(post::author_id);
static_assert(fine(by_author | select(post::author_id)));
static_assert(fine(by_author | select(post::author_id + 1, max(post::views))));
static_assert(judged<failed<ungrouped_column, "posts", "title">>(by_author | select(post::author_id, post::title)));
static_assert(judged<failed<ungrouped_column, "posts", "title">>(by_author | select(post::author_id)
                                                                 | order_by(post::title)));
static_assert(judged<failed<ungrouped_column, "posts", "views">>(by_author | select(count())
                                                                 | having(post::views > 1)));
static_assert(judged<failed<ungrouped_column, "posts", "every column">>(by_author));
static_assert(judged<failed<ungrouped_column, "posts", "title">>(posts | select(post::title, count())));
static_assert(judged<failed<ungrouped_column, "posts", "title">>(posts | select(count()) | order_by(post::title)));
static_assert(judged<failed<ungrouped_column, "posts", "every column">>(posts | order_by(count())));
// HAVING makes one group of the whole table, with or without an aggregate.
static_assert(judged<failed<ungrouped_column, "posts", "views">>(posts | having(post::views > 1) | select(count())));
static_assert(judged<failed<having_without_group, "posts">>(posts | having(post::views > 1)));
// A grouped primary key frees its table and no other.
constexpr auto by_post = maybe_comments | group_by(post::id);
static_assert(fine(by_post | select(post::title, count(comment::id))));
static_assert(fine(by_post));
static_assert(fine(by_post | select(row<Post>, count(comment::id)) | order_by(post::title)));
static_assert(judged<failed<ungrouped_column, "comments", "body">>(by_post | select(post::title, comment::body)));
static_assert(judged<failed<ungrouped_column, "comments", "every column">>(by_post | select(row<Comment>)));
static_assert(fine(by_post | group_by(comment::body) | select(post::title, comment::body)));
static_assert(fine(by_post | group_by(comment::id) | select(row<Comment>, row<Post>)));
// Half of a composite key does not.
constexpr auto role = col<&Membership::role>;
static_assert(judged<failed<ungrouped_column, "memberships", "role">>(from<Membership>
                                                                      | group_by(col<&Membership::user_id>)
                                                                      | select(role)));
static_assert(fine(from<Membership> | group_by(col<&Membership::user_id>, col<&Membership::group_id>) | select(role)));
// The key of an alias frees the alias.
static_assert(fine(parent | group_by(parent[category::id]) | select(parent[category::name])));
static_assert(judged<failed<ungrouped_column, "categories", "name">>(
    from<Category> | join(parent, parent[category::id] == category::parent_id) | group_by(parent[category::id])
    | select(parent[category::name], category::name)));
// An expression that is grouped may be selected, its columns by themselves may not.
constexpr auto sum_of_columns = post::views + post::author_id;
static_assert(fine(posts | group_by(sum_of_columns) | select(sum_of_columns, count())));
static_assert(fine(posts | group_by(sum_of_columns) | select(count()) | order_by(sum_of_columns)));
static_assert(judged<failed<ungrouped_column, "posts", "views">>(posts | group_by(sum_of_columns)
                                                                 | select(post::views)));
// Two parameters are never the same to the server, whatever their values.
static_assert(judged<failed<ungrouped_column, "posts", "views">>(posts | group_by(post::views + 1)
                                                                 | select(post::views + 1)));

// --- select_into -----------------------------------------------------------------------------------------------------

struct Wide {
  std::int64_t views{};
};
struct Plain {
  std::string subtitle{};
};
struct Fitting {
  std::optional<std::string> subtitle{};
};
struct WithRow {
  Post post{};
  std::optional<Comment> comment{};
};
struct WithPlainRow {
  Post post{};
  Comment comment{};
};
static_assert(fine(by_post | select_into<Summary>(post::title, count(comment::id))));
static_assert(judged<failed<select_into_count, "Summary">>(by_post | select_into<Summary>(post::title)));
static_assert(judged<failed<select_into_count, "Summary">>(by_post
                                                           | select_into<Summary>(post::title, count(), count())));
static_assert(judged<failed<select_into_type, "Summary", "title", "std::string", "std::int64_t">>(
    by_post | select_into<Summary>(count(), post::title)));
static_assert(judged<failed<select_into_type, "Summary", "comments", "std::int64_t", "std::string">>(
    by_post | select_into<Summary>(post::title, post::title)));
static_assert(judged<failed<select_into_type, "Wide", "views", "std::int64_t", "std::int32_t">>(
    posts | select_into<Wide>(post::views)));
static_assert(judged<failed<select_into_null, "Plain", "subtitle">>(posts | select_into<Plain>(post::subtitle)));
static_assert(judged<failed<select_into_null, "Plain", "subtitle">>(maybe_comments
                                                                    | select_into<Plain>(comment::body)));
static_assert(fine(with_comments | select_into<Plain>(comment::body)));
static_assert(fine(posts | select_into<Fitting>(post::subtitle)));
static_assert(fine(posts | select_into<Fitting>(post::title)));  // an optional takes what is never NULL
static_assert(judged<failed<select_into_null, "Wide", "views">>(posts | select_into<Wide>(sum(post::views))));
// A whole row goes into a field of its struct; optional where it may be missing; and not into a source's struct.
static_assert(fine(maybe_comments | select_into<WithRow>(row<Post>, row<Comment>)));
static_assert(fine(with_comments | select_into<WithPlainRow>(row<Post>, row<Comment>)));
static_assert(judged<failed<select_into_null, "WithPlainRow", "comment">>(
    maybe_comments | select_into<WithPlainRow>(row<Post>, row<Comment>)));
static_assert(judged<failed<select_into_row, "WithPlainRow", "post">>(
    subquery<"both">(with_comments | select_into<WithPlainRow>(row<Post>, row<Comment>)) | limit(1)));
// Scope comes first: what is selected must be there before it can fit.
static_assert(judged<failed<column_not_in_scope, "comments", "body">>(posts | select_into<Summary>(comment::body)));

// --- schemas ---------------------------------------------------------------------------------------------------------

struct WithoutSchema {
  std::int64_t id{};
};
static_assert(judged<failed<no_schema, "WithoutSchema">>(from<WithoutSchema>));
static_assert(judged<failed<no_schema, "WithoutSchema">>(from<WithoutSchema> | where(col<&WithoutSchema::id> == 1)));
static_assert(std::is_same_v<update_verdict<std::remove_const_t<decltype(from<WithoutSchema>)>>,
                             failed<no_schema, "WithoutSchema">>);

// --- update_all, delete_all ------------------------------------------------------------------------------------------

template <class Expected, class Query>
constexpr bool update_judged(Query const&) {
  return std::is_same_v<update_verdict<Query>, Expected>;
}
template <class Expected, class Query>
constexpr bool delete_judged(Query const&) {
  return std::is_same_v<delete_verdict<Query>, Expected>;
}
constexpr auto old = posts | where(post::views < 3);
constexpr auto changed = set(post::views += 1);
static_assert(update_judged<ok>(old | changed));
static_assert(update_judged<ok>(posts | changed | every_row));
static_assert(update_judged<ok>(parent | where(parent[category::id] == 1) | set(parent[category::parent_id] = 1)));
static_assert(delete_judged<ok>(old) && delete_judged<ok>(posts | every_row));
static_assert(update_judged<failed<unbounded_write, "posts">>(posts | changed));
static_assert(delete_judged<failed<unbounded_write, "posts">>(posts));
static_assert(update_judged<failed<nothing_to_set, "posts">>(old));
static_assert(update_judged<failed<nothing_to_set, "posts">>(posts | every_row));
static_assert(delete_judged<failed<clause_not_allowed, "delete_all", "set">>(old | changed));
static_assert(update_judged<failed<clause_not_allowed, "update_all", "order_by">>(old | changed | order_by(post::id)));
static_assert(delete_judged<failed<clause_not_allowed, "delete_all", "order_by">>(old | order_by(post::id)));
static_assert(update_judged<failed<clause_not_allowed, "update_all", "limit">>(old | changed | limit(1)));
static_assert(delete_judged<failed<clause_not_allowed, "delete_all", "limit">>(old | limit(1)));
static_assert(delete_judged<failed<clause_not_allowed, "delete_all", "limit">>(old | offset(1)));
static_assert(update_judged<failed<clause_not_allowed, "update_all", "group_by">>(old | changed | group_by(post::id)));
static_assert(delete_judged<failed<clause_not_allowed, "delete_all", "group_by">>(old | having(count() > 1)));
static_assert(update_judged<ok>(old | changed | join<Comment>(on_post))
              && delete_judged<ok>(old | join<Comment>(on_post)));
static_assert(delete_judged<ok>(old | join<Comment>(on_post) | left_join<User>(user::id == comment::user_id)));
// Only the first table is written, and the joined ones do not see it but in WHERE.
constexpr auto written = old | join<Comment>(on_post);
static_assert(update_judged<ok>(written | set(post::views = 1) | returning(comment::body)));
static_assert(update_judged<failed<column_not_written, "comments", "body">>(written | set(comment::body = "x")));
static_assert(delete_judged<failed<column_not_in_scope, "posts", "author_id">>(
    written | left_join<User>(post::author_id == user::id)));
static_assert(delete_judged<failed<column_not_in_scope, "posts", "author_id">>(
    written | cross_lateral_join(subquery<"s">(from<User> | where(user::id == post::author_id)))));
static_assert(delete_judged<ok>(written
                                | left_lateral_join(subquery<"s">(from<User> | where(user::id == comment::user_id)))));
// What returning_into fills is held against what is returned.
static_assert(delete_judged<ok>(old | returning_into<Summary>(post::title, post::id)));
static_assert(delete_judged<failed<select_into_null, "Summary", "title">>(
    old | returning_into<Summary>(post::subtitle, post::id)));
static_assert(delete_judged<failed<select_into_count, "Summary">>(old | returning_into<Summary>(post::title)));
static_assert(update_judged<failed<select_into_type, "Summary", "comments", "std::int64_t", "std::int32_t">>(
    old | changed | returning_into<Summary>(post::title, post::views)));
static_assert(update_judged<failed<clause_not_allowed, "update_all", "left_join">>(old | changed
                                                                                   | left_join<Comment>(on_post)));
static_assert(delete_judged<failed<clause_not_allowed, "delete_all", "right_join">>(old
                                                                                    | right_join<Comment>(on_post)));
static_assert(update_judged<failed<column_not_in_scope, "comments", "stars">>(posts
                                                                              | where(comment::stars > std::int16_t{1})
                                                                              | changed));
static_assert(update_judged<failed<column_not_in_scope, "comments", "body">>(old | set(comment::body = "x")));
static_assert(update_judged<failed<column_not_in_scope, "comments", "body">>(old | set(post::title = comment::body)));
static_assert(update_judged<failed<aggregate_not_allowed, "SET">>(old | set(post::title = max(post::title))));
static_assert(update_judged<failed<aggregate_not_allowed, "WHERE">>(posts | where(count() > 1) | changed));
static_assert(update_judged<failed<null_check_without_null, "posts", "id">>(posts | where(is_null(post::id))
                                                                            | changed));

}  // namespace

TEST_CASE("a query that is judged fine can be made at run time") {
  std::string const wanted = "title";
  auto const query = posts | where(post::title == wanted) | limit(3);
  CHECK(query_verdict<std::remove_const_t<decltype(query)>>::value);
}
