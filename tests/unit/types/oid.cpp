// SPDX-License-Identifier: BSL-1.0
#include <recto/types/basic.hpp>
#include <recto/types/decimal.hpp>
#include <recto/types/json.hpp>
#include <recto/types/oid.hpp>
#include <support/test.hpp>

#include <vector>

using namespace recto;
using recto::detail::name_of_oid;

TEST_CASE("a number of PostgreSQL's has a name") {
  CHECK(name_of_oid(23) == "integer");
  CHECK(name_of_oid(1043) == "character varying");
  CHECK(name_of_oid(16401) == "the type with OID 16401");
}

TEMPLATE_TEST_CASE("the types of recto are called the same there", "", bool, short, int, long, float, double,
                   std::string, std::vector<std::byte>, utc_datetime, naive_datetime, date, time_of_day, interval,
                   boost::uuids::uuid, decimal, boost::json::value) {
  CHECK(name_of_oid(sql_type_of<TestType>.number) == sql_type_of<TestType>.name);
  CHECK(name_of_oid(sql_type_of<TestType>.array) == sql_type_of<std::vector<TestType>>.name);
  CHECK(sql_type_of<TestType>.array == sql_type_of<std::vector<TestType>>.number);
}
