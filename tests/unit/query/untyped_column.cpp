// SPDX-License-Identifier: BSL-1.0
// Columns of tables without a struct: types are checked as everywhere, names are the program's word.
#include <recto/query/clauses.hpp>
#include <recto/query/untyped_column.hpp>
#include <recto/query/verdict.hpp>
#include <recto/sql/clauses.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <optional>
#include <string>
#include <tuple>
#include <type_traits>

using namespace recto;
using namespace blog;

namespace {

constexpr auto title = column<"title", std::string>;
constexpr auto views = column<"views", std::int32_t>;
constexpr auto note = column<"no\"te", std::optional<std::string>>;
constexpr auto notes = from<table<"notes">>;
constexpr auto n = alias<table<"notes">, "n">;
constexpr auto m = alias<table<"more">, "m">;

template <class Verdict, class Query>
constexpr bool judged(Query const&) {
  return std::is_same_v<query_verdict<Query>, Verdict>;
}
template <class Row, class Query>
constexpr bool brings(Query const&) {
  return std::is_same_v<row_of<Query>, Row>;
}
template <class Query>
constexpr std::string_view sql(Query const&) {
  return sql_of<Query>;
}

static_assert(sql(notes | where(views > 3 && is_null(note)) | order_by(title) | select(title))
              == R"(SELECT "title" FROM "notes" WHERE "views" > $1 AND "no""te" IS NULL ORDER BY "title")");
static_assert(brings<std::tuple<std::string, std::optional<std::string>>>(notes | select(title, note)));
static_assert(judged<failed<null_check_without_null, "the table without a struct", "title">>(notes
                                                                                             | where(is_null(title))
                                                                                             | select(title)));
// Beside tables with structs it is the only one; of two each has a name.
static_assert(judged<ok>(from<Post> | join<table<"notes">>(views == post::views) | select(post::id, title)));
static_assert(judged<failed<column_not_in_scope, "the table without a struct", "title">>(from<Post> | select(title)));
static_assert(judged<failed<column_not_in_scope, "the table without a struct", "title">>(n | join(m, value(true))
                                                                                         | select(title)));
static_assert(sql(n | left_join(m, m.column<"id", int> == n.column<"id", int>)
                  | select(n.column<"id", int>, m.column<"id", int>))
              == R"(SELECT "n"."id", "m"."id" FROM "notes" AS "n" LEFT JOIN "more" AS "m" ON "m"."id" = "n"."id")");
static_assert(brings<std::tuple<int, std::optional<int>>>(n | left_join(m, value(true))
                                                          | select(n.column<"id", int>, m.column<"id", int>)));
static_assert(judged<failed<column_not_in_scope, "m", "id">>(n | select(m.column<"id", int>)));
// Assigned, with what fits.
static_assert(recto::detail::is_assignment<decltype(title = "x")>
              && recto::detail::is_assignment<decltype(note = std::nullopt)>);
static_assert(recto::detail::is_assignment<decltype(views = views + 1)>
              && recto::detail::is_assignment<decltype(title = title)>);
static_assert(recto::detail::is_assignment<decltype(views += 1)>);

}  // namespace

TEST_CASE("an update of a table without a struct") {
  auto const query = notes | where(views > 3) | set(views += 1, note = std::nullopt) | returning(title);
  using writer =
      recto::detail::query_writer<recto::detail::statement_kind::update, std::remove_const_t<decltype(query)>>;
  CHECK(std::string_view(recto::detail::text_by<writer>.text.data())
        == R"(UPDATE "notes" SET "views" = "views" + $1, "no""te" = $2 WHERE "views" > $3 RETURNING "title")");
}
