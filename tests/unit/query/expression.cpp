// SPDX-License-Identifier: BSL-1.0
#include <recto/query/expression.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <type_traits>
#include <vector>

using namespace recto;
using namespace blog;

namespace {

static_assert(is_expression<decltype(post::id)> && is_expression<decltype(post::id) const&>);
static_assert(is_expression<decltype(post::id == 1)> && is_expression<decltype(!post::published)>);
static_assert(!is_expression<int> && !is_expression<Post> && !is_expression<decltype(where(post::published))>);

// The operators are found for expressions and for nothing else.
template <class Left, class Right>
concept has_plus = requires(Left left, Right right) { left + right; };
struct nothing {};
static_assert(has_plus<decltype(post::views), int> && !has_plus<nothing, int>);

// An expression that binds nothing is empty.
static_assert(std::is_empty_v<decltype(post::views)> && sizeof(post::views == post::author_id) <= 4);
static_assert(sizeof(post::views == 1) <= 8);

}  // namespace

TEST_CASE("values are handed out from left to right") {
  auto const condition = (1 < post::views && !(post::views * 2 == 3)) || post::views + 4 > post::views - 5;
  std::vector<int> seen{};
  auto see = [&](int value) { seen.push_back(value); };
  condition.each_value(see);
  CHECK(seen == std::vector<int>{1, 2, 3, 4, 5});
  static_assert(std::remove_const_t<decltype(condition)>::parameters == 5);
}

TEST_CASE("borrowed text is not copied") {
  std::string const text = "a text that is longer than any small buffer of a string";
  auto const condition = post::title == borrow(text);
  CHECK(condition.right.value.data() == text.data());
}
