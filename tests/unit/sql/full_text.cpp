// SPDX-License-Identifier: BSL-1.0
// Full-text search as SQL text.
#include <recto/query/full_text.hpp>
#include <recto/sql/functions.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

using namespace recto;
using namespace blog;

namespace {

constexpr auto words = to_tsvector<"english">(post::title);
constexpr auto wanted = websearch_to_tsquery<"english">("cat -dog");
template <class Query>
constexpr std::string_view sql(Query const&) {
  return sql_of<Query>;
}
static_assert(
    sql(from<Post> | select(post::id) | where(matches(words, wanted) && !matches(words, to_tsquery("x"))))
    == R"(SELECT "id" FROM "posts" WHERE to_tsvector('english', "title") @@ websearch_to_tsquery('english', $1))"
       R"( AND NOT to_tsvector('english', "title") @@ to_tsquery($2))");
static_assert(sql(from<Post> | select(ts_rank(words, wanted), ts_headline<"english">(post::title, wanted)))
              == R"(SELECT ts_rank(to_tsvector('english', "title"), websearch_to_tsquery('english', $1)),)"
                 R"( ts_headline('english', "title", websearch_to_tsquery('english', $2)) FROM "posts")");

}  // namespace
