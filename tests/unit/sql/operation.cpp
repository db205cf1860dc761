// SPDX-License-Identifier: BSL-1.0
// Calls as text.
#include <recto/sql/operation.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>
#include <unit/sql/node_text.hpp>

#include <string>

using namespace recto;
using namespace blog;
using recto::detail::make_call;

static_assert(node_text(make_call<"now", utc_datetime>()) == "now()");
static_assert(node_text(make_call<"lower", std::string>(post::title)) == R"(lower("title"))");
static_assert(node_text(make_call<"f", bool>(value(1), post::title, value(2))) == R"(f($1, "title", $2))");
// An argument needs no parentheses, and neither does a call.
static_assert(node_text(make_call<"f", bool>(post::published || !post::published))
              == R"(f("published" OR NOT "published"))");
static_assert(node_text(make_call<"f", std::int32_t>(post::views) * 2 == 4) == R"(f("views") * $1 = $2)");

TEST_CASE("calls nest") {
  CHECK(node_text(make_call<"f", std::int32_t>(make_call<"g", std::int32_t>(post::views + 1), value(2)))
        == R"(f(g("views" + $1), $2))");
}
