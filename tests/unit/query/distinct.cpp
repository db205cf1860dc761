// SPDX-License-Identifier: BSL-1.0
// DISTINCT, DISTINCT ON, and which orders go with them.
#include <recto/query/distinct.hpp>

#include <recto/sql/choice.hpp>
#include <recto/sql/clauses.hpp>
#include <recto/sql/functions.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>
#include <unit/sql/said.hpp>

using namespace recto;
using namespace blog;

namespace {

constexpr auto posts = from<Post>;

template <class Query>
consteval bool fine(Query) {
  return std::is_same_v<query_verdict<Query>, ok>;
}
template <class Query>
consteval bool refused_on(Query) {
  return std::is_same_v<query_verdict<Query>, failed<distinct_on_order, "posts">>;
}
template <class Query>
consteval bool refused(Query) {
  return std::is_same_v<query_verdict<Query>, failed<order_not_selected, "posts">>;
}

static_assert(sql_of<decltype(posts | distinct() | select(post::title))> == R"(SELECT DISTINCT "title" FROM "posts")");
static_assert(sql_of<decltype(posts | distinct_on(post::author_id, post::state)
                              | order_by(post::state, desc(post::author_id), post::id) | select(post::id))>
              == R"(SELECT DISTINCT ON ("author_id", "state") "id" FROM "posts")"
                 R"( ORDER BY "state", "author_id" DESC, "id")");
static_assert(sql_of<decltype(posts | distinct_on(post::id) | distinct() | select(post::id))>
              == R"(SELECT DISTINCT "id" FROM "posts")");

// What a distinct query is ordered by is selected.
constexpr auto titles = posts | distinct() | select(post::title, post::views + post::views);
static_assert(fine(titles | order_by(desc(post::title), post::views + post::views)));
static_assert(refused(titles | order_by(post::views)));
static_assert(refused(titles | order_by(post::title, post::id)));
static_assert(fine(posts | distinct() | order_by(post::views)));
static_assert(fine(posts | distinct() | first(3)));
static_assert(refused(titles | first(3)));
static_assert(fine(posts | join<User>(user::id == post::author_id) | distinct() | select(row<Post>, row<User>)
                   | order_by(user::name, post::title)));
static_assert(refused(posts | join<User>(user::id == post::author_id) | distinct() | select(row<Post>)
                      | order_by(user::name)));
static_assert(refused(posts | join<User>(user::id == post::author_id) | distinct() | order_by(user::name)));
static_assert(fine(titles | order_by(either(true, asc(post::title), desc(post::title)))));
static_assert(refused(titles | order_by(either(true, asc(post::title), desc(post::id)))));
static_assert(fine(titles | order_by_if(true, post::title)));
static_assert(refused(titles | order_by_if(true, post::id)));
// $1 and $2 are two things to the server, whatever they hold.
static_assert(refused(posts | distinct() | select(post::views + 1) | order_by(post::views + 1)));

// DISTINCT ON: the order leads with the same expressions.
constexpr auto on_two = posts | distinct_on(post::author_id, post::state);
static_assert(fine(on_two));
static_assert(fine(on_two | order_by(post::author_id)));
static_assert(fine(on_two | order_by(post::author_id, post::author_id, post::state, post::id)));
static_assert(refused_on(on_two | order_by(post::id)));
static_assert(refused_on(on_two | order_by(post::author_id, post::id)));
static_assert(refused_on(on_two | order_by(post::author_id, post::author_id, post::id)));
static_assert(refused_on(posts | distinct_on(post::views + 1) | order_by(post::views + 1)));
static_assert(fine(posts | distinct_on(lower(post::title)) | order_by(lower(post::title), post::id)));
static_assert(fine(posts | distinct_on(post::id) | first()));
static_assert(fine(posts | distinct_on(post::id) | reverse_order));
static_assert(refused_on(posts | distinct_on(post::title) | first()));
static_assert(fine(posts | distinct_on(post::title)
                   | order_by(either(true, asc(post::title), desc(post::title)), post::id)));
static_assert(fine(on_two | order_by(either(true, asc(post::author_id), asc(post::state)))));
static_assert(refused_on(on_two | order_by(either(true, asc(post::author_id), asc(post::state)), post::id)));
static_assert(refused_on(posts | distinct_on(post::title) | order_by_if(true, post::title) | order_by(post::id)));
static_assert(fine(posts | distinct_on(post::title) | order_by_if(true, post::title)));

// With groups.
static_assert(sql_of<decltype(posts | group_by(post::author_id) | distinct() | select(count()))>
              == R"(SELECT DISTINCT count(*) FROM "posts" GROUP BY "author_id")");
static_assert(std::is_same_v<
              query_verdict<decltype(posts | group_by(post::author_id) | distinct_on(post::views) | select(count()))>,
              failed<ungrouped_column, "posts", "views">>);

}  // namespace

TEST_CASE("values of DISTINCT ON come first, also where it is counted") {
  auto const asked = posts | where(post::views > 3) | distinct_on(post::views + 2) | select(post::views + 4);
  CHECK(test::text(asked) == R"(SELECT DISTINCT ON ("views" + $1) "views" + $2 FROM "posts" WHERE "views" > $3)");
  auto const counted = test::say<recto::detail::statement_kind::count>(asked);
  CHECK(counted.text
        == R"(SELECT count(*) FROM (SELECT DISTINCT ON ("views" + $1) "views" + $2 FROM "posts" WHERE "views" > $3))"
           R"( AS "counted")");
  CHECK(counted.values == test::say(asked).values);
}
