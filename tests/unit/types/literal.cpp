// SPDX-License-Identifier: BSL-1.0
#include <recto/types/basic.hpp>
#include <recto/types/literal.hpp>
#include <unit/types/support.hpp>

#include <limits>
#include <optional>
#include <string>
#include <vector>

using namespace recto;
using namespace recto::test;
using namespace std::chrono;

namespace written {
enum class level { low, high_ };
struct email {
  std::string text{};
};
struct point {
  double x = 0, y = 0;
};
struct secret {};
}  // namespace written

template <>
struct recto::type<written::email> {
  using stored = std::string;
  static std::string const& dump(written::email const& value) { return value.text; }
  static written::email load(std::string&& text) { return {std::move(text)}; }
};

// A user's own wire format, with and without a literal.
template <>
struct recto::type<written::point> {
  static constexpr sql_type sql{.name = "point", .number = 600, .array = 1017};
  static constexpr std::size_t width = 16;
  static char* encode(written::point const& value, char* out) {
    return detail::encode(value.y, detail::encode(value.x, out));
  }
  static void decode(std::string_view wire, written::point& value) {
    detail::decode(wire.substr(0, 8), value.x);
    detail::decode(wire.substr(8), value.y);
  }
  static void append_literal(std::string& out, written::point const& value) {
    out += '(';
    recto::append_literal(out, value.x);
    out += ',';
    recto::append_literal(out, value.y);
    out += ')';
  }
};
template <>
struct recto::type<written::secret> {
  static constexpr sql_type sql{.name = "secret", .number = 0, .array = 0};
  static constexpr std::size_t width = 0;
  static char* encode(written::secret const&, char* out) { return out; }
  static void decode(std::string_view, written::secret&) {}
};

static_assert(has_literal<int> && has_literal<std::string> && has_literal<written::email>
              && has_literal<written::point>);
static_assert(has_literal<std::vector<std::optional<written::email>>> && has_literal<std::vector<written::point>>);
static_assert(!has_literal<written::secret> && !has_literal<char> && !has_literal<void*>);
static_assert(!column_type<std::vector<written::secret>>, "neither binary nor text");

namespace {

template <class T>
std::string literal(T const& value) {
  std::string out = "<";
  append_literal(out, value);
  REQUIRE(out.starts_with('<'));
  return out.substr(1);
}

}  // namespace

TEST_CASE("literals of scalars") {
  CHECK(literal(true) == "t");
  CHECK(literal(false) == "f");
  CHECK(literal(std::numeric_limits<std::int64_t>::min()) == "-9223372036854775808");
  CHECK(literal(std::int16_t{-5}) == "-5");
  CHECK(literal(5LL) == "5");
  CHECK(literal(0.1) == "0.1");
  CHECK(literal(0.1f) == "0.1");
  CHECK(literal(1e300) == "1e+300");
  CHECK(literal(-0.0) == "-0");
  CHECK(literal(std::numeric_limits<double>::quiet_NaN()) == "NaN");
  CHECK(literal(std::numeric_limits<double>::infinity()) == "Infinity");
  CHECK(literal(-std::numeric_limits<float>::infinity()) == "-Infinity");
  CHECK(literal(std::numeric_limits<double>::denorm_min()) == "5e-324");
}

TEST_CASE("literals of text and bytes") {
  CHECK(literal(std::string("O'Reilly \"\\")) == "O'Reilly \"\\");
  CHECK(literal(std::string_view("x")) == "x");
  CHECK(literal(written::email{"a@b"}) == "a@b");
  CHECK(literal(std::vector<std::byte>{}) == "\\x");
  CHECK(literal(std::vector<std::byte>{std::byte{0}, std::byte{0xab}}) == "\\x00ab");
  CHECK_ERROR(invalid_value, literal(std::string(1, '\0')));
}

TEST_CASE("literals of dates and times") {
  CHECK(literal(utc_datetime{}) == "1970-01-01 00:00:00+00");
  CHECK(literal(utc_datetime{-1us}) == "1969-12-31 23:59:59.999999+00");
  CHECK(literal(naive_datetime{1us}) == "1970-01-01 00:00:00.000001");
  CHECK(literal(utc_datetime::max()) == "infinity");
  CHECK(literal(naive_datetime::min()) == "-infinity");
  CHECK(literal(utc_datetime::max() - 1us) == "294247-01-10 04:00:54.775806+00");
  CHECK(literal(utc_datetime{sys_days{(-4713y) / November / 24}}) == "4714-11-24 00:00:00+00 BC");
  CHECK(literal(date{9999y / December / 31}) == "9999-12-31");
  CHECK(literal(date{1y / January / 1}) == "0001-01-01");
  CHECK(literal(date{0y / February / 29}) == "0001-02-29 BC");
  CHECK(literal(sys_days::max()) == "infinity");
  CHECK(literal(sys_days::min()) == "-infinity");
  CHECK(literal(sys_days{days{detail::after_last_date + detail::epoch_days - 1}}) == "5874897-12-31");
  CHECK(literal(time_of_day{24h}) == "24:00:00");
  CHECK(literal(time_of_day{1us}) == "00:00:00.000001");
  CHECK(literal(interval{}) == "+0 mons +0 days +00:00:00");
  CHECK(literal(interval{-1, 2, -3500ms}) == "-1 mons +2 days -00:00:03.500000");
  CHECK(literal(interval{0, 0, microseconds::min()}) == "+0 mons +0 days -2562047788:00:54.775808");
  CHECK_ERROR(invalid_value, literal(date{2023y / February / 30}));
  CHECK_ERROR(invalid_value, literal(utc_datetime::min() + 1us));
}

TEST_CASE("every day of four hundred years and more agrees with std::chrono") {
  for (sys_days day{1999y / January / 1}; day < sys_days{2401y / February / 1}; day += days{1}) {
    std::string out;
    REQUIRE_FALSE(detail::append_day(out, day.time_since_epoch().count()));
    date const expected{day};
    REQUIRE(std::stoi(out.substr(0, 4)) == int(expected.year()));
    REQUIRE(std::stoi(out.substr(5, 2)) == int(unsigned(expected.month())));
    REQUIRE(std::stoi(out.substr(8, 2)) == int(unsigned(expected.day())));
  }
}

TEST_CASE("literals of uuids and enums") {
  boost::uuids::uuid id{};
  *id.begin() = 0xab;
  *(id.begin() + 15) = 1;
  CHECK(literal(id) == "ab000000-0000-0000-0000-000000000001");
  CHECK(literal(written::level::high_) == "high");
  CHECK_ERROR(invalid_value, literal(static_cast<written::level>(9)));
}

TEST_CASE("literals of arrays") {
  using texts = std::vector<std::optional<std::string>>;
  CHECK(literal(std::vector<int>{}) == "{}");
  CHECK(literal(std::vector<int>{1, -2}) == "{1,-2}");
  CHECK(literal(std::vector<bool>{true, false}) == "{t,f}");
  CHECK(literal(std::vector<double>{0.5, std::numeric_limits<double>::infinity()}) == "{0.5,Infinity}");
  CHECK(literal(texts{"", "NULL", std::nullopt, " a,{}"}) == R"({"","NULL",NULL," a,{}"})");
  CHECK(literal(texts{"\"", "\\", "a\"b\\c", "\"\""}) == R"({"\"","\\","a\"b\\c","\"\""})");
  CHECK(literal(std::vector<written::email>{{"a"}}) == R"({"a"})");
  CHECK(literal(std::vector<written::point>{{1, -2.5}}) == R"x({"(1,-2.5)"})x");
  CHECK(literal(std::vector<std::vector<std::byte>>{{std::byte{1}}}) == R"({"\\x01"})");
  CHECK(literal(std::vector<date>{2000y / January / 1}) == R"({"2000-01-01"})");
}
