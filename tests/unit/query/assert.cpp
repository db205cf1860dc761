// SPDX-License-Identifier: BSL-1.0
// The assertions let through what is in order. What they say of the rest is in tests/reject.
#include <recto/query/assert.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

using namespace recto;
using namespace blog;
using recto::detail::assert_query;

static_assert(assert_query<ok>::value);
static_assert(assert_query<query_verdict<std::remove_const_t<decltype(from<Post>)>>>::value);

TEST_CASE("every verdict of a query that is fine passes") {
  auto const query = from<Post> | where(post::views > 1) | set(post::views = 1);
  CHECK(assert_query<update_verdict<std::remove_const_t<decltype(query)>>>::value);
}
