// SPDX-License-Identifier: BSL-1.0
// Lists, joined text and spread: their types. tests/db/query/aggregate_functions.cpp asks the server.
#include <recto/query/aggregate_functions.hpp>
#include <recto/query/verdict.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <optional>
#include <string>
#include <type_traits>
#include <vector>

using namespace recto;
using namespace blog;

namespace {

template <class Value, class Aggregate>
constexpr bool is(Aggregate const&) {
  return std::is_same_v<typename Aggregate::value_type, Value> && Aggregate::nullable(scope{})
      && recto::detail::is_aggregate<Aggregate>;
}
static_assert(is<bool>(bool_and(post::published)) && is<bool>(bool_or(post::published)));
static_assert(is<bool>(every(post::views > 1)) && is<std::int32_t>(recto::bit_and(post::views)));
static_assert(is<std::int32_t>(recto::bit_or(distinct(post::views))) && is<decimal>(variance(post::views)));
static_assert(is<double>(var_pop(post::score)) && is<decimal>(stddev(post::price))
              && is<double>(stddev_pop(post::score)));
static_assert(is<std::vector<std::string>>(array_agg(post::title)));
static_assert(is<std::vector<std::optional<std::string>>>(array_agg(distinct(post::subtitle))));
static_assert(is<std::vector<std::vector<std::byte>>>(array_agg(col<&Reading::bytes>)));
static_assert(is<std::string>(string_agg(post::subtitle, ", "))
              && is<std::string>(string_agg(post::title, post::title)));
static_assert(string_agg(distinct(post::title), ", ").order_by(post::title).parameters == 1);
static_assert(array_agg(post::title).order_by(post::id).parameters == 0);

// --- behind an outer join --------------------------------------------------------------------------------------------

template <class Query>
using verdict_on = query_verdict<std::remove_cvref_t<Query>>;
constexpr auto threads = from<Post> | left_join<Comment>(comment::post_id == post::id) | group_by(post::id);
static_assert(std::is_same_v<verdict_on<decltype(threads | select(array_agg(comment::body)))>,
                             failed<array_of_nulls, "comments", "body">>);
static_assert(
    std::is_same_v<verdict_on<decltype(threads | select(array_agg(distinct(comment::body)).order_by(comment::body)))>,
                   failed<array_of_nulls, "comments", "body">>);
static_assert(std::is_same_v<verdict_on<decltype(threads | select(array_agg(comment::stars + comment::stars)))>,
                             failed<array_of_nulls, "", "">>);
static_assert(verdict_on<decltype(threads
                                  | select(filter(array_agg(comment::body), is_not_null(comment::body)),
                                           array_agg(comment::user_id), array_agg(post::title)))>::value);

using recto::detail::works_over_windows;
static_assert(works_over_windows<decltype(recto::sum(post::views))> && !works_over_windows<decltype(post::views)>);
static_assert(works_over_windows<decltype(filter(count(), post::published))>);
static_assert(!works_over_windows<decltype(count(distinct(post::views)))>);
static_assert(!works_over_windows<decltype(string_agg(distinct(post::title), ", "))>);
static_assert(!works_over_windows<decltype(filter(array_agg(post::title).order_by(post::id), post::published))>);

}  // namespace

TEST_CASE("joined text binds its separator before what its order binds") {
  auto const joined = string_agg(post::title, std::string("; ")).order_by(post::views * 2);
  std::string seen{};
  auto note = [&](auto const& value) {
    if constexpr (requires { value.view(); }) seen += value.view();
    else seen += std::to_string(value);
  };
  joined.each_value(note);
  CHECK(seen == "; 2");
}
