// SPDX-License-Identifier: BSL-1.0
// jsonb as SQL text.
#include <recto/sql/aggregate.hpp>
#include <recto/sql/json.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/document.hpp>

using namespace recto;
using namespace blog;

namespace {

template <class... Items>
constexpr std::string_view sql(Items const&...) {
  constexpr std::string_view text = sql_of<decltype(from<Document> | select(std::declval<Items const&>()...))>;
  return text.substr(7, text.size() - 7 - std::string_view(R"( FROM "documents")").size());
}
template <class Condition>
constexpr std::string_view sql_where(Condition const&) {
  return sql_of<decltype(from<Document> | select(document::id) | where(std::declval<Condition const&>()))>.substr(35);
}

static_assert(sql(json_get(document::meta, "a", 0, "b")) == R"("meta" -> $1 -> $2 -> $3)");
static_assert(sql(json_text(document::meta, "a"), json_text(document::meta, "a", "b"))
              == R"("meta" ->> $1, "meta" -> $2 ->> $3)");
static_assert(sql(json_text(json_get(document::meta, "a"), document::body)) == R"("meta" -> $1 ->> "body")");
static_assert(sql_where(json_text(document::meta, "a") == "x") == R"("meta" ->> $1 = $2)");
static_assert(sql_where(json_has_key(document::meta, "a") && !json_contains(document::meta, document::theme))
              == R"("meta" ? $1 AND NOT "meta" @> "theme")");
static_assert(sql(jsonb_agg(document::body).order_by(document::id), jsonb_object_agg(document::body, document::id))
              == R"(jsonb_agg("body" ORDER BY "id"), jsonb_object_agg("body", "id"))");
static_assert(sql(to_jsonb(document::tags)) == R"(to_jsonb("tags"))");
static_assert(sql(jsonb_agg(jsonb_build_object("id", document::id, "words", to_jsonb(document::tags))))
              == R"(jsonb_agg(jsonb_build_object($1, "id", $2, to_jsonb("tags"))))");
static_assert(sql_of<decltype(from<Document> | select(json_extract_path(document::meta, {"a", 0})))>
              == R"(SELECT "meta" #> $1 FROM "documents")");
static_assert(sql_of<decltype(from<Document> | select(json_extract_path_text(document::meta, {"a", 0})))>
              == R"(SELECT "meta" #>> $1 FROM "documents")");
static_assert(
    sql_of<decltype(from<Document> | select(document::id)
                    | where(json_has_any_key(document::meta, {"a"}) || json_has_all_keys(document::extra, {"a"})))>
    == R"(SELECT "id" FROM "documents" WHERE "meta" ?| $1 OR "extra" ?& $2)");

}  // namespace
