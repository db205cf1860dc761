// SPDX-License-Identifier: BSL-1.0
#include <recto/types/jsonb_text.hpp>

#include <unit/types/support.hpp>

using namespace recto::detail;
using namespace recto::test;

static_assert(recto::detail::jsonb_version == 1);

TEST_CASE("a document begins with its version where it has one") {
  CHECK(jsonb_text{"\1{}"}.text() == "{}");
  CHECK(jsonb_text{"{}"}.text() == "{}");
  CHECK(jsonb_text{}.text() == "");
  CHECK(write_json(boost::json::value{{"a", {1, nullptr}}}).wire == "\1{\"a\":[1,null]}");
}

TEST_CASE("what the server would refuse or take for something else") {
  CHECK_ERROR(invalid_value, write_json(boost::json::string(1, '\0')));
  CHECK_ERROR(invalid_value, write_json(boost::json::object{{boost::json::string_view("a\0b", 3), 1}}));
  CHECK_ERROR(invalid_value, write_json(-std::numeric_limits<double>::infinity()));
  boost::json::value deep;
  for (int i = 0; i < 130; ++i) deep = boost::json::array{std::move(deep)};
  CHECK_ERROR(invalid_value, write_json(deep));
}
