// SPDX-License-Identifier: BSL-1.0
// Stages are values: joined with each other, kept, returned, and applied by any query.
#include <recto/query/clauses.hpp>
#include <recto/query/stages.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <string>
#include <string_view>

using namespace recto;
using namespace blog;

namespace {

constexpr auto newest = order_by(desc(col<&Post::id>)) | limit(10);
constexpr auto window = where(col<&Post::views> > 1) | where(col<&Post::views> < 5) | newest;

auto titled(std::string title) { return where(col<&Post::title> == title) | newest; }

template <class Query>
constexpr bool writes(Query const&, std::string_view end) {
  return sql_of<Query>.ends_with(end);
}

static_assert(writes(from<Post> | newest, R"(ORDER BY "id" DESC LIMIT $1)"));
static_assert(writes(from<Post> | window, R"(WHERE "views" > $1 AND "views" < $2 ORDER BY "id" DESC LIMIT $3)"));
static_assert(writes(from<Post> | order_by(asc(col<&Post::title>)) | newest,
                     R"(ORDER BY "title", "id" DESC LIMIT $1)"));

}  // namespace

TEST_CASE("a composed stage that owns text is returned from a function") {
  auto const query = from<Post> | titled("a title that is longer than what fits into a small string");
  std::string seen;
  auto keep = [&](auto const& value) {
    if constexpr (requires { value.view(); }) seen = value.view();
  };
  detail::each_parameter<detail::statement_kind::select>(query, keep);
  CHECK(seen == "a title that is longer than what fits into a small string");
}
