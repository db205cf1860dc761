// SPDX-License-Identifier: BSL-1.0
// Operators of the server's as SQL text: parentheses only where they bind otherwise.
#include <recto/sql/argument.hpp>
#include <recto/sql/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

using namespace recto;
using namespace blog;
using recto::detail::make_infix;

namespace {

template <class Condition>
constexpr std::string_view sql(Condition) {
  return sql_of<decltype(from<Post> | select(post::id) | where(Condition{}))>.substr(31);
}
constexpr auto both = make_infix<"@>", bool>(post::title, post::subtitle);

static_assert(sql(both && !both) == R"("title" @> "subtitle" AND NOT "title" @> "subtitle")");
static_assert(sql(both == post::published) == R"("title" @> "subtitle" = "published")");
static_assert(sql(make_infix<"->", bool>(both, both)) == R"("title" @> "subtitle" -> ("title" @> "subtitle"))");
static_assert(sql(make_infix<"->", bool>(post::views + post::id, post::views == post::id))
              == R"("views" + "id" -> ("views" = "id"))");
static_assert(sql(make_infix<"->", bool>(post::views == post::id, post::views + post::id))
              == R"(("views" = "id") -> "views" + "id")");

}  // namespace
