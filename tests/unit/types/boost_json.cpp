// SPDX-License-Identifier: BSL-1.0
// Linked with json.cpp and json_map.cpp, which compile Boost.JSON in as well: the program links only if the linker may
// keep one copy of each symbol. That the copies are one shows in the default memory resource.
#include <recto/types/boost_json.hpp>
#include <support/test.hpp>

#include <string>

namespace recto::test {
boost::json::storage_ptr storage_of_another_file();  // json_map.cpp
}

TEST_CASE("Boost.JSON works without its library") {
  boost::json::value const value = boost::json::parse(R"({"a": [1, 2.5, "x", null, true], "b": {}})");
  CHECK(boost::json::serialize(value) == R"({"a":[1,2.5E0,"x",null,true],"b":{}})");
  boost::json::error_code error;
  boost::json::parse("[1", error);
  CHECK(error);
  CHECK_FALSE(error.message().empty());
}

TEST_CASE("two files share one memory resource") {
  boost::json::storage_ptr const here;
  CHECK(here.get() == recto::test::storage_of_another_file().get());
}
