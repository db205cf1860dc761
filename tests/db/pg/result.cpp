// SPDX-License-Identifier: BSL-1.0
#include <recto/pg/result.hpp>

#include "session.hpp"

using namespace recto::test;

TEST_CASE("cells are binary, with their types and names") {
  recto::pg::connection connection(settings());
  auto const result =
      connection.execute_unsafe("SELECT 258::int4 AS number, 'tea'::text AS \"the name\", NULL::bool, ''::text");
  CHECK(result.rows() == 1);
  CHECK(result.columns() == 4);
  CHECK(result.length(0, 0) == 4);
  CHECK(int4_at(result) == 258);
  CHECK(std::string(result.value(0, 1)) == "tea");
  CHECK(result.column_name(0) == "number");
  CHECK(result.column_name(1) == "the name");
  CHECK(result.column_name(9) == "");
  CHECK(result.column_type(0) == 23);
  CHECK(result.column_type(1) == 25);
  CHECK(result.is_null(0, 2));
  CHECK(result.length(0, 2) == 0);
  CHECK(!result.is_null(0, 3));
  CHECK(result.length(0, 3) == 0);
}

TEST_CASE("affected counts what was changed or returned") {
  recto::pg::connection connection(settings());
  CHECK(connection.execute_unsafe("CREATE TEMP TABLE counted (id int)").affected() == 0);
  CHECK(connection.execute_unsafe("INSERT INTO counted SELECT generate_series(1, 12345)").affected() == 12345);
  CHECK(connection.execute_unsafe("UPDATE counted SET id = 0 WHERE id <= 7").affected() == 7);
  CHECK(connection.execute_unsafe("DELETE FROM counted WHERE id = -1").affected() == 0);
  CHECK(connection.execute_unsafe("SELECT * FROM counted LIMIT 3").affected() == 3);
  CHECK(connection.execute_unsafe("").affected() == 0);
}

TEST_CASE("a result moves, and lives longer than its connection") {
  std::optional<recto::pg::result> kept;
  {
    recto::pg::connection connection(settings());
    auto first = connection.execute_unsafe("SELECT 1");
    auto second = std::move(first);
    kept = std::move(second);
    auto third = connection.execute_unsafe("SELECT 2");
    third.types_checked() = true;
    *kept = std::move(third);
  }
  CHECK(int4_at(*kept) == 2);
  CHECK(kept->types_checked());
}
