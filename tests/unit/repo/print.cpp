// SPDX-License-Identifier: BSL-1.0
#include <recto/recto.hpp>
#include <recto/repo/print.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <string>

using namespace recto;
using namespace blog;

TEST_CASE("a stored query prints as its text, without its values") {
  any_query<std::int64_t> const stored =
      from<Post> | where(post::title == "secret") | where_if(true, post::published) | select(post::id);
  std::string const text = fmt::format("{}", stored);
  CHECK(text == stored.sql());
  CHECK(text == R"(SELECT "id" FROM "posts" WHERE "title" = $1 AND "published")");
}
