// SPDX-License-Identifier: BSL-1.0
// Rows of values as text.
#include <recto/sql/row_value.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>
#include <unit/sql/node_text.hpp>

using namespace recto;
using namespace blog;

static_assert(node_text(row_value(post::title, post::views) == row_value("x", 1))
              == R"(("title", "views") = ($1, $2))");
static_assert(node_text(row_value(post::title, 1) != row_value("x", post::views))
              == R"(("title", $1) <> ($2, "views"))");
static_assert(node_text(row_value(post::title) >= row_value("x")) == R"(ROW("title") >= ROW($1))");

TEST_CASE("rows are compared like other values") {
  CHECK(node_text(!(row_value(post::id, post::views + 1) <= row_value(1, 2)) && post::published)
        == R"(NOT ("id", "views" + $1) <= ($2, $3) AND "published")");
}
