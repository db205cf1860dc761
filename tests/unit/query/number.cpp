// SPDX-License-Identifier: BSL-1.0
// Functions of numbers: their types, held to the server's in tests/db/query/functions.cpp, and what they refuse.
#include <recto/query/number.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>

#include <cstdint>
#include <type_traits>

using namespace recto;
using namespace blog;
using recto::detail::exponent_type;
using recto::detail::has_power;
using recto::detail::no_result;

namespace {

template <class Expression>
using type_of = typename std::remove_cvref_t<Expression>::value_type;
template <class Base, class Exponent>
using exponent = typename decltype(exponent_type<Base, Exponent>())::type;

static_assert(std::is_same_v<type_of<decltype(abs(comment::stars))>, std::int16_t>);
static_assert(std::is_same_v<type_of<decltype(round(post::price))>, decimal>);
static_assert(std::is_same_v<type_of<decltype(round(post::score))>, double>);
static_assert(std::is_same_v<type_of<decltype(sqrt(post::views))>, double>);
static_assert(std::is_same_v<type_of<decltype(power(post::views, post::price))>, decimal>);
static_assert(std::is_same_v<type_of<decltype(-post::id)>, std::int64_t>);

// A plain exponent takes the type of the base if it fits there, else it is a double.
static_assert(std::is_same_v<exponent<std::int32_t, int>, std::int32_t>
              && std::is_same_v<exponent<double, int>, double>);
static_assert(std::is_same_v<exponent<std::int32_t, double>, double>
              && std::is_same_v<exponent<decimal, int>, decimal>);
static_assert(std::is_same_v<exponent<decimal, double>, no_result>);
static_assert(std::is_same_v<exponent<std::int32_t, char const*>, no_result>);

// PostgreSQL has no power of numeric and binary fractions together.
static_assert(has_power<decimal, std::int64_t> && has_power<std::int64_t, decimal> && has_power<float, std::int64_t>);
static_assert(!has_power<decimal, double> && !has_power<float, decimal> && !has_power<bool, int>);
static_assert(!has_power<std::int32_t, no_result>);

}  // namespace

TEST_CASE("NULL goes through functions of numbers") {
  CHECK(std::remove_cvref_t<decltype(abs(category::parent_id))>::nullable(scope{}));
  CHECK(std::remove_cvref_t<decltype(-category::parent_id)>::nullable(scope{}));
  CHECK_FALSE(std::remove_cvref_t<decltype(power(post::views, 2))>::nullable(scope{}));
  CHECK(power(post::views, 2).parameters == 1);
}
