// SPDX-License-Identifier: BSL-1.0
// Arrays as SQL text.
#include <recto/sql/array.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/document.hpp>

using namespace recto;
using namespace blog;

namespace {

template <class Condition>
constexpr std::string_view sql_where(Condition const&) {
  return sql_of<decltype(from<Document> | select(document::id) | where(std::declval<Condition const&>()))>.substr(35);
}

static_assert(sql_where(contains_element(document::tags, document::body)) == R"("body" = ANY("tags"))");
static_assert(sql_where(!contains_element(document::numbers, document::id + 1)) == R"(NOT "id" + $1 = ANY("numbers"))");
static_assert(sql_where(array_contains(document::tags, document::tags)
                        && array_overlaps(document::tags, document::tags))
              == R"("tags" @> "tags" AND "tags" && "tags")");
static_assert(sql_where(cardinality(array_remove(array_append(document::numbers, 1), document::id)) > 2)
              == R"(cardinality(array_remove(array_append("numbers", $1), "id")) > $2)");
static_assert(sql_where(array_position(array_prepend(document::body, document::tags), document::body) == 1)
              == R"(array_position(array_prepend("body", "tags"), "body") = $1)");

template <class Query>
constexpr std::string_view update(Query const&) {
  using writer = recto::detail::query_writer<recto::detail::statement_kind::update, Query>;
  return recto::detail::text_by<writer>.view();
}
static_assert(update(from<Document> | where(document::id == 1)
                     | set(push(document::tags, "a"), pull(document::numbers, 3)))
              == R"(UPDATE "documents" SET "tags" = array_append("tags", $1), "numbers" = array_remove("numbers", $2))"
                 R"( WHERE "id" = $3)");

}  // namespace
