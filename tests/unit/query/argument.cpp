// SPDX-License-Identifier: BSL-1.0
// What a function that takes anything takes, and what it makes of it.
#include <recto/query/argument.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using namespace recto;
using namespace blog;
using recto::detail::any_argument;
using recto::detail::is_any_argument;
using recto::detail::make_infix;

namespace {

static_assert(is_any_argument<int>() && is_any_argument<char const (&)[3]>() && is_any_argument<std::string_view>());
static_assert(is_any_argument<borrowed>() && is_any_argument<status>() && is_any_argument<std::vector<int>>());
static_assert(is_any_argument<utc_datetime>() && is_any_argument<decltype(post::title)>());
static_assert(!is_any_argument<std::optional<int>>() && !is_any_argument<std::nullopt_t>() && !is_any_argument<User>());
static_assert(!is_any_argument<decltype(row<Post>)>());

template <class Argument>
using type_made = typename decltype(any_argument<"f">(std::declval<Argument>()))::value_type;
static_assert(std::is_same_v<type_made<int>, std::int32_t> && std::is_same_v<type_made<char const*>, std::string>);
static_assert(std::is_same_v<type_made<decltype(post::id)>, std::int64_t> && std::is_same_v<type_made<status>, status>);

constexpr auto both = make_infix<"@>", bool>(post::subtitle, post::title);
static_assert(both.nullable(scope{}) && !make_infix<"@>", bool>(post::title, post::title).nullable(scope{}));
static_assert(std::is_empty_v<decltype(both)> && std::is_same_v<decltype(both)::value_type, bool>);

}  // namespace
