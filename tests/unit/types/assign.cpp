// SPDX-License-Identifier: BSL-1.0
// Which values may go into which columns. That the server keeps those that pass is tested in tests/db/repo/targets.cpp.
#include <recto/types/assign.hpp>

#include <recto/types/basic.hpp>
#include <recto/types/decimal.hpp>
#include <recto/types/json.hpp>
#include <support/test.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using recto::detail::writes_column;

namespace {

enum class mood { sad, happy };
enum class tone { low, high };

struct meters {
  double value;
};

}  // namespace

template <>
struct recto::type<tone> : recto::pg_enum<tone, "tone"> {};
template <>
struct recto::type<meters> {
  using stored = double;
  static double dump(meters const& value) { return value.value; }
  static meters load(double value) { return {value}; }
};

// numbers
static_assert(writes_column<double>(701));
static_assert(!writes_column<double>(1700));
static_assert(!writes_column<double>(23));
static_assert(!writes_column<double>(700));
static_assert(!writes_column<std::optional<double>>(1700));
static_assert(!writes_column<meters>(1700));
static_assert(writes_column<float>(701));
static_assert(!writes_column<float>(1700));
static_assert(writes_column<std::int32_t>(20));
static_assert(writes_column<std::int16_t>(20));
static_assert(writes_column<std::int32_t>(1700));
static_assert(writes_column<std::int32_t>(701));
static_assert(!writes_column<std::int32_t>(700));
static_assert(!writes_column<std::int64_t>(23));
static_assert(!writes_column<std::int64_t>(701));
static_assert(!writes_column<std::int64_t>(25));
static_assert(writes_column<recto::decimal>(1700));
static_assert(!writes_column<recto::decimal>(701));
static_assert(!writes_column<recto::decimal>(20));
static_assert(!writes_column<bool>(23));

// text
static_assert(writes_column<std::string>(25));
static_assert(writes_column<std::string>(1043));
static_assert(writes_column<std::string>(1042));
static_assert(writes_column<std::string>(19));
static_assert(!writes_column<std::string>(23));
static_assert(!writes_column<std::string>(16400));
static_assert(writes_column<mood>(1043));
static_assert(!writes_column<mood>(21));
static_assert(writes_column<tone>(16400));
static_assert(writes_column<tone>(25));
static_assert(!writes_column<tone>(23));

// moments
static_assert(writes_column<recto::date>(1114));
static_assert(!writes_column<recto::date>(1184));  // depends on the session's time zone
static_assert(!writes_column<recto::naive_datetime>(1184));
static_assert(!writes_column<recto::utc_datetime>(1114));
static_assert(!writes_column<recto::naive_datetime>(1082));

// arrays do as their elements
static_assert(writes_column<std::vector<std::int32_t>>(1016));
static_assert(!writes_column<std::vector<std::int64_t>>(1007));
static_assert(!writes_column<std::vector<double>>(1231));
static_assert(writes_column<std::vector<std::string>>(1015));
static_assert(writes_column<std::vector<std::string>>(1009));
static_assert(!writes_column<std::vector<std::string>>(25));
static_assert(!writes_column<std::vector<std::int32_t>>(23));
static_assert(!writes_column<std::int32_t>(1007));
static_assert(writes_column<std::vector<tone>>(16401));
static_assert(writes_column<std::vector<tone>>(1009));

static_assert(writes_column<recto::json<mood>>(3802) && !writes_column<recto::json<mood>>(25));

TEST_CASE("a type goes to a column of its own, and to nothing when the column is not known") {
  for (recto::oid const number : {16u, 17u, 20u, 21u, 23u, 25u, 700u, 701u, 1700u, 1082u, 1184u, 2950u, 3802u}) {
    CHECK(recto::detail::keeps_values(number, number));
    CHECK(!recto::detail::keeps_values(number, 0));
    CHECK(!recto::detail::keeps_values(number, 705));
  }
}
