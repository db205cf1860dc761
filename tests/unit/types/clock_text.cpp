// SPDX-License-Identifier: BSL-1.0
#include <recto/types/clock_text.hpp>

#include <support/test.hpp>

using recto::detail::clock_and_calendar;
using recto::detail::clock_reader;

namespace {

constexpr bool is_day(std::string_view text) {
  clock_and_calendar parts;
  clock_reader reader(text);
  return reader.day(parts) && reader.at_end();
}
constexpr bool is_moment(std::string_view text) {
  clock_and_calendar parts;
  return clock_reader(text).day_and_time(parts);
}
constexpr clock_and_calendar moment(std::string_view text) {
  clock_and_calendar parts;
  clock_reader(text).day_and_time(parts);
  return parts;
}

}  // namespace

static_assert(is_day("2026-11-20") && is_day("-0044-03-15") && is_day("2024-02-29"));
static_assert(!is_day("2026-02-29") && !is_day("2026-1-1") && !is_day("2026-11-20x") && !is_day("-4800-01-01"));
static_assert(is_moment("2026-11-20T10:00") && is_moment("2026-11-20 10:00:59.5Z"));
static_assert(!is_moment("2026-11-20T24:00") && !is_moment("2026-11-20T10") && !is_moment("2026-11-20T10:00:60"));
static_assert(!is_moment("2026-11-20T10:00-00:00") && !is_moment("2026-11-20T10:00:00."));
static_assert(moment("1970-01-01T00:00:00.1234567Z").since_1970() == 123'456);
static_assert(moment("1970-01-02T00:00+01:30").offset == 90 && moment("1970-01-02T00:00-0100").offset == -60);

TEST_CASE("what is finer than a microsecond is cut off") {
  CHECK(moment("2026-11-20T10:00:00.9999999").microsecond == 999'999);
  CHECK(moment("2026-11-20T10:00:00.5").microsecond == 500'000);
}
