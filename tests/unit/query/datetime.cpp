// SPDX-License-Identifier: BSL-1.0
// Dates and times: types, what plain amounts and durations are bound as, and which units are refused.
#include <recto/query/datetime.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <chrono>
#include <cstdint>
#include <limits>
#include <type_traits>

using namespace recto;
using namespace blog;
using namespace std::chrono_literals;
using recto::detail::judge_unit;

namespace {

constexpr auto at = col<&Reading::at>;
constexpr auto local = col<&Reading::local>;
constexpr auto day = col<&Reading::day>;
constexpr auto span = col<&Reading::span>;

template <class Expression>
using plain = std::remove_cvref_t<Expression>;
template <class Expression, class Value>
constexpr bool is_a = std::is_same_v<typename plain<Expression>::value_type, Value>;

static_assert(is_a<decltype(now()), utc_datetime> && is_a<decltype(current_date()), date>);
static_assert(is_a<decltype(date_trunc<"day">(local)), naive_datetime> && is_a<decltype(date_trunc<"day">(day)), date>);
static_assert(is_a<decltype(extract<"hour">(at)), std::int32_t> && is_a<decltype(extract<"epoch">(at)), double>);
static_assert(is_a<decltype(datetime_add<"hour">(local, 1)), naive_datetime>);
static_assert(is_a<decltype(datetime_add<"hour">(day, 1)), naive_datetime>);
static_assert(is_a<decltype(date_add<"month">(day, 1)), date> && is_a<decltype(age(at)), interval>);
static_assert(is_a<decltype(day + 3h), naive_datetime> && is_a<decltype(day + std::chrono::days{3}), date>);
static_assert(is_a<decltype(at - 3h), utc_datetime> && is_a<decltype(span / 2), interval>);

static_assert(plain<decltype(extract<"day">(post::published_at))>::nullable(scope{}));
static_assert(plain<decltype(datetime_add<"day">(at, category::parent_id))>::nullable(scope{}));
static_assert(!plain<decltype(ago<"day">(3))>::nullable(scope{}) && !plain<decltype(now())>::nullable(scope{}));

static_assert(std::is_same_v<decltype(judge_unit<false, "extract", "hour", plain<decltype(day)>>()),
                             failed<unknown_unit, "extract", "hour", "readings.day">>);
static_assert(std::is_same_v<decltype(judge_unit<true, "extract", "day", plain<decltype(day)>>()), ok>);

}  // namespace

TEST_CASE("a whole amount is one interval of its unit") {
  CHECK(ago<"year">(2).right.value == interval{.months = 24});
  CHECK(ago<"week">(-1).right.value == interval{.days = -7});
  CHECK(from_now<"minute">(std::int64_t{90}).right.value == interval{.time = 90min});
  CHECK(datetime_add<"millisecond">(at, 1500).right.value == interval{.time = 1500ms});
  CHECK(date_add<"week">(day, 2).right.value == 14);
  CHECK(ago<"day">(1.5).right.left.value == 1.5);
}

TEST_CASE("an amount that does not fit into an interval is an error") {
  CHECK_ERROR(invalid_value, ago<"year">(std::numeric_limits<std::int32_t>::max()));
  CHECK_ERROR(invalid_value, ago<"day">(std::int64_t{1} << 40));
  CHECK_ERROR(invalid_value, ago<"hour">(std::numeric_limits<std::int64_t>::max()));
  CHECK_ERROR(invalid_value, date_add<"week">(day, std::numeric_limits<std::int32_t>::max()));
  CHECK_ERROR(invalid_value, at + std::chrono::years{std::numeric_limits<std::int32_t>::max()});
}

TEST_CASE("durations and points in time of std::chrono are what they are in SQL") {
  CHECK((at + 3h).right.value == interval{.time = 3h});
  CHECK((at - std::chrono::days{2}).right.value == interval{.time = 48h});
  CHECK((at + std::chrono::months{14}).right.value == interval{.months = 14});
  CHECK((at + std::chrono::years{1}).right.value == interval{.months = 12});
  CHECK((day + std::chrono::weeks{2}).right.value == 14);
  CHECK((span > 90s).right.value == interval{.time = 90s});
  using nanoseconds = std::chrono::sys_time<std::chrono::nanoseconds>;
  CHECK((at == nanoseconds{1'999ns}).right.value == utc_datetime{1us});
  CHECK((at == nanoseconds{-1ns}).right.value == utc_datetime{-1us});
  CHECK((at == std::chrono::sys_seconds{5s}).right.value == utc_datetime{5s});
}
