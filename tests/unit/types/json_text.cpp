// SPDX-License-Identifier: BSL-1.0
#include <recto/types/json_text.hpp>

#include <support/test.hpp>

#include <algorithm>
#include <random>

using namespace recto;
using namespace std::chrono;

namespace {

template <class T>
std::string text_of(T const& value) {
  std::string out;
  recto::detail::append_json_form(out, value);
  return out;
}
template <class T>
std::optional<T> read(std::string_view text) {
  T value{};
  if (recto::detail::read_json_form(text, value)) return value;
  return {};
}
template <class T>
void check(T const& value, std::string const& text) {
  CHECK(text_of(value) == text);
  CHECK(read<T>(text) == value);
}

constexpr date on(int y, unsigned m, unsigned d) { return year{y} / month{m} / std::chrono::day{d}; }
std::vector<std::byte> bytes_of(std::string_view text) {
  std::vector<std::byte> out;
  for (char const c : text) out.push_back(static_cast<std::byte>(c));
  return out;
}

}  // namespace

TEST_CASE("dates and times are ISO 8601") {
  check(on(2026, 11, 20), "2026-11-20");
  check(on(1, 1, 1), "0001-01-01");
  check(on(-44, 3, 15), "-0044-03-15");
  check(on(9999, 12, 31), "9999-12-31");
  check(sys_days{on(2024, 2, 29)}, "2024-02-29");
  check(sys_days::max(), "infinity");
  check(sys_days::min(), "-infinity");
  check(utc_datetime{sys_days{on(2026, 11, 20)} + 9h + 5min + 7s}, "2026-11-20T09:05:07Z");
  check(utc_datetime{microseconds{-1}}, "1969-12-31T23:59:59.999999Z");
  check(utc_datetime::max(), "infinity");
  check(naive_datetime{microseconds{1'500'000}}, "1970-01-01T00:00:01.500000");
  check(naive_datetime::min(), "-infinity");
  check(time_of_day{23h + 59min}, "23:59:00");
  check(time_of_day{24h}, "24:00:00");
  CHECK(read<utc_datetime>("2026-11-20T10:00:00+02:00") == read<utc_datetime>("2026-11-20 08:00Z"));
  CHECK(read<naive_datetime>("2026-11-20T10:00:00+02:00") == read<naive_datetime>("2026-11-20T10:00:00"));
}

TEST_CASE("dates that JSON's form has no text for") {
  CHECK_ERROR(invalid_value, text_of(on(10000, 1, 1)));
  CHECK_ERROR(invalid_value, text_of(date{year{2026} / 2 / 30}));
  CHECK_ERROR(invalid_value, text_of(sys_days{on(-5000, 1, 1)}));
  CHECK_ERROR(invalid_value, text_of(utc_datetime{sys_days{on(10000, 1, 1)}}));
}

TEST_CASE("what is no date or time is refused") {
  for (char const* text : {"", "2026-02-30", "20261120", "2026-11-20T10:00", "today"}) CHECK_FALSE(read<date>(text));
  for (char const* text : {"", "2026-11-20", "2026-11-20T25:00:00", "2026-11-20T10:00:00 "})
    CHECK_FALSE(read<utc_datetime>(text));
  for (char const* text : {"", "24:00:01", "10", "10:00:00x"}) CHECK_FALSE(read<time_of_day>(text));
}

TEST_CASE("intervals are ISO 8601 durations") {
  check(interval{}, "PT0S");
  check(interval{.months = 14, .days = 3, .time = 4h + 5min + 6s + 500ms}, "P1Y2M3DT4H5M6.500000S");
  check(interval{.months = -14, .days = 1, .time = -(1h + 500ms)}, "P-1Y-2M1DT-1H-0.500000S");
  check(interval{.days = 7}, "P7D");
  check(interval{.time = 25h}, "PT25H");
  check(interval{.time = microseconds::max()}, "PT2562047788H54.775807S");
  check(interval{.time = microseconds::min()}, "PT-2562047788H-54.775808S");
  check(interval{.months = INT32_MIN, .days = INT32_MAX}, "P-178956970Y-8M2147483647D");
  CHECK(read<interval>("P2W1D") == interval{.days = 15});
  CHECK(read<interval>("PT1.5S") == interval{.time = 1500ms});
  for (char const* text : {"", "P", "PT", "1D", "P1", "P1DT", "P1D2Y", "P1.5D", "PT1M1H", "P1H", "P--1D", "PT1.S",
                           "P99999999999D", "PT99999999999999999H", "P999999999999999999Y", "PT1S "})
    CHECK_FALSE(read<interval>(text));
}

TEST_CASE("bytes are base64") {
  check(bytes_of(""), "");
  check(bytes_of("f"), "Zg==");
  check(bytes_of("fo"), "Zm8=");
  check(bytes_of("foo"), "Zm9v");
  check(bytes_of("\xff\xfe\xfd"), "//79");
  for (char const* text : {"Z", "Zg", "Zg=", "Zh==", "Zm9=", "=Zg=", "====", "Zg==Zg==", "Zm 9"})
    CHECK_FALSE(read<std::vector<std::byte>>(text));
}

TEST_CASE("a uuid has the usual form") {
  boost::uuids::uuid id{};
  std::fill(id.begin(), id.end(), std::uint8_t{0xab});
  check(id, "abababab-abab-abab-abab-abababababab");
  CHECK(read<boost::uuids::uuid>("ABABABAB-abab-abab-abab-abababababab") == id);
  for (char const* text : {"", "abababababababababababababababab", "abababab-abab-abab-abab-ababababababx",
                           "gbababab-abab-abab-abab-abababababab"})
    CHECK_FALSE(read<boost::uuids::uuid>(text));
}

TEST_CASE("random values survive") {
  std::mt19937_64 random(20'261'120);
  for (int i = 0; i < 2000; ++i) {
    auto const micros = static_cast<std::int64_t>(random() % 400'000'000'000'000'000) - 200'000'000'000'000'000;
    utc_datetime const moment{microseconds{micros}};
    CHECK(read<utc_datetime>(text_of(moment)) == moment);
    interval const span{static_cast<std::int32_t>(random()), static_cast<std::int32_t>(random()),
                        microseconds{static_cast<std::int64_t>(random())}};
    CHECK(read<interval>(text_of(span)) == span);
    std::vector<std::byte> blob(random() % 20);
    for (std::byte& one : blob) one = static_cast<std::byte>(random());
    CHECK(read<std::vector<std::byte>>(text_of(blob)) == blob);
  }
}
