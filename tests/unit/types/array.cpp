// SPDX-License-Identifier: BSL-1.0
#include <recto/types/basic.hpp>
#include <unit/types/support.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

using namespace recto;
using namespace recto::test;
using namespace std::string_literals;

namespace listed {
enum class status { draft, open };
enum class level { low, high };
struct email {
  std::string text{};
  bool operator==(email const&) const = default;
};
}  // namespace listed

template <>
struct recto::type<listed::level> : recto::pg_enum<listed::level, "level"> {};
template <>
struct recto::type<listed::email> {
  using stored = std::string;
  static std::string const& dump(listed::email const& value) { return value.text; }
  static listed::email load(std::string&& text) { return {std::move(text)}; }
};

template <class T>
using array = std::vector<T>;
template <class T>
using nullable = std::vector<std::optional<T>>;

static_assert(sql_type_of<array<std::int64_t>> == sql_type{"bigint[]", 1016, 0});
static_assert(sql_type_of<nullable<std::int64_t>> == sql_type_of<array<std::int64_t>>);
static_assert(sql_type_of<array<bool>> == sql_type{"boolean[]", 1000, 0});
static_assert(sql_type_of<array<std::string>> == sql_type{"text[]", 1009, 0});
static_assert(sql_type_of<array<utc_datetime>> == sql_type{"timestamptz[]", 1185, 0});
static_assert(sql_type_of<array<array<std::byte>>> == sql_type{"bytea[]", 1001, 0});
static_assert(sql_type_of<array<std::byte>> == sql_type{"bytea", 17, 1001});
static_assert(sql_type_of<array<listed::status>> == sql_type{"text[]", 1009, 0});
static_assert(sql_type_of<array<listed::email>> == sql_type{"text[]", 1009, 0});
static_assert(sql_type_of<std::optional<array<int>>>.number == 1007);
static_assert(sql_type_of<array<listed::level>> == sql_type{"level[]", 0, 0});
static_assert(is_text_format<array<listed::level>> && is_text_format<nullable<listed::level>>);
static_assert(!is_text_format<listed::level> && !is_text_format<array<int>> && !is_text_format<std::string>);
static_assert(!column_type<array<array<int>>> && !column_type<array<char>>
              && !column_type<array<std::optional<array<int>>>>);

namespace {

std::string word(std::uint32_t value) {
  std::string out(4, '\0');
  detail::store(value, out.data());
  return out;
}

std::string header(std::uint32_t dimensions, std::uint32_t nulls, std::uint32_t element) {
  return word(dimensions) + word(nulls) + word(element);
}

std::string one_dimension(std::uint32_t element, std::uint32_t count, std::uint32_t lower = 1) {
  return header(1, 0, element) + word(count) + word(lower);
}

template <class T>
T exactly(std::string const& wire) {
  std::vector<char> const copy(wire.begin(), wire.end());  // so that a sanitizer sees a read beyond
  return decoded<T>(std::string_view(copy.data(), copy.size()));
}

}  // namespace

TEST_CASE("an array's bytes") {
  CHECK(encoded(array<int>{}) == header(0, 0, 23));
  CHECK(encoded(array<int>{7, -1}) == one_dimension(23, 2) + word(4) + word(7) + word(4) + word(0xffffffff));
  CHECK(encoded(nullable<int>{7, std::nullopt})
        == header(1, 1, 23) + word(2) + word(1) + word(4) + word(7) + word(0xffffffff));
  CHECK(encoded(array<std::string>{"", "ab"}) == one_dimension(25, 2) + word(0) + word(2) + "ab");
  CHECK(encoded(array<bool>{true}) == one_dimension(16, 1) + word(1) + "\1");
}

TEST_CASE("arrays round trip") {
  CHECK(round_trip(array<int>{}).empty());
  CHECK(round_trip(array<int>{1, -2, 3}) == array<int>{1, -2, 3});
  CHECK(round_trip(array<bool>{true, false, true}) == array<bool>{true, false, true});
  CHECK(round_trip(nullable<bool>{true, {}, false}) == nullable<bool>{true, {}, false});
  CHECK(round_trip(array<std::string>{"", "NULL", "a,b", "\"", "🐘"})
        == array<std::string>{"", "NULL", "a,b", "\"", "🐘"});
  CHECK(round_trip(nullable<std::string>{"", {}}) == nullable<std::string>{"", {}});
  CHECK(round_trip(array<array<std::byte>>{{}, {std::byte{0}}}) == array<array<std::byte>>{{}, {std::byte{0}}});
  CHECK(round_trip(array<listed::status>{listed::status::open}) == array<listed::status>{listed::status::open});
  CHECK(round_trip(array<listed::email>{{"a@b"}}) == array<listed::email>{{"a@b"}});
  CHECK(round_trip(nullable<listed::email>{listed::email{"a@b"}, {}})
        == nullable<listed::email>{listed::email{"a@b"}, {}});
  array<std::int64_t> many;
  for (std::int64_t i = 0; i < 100'000; ++i) many.push_back(i * i);
  CHECK(round_trip(many) == many);
}

TEST_CASE("reading replaces what was there") {
  array<int> values{9, 9, 9};
  detail::decode(encoded(array<int>{1}), values);
  CHECK(values == array<int>{1});
}

TEST_CASE("an array counts from anywhere") {
  CHECK(exactly<array<int>>(one_dimension(23, 1, 5) + word(4) + word(7)) == array<int>{7});
}

TEST_CASE("an element that cannot be sent refuses the array") {
  CHECK_ERROR(invalid_value, encoded(array<std::string>{"a", "b\0c"s}));
  CHECK_ERROR(invalid_value, encoded(array<date>{date{}}));
  CHECK_ERROR(invalid_value, encoded(array<listed::level>{static_cast<listed::level>(5)}));
}

TEST_CASE("NULL in an array of plain elements") {
  std::string const wire = encoded(nullable<int>{1, {}});
  CHECK_THAT(message_of([&] { decoded<array<int>>(wire); }), contains("NULL"));
  CHECK(decoded<nullable<int>>(wire) == nullable<int>{1, {}});
}

TEST_CASE("hostile arrays") {
  CHECK_THAT(message_of([] {
               exactly<array<int>>(header(2, 0, 23) + word(1) + word(1) + word(1) + word(1) + word(4) + word(7));
             }),
             contains("more than one dimension"));
  CHECK_THAT(message_of([] { exactly<array<int>>(one_dimension(20, 1) + word(8) + word(0) + word(7)); }),
             contains("another type"));
  std::string const good = one_dimension(23, 1) + word(4) + word(7);
  check_other_lengths_refused<array<int>>(good);
  check_other_lengths_refused<nullable<int>>(good);
  check_other_lengths_refused<array<std::string>>(encoded(array<std::string>{"abc", "d"}));
  check_other_lengths_refused<array<int>>(header(0, 0, 23));
  for (std::uint32_t dimensions : {0xffffffffu, 0x80000000u, 7u})
    CHECK_ERROR(invalid_value, exactly<array<int>>(header(dimensions, 0, 23) + word(1) + word(1)));
  // lengths that lie
  for (std::uint32_t count : {0xffffffffu, 0x7fffffffu, 0x80000000u, 2u}) {
    CHECK_ERROR(invalid_value, exactly<array<int>>(one_dimension(23, count) + word(4) + word(7)));
    CHECK_ERROR(invalid_value, exactly<array<std::string>>(one_dimension(25, count) + word(4) + word(7)));
    CHECK_ERROR(invalid_value, exactly<nullable<int>>(one_dimension(23, count) + word(0xffffffff)));
  }
  for (std::uint32_t length : {0xfffffffeu, 0x80000000u, 0x7fffffffu, 5u, 3u}) {
    CHECK_ERROR(invalid_value, exactly<array<int>>(one_dimension(23, 1) + word(length) + word(7)));
    CHECK_ERROR(invalid_value, exactly<array<std::string>>(one_dimension(25, 1) + word(length) + word(7)));
  }
}

TEST_CASE("arrays of a database's own type are sent as text and read in binary") {
  CHECK(encoded(array<listed::level>{}) == "{}");
  CHECK(encoded(array<listed::level>{listed::level::low, listed::level::high}) == "{\"low\",\"high\"}");
  CHECK(encoded(nullable<listed::level>{listed::level::low, {}}) == "{\"low\",NULL}");
  std::string const wire = one_dimension(16400, 2) + word(3) + "low" + word(4) + "high";
  CHECK(exactly<array<listed::level>>(wire) == array<listed::level>{listed::level::low, listed::level::high});
  CHECK_ERROR(invalid_value, exactly<array<listed::level>>(one_dimension(16400, 1) + word(3) + "odd"));
}
