// SPDX-License-Identifier: BSL-1.0
#include <recto/base/verdict.hpp>
#include <support/test.hpp>

#include <type_traits>

using recto::failed;
using recto::fixed_string;
using recto::ok;

namespace {

struct one_rule;
struct other_rule;

template <class Verdict>
inline constexpr std::size_t subjects = 0;
template <class Why, fixed_string... Subjects>
inline constexpr std::size_t subjects<failed<Why, Subjects...>> = sizeof...(Subjects);

static_assert(ok::value);
static_assert(!failed<one_rule>::value && !failed<one_rule, "posts", "title">::value);
static_assert(std::is_same_v<failed<one_rule, "posts">, failed<one_rule, "posts">>);
static_assert(!std::is_same_v<failed<one_rule, "posts">, failed<other_rule, "posts">>);
static_assert(!std::is_same_v<failed<one_rule, "posts">, failed<one_rule, "users">>);
static_assert(!std::is_same_v<failed<one_rule, "a", "b">, failed<one_rule, "b", "a">>);
static_assert(subjects<failed<one_rule>> == 0 && subjects<failed<one_rule, "a", "bc", "">> == 3);

}  // namespace

TEST_CASE("a verdict can be asked at run time too") {
  CHECK(ok::value);
  CHECK_FALSE(failed<one_rule, "posts">::value);
}
