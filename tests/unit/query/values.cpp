// SPDX-License-Identifier: BSL-1.0
// The order of bound values in each statement that a query can become, held against the numbers in its text.
#include <recto/query/clauses.hpp>
#include <recto/query/values.hpp>
#include <recto/sql/clauses.hpp>
#include <recto/sql/functions.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>
#include <unit/query/bound_values.hpp>

#include <string>

using namespace recto;
using namespace blog;
using recto::detail::statement_kind;

namespace {

template <statement_kind Kind, class Query>
std::string_view text_of(Query const&) {
  return recto::detail::text_by<recto::detail::query_writer<Kind, Query>>.text.data();
}
// The values, if the text has as many parameters, numbered in their order.
template <statement_kind Kind, class Query>
std::string bound(Query const& query) {
  std::string const values = test::values_of<Kind>(query);
  INFO(text_of<Kind>(query));
  auto const count = static_cast<int>(std::count(values.begin(), values.end(), ' ')) + !values.empty();
  CHECK(test::numbers_of(text_of<Kind>(query)) == count);
  return values;
}

constexpr auto on_post = comment::post_id == post::id;

}  // namespace

TEST_CASE("values of a read, whatever the order in which it was piped") {
  auto const query = from<Post> | offset(11) | limit(10) | order_by(post::views + 9) | having(sum(post::views) > 8)
                   | group_by(post::views + 7) | where(post::views > 6) | join<Comment>(on_post && comment::id > 5)
                   | select(count(), max(post::views) + 4) | with(cte<"c">(from<User> | where(user::age == 3)));
  CHECK(bound<statement_kind::select>(query) == "3 4 5 6 7 8 9 10 11");
}

TEST_CASE("values of what only counts") {
  auto const query =
      from<Post> | where(post::views > 2) | order_by(post::views + 9) | limit(3) | select(post::views + 1);
  CHECK(bound<statement_kind::exists>(query) == "2 3");
  CHECK(bound<statement_kind::count>(query) == "2 3");
  auto const distinct_rows = query | distinct();
  CHECK(bound<statement_kind::count>(distinct_rows) == "1 2 3");
  auto const ties = from<Post> | where(post::views > 2) | order_by(post::views + 9) | limit_with_ties(3);
  CHECK(bound<statement_kind::exists>(ties) == "2 9 3");
  CHECK(bound<statement_kind::count>(ties) == "2 9 3");
  CHECK(bound<statement_kind::select>(ties) == "2 9 3");
}

TEST_CASE("values of an update: joined sources, their conditions, the rest") {
  auto const query = from<Post> | where(post::views > 7)
                   | join(subquery<"s">(from<Comment> | where(comment::id > 2)), col<&Comment::post_id> == post::id + 5)
                   | left_join<User>(user::age > 3) | join(alias<User, "u">, value(6) == 6) | set(post::views = 1)
                   | returning(post::views + 8) | with(cte<"c">(from<User> | where(user::age == 0)));
  CHECK(bound<statement_kind::update>(query) == "0 1 2 3 5 6 6 7 8");
  auto const removed = from<Post> | where(post::views > 4) | join<Comment>(on_post && comment::id > 3)
                     | join(subquery<"s">(from<Comment> | where(comment::id > 2)), value(true));
  CHECK(bound<statement_kind::delete_>(removed) == "2 3 1 4");
}
