// SPDX-License-Identifier: BSL-1.0
// Which types meet, as a table: each row says of a value or an expression whether it may stand beside, go into, or be
// computed with a column.
#include <recto/query/fit.hpp>
#include <recto/types/basic.hpp>
#include <recto/types/decimal.hpp>
#include <support/test.hpp>

#include <chrono>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

using namespace recto;
using recto::detail::arithmetic;
using recto::detail::arithmetic_result;
using recto::detail::assignable;
using recto::detail::comparable;
using recto::detail::no_result;
using recto::detail::value_fits;

namespace {

using i16 = std::int16_t;
using i32 = std::int32_t;
using i64 = std::int64_t;
using u8 = std::uint8_t;
using u16 = std::uint16_t;
using u32 = std::uint32_t;
using u64 = std::uint64_t;
using text = std::string;
using uuid = boost::uuids::uuid;
using bytes = std::vector<std::byte>;
using days = std::chrono::sys_days;
enum class color { red };
enum class shape { round };

template <class... T>
struct list {};

// How many of `From...` fit into `To`, as a row of 0 and 1.
template <class To, class... From>
constexpr bool values(list<From...>, std::initializer_list<int> expected) {
  bool const found[] = {value_fits<From, To>()...};
  if (expected.size() != sizeof...(From)) return false;
  for (std::size_t i = 0; i < expected.size(); ++i)
    if (found[i] != (expected.begin()[i] == 1)) return false;
  return true;
}

// clang-format off
using numbers =                    list<bool, char, i16, i32, i64, u8, u16, u32, u64, float, double, decimal>;
static_assert(values<bool>(numbers{},    {1,    0,    0,   0,   0,   0,  0,   0,   0,   0,     0,      0}));
static_assert(values<i16>(numbers{},     {0,    0,    1,   0,   0,   1,  0,   0,   0,   0,     0,      0}));
static_assert(values<i32>(numbers{},     {0,    0,    1,   1,   0,   1,  1,   0,   0,   0,     0,      0}));
static_assert(values<i64>(numbers{},     {0,    0,    1,   1,   1,   1,  1,   1,   0,   0,     0,      0}));
static_assert(values<float>(numbers{},   {0,    0,    1,   0,   0,   1,  1,   0,   0,   1,     0,      0}));
static_assert(values<double>(numbers{},  {0,    0,    1,   1,   0,   1,  1,   1,   0,   1,     1,      0}));
static_assert(values<decimal>(numbers{}, {0,    0,    1,   1,   1,   1,  1,   1,   0,   0,     0,      1}));  // u64 would travel as bigint
static_assert(values<text>(numbers{},    {0,    0,    0,   0,   0,   0,  0,   0,   0,   0,     0,      0}));
static_assert(values<color>(numbers{},   {0,    0,    0,   0,   0,   0,  0,   0,   0,   0,     0,      0}));
static_assert(values<uuid>(numbers{},    {0,    0,    0,   0,   0,   0,  0,   0,   0,   0,     0,      0}));
static_assert(values<interval>(numbers{},{0,    0,    0,   0,   0,   0,  0,   0,   0,   0,     0,      0}));

using others =                      list<text, std::string_view, char const*, char[4], color, shape, uuid, bytes, utc_datetime, naive_datetime, date, days>;
static_assert(values<text>(others{},     {1,    1,                1,           1,       0,     0,     0,    0,     0,            0,              0,    0}));
static_assert(values<bool>(others{},     {0,    0,                0,           0,       0,     0,     0,    0,     0,            0,              0,    0}));
static_assert(values<i64>(others{},      {0,    0,                0,           0,       0,     0,     0,    0,     0,            0,              0,    0}));
static_assert(values<decimal>(others{},  {0,    0,                0,           0,       0,     0,     0,    0,     0,            0,              0,    0}));
static_assert(values<color>(others{},    {0,    0,                0,           0,       1,     0,     0,    0,     0,            0,              0,    0}));
static_assert(values<uuid>(others{},     {0,    0,                0,           0,       0,     0,     1,    0,     0,            0,              0,    0}));
static_assert(values<bytes>(others{},    {0,    0,                0,           0,       0,     0,     0,    1,     0,            0,              0,    0}));
static_assert(values<utc_datetime>(others{}, {0, 0,               0,           0,       0,     0,     0,    0,     1,            0,              0,    1}));
static_assert(values<naive_datetime>(others{}, {0, 0,             0,           0,       0,     0,     0,    0,     0,            1,              0,    0}));
static_assert(values<date>(others{},     {0,    0,                0,           0,       0,     0,     0,    0,     0,            0,              1,    1}));
static_assert(values<days>(others{},     {0,    0,                0,           0,       0,     0,     0,    0,     0,            0,              1,    1}));
// clang-format on

// NULL in any form is no value.
static_assert(!value_fits<std::nullopt_t, i64>() && !value_fits<std::nullptr_t, text>());
static_assert(!value_fits<std::optional<i64>, i64>() && !value_fits<std::optional<text>, text>());
// A point in time may count in any unit, but is on the clock of the column.
static_assert(value_fits<std::chrono::system_clock::time_point, utc_datetime>());
static_assert(value_fits<std::chrono::sys_seconds, utc_datetime>());
static_assert(value_fits<std::chrono::local_time<std::chrono::nanoseconds>, naive_datetime>());
static_assert(!value_fits<std::chrono::local_seconds, utc_datetime>() && !value_fits<std::chrono::sys_seconds, date>());
static_assert(!value_fits<std::chrono::sys_time<std::chrono::duration<double>>, utc_datetime>());
static_assert(!value_fits<std::chrono::steady_clock::time_point, utc_datetime>());
// So may a duration that stands for an interval; only whole microseconds.
static_assert(value_fits<std::chrono::hours, interval>() && value_fits<std::chrono::microseconds, interval>());
static_assert(value_fits<std::chrono::months, interval>() && value_fits<std::chrono::years, interval>());
static_assert(!value_fits<std::chrono::nanoseconds, interval>()
              && !value_fits<std::chrono::duration<double>, interval>());
static_assert(!value_fits<std::chrono::hours, utc_datetime>() && !value_fits<std::chrono::days, i32>());

// Expressions beside each other: the same kind, and no binary fraction beside numeric.
template <class Left, class Right>
constexpr bool meet = comparable<Left, Right>() && comparable<Right, Left>();
template <class Left, class Right>
constexpr bool part = !comparable<Left, Right>() && !comparable<Right, Left>();
static_assert(meet<i16, i64> && meet<i32, i64> && meet<i32, i32> && meet<i64, decimal> && meet<i16, decimal>);
static_assert(meet<float, double> && meet<i16, float> && meet<i32, double> && meet<text, text> && meet<bool, bool>);
static_assert(part<double, decimal> && part<float, decimal> && part<i64, double> && part<i32, float>);
static_assert(part<bool, i32> && part<text, i32> && part<text, color> && part<color, shape> && part<color, i32>);
static_assert(part<utc_datetime, naive_datetime> && part<utc_datetime, date> && part<text, uuid> && part<text, bytes>);
static_assert(part<interval, time_of_day> && part<text, decimal> && part<bool, text>);

// An expression goes into a column that holds all its values.
static_assert(assignable<i16, i32>() && assignable<i32, i64>() && assignable<i32, decimal>()
              && assignable<i32, double>());
static_assert(assignable<float, double>() && assignable<text, text>() && assignable<date, date>());
static_assert(!assignable<i64, i32>() && !assignable<i32, i16>() && !assignable<i64, double>());
static_assert(!assignable<double, float>() && !assignable<decimal, i64>() && !assignable<decimal, double>());
static_assert(!assignable<double, decimal>() && !assignable<bool, i32>() && !assignable<i32, bool>());
static_assert(!assignable<text, i32>() && !assignable<i32, text>() && !assignable<date, utc_datetime>());

// Arithmetic.
template <arithmetic Op, class Left, class Right, class Result>
constexpr bool gives = std::is_same_v<typename decltype(arithmetic_result<Op, Left, Right>())::type, Result>;
template <class Left, class Right, class Result>
constexpr bool all_four =
    gives<arithmetic::add, Left, Right, Result> && gives<arithmetic::subtract, Left, Right, Result>
    && gives<arithmetic::multiply, Left, Right, Result> && gives<arithmetic::divide, Left, Right, Result>;
static_assert(all_four<i16, i16, i16> && all_four<i16, i32, i32> && all_four<i64, i16, i64> && all_four<i32, i64, i64>);
static_assert(all_four<decimal, decimal, decimal> && all_four<decimal, i64, decimal>
              && all_four<i16, decimal, decimal>);
static_assert(all_four<float, float, float> && all_four<double, double, double> && all_four<float, double, double>);
static_assert(all_four<i32, double, double> && all_four<double, i16, double> && all_four<i16, float, double>);
static_assert(all_four<double, decimal, no_result> && all_four<decimal, float, no_result>);
static_assert(all_four<i64, double, no_result> && all_four<float, i32, no_result>);
static_assert(gives<arithmetic::modulo, i16, i32, i32> && gives<arithmetic::modulo, decimal, i64, decimal>);
static_assert(gives<arithmetic::modulo, double, double, no_result>);
static_assert(all_four<bool, bool, no_result> && all_four<text, text, no_result> && all_four<text, i32, no_result>);
static_assert(all_four<color, color, no_result> && all_four<uuid, uuid, no_result> && all_four<bool, i32, no_result>);

static_assert(gives<arithmetic::add, utc_datetime, interval, utc_datetime>);
static_assert(gives<arithmetic::subtract, utc_datetime, interval, utc_datetime>);
static_assert(gives<arithmetic::add, interval, utc_datetime, utc_datetime>);
static_assert(gives<arithmetic::subtract, interval, utc_datetime, no_result>);
static_assert(gives<arithmetic::multiply, utc_datetime, interval, no_result>);
static_assert(gives<arithmetic::subtract, utc_datetime, utc_datetime, interval>);
static_assert(gives<arithmetic::add, utc_datetime, utc_datetime, no_result>);
static_assert(gives<arithmetic::subtract, utc_datetime, naive_datetime, no_result>);
static_assert(gives<arithmetic::add, naive_datetime, interval, naive_datetime>);
static_assert(gives<arithmetic::subtract, naive_datetime, naive_datetime, interval>);
static_assert(gives<arithmetic::add, interval, interval, interval>);
static_assert(gives<arithmetic::subtract, interval, interval, interval>);
static_assert(gives<arithmetic::divide, interval, interval, no_result>);
static_assert(gives<arithmetic::add, date, i32, date> && gives<arithmetic::subtract, date, i32, date>);
static_assert(gives<arithmetic::add, days, i32, days> && gives<arithmetic::multiply, date, i32, no_result>);
static_assert(gives<arithmetic::subtract, date, date, i32> && gives<arithmetic::subtract, date, days, i32>);
static_assert(gives<arithmetic::add, date, i64, no_result> && gives<arithmetic::add, date, date, no_result>);
static_assert(gives<arithmetic::add, i32, date, date> && gives<arithmetic::subtract, i32, date, no_result>);
static_assert(gives<arithmetic::add, date, interval, naive_datetime>
              && gives<arithmetic::subtract, date, interval, naive_datetime>
              && gives<arithmetic::add, interval, days, naive_datetime>);
static_assert(gives<arithmetic::add, date, time_of_day, naive_datetime>
              && gives<arithmetic::subtract, date, time_of_day, no_result>);
static_assert(gives<arithmetic::subtract, time_of_day, time_of_day, interval>
              && gives<arithmetic::add, time_of_day, time_of_day, no_result>);
static_assert(gives<arithmetic::add, time_of_day, interval, time_of_day>);
static_assert(gives<arithmetic::multiply, interval, i64, interval>
              && gives<arithmetic::multiply, double, interval, interval>);
static_assert(gives<arithmetic::divide, interval, decimal, interval>
              && gives<arithmetic::divide, i32, interval, no_result>);
static_assert(gives<arithmetic::modulo, interval, i32, no_result>);

}  // namespace

TEST_CASE("what fits is really kept") {
  // The table above holds number_fits to what the values themselves say.
  CHECK(static_cast<i64>(static_cast<double>(std::numeric_limits<i32>::max())) == std::numeric_limits<i32>::max());
  CHECK(static_cast<i64>(static_cast<double>(std::numeric_limits<i64>::max() - 1024))
        != std::numeric_limits<i64>::max() - 1024);
}
