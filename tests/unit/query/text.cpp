// SPDX-License-Identifier: BSL-1.0
// Functions of text: their types and when they may be NULL.
#include <recto/query/text.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using namespace recto;
using namespace blog;

namespace {

template <class Expression>
using plain = std::remove_cvref_t<Expression>;

static_assert(std::is_same_v<plain<decltype(lower(post::title))>::value_type, std::string>);
static_assert(std::is_same_v<plain<decltype(length(post::title))>::value_type, std::int32_t>);
static_assert(std::is_same_v<plain<decltype(strpos(post::title, "x"))>::value_type, std::int32_t>);
static_assert(std::is_empty_v<plain<decltype(trim(lower(post::title)))>>);

static_assert(plain<decltype(lower(post::subtitle))>::nullable(scope{}));
static_assert(plain<decltype(replace_text(post::title, "x", post::subtitle))>::nullable(scope{}));
static_assert(!plain<decltype(left(post::title, 3))>::nullable(scope{}));
// concat leaves out what is NULL.
static_assert(!plain<decltype(concat(post::subtitle, post::published_at))>::nullable(scope{}));

}  // namespace

TEST_CASE("the values of a function of text come in the order of its arguments") {
  auto const node =
      concat(replace_text(post::title, "a", "b"), std::string("c"), post::subtitle, std::string_view("d"));
  std::vector<std::string> seen{};
  auto note = [&](auto const& bound) {
    if constexpr (requires { bound.view(); }) seen.emplace_back(bound.view());
    else seen.emplace_back(bound);
  };
  node.each_value(note);
  CHECK(seen == std::vector<std::string>{"a", "b", "c", "d"});
}
