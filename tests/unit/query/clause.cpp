// SPDX-License-Identifier: BSL-1.0
#include <recto/query/clause.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <vector>

using namespace recto;
using namespace blog;
using recto::detail::limit_clause;
using recto::detail::sort;
using recto::detail::table_source;
using recto::detail::where_clause;

namespace {

using condition = decltype(post::views == 1);

static_assert(where_clause<condition>::kind == clause::where && where_clause<condition>::parameters == 1);
using one_value = recto::detail::bound<std::int64_t>;
static_assert(limit_clause<one_value>::kind == clause::limit && limit_clause<one_value>::parameters == 1);
static_assert(recto::detail::every_row_clause::parameters == 0);
static_assert(std::is_same_v<where_clause<condition>::content_type, condition>);

static_assert(table_source<Post, "">::name() == "posts" && !table_source<Post, "">::has_alias);
static_assert(table_source<Post, "p">::name() == "p" && table_source<Post, "p">::has_alias);
static_assert(table_source<Post, "">::key != table_source<Post, "p">::key);
static_assert(table_source<Post, "p">::key != table_source<User, "p">::key);
static_assert(table_source<Post, "p">::key == key_of<Post, "p">);

using descending = std::remove_const_t<decltype(desc_nulls_last(post::views + 1))>;
static_assert(descending::direction == sort::descending && descending::null_order == recto::detail::nulls::last);
static_assert(descending::parameters == 1);

}  // namespace

TEST_CASE("a clause hands out its values") {
  where_clause<condition> const one{{post::views == 42}};
  std::vector<int> seen{};
  auto see = [&](int value) { seen.push_back(value); };
  one.each_value(see);
  CHECK(seen == std::vector<int>{42});
}
