// SPDX-License-Identifier: BSL-1.0
// Units of time: which there are, of what, and how much each is.
#include <recto/query/unit.hpp>
#include <recto/types/basic.hpp>
#include <support/test.hpp>

#include <chrono>
#include <cstdint>
#include <limits>

using namespace recto;
using namespace recto::detail;
using namespace std::chrono_literals;

namespace {

static_assert(span_unit("year") == interval{.months = 12} && span_unit("week") == interval{.days = 7});
static_assert(span_unit("hour") == interval{.time = 1h} && span_unit("microsecond") == interval{.time = 1us});
static_assert(is_span_unit("millisecond") && !is_span_unit("months") && !is_span_unit("") && !is_span_unit("Day"));
static_assert(days_in("day") == 1 && days_in("week") == 7 && days_in("month") == 0 && days_in("hour") == 0);

static_assert(is_truncation_unit("quarter") && is_truncation_unit("second") && !is_truncation_unit("dow"));

static_assert(is_extraction_unit("hour", time_kind::datetime) && !is_extraction_unit("hour", time_kind::date));
static_assert(is_extraction_unit("hour", time_kind::time) && !is_extraction_unit("day", time_kind::time));
static_assert(is_extraction_unit("day", time_kind::interval) && !is_extraction_unit("dow", time_kind::interval));
static_assert(is_extraction_unit("epoch", time_kind::time) && !is_extraction_unit("fortnight", time_kind::datetime));
static_assert(is_fractional_unit("second") && is_fractional_unit("epoch") && !is_fractional_unit("minute"));

static_assert(kind_of_time<utc_datetime> == time_kind::datetime && kind_of_time<date> == time_kind::date);
static_assert(kind_of_time<std::chrono::sys_days> == time_kind::date && kind_of_time<int> == time_kind::none);

}  // namespace

TEST_CASE("a product that does not fit is an error") {
  CHECK(checked_product(-3, 4) == -12);
  CHECK_ERROR(invalid_value, checked_product(std::numeric_limits<std::int64_t>::max(), 2));
  CHECK_ERROR(invalid_value, whole_amount(std::numeric_limits<std::uint64_t>::max()));
  CHECK(whole_amount(std::uint64_t{7}) == 7);
  CHECK(whole_amount(std::int16_t{-7}) == -7);
  CHECK_ERROR(invalid_value, checked_int32(std::int64_t{1} << 31));
  CHECK(checked_int32(-(std::int64_t{1} << 31)) == std::numeric_limits<std::int32_t>::min());
}
