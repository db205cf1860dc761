// SPDX-License-Identifier: BSL-1.0
// Aggregates: the type of each over each type, as PostgreSQL has it. tests/db/query/types.cpp asks the server.
#include <recto/query/aggregate.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <type_traits>

using namespace recto;
using namespace blog;
using recto::detail::aggregate_function;
using recto::detail::aggregate_result;
using recto::detail::no_result;

namespace {

template <aggregate_function Function, class T, class Result>
constexpr bool gives = std::is_same_v<typename decltype(aggregate_result<Function, T>())::type, Result>;
using enum aggregate_function;
using bytes = std::vector<std::byte>;

static_assert(gives<count, bool, std::int64_t> && gives<count, std::string, std::int64_t>
              && gives<count, bytes, std::int64_t>);
static_assert(gives<count, Post, no_result>);  // a whole row

static_assert(gives<sum, std::int16_t, std::int64_t> && gives<sum, std::int32_t, std::int64_t>);
static_assert(gives<sum, std::int64_t, decimal> && gives<sum, decimal, decimal>);
static_assert(gives<sum, float, float> && gives<sum, double, double> && gives<sum, interval, interval>);
static_assert(gives<sum, bool, no_result> && gives<sum, std::string, no_result> && gives<sum, date, no_result>);
static_assert(gives<sum, utc_datetime, no_result> && gives<sum, status, no_result> && gives<sum, Post, no_result>);

static_assert(gives<avg, std::int16_t, decimal> && gives<avg, std::int64_t, decimal> && gives<avg, decimal, decimal>);
static_assert(gives<avg, float, double> && gives<avg, double, double> && gives<avg, interval, interval>);
static_assert(gives<avg, bool, no_result> && gives<avg, std::string, no_result> && gives<avg, date, no_result>);

static_assert(gives<min, std::int16_t, std::int16_t> && gives<max, decimal, decimal> && gives<min, float, float>);
static_assert(gives<min, std::string, std::string> && gives<max, date, date> && gives<max, utc_datetime, utc_datetime>);
static_assert(gives<min, interval, interval> && gives<max, time_of_day, time_of_day> && gives<min, status, status>);
static_assert(gives<max, std::vector<std::int32_t>, std::vector<std::int32_t>>);
static_assert(gives<min, bool, no_result> && gives<max, boost::uuids::uuid, no_result> && gives<max, bytes, no_result>);
static_assert(gives<max, Post, no_result>);

template <class Value, class Aggregate>
constexpr bool is(Aggregate const&, bool nullable) {
  return std::is_same_v<typename Aggregate::value_type, Value> && Aggregate::nullable(scope{}) == nullable;
}
static_assert(is<std::int64_t>(recto::count(), false) && is<std::int64_t>(recto::count(post::subtitle), false));
static_assert(is<std::int64_t>(recto::sum(post::views), true) && is<decimal>(recto::avg(post::views), true));
static_assert(is<std::string>(recto::min(post::title), true) && is<utc_datetime>(recto::max(post::published_at), true));
static_assert(is<decimal>(recto::sum(post::views * post::price), true));
static_assert(recto::sum(post::views + 1).parameters == 1 && recto::count().parameters == 0);

}  // namespace

TEST_CASE("an aggregate keeps the values of what it aggregates") {
  auto const computed = recto::sum(post::views * 3);
  CHECK(computed.operand.right.value == 3);
}
