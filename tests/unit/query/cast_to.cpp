// SPDX-License-Identifier: BSL-1.0
// Which casts there are, and what their results may be.
#include <recto/query/cast_to.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <chrono>
#include <cstdint>
#include <string>
#include <type_traits>
#include <vector>

using namespace recto;
using namespace blog;
using recto::detail::castable;
using recto::detail::judge_cast;

namespace {

template <class Left, class Right>
constexpr bool both_ways = castable<Left, Right>() && castable<Right, Left>();
template <class Left, class Right>
constexpr bool no_way = !castable<Left, Right>() && !castable<Right, Left>();

static_assert(both_ways<std::int16_t, std::int64_t> && both_ways<std::int32_t, double> && both_ways<decimal, float>);
static_assert(both_ways<bool, std::int32_t> && no_way<bool, std::int64_t> && no_way<bool, double>);
static_assert(both_ways<std::string, std::int32_t> && both_ways<std::string, utc_datetime>);
static_assert(both_ways<std::string, boost::uuids::uuid> && both_ways<std::string, status>);
static_assert(both_ways<utc_datetime, naive_datetime> && both_ways<utc_datetime, date>);
static_assert(both_ways<naive_datetime, std::chrono::sys_days> && both_ways<date, std::chrono::sys_days>);
static_assert(castable<utc_datetime, time_of_day>() && !castable<time_of_day, utc_datetime>());
static_assert(both_ways<interval, time_of_day> && no_way<interval, date> && no_way<date, time_of_day>);
static_assert(no_way<std::int32_t, date> && no_way<boost::uuids::uuid, std::int32_t> && no_way<double, interval>);
static_assert(both_ways<std::vector<std::int32_t>, std::vector<std::int64_t>>);
static_assert(both_ways<std::vector<std::int32_t>, std::vector<std::string>>);
static_assert(no_way<std::vector<std::int32_t>, std::vector<date>> && no_way<std::vector<std::int32_t>, std::int32_t>);
static_assert(no_way<User, std::string>);

template <class Expression>
using plain = std::remove_cvref_t<Expression>;
static_assert(std::is_same_v<decltype(judge_cast<plain<decltype(post::id)>, std::int32_t>()), ok>);
static_assert(std::is_same_v<decltype(judge_cast<plain<decltype(post::views)>, date>()),
                             failed<no_such_cast, "posts.views", "recto::date">>);

// NULL stays NULL, and an optional target says no more.
static_assert(plain<decltype(cast_to<std::int32_t>(post::author_id))>::nullable(scope{}) == false);
static_assert(plain<decltype(cast_to<std::int64_t>(category::parent_id))>::nullable(scope{}));
static_assert(
    std::is_same_v<plain<decltype(cast_to<std::optional<std::int64_t>>(post::views))>::value_type, std::int64_t>);

}  // namespace

TEST_CASE("a cast keeps the values of its operand") {
  auto const node = cast_to<std::int64_t>(post::views + 7);
  int seen = 0;
  auto note = [&](int bound) { seen = bound; };
  node.each_value(note);
  CHECK(seen == 7);
  CHECK(node.parameters == 1);
}
