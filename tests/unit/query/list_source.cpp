// SPDX-License-Identifier: BSL-1.0
// Rows and vectors of the program as sources.
#include <recto/query/join.hpp>
#include <recto/query/list_source.hpp>
#include <recto/query/verdict.hpp>
#include <recto/sql/clauses.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>
#include <unit/query/bound_values.hpp>

#include <array>
#include <optional>
#include <string>
#include <tuple>
#include <type_traits>
#include <vector>

using namespace recto;
using namespace blog;

namespace {

struct Wanted {
  std::int64_t id{};
  std::optional<std::string> name{};
  status state{};
};

template <class Query>
std::string_view sql(Query const& query) {
  return sql_of<decltype(recto::detail::as_query(query))>;
}
template <class Row, class Query>
constexpr bool brings(Query const&) {
  return std::is_same_v<row_of<Query>, Row>;
}

// Views are copied: a query owns its text.
static_assert(std::is_same_v<decltype(row_of<decltype(unnest<"w">(std::vector<std::string_view>{}) | limit(1))>::value),
                             std::string>);

}  // namespace

TEST_CASE("rows are sent column by column") {
  auto const wanted = values<"wanted">(std::vector<Wanted>{{1, "x", status::open}, {2, std::nullopt, status::draft}});
  CHECK(sql(wanted)
        == R"(SELECT "wanted"."id", "wanted"."name", "wanted"."state" FROM unnest($1, $2, $3))"
           R"( AS "wanted" ("id", "name", "state"))");
  CHECK(test::values_of(recto::detail::as_query(wanted)) == "list of 2 list of 2 list of 2");
  auto const query = from<Post> | join(wanted, col<&Wanted::id> == post::id && value(std::int64_t{7}) > post::id)
                   | where(post::views > 8) | select(post::id, wanted.col<&Wanted::name>);
  CHECK(brings<std::tuple<std::int64_t, std::optional<std::string>>>(query));
  CHECK(test::values_of(query) == "list of 2 list of 2 list of 2 7 8");
  CHECK(test::numbers_of(sql(query)) == 5);
  // An array will do, and so will no rows at all.
  CHECK(test::values_of(recto::detail::as_query(values<"w">(std::array<Wanted, 1>{})))
        == "list of 1 list of 1 list of 1");
  CHECK(test::values_of(recto::detail::as_query(values<"w">(std::vector<Wanted>{})))
        == "list of 0 list of 0 list of 0");
}

TEST_CASE("of a struct with a table only the columns are sent") {
  auto const copies = values<"copies">(std::vector<Post>{{.id = 1}});
  CHECK(sql(copies | select(copies.col<&Post::title>))
        == R"(SELECT "copies"."title" FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS "copies" ("id", "title",)"
           R"( "subtitle", "published", "views", "price", "score", "state", "published_at", "author_id"))");
  auto const orders = values<"orders">(std::vector<Order>{{.id = 1}});
  CHECK(sql(orders | select(orders.col<&Order::number>))
        == R"(SELECT "orders"."n""r """ FROM unnest($1, $2, $3) AS "orders" ("id", "group", "n""r """))");
}

TEST_CASE("a vector is a source of one column") {
  auto const ids = unnest<"ids">(std::vector<std::int64_t>{3, 5});
  auto const query = from<Post> | join(ids, ids.value == post::id) | select(post::title, ids.value);
  CHECK(brings<std::tuple<std::string, std::int64_t>>(query));
  CHECK(
      sql(query)
      == R"(SELECT "posts"."title", "ids"."value" FROM "posts" JOIN unnest($1) AS "ids" ("value") ON "ids"."value" = "posts"."id")");
  CHECK(test::values_of(query) == "list of 2");
  auto const some = unnest<"some">(std::vector<std::optional<std::int32_t>>{1, std::nullopt});
  CHECK(brings<std::optional<std::int32_t>>(some | select(some.value)));
  auto const names = unnest<"names">(std::vector<std::string>{"a"});
  CHECK(brings<std::string>(names | select(names.value)));
  CHECK(brings<std::tuple<std::string, std::optional<std::int64_t>>>(names | left_join(ids, ids.value > std::int64_t{1})
                                                                     | select(names.value, ids.value)));
}
