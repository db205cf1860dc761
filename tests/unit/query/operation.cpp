// SPDX-License-Identifier: BSL-1.0
// Nodes of several operands: what they bind, when they are NULL, and which arguments they refuse.
#include <recto/query/operation.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <string>
#include <type_traits>
#include <vector>

using namespace recto;
using namespace blog;
using recto::detail::argument_as;
using recto::detail::argument_fits;
using recto::detail::judge_argument;
using recto::detail::make_call;
using recto::detail::null_rule;

namespace {

template <class Node>
using plain = std::remove_cvref_t<Node>;

constexpr scope nothing{};

// --- calls -----------------------------------------------------------------------------------------------------------

constexpr auto bare = make_call<"lower", std::string>(post::title);
static_assert(std::is_empty_v<plain<decltype(bare)>> && bare.parameters == 0);
static_assert(std::is_same_v<plain<decltype(bare)>::value_type, std::string>);
static_assert(make_call<"f", bool>(post::title, value(1), value(2)).parameters == 2);

template <null_rule Rule>
using of_first = decltype(make_call<"f", bool, Rule>(post::subtitle, post::title));
template <null_rule Rule>
using of_both = decltype(make_call<"f", bool, Rule>(post::subtitle, post::subtitle));
template <null_rule Rule>
using of_none = decltype(make_call<"f", bool, Rule>(post::title, post::views));

static_assert(of_first<null_rule::if_any>::nullable(nothing) && !of_none<null_rule::if_any>::nullable(nothing));
static_assert(!of_first<null_rule::if_all>::nullable(nothing) && of_both<null_rule::if_all>::nullable(nothing));
static_assert(!of_both<null_rule::never>::nullable(nothing) && of_none<null_rule::may>::nullable(nothing));

// --- arguments -------------------------------------------------------------------------------------------------------

static_assert(argument_fits<std::string, decltype(post::title)>() && argument_fits<std::string, char const (&)[2]>());
static_assert(argument_fits<std::string, borrowed>() && !argument_fits<std::int32_t, borrowed>());
static_assert(!argument_fits<std::string, decltype(post::views)>() && !argument_fits<std::string, int>());
static_assert(argument_fits<std::int32_t, decltype(comment::stars)>());
static_assert(!argument_fits<std::int32_t, decltype(post::id)>() && !argument_fits<std::int32_t, std::int64_t>());
static_assert(!argument_fits<std::string, std::optional<std::string>>());

static_assert(std::is_same_v<decltype(judge_argument<true, "lower", "std::string", decltype(post::title)>()), ok>);
static_assert(std::is_same_v<decltype(judge_argument<false, "lower", "std::string", plain<decltype(post::views)>>()),
                             failed<argument_does_not_fit, "lower", "posts.views", "std::string">>);
static_assert(std::is_same_v<decltype(judge_argument<false, "left", "std::int32_t", std::int64_t>()),
                             failed<argument_does_not_fit, "left", "std::int64_t", "std::int32_t">>);

}  // namespace

TEST_CASE("the values of a call come in the order of its arguments") {
  auto const node = make_call<"f", bool>(value(1), post::title, make_call<"g", bool>(value(2), value(3)), value(4));
  std::vector<int> seen{};
  auto note = [&](int bound) { seen.push_back(bound); };
  node.each_value(note);
  CHECK(seen == std::vector<int>{1, 2, 3, 4});
}

TEST_CASE("a plain argument is bound as what the function takes") {
  auto const wide = argument_as<std::int64_t, "f">(7);
  static_assert(std::is_same_v<plain<decltype(wide)>::value_type, std::int64_t>);
  CHECK(wide.value == 7);
  CHECK(argument_as<std::string, "f">(std::string("x")).value.view() == "x");
  static_assert(std::is_same_v<decltype(argument_as<std::string, "f">(post::title)), plain<decltype(post::title)>>);
}
