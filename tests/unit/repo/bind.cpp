// SPDX-License-Identifier: BSL-1.0
#include <recto/repo/bind.hpp>

#include "rows.hpp"

#include <recto/types/basic.hpp>
#include <support/count_allocations.hpp>

#include <cstring>

using namespace recto::test;
using recto::error_kind;
using recto::detail::binder;
using recto::detail::parameter_frame;

namespace {

enum class color { red, green };
enum class tint { light, dark };

// A value of which only the size is looked at.
struct vast {
  std::size_t size = 0;
};

std::string bytes_of(recto::parameters sent, std::size_t index) {
  return std::string(sent.values[index], static_cast<std::size_t>(sent.lengths[index]));
}

}  // namespace

template <>
struct recto::type<vast> {
  static constexpr sql_type sql{.name = "text", .number = 25, .array = 1009};
  static std::string_view view(vast const& value) { return {"x", value.size}; }
  static void decode(std::string_view, vast&) {}
};

template <>
struct recto::type<tint> : recto::pg_enum<tint, "tint"> {};

static_assert(recto::is_text_format<std::vector<tint>>);
static_assert(recto::sql_type_of<vast>.number == 25);

TEST_CASE("values are bound in the order in which they come") {
  parameter_frame<7> frame;
  binder out(frame, "SELECT");
  std::string const text = "tea";
  std::optional<std::string> const maybe = "salt";  // borrowed until it is sent
  out(std::int32_t{0x01020304});
  out(true);
  out(text);
  out(std::optional<std::int16_t>{});
  out(maybe);
  out(color::green);
  out(std::int64_t{-1});
  CHECK(out.bound() == 7);
  auto const sent = frame.view();
  CHECK(bytes_of(sent, 0) == std::string("\1\2\3\4", 4));
  CHECK(bytes_of(sent, 1) == "\1");
  CHECK(sent.values[2] == text.data());
  CHECK(sent.lengths[2] == 3);
  CHECK(sent.values[3] == nullptr);
  CHECK(bytes_of(sent, 4) == "salt");
  CHECK(bytes_of(sent, 5) == "green");
  CHECK(bytes_of(sent, 6) == std::string(8, '\xff'));
}

TEST_CASE("an empty text is no NULL") {
  parameter_frame<2> frame;
  binder out(frame, "SELECT");
  out(std::string_view{});
  out(std::vector<std::byte>{});
  CHECK(frame.view().values[0] != nullptr);
  CHECK(frame.view().values[1] != nullptr);
  CHECK(frame.view().lengths[0] == 0);
}

TEST_CASE("only what has no bytes of its own is allocated") {
  parameter_frame<5> frame;
  std::string const text(1000, 'x');
  std::vector<std::int32_t> const numbers{1, 2, 3};
  long long const before = allocations();
  {
    binder out(frame, "SELECT");
    out(text);
    out(std::int64_t{1});
    out(std::optional<double>{1.5});
    out(color::red);
    CHECK(allocations() == before);
    out(numbers);
    CHECK(allocations() == before + 1);
  }
  CHECK(frame.view().lengths[4] == 12 + 8 + 3 * 8);
}

TEST_CASE("what travels as text ends with a NUL byte, whatever lay there before") {
  std::vector<std::vector<tint>> values;
  for (std::size_t size = 0; size < 40; ++size) values.emplace_back(size, tint::light);
  for (int round = 0; round < 2; ++round) {
    for (auto const& value : values) {
      // Freed at once, and likely to be what the binder gets.
      delete[] static_cast<char*>(std::memset(new char[10 + 6 * value.size()], 'x', 10 + 6 * value.size()));
      parameter_frame<1> frame;
      binder out(frame, "SELECT");
      out(value);
      CHECK(std::strlen(frame.view().values[0]) == static_cast<std::size_t>(frame.view().lengths[0]));
    }
  }
}

TEST_CASE("what cannot be sent is named by its field, or else by its number") {
  parameter_frame<3> frame;
  binder out(frame, "SELECT $1, $2");
  std::string const nul("a\0b", 3);
  constexpr recto::field id{.name = "id", .column = "id"};
  constexpr recto::field title{.name = "title", .column = "book_title"};
  out.name(&id);
  out(1);
  out.name(&title);
  auto error = error_of([&] { out(nul); });
  REQUIRE(error);
  CHECK(error->kind() == error_kind::invalid_value);
  CHECK(error->message() == "field title: text holds a NUL byte, which PostgreSQL cannot store");
  CHECK(error->column() == "book_title");
  CHECK(error->sql() == "SELECT $1, $2");

  out.name(nullptr);
  error = error_of([&] { out(nul); });
  REQUIRE(error);
  CHECK_THAT(error->message(), recto::test::contains("parameter $2: text holds a NUL byte"));

  error = error_of([&] { out(recto::date{}); });
  REQUIRE(error);
  CHECK_THAT(error->message(), recto::test::contains("parameter $2: "));
  error = error_of([&] { out(static_cast<color>(99)); });
  REQUIRE(error);
  CHECK_THAT(error->message(), recto::test::contains("parameter $2: a value of an enum"));
  error = error_of([&] { out(std::vector<std::string>{"fine", nul}); });
  REQUIRE(error);
  CHECK_THAT(error->message(), recto::test::contains("parameter $2: "));
  CHECK(out.bound() == 1);
}

TEST_CASE("a value of 1 GiB is refused before it is sent") {
  parameter_frame<2> frame;
  binder out(frame, "SELECT");
  constexpr recto::field body{.name = "body", .column = "body"};
  out.name(&body);
  out(vast{(std::size_t{1} << 30) - 1});
  CHECK(frame.view().lengths[0] == (1 << 30) - 1);
  auto const error = error_of([&] { out(vast{std::size_t{1} << 30}); });
  REQUIRE(error);
  CHECK(error->kind() == error_kind::invalid_value);
  CHECK(error->message() == "field body: the value has 1 GiB or more, which PostgreSQL does not take");
}

TEST_CASE("the values of a query are bound where they are, few or many") {
  using namespace recto::detail;
  for (std::uint16_t const count :
       {std::uint16_t{0}, std::uint16_t{1}, std::uint16_t{32}, std::uint16_t{33}, std::uint16_t{500}}) {
    std::vector<std::int32_t> values;
    for (std::int32_t i = 0; i < count; ++i) values.push_back(i);
    std::vector<value_ref> places(values.size());
    value_collector out{places.data()};
    for (std::int32_t const& value : values) out(value);
    out(chosen_bits{});  // binds nothing
    recto::statement const which("SELECT", nullptr, nullptr, count);
    value_frame const frame(which, {places.data(), places.size()});
    if (count == 0) CHECK(frame.view().values == nullptr);
    for (std::uint16_t i = 0; i < count; ++i) {
      std::int32_t read = -1;
      recto::detail::decode(bytes_of(frame.view(), i), read);
      CHECK(read == i);
    }
  }
}

TEST_CASE("a bad value of a query is named by its number") {
  using namespace recto::detail;
  std::int32_t const one = 1;
  std::string const nul("a\0b", 3);
  value_ref places[2];
  value_collector out{places};
  out(one);
  out(nul);
  recto::statement const which("SELECT 1", nullptr, nullptr, 2);
  try {
    value_frame const frame(which, {places, 2});
    FAIL("a NUL byte was bound");
  } catch (recto::error const& reason) {
    CHECK(reason.kind() == error_kind::invalid_value);
    CHECK(std::string(reason.message()).find("parameter $2") != std::string::npos);
    CHECK(std::string(reason.sql()) == "SELECT 1");
  }
}
