// SPDX-License-Identifier: BSL-1.0
// Choices: the type they get, when they may be NULL, what becomes of plain values, and what is refused.
#include <recto/query/conditional.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <vector>

using namespace recto;
using namespace blog;
using recto::detail::choice_of;
using recto::detail::common_type_of;
using recto::detail::judge_argument;
using recto::detail::no_result;
using recto::detail::option_of;

namespace {

template <class Left, class Right>
using common = typename decltype(common_type_of<Left, Right>())::type;
template <class Expression>
using type_of = typename std::remove_cvref_t<Expression>::value_type;
template <class Expression>
constexpr bool may_be_null = std::remove_cvref_t<Expression>::nullable(scope{});

// --- the common type -------------------------------------------------------------------------------------------------

static_assert(std::is_same_v<common<std::int16_t, std::int64_t>, std::int64_t>);
static_assert(std::is_same_v<common<std::int64_t, std::int32_t>, std::int64_t>);
static_assert(std::is_same_v<common<decimal, std::int32_t>, decimal>
              && std::is_same_v<common<std::int64_t, decimal>, decimal>);
static_assert(std::is_same_v<common<std::int16_t, float>, float> && std::is_same_v<common<double, float>, double>);
static_assert(std::is_same_v<common<std::int32_t, double>, double>);
static_assert(std::is_same_v<common<std::string, std::string>, std::string>);
static_assert(std::is_same_v<common<std::int32_t, float>, no_result>);
static_assert(std::is_same_v<common<decimal, double>, no_result>);
static_assert(std::is_same_v<common<std::int32_t, std::string>, no_result>);
static_assert(std::is_same_v<common<bool, std::int32_t>, no_result>);
static_assert(std::is_same_v<common<User, User>, no_result>);

// Expressions say the type, values follow; values alone say it too.
static_assert(std::is_same_v<type_of<decltype(coalesce(category::parent_id, 1))>, std::int32_t>);
static_assert(std::is_same_v<type_of<decltype(coalesce(1, post::author_id))>, std::int64_t>);
static_assert(std::is_same_v<type_of<decltype(coalesce(category::parent_id, 1, post::id))>, std::int64_t>);
static_assert(std::is_same_v<type_of<decltype(greatest(post::views, post::price))>, decimal>);
static_assert(std::is_same_v<type_of<decltype(case_(when(post::published, 1), else_(std::int64_t{2})))>, std::int64_t>);
static_assert(std::is_same_v<type_of<decltype(case_(when(post::published, "x")))>, std::string>);
static_assert(
    std::is_same_v<type_of<decltype(case_(when(post::published, status::open), else_(post::state)))>, status>);
static_assert(std::is_same_v<type_of<decltype(nullif(post::views, post::id))>, std::int32_t>);
static_assert(std::is_same_v<type_of<decltype(nullif(post::views, post::price))>, decimal>);

// --- NULL ------------------------------------------------------------------------------------------------------------

static_assert(may_be_null<decltype(coalesce(post::subtitle, post::subtitle))>);
static_assert(!may_be_null<decltype(coalesce(post::subtitle, post::title))>);
static_assert(!may_be_null<decltype(coalesce(post::subtitle, "x"))>);
static_assert(!may_be_null<decltype(greatest(category::parent_id, 1))>);
static_assert(may_be_null<decltype(least(category::parent_id, category::parent_id))>);
static_assert(may_be_null<decltype(nullif(post::views, 0))>);
static_assert(may_be_null<decltype(case_(when(post::published, 1)))>);
static_assert(!may_be_null<decltype(case_(when(post::published, 1), else_(2)))>);
static_assert(may_be_null<decltype(case_(when(post::published, 1), else_(category::parent_id)))>);
static_assert(may_be_null<decltype(case_(when(post::published, category::parent_id), else_(1)))>);
// A condition that is NULL is not true; the choice goes on.
static_assert(!may_be_null<decltype(case_(when(post::subtitle == "x", 1), else_(2)))>);

// --- what is refused -------------------------------------------------------------------------------------------------

template <class... Options>
using choice_between = choice_of<"coalesce", decltype(option_of(std::declval<Options>()))...>;
static_assert(choice_between<decltype(post::title), char const (&)[2]>::fits);
static_assert(choice_between<decltype(post::title), borrowed>::fits);
static_assert(!choice_between<decltype(post::title), int>::fits);
static_assert(!choice_between<decltype(post::title), decltype(post::views)>::fits);
static_assert(!choice_between<decltype(post::views), std::int64_t>::fits);
static_assert(!choice_between<decltype(post::views), double>::fits);
static_assert(!choice_between<decltype(post::views), std::optional<std::int32_t>>::fits);
static_assert(!choice_between<decltype(post::views), std::nullopt_t>::fits);
static_assert(!choice_between<char const (&)[2], int>::fits);

template <class... Parts>
constexpr bool shape = recto::detail::is_case<Parts...>();
using branch = decltype(when(post::published, 1));
using other = decltype(else_(1));
static_assert(shape<branch> && shape<branch, branch> && shape<branch, other> && shape<branch, branch, other>);
static_assert(!shape<> && !shape<other> && !shape<other, branch> && !shape<branch, other, branch>);
static_assert(!shape<branch, other, other> && !shape<branch, int>);

}  // namespace

TEST_CASE("the values of a case come in the order of its text") {
  auto const node = case_(when(post::views > 1, 2), when(post::views > 3, 4), else_(5));
  std::vector<int> seen{};
  auto note = [&](int bound) { seen.push_back(bound); };
  node.each_value(note);
  CHECK(seen == std::vector<int>{1, 2, 3, 4, 5});
}

TEST_CASE("a branch owns its text") {
  std::string text = "a text that is longer than any small buffer of a string";
  auto const kept = when(post::published, text);
  text.assign(text.size(), 'x');
  auto const node = case_(kept, else_("y"));
  std::vector<std::string> seen{};
  auto note = [&](auto const& bound) {
    if constexpr (requires { bound.view(); }) seen.emplace_back(bound.view());
    else seen.emplace_back(bound);
  };
  node.each_value(note);
  CHECK(seen == std::vector<std::string>{"a text that is longer than any small buffer of a string", "y"});
}

TEST_CASE("a plain value is bound as the type of the choice") {
  std::int64_t seen = 0;
  auto note = [&](std::int64_t const& bound) { seen = bound; };
  coalesce(post::author_id, 7).each_value(note);
  CHECK(seen == 7);
}
