// SPDX-License-Identifier: BSL-1.0
// Aggregates: the type of each over each type, as PostgreSQL has it. tests/db/query/types.cpp asks the server.
#include <recto/query/aggregate.hpp>
#include <recto/query/verdict.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <type_traits>
#include <vector>

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

static_assert(gives<bool_and, bool, bool> && gives<bool_or, bool, bool> && gives<every, bool, bool>);
static_assert(gives<bool_and, std::int32_t, no_result> && gives<every, std::string, no_result>);
static_assert(gives<bit_and, std::int16_t, std::int16_t> && gives<bit_or, std::int64_t, std::int64_t>);
static_assert(gives<bit_and, double, no_result> && gives<bit_or, bool, no_result>);
static_assert(gives<variance, std::int32_t, decimal> && gives<stddev, decimal, decimal>
              && gives<var_pop, float, double>);
static_assert(gives<stddev_pop, double, double> && gives<stddev, interval, no_result>
              && gives<variance, bool, no_result>);

// --- DISTINCT, ORDER BY, FILTER ---------------------------------------------------------------------------------------

static_assert(is<std::int64_t>(recto::count(distinct(post::subtitle)), false));
static_assert(is<decimal>(recto::avg(distinct(post::views)), true));
static_assert(is<std::int64_t>(filter(recto::count(), post::published), false));
static_assert(is<std::int64_t>(filter(recto::sum(post::views), post::views > 1), true));
static_assert(filter(recto::sum(post::views + 1), post::views > 1).parameters == 2);
static_assert(recto::max(post::views).order_by(desc(post::id), post::views + 1).parameters == 1);
static_assert(!is_expression<decltype(distinct(post::title))>);  // it means nothing by itself

template <class T>
constexpr bool aggregates = recto::detail::is_aggregate<std::remove_cvref_t<T>>;
static_assert(aggregates<decltype(recto::count())> && aggregates<decltype(filter(recto::count(), post::published))>);
static_assert(aggregates<decltype(recto::max(post::views).order_by(post::id))> && !aggregates<decltype(post::views)>);

using recto::detail::judge_aggregate_order;
using recto::detail::may_order;
using by_views = decltype(recto::detail::as_order_term(desc(post::views)));
using by_id = decltype(recto::detail::as_order_term(post::id));
using different_views = decltype(distinct(post::views));
static_assert(may_order<decltype(post::views), by_id> && may_order<different_views, by_views>);
static_assert(!may_order<different_views, by_id>);
static_assert(std::is_same_v<decltype(judge_aggregate_order<false, recto::detail::aggregate_function::array_agg>()),
                             failed<aggregate_order, "array_agg">>);

template <class Query>
using verdict_on = query_verdict<std::remove_cvref_t<Query>>;
constexpr auto per_state = from<Post> | group_by(post::state);
static_assert(
    verdict_on<decltype(per_state
                        | select(recto::count(distinct(post::title)), filter(recto::sum(post::views), post::published),
                                 recto::max(post::views).order_by(post::id)))>::value);
static_assert(std::is_same_v<verdict_on<decltype(per_state | select(filter(recto::count(), user::age > 1)))>,
                             failed<column_not_in_scope, "users", "age">>);
static_assert(
    std::is_same_v<verdict_on<decltype(per_state | select(filter(recto::count(), recto::max(post::views) > 1)))>,
                   failed<aggregate_in_aggregate, "SELECT">>);
static_assert(std::is_same_v<verdict_on<decltype(per_state | select(recto::sum(post::views).order_by(recto::count())))>,
                             failed<aggregate_in_aggregate, "SELECT">>);
static_assert(std::is_same_v<verdict_on<decltype(from<Post> | where(filter(recto::count(), post::published) > 1))>,
                             failed<aggregate_not_allowed, "WHERE">>);

}  // namespace

TEST_CASE("an aggregate keeps the values of what it aggregates") {
  auto const computed = recto::sum(post::views * 3);
  CHECK(computed.operand.right.value == 3);
  std::vector<int> seen{};
  auto note = [&](int number) { seen.push_back(number); };
  filter(recto::max(post::views * 1).order_by(post::views * 2, desc(post::views * 3)), post::views > 4)
      .each_value(note);
  CHECK(seen == std::vector<int>{1, 2, 3, 4});
}
