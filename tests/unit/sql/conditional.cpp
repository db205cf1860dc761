// SPDX-License-Identifier: BSL-1.0
// Choices as text.
#include <recto/sql/conditional.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>
#include <unit/sql/node_text.hpp>

using namespace recto;
using namespace blog;

namespace {

static_assert(node_text(case_(when(post::published, 1))) == R"(CASE WHEN "published" THEN $1 END)");
static_assert(node_text(case_(when(post::views > 1, "a"), when(post::published || post::views < 2, post::title),
                              else_("b")))
              == R"(CASE WHEN "views" > $1 THEN $2 WHEN "published" OR "views" < $3 THEN "title" ELSE $4 END)");
static_assert(node_text(case_(when(post::published, 1), else_(2)) + 3 == 4)
              == R"(CASE WHEN "published" THEN $1 ELSE $2 END + $3 = $4)");
static_assert(node_text(coalesce(post::subtitle, post::title, "x")) == R"(coalesce("subtitle", "title", $1))");
static_assert(node_text(greatest(post::views, 1)) == R"(greatest("views", $1))");
static_assert(node_text(least(1, post::views)) == R"(least($1, "views"))");
static_assert(node_text(nullif(post::title, "")) == R"(nullif("title", $1))");

}  // namespace

TEST_CASE("choices nest") {
  CHECK(node_text(case_(when(case_(when(post::published, true), else_(false)), coalesce(post::subtitle, "x"))))
        == R"(CASE WHEN CASE WHEN "published" THEN $1 ELSE $2 END THEN coalesce("subtitle", $3) END)");
}
