// SPDX-License-Identifier: BSL-1.0
// Comparison, arithmetic, logic and assignment: the type of what they make, and the verdict on what they are given.
#include <recto/query/operators.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <chrono>
#include <optional>
#include <string>
#include <type_traits>

using namespace recto;
using namespace blog;
using recto::detail::comparison_verdict;
using recto::detail::condition_verdict;

namespace {

template <class Value, class Expression>
constexpr bool has_type(Expression const&) {
  return std::is_same_v<typename Expression::value_type, Value>;
}
template <class Expected, class Left, class Right>
constexpr bool compared(Left const&, Right const&) {
  return std::is_same_v<comparison_verdict<Left, Right>, Expected>;
}
template <class Expected, class Condition>
constexpr bool asked(Condition const&) {
  return std::is_same_v<condition_verdict<Condition>, Expected>;
}

constexpr auto small = col<&Reading::small>;
constexpr auto medium = col<&Reading::medium>;
constexpr auto big = col<&Reading::big>;
constexpr auto single = col<&Reading::single>;
constexpr auto twice = col<&Reading::twice>;
constexpr auto exact = col<&Reading::exact>;
constexpr auto flag = col<&Reading::flag>;
constexpr auto words = col<&Reading::text>;
constexpr auto at = col<&Reading::at>;
constexpr auto local = col<&Reading::local>;
constexpr auto day = col<&Reading::day>;
constexpr auto span = col<&Reading::span>;
constexpr auto maybe = col<&Reading::maybe>;
constexpr std::int64_t wide = 1;

// --- comparisons are boolean, whichever side is the expression -------------------------------------------------------

static_assert(has_type<bool>(medium == 1) && has_type<bool>(1 == medium) && has_type<bool>(medium != big));
static_assert(has_type<bool>(medium < 1) && has_type<bool>(medium <= 1) && has_type<bool>(medium > 1));
static_assert(has_type<bool>(1 >= medium) && has_type<bool>(words == "x") && has_type<bool>(maybe == 1));
static_assert((medium == 1).parameters == 1 && (medium == big).parameters == 0);
static_assert((1 == medium).left.value == 1 && (medium == 7).right.value == 7);

static_assert(compared<ok>(big, 1) && compared<ok>(1, big) && compared<ok>(medium, big) && compared<ok>(exact, big));
static_assert(compared<ok>(words, std::string_view("x")) && compared<ok>(words, borrow("x")) && compared<ok>(maybe, 1));
static_assert(compared<ok>(words, col<&User::email>) && compared<ok>(flag, true) && compared<ok>(single, twice));
static_assert(compared<failed<operands_do_not_fit, "readings.medium", "std::int64_t", "std::int32_t">>(medium, wide));
static_assert(compared<failed<operands_do_not_fit, "std::int64_t", "readings.medium", "std::int32_t">>(wide, medium));
static_assert(compared<failed<operands_do_not_fit, "readings.small", "std::int32_t", "std::int16_t">>(small, 5));
static_assert(compared<failed<operands_do_not_fit, "readings.exact", "double", "recto::decimal">>(exact, 0.1));
static_assert(compared<failed<operands_do_not_fit, "readings.exact", "readings.twice", "recto::decimal", "double">>(
    exact, twice));
static_assert(compared<failed<operands_do_not_fit, "readings.big", "readings.twice", "std::int64_t", "double">>(big,
                                                                                                                twice));
static_assert(compared<failed<operands_do_not_fit, "readings.text", "std::int32_t", "std::string">>(words, 5));
static_assert(compared<failed<operands_do_not_fit, "readings.medium", "text", "std::int32_t">>(medium, "5"));
static_assert(std::is_same_v<comparison_verdict<decltype(medium), std::string>,
                             failed<operands_do_not_fit, "readings.medium", "std::string", "std::int32_t">>);
static_assert(compared<failed<operands_do_not_fit, "readings.text", "readings.medium", "std::string", "std::int32_t">>(
    words, medium));
static_assert(compared<failed<operands_do_not_fit, "readings.flag", "std::int32_t", "bool">>(flag, 1));
static_assert(compared<failed<operands_do_not_fit, "readings.at", "readings.local", "recto::utc_datetime",
                              "recto::naive_datetime">>(at, local));
static_assert(compared<failed<operands_do_not_fit, "readings.medium", "bool", "std::int32_t">>(medium, true));
static_assert(compared<failed<operands_do_not_fit, "std::int32_t", "readings.text", "std::string">>(medium + 1, words));
static_assert(compared<failed<comparison_with_null, "readings.maybe">>(maybe, std::nullopt));
static_assert(compared<failed<comparison_with_null, "readings.maybe">>(std::nullopt, maybe));
static_assert(compared<failed<comparison_with_null, "readings.text">>(words, nullptr));
static_assert(compared<failed<comparison_with_null, "readings.maybe">>(maybe, std::optional<std::int32_t>(1)));
static_assert(compared<failed<comparison_with_null, "users.email">>(col<&User::email>,
                                                                    std::optional<std::string_view>()));

// --- what a value becomes: the type that the other side asks for -----------------------------------------------------

template <class Value, class Condition>
constexpr bool binds(Condition const&) {
  return std::is_same_v<typename decltype(Condition::right)::stored_type, Value>;
}
static_assert(binds<std::int64_t>(big == 1) && binds<std::int32_t>(medium == std::int16_t{1}));
static_assert(binds<double>(twice == 1) && binds<double>(twice == 1.5f) && binds<std::int64_t>(exact == 1));
static_assert(binds<std::string_view>(words == "literal") && binds<std::string_view>(words == borrow("x")));
static_assert(binds<bool>(flag == true) && binds<status>(col<&Reading::state> == status::open));
static_assert(binds<utc_datetime>(at > std::chrono::sys_days{}));
static_assert(binds<interval>(at - interval{}) && binds<std::int32_t>(day + 7));

// --- arithmetic ------------------------------------------------------------------------------------------------------

static_assert(has_type<std::int32_t>(medium + 1) && has_type<std::int32_t>(1 - medium));
static_assert(has_type<std::int64_t>(medium * big) && has_type<std::int16_t>(small / std::int16_t{2}));
static_assert(has_type<decimal>(exact * 2) && has_type<decimal>(big - exact) && has_type<double>(twice / 2));
static_assert(has_type<double>(single + twice) && has_type<float>(single * single));
static_assert(has_type<utc_datetime>(at + span) && has_type<interval>(at - at)
              && has_type<utc_datetime>(at - interval{}));
static_assert(has_type<naive_datetime>(local + span) && has_type<utc_datetime>(interval{} + at));
static_assert(has_type<date>(day + 7) && has_type<std::int32_t>(day - day));
static_assert((medium + big * 2).parameters == 1 && (1 + medium * 2).parameters == 2);

// --- logic -----------------------------------------------------------------------------------------------------------

static_assert(has_type<bool>(flag && medium == 1) && has_type<bool>(flag || flag) && has_type<bool>(!flag));
static_assert((flag && (medium == 1 || medium == 2)).parameters == 2);
static_assert(asked<ok>(flag) && asked<ok>(medium == 1) && asked<ok>(!flag));
static_assert(asked<failed<condition_not_boolean, "readings.medium">>(medium));
static_assert(asked<failed<condition_not_boolean, "std::int32_t">>(medium + 1));
static_assert(asked<failed<condition_not_boolean, "readings.text">>(words));
static_assert(asked<failed<condition_not_boolean, "std::int32_t">>(1));
static_assert(asked<failed<condition_not_boolean, "text">>("x"));

// --- assignment ------------------------------------------------------------------------------------------------------

template <class Stored, class Assignment>
constexpr bool stores(Assignment const&) {
  return std::is_same_v<typename decltype(Assignment::value)::stored_type, Stored>;
}
static_assert(stores<std::int32_t>(medium = 1) && stores<std::int64_t>(big = 1)
              && stores<std::string_view>(words = "x"));
static_assert(stores<std::optional<std::int32_t>>(maybe = std::nullopt));
static_assert(stores<std::optional<std::int32_t>>(maybe = std::optional<std::int32_t>(3)));
static_assert(stores<std::int32_t>(maybe = 3));
static_assert((medium = small).parameters == 0 && (medium = medium + 1).parameters == 1);
static_assert((medium += 1).parameters == 1 && (big -= medium).parameters == 0 && (exact *= 2).parameters == 1);
static_assert((twice /= 2).parameters == 1 && (at += span).parameters == 0 && (day += 7).parameters == 1);
static_assert((words = col<&User::name>).parameters == 0);

template <class Left, class Right>
using judged = decltype(recto::detail::judge_assignment<false, std::remove_cvref_t<Left>, Right>());
static_assert(std::is_same_v<judged<decltype(medium), std::nullopt_t>, failed<assignment_of_null, "readings.medium">>);
static_assert(
    std::is_same_v<judged<decltype(medium), std::optional<int>>, failed<assignment_of_null, "readings.medium">>);
static_assert(std::is_same_v<judged<decltype(medium), std::int64_t>,
                             failed<operands_do_not_fit, "readings.medium", "std::int64_t", "std::int32_t">>);

}  // namespace

TEST_CASE("values are kept as they were given") {
  auto const condition = medium == 5 && (words == std::string("text") || 7 > medium);
  CHECK(condition.left.right.value == 5);
  CHECK(condition.right.left.right.value.view() == "text");
  CHECK(condition.right.right.left.value == 7);
}
