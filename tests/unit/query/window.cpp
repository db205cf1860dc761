// SPDX-License-Identifier: BSL-1.0
// Windows: where they may stand, what they are made of, whether they may be NULL. The rows: tests/db/query/windows.cpp.
#include <recto/query/window.hpp>

#include <recto/sql/clauses.hpp>
#include <recto/sql/functions.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>
#include <unit/sql/said.hpp>

#include <optional>
#include <tuple>

using namespace recto;
using namespace blog;

namespace {

constexpr auto posts = from<Post>;
constexpr auto by_author = partition_by(post::author_id);
constexpr auto most_read = order_by(desc(post::views));

template <class Query>
consteval std::string_view over_of(Query) {
  constexpr std::string_view text = sql_of<Query>;
  constexpr std::size_t begin = text.find("OVER");
  return text.substr(begin, text.rfind(" FROM") - begin);
}

static_assert(sql_of<decltype(posts | select(post::id, over(rank(), by_author, most_read)))>
              == R"(SELECT "id", rank() OVER (PARTITION BY "author_id" ORDER BY "views" DESC) FROM "posts")");
static_assert(over_of(posts | select(over(row_number()))) == "OVER ()");
static_assert(over_of(posts | select(over(rank(), most_read, by_author)))
              == R"(OVER (PARTITION BY "author_id" ORDER BY "views" DESC))");
static_assert(over_of(posts | select(over(count(), by_author))) == R"(OVER (PARTITION BY "author_id"))");
static_assert(over_of(posts | select(over(sum(post::views), most_read, rows_between(preceding<2>, current_row))))
              == R"(OVER (ORDER BY "views" DESC ROWS BETWEEN 2 PRECEDING AND CURRENT ROW))");
static_assert(over_of(posts | select(over(count(), rows_between(following<1>, following<3>))))
              == "OVER (ROWS BETWEEN 1 FOLLOWING AND 3 FOLLOWING)");
static_assert(over_of(posts | select(over(count(), range_between(unbounded_preceding, unbounded_following))))
              == "OVER (RANGE BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)");
static_assert(over_of(posts | select(over(count(), most_read, groups_between(preceding<1>, unbounded_following))))
              == R"(OVER (ORDER BY "views" DESC GROUPS BETWEEN 1 PRECEDING AND UNBOUNDED FOLLOWING))");

constexpr auto named = posts | window<"w">(by_author, most_read) | window<"all">() | order_by(post::id)
                     | select(post::id, over<"w">(row_number()), over<"w">(rank()), over<"all">(count()));
static_assert(sql_of<decltype(named)>
              == R"(SELECT "posts"."id", row_number() OVER "w", rank() OVER "w", count(*) OVER "all" FROM "posts")"
                 R"( WINDOW "w" AS (PARTITION BY "posts"."author_id" ORDER BY "posts"."views" DESC), "all" AS ())"
                 R"( ORDER BY "posts"."id")");
// What is counted does not need its windows.
static_assert(detail::text_by<detail::query_writer<detail::statement_kind::count, decltype(named)>>.view()
              == R"(SELECT count(*) FROM "posts")");

// Over groups: the aggregate of an aggregate.
constexpr auto grouped = posts | group_by(post::author_id)
                       | select(post::author_id, over(sum(count(post::id))), over(rank(), order_by(desc(count()))));
static_assert(std::is_same_v<query_verdict<decltype(grouped)>, ok>);
static_assert(sql_of<decltype(grouped)>
              == R"(SELECT "author_id", sum(count("id")) OVER (), rank() OVER (ORDER BY count(*) DESC) FROM "posts")"
                 R"( GROUP BY "author_id")");

template <class Query>
consteval bool fine(Query) {
  return std::is_same_v<query_verdict<Query>, ok>;
}
template <class Verdict, class Query>
consteval bool judged(Query) {
  return std::is_same_v<query_verdict<Query>, Verdict>;
}
template <fixed_string Clause>
using not_allowed = failed<window_not_allowed, Clause>;

constexpr auto ranked = over(rank(), most_read);
static_assert(fine(posts | select(ranked)));
static_assert(fine(posts | order_by(ranked)));
static_assert(fine(posts | distinct_on(ranked) | select(post::id)));
static_assert(fine(posts | select(ranked + std::int64_t{1}, case_(when(ranked == std::int64_t{1}, 1), else_(2)))));
static_assert(judged<not_allowed<"WHERE">>(posts | where(ranked == std::int64_t{1})));
static_assert(judged<not_allowed<"ON">>(posts | join<User>(ranked == user::id)));
static_assert(judged<not_allowed<"GROUP BY">>(posts | group_by(ranked) | select(count())));
static_assert(judged<not_allowed<"HAVING">>(posts | group_by(post::id) | having(ranked == std::int64_t{1})));
// A window function is part of neither another one, nor of an aggregate, nor of a window.
static_assert(judged<not_allowed<"SELECT">>(posts | select(over(sum(ranked)))));
static_assert(judged<not_allowed<"SELECT">>(posts | select(over(lag(ranked), most_read))));
static_assert(judged<not_allowed<"SELECT">>(posts | select(sum(ranked))));
static_assert(judged<not_allowed<"SELECT">>(posts | select(over(rank(), order_by(ranked)))));
static_assert(judged<not_allowed<"SELECT">>(posts | select(over(rank(), partition_by(ranked)))));
static_assert(judged<not_allowed<"SELECT">>(posts | window<"w">(order_by(ranked)) | select(over<"w">(rank()))));
static_assert(std::is_same_v<update_verdict<decltype(posts | where(post::id == 1) | set(post::author_id = ranked))>,
                             not_allowed<"SET">>);

static_assert(judged<failed<window_not_defined, "w">>(posts | select(over<"w">(rank()))));
static_assert(judged<failed<window_not_defined, "x">>(posts | window<"w">() | select(over<"x">(rank()))));
static_assert(judged<failed<window_not_defined, "w">>(posts | window<"w">()
                                                      | where(post::views
                                                              == scalar(posts | select(over<"w">(max(post::views)))))
                                                      | select(post::id)));
static_assert(judged<failed<window_twice, "w">>(posts | window<"w">() | window<"w">(by_author) | select(post::id)));
static_assert(judged<failed<ungrouped_column, "posts", "views">>(posts | group_by(post::author_id)
                                                                 | select(over(rank(), most_read))));
static_assert(judged<failed<ungrouped_column, "posts", "views">>(posts | group_by(post::author_id)
                                                                 | select(over(sum(post::views)))));
static_assert(judged<failed<column_not_in_scope, "users", "id">>(posts | select(over(rank(), partition_by(user::id)))));

// Nullability: a window has its own row, unless a frame leaves it out.
template <class... Parts>
using selected = row_of<decltype(posts | window<"w">() | select(std::declval<Parts>()...))>;
static_assert(std::is_same_v<selected<decltype(over(row_number()))>, std::int64_t>);
static_assert(std::is_same_v<selected<decltype(over(ntile(4), most_read))>, std::int32_t>);
static_assert(std::is_same_v<selected<decltype(over(cume_dist(), most_read))>, double>);
static_assert(std::is_same_v<selected<decltype(over(lag(post::views), most_read))>, std::optional<std::int32_t>>);
static_assert(std::is_same_v<selected<decltype(over(lag(post::views, 2, 0), most_read))>, std::int32_t>);
static_assert(
    std::is_same_v<selected<decltype(over(lead(post::subtitle, 2, "-"), most_read))>, std::optional<std::string>>);
static_assert(std::is_same_v<selected<decltype(over(nth_value(post::id, 2)))>, std::optional<std::int64_t>>);
static_assert(std::is_same_v<selected<decltype(over(sum(post::views), most_read))>, std::int64_t>);
static_assert(std::is_same_v<selected<decltype(over(sum(post::views), rows_between(following<1>, following<2>)))>,
                             std::optional<std::int64_t>>);
static_assert(std::is_same_v<selected<decltype(over<"w">(sum(post::views)))>, std::optional<std::int64_t>>);
static_assert(std::is_same_v<selected<decltype(over(max(post::subtitle)))>, std::optional<std::string>>);
static_assert(
    std::is_same_v<selected<decltype(over(filter(max(post::views), post::published)))>, std::optional<std::int32_t>>);
static_assert(std::is_same_v<selected<decltype(over(count(post::subtitle)))>, std::int64_t>);

}  // namespace

TEST_CASE("values of windows are numbered where they stand") {
  auto const asked = posts
                   | select(over(lag(post::views, 2, 7), partition_by(post::views + 3), order_by(post::views + 4)))
                   | window<"w">(order_by(post::views + 5)) | where(post::views > 6);
  auto const said = test::say(asked);
  CHECK(said.text
        == R"(SELECT lag("views", $1, $2) OVER (PARTITION BY "views" + $3 ORDER BY "views" + $4) FROM "posts")"
           R"( WHERE "views" > $5 WINDOW "w" AS (ORDER BY "views" + $6))");
  auto const number = [](char value) { return std::string{0, 0, 0, value}; };
  CHECK(said.values
        == std::vector<std::optional<std::string>>{number(2), number(7), number(3), number(4), number(6), number(5)});
}

TEST_CASE("the order of a window may be chosen") {
  auto const one = [](bool there) {
    return test::text(posts
                      | select(over(rank(), by_author, order_by(either(there, desc(post::views), asc(post::id))))));
  };
  CHECK(one(true) == R"(SELECT rank() OVER (PARTITION BY "author_id" ORDER BY "views" DESC) FROM "posts")");
  CHECK(one(false) == R"(SELECT rank() OVER (PARTITION BY "author_id" ORDER BY "id") FROM "posts")");
  auto const maybe = [](bool there) {
    return test::text(posts | select(over(rank(), by_author, order_by_if(there, post::id))));
  };
  CHECK(maybe(true) == R"(SELECT rank() OVER (PARTITION BY "author_id" ORDER BY "id") FROM "posts")");
  CHECK(maybe(false) == R"(SELECT rank() OVER (PARTITION BY "author_id") FROM "posts")");
}
