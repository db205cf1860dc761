// SPDX-License-Identifier: BSL-1.0
// Ranges and null-safe equality: what may stand on their sides, and when the answer may be NULL.
#include <recto/query/comparison.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

using namespace recto;
using namespace blog;

namespace {

template <class Expression>
using plain = std::remove_cvref_t<Expression>;
template <class Expression>
constexpr bool may_be_null = plain<Expression>::nullable(scope{});

static_assert(std::is_same_v<plain<decltype(between(post::views, 1, 2))>::value_type, bool>);
static_assert(!may_be_null<decltype(between(post::views, 1, 2))>);
static_assert(may_be_null<decltype(between(category::parent_id, 1, 2))>);
static_assert(may_be_null<decltype(between(category::id, 1, category::parent_id))>);

static_assert(!may_be_null<decltype(is_distinct_from(post::subtitle, "x"))>);
static_assert(!may_be_null<decltype(is_not_distinct_from(post::subtitle, post::subtitle))>);
static_assert(may_be_null<decltype(post::subtitle != "x")>);
static_assert(is_distinct_from(post::title, post::subtitle).parameters == 0);
static_assert(is_distinct_from(category::parent_id, std::nullopt).parameters == 1);

}  // namespace

TEST_CASE("the ends of a range take the type of what is compared, in the order of the text") {
  auto const node = between(post::author_id + std::int64_t{1}, 2, 3);
  std::vector<std::int64_t> seen{};
  auto note = [&](std::int64_t const& bound) { seen.push_back(bound); };
  node.each_value(note);
  CHECK(seen == std::vector<std::int64_t>{1, 2, 3});
}

TEST_CASE("NULL is a value in null-safe equality") {
  CHECK(is_distinct_from(category::parent_id, std::nullopt).right.value == std::nullopt);
  CHECK(is_distinct_from(category::parent_id, std::optional{4}).right.value == 4);
  CHECK(is_distinct_from(category::parent_id, 4).right.value == 4);
  CHECK(is_not_distinct_from(std::optional<std::string>("x"), post::subtitle).left.value == "x");
  CHECK(is_not_distinct_from("x", post::subtitle).left.value == "x");
}
