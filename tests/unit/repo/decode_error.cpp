// SPDX-License-Identifier: BSL-1.0
#include <recto/repo/decode_error.hpp>

#include "rows.hpp"

using namespace recto::test;
using namespace recto::test::library;
using recto::error_kind;
using recto::detail::field_text;
using recto::detail::names_of_row;
using recto::detail::names_of_schema;
using recto::detail::no_names;

namespace recto::test::decode_error_rows {

struct Hidden {
  std::int64_t id{};
  std::string shown{};
  std::string kept{};

  static consteval auto schema() { return recto::table("hidden") | recto::virtual_field<&Hidden::shown>; }
};

struct Line {
  std::string title{};
  int count{};
};

}  // namespace recto::test::decode_error_rows

using namespace recto::test::decode_error_rows;

TEST_CASE("fields are called as in C++") {
  CHECK(field_text(names_of_schema<Book>, 0) == "field id of recto::test::library::Book");
  CHECK(field_text(names_of_schema<Book>, 3) == "field lent of recto::test::library::Book");
  CHECK(field_text(names_of_row<Line>, 1) == "field count of recto::test::decode_error_rows::Line");
  CHECK(field_text(no_names, 0) == "the selected value");
  CHECK(field_text(names_of_schema<Book>, 99) == "the selected value");
}

TEST_CASE("a field that is no column is not counted") {
  CHECK(field_text(names_of_schema<Hidden>, 0) == "field id of recto::test::decode_error_rows::Hidden");
  CHECK(field_text(names_of_schema<Hidden>, 1) == "field kept of recto::test::decode_error_rows::Hidden");
}

TEST_CASE("what is known of an error stays") {
  recto::error const reason({.kind = error_kind::invalid_value, .message = "no", .hint = "try another"});
  auto const error = error_of([&] { recto::detail::throw_unreadable(reason, "kept", names_of_schema<Hidden>, 1); });
  REQUIRE(error);
  CHECK(error->message()
        == "column \"kept\" cannot be read into field kept of recto::test::decode_error_rows::Hidden: no");
  CHECK(error->kind() == error_kind::invalid_value);
  CHECK(error->hint() == "try another");
  CHECK(error->column() == "kept");
}

TEST_CASE("numbers of types that are not built in are printed") {
  auto const error = error_of([&] { recto::detail::throw_wrong_type("c", 99999, "text", no_names, 0); });
  REQUIRE(error);
  CHECK_THAT(error->message(), contains("99999"));
  CHECK_THAT(error->message(), contains("but the selected value needs text"));
}
