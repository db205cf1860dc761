// SPDX-License-Identifier: BSL-1.0
#include <recto/pg/error.hpp>

#include "session.hpp"

using namespace recto::test;
using recto::error_kind;

TEST_CASE("an error says all that the server said, but for values") {
  recto::pg::connection connection(settings());
  connection.run_script(
      "CREATE TEMP TABLE person (id int PRIMARY KEY, email text NOT NULL, age int CONSTRAINT grown CHECK (age >= 18),"
      " CONSTRAINT person_email UNIQUE (email));"
      "INSERT INTO person VALUES (1, 'ada@x.org', 36)");

  SECTION("unique") {
    recto::statement const insert{"INSERT INTO person VALUES (2, $1, 40)", text_oid, binary, 1};
    auto const error = error_of([&] { connection.execute(insert, values{}.text("ada@x.org")); });
    REQUIRE(error);
    CHECK(error->kind() == error_kind::constraint);
    CHECK(error->sqlstate() == "23505");
    CHECK(error->message() == "duplicate key value violates unique constraint \"person_email\" (23505)");
    CHECK(error->detail() == "Key (email)=(…) already exists.");
    CHECK(error->table() == "person");
    CHECK(error->schema().starts_with("pg_temp"));
    CHECK(error->constraint() == "person_email");
    CHECK(error->sql() == insert.sql);
    CHECK(error->ends_transaction());
    CHECK(!error->ends_connection());
    CHECK(!error->retryable());
  }
  SECTION("check") {
    auto const error = error_of([&] { connection.execute_unsafe("INSERT INTO person VALUES (3, 'a)=(b', 7)"); });
    REQUIRE(error);
    CHECK(error->sqlstate() == "23514");
    CHECK(error->constraint() == "grown");
    CHECK(error->detail() == "Failing row contains (…).");
  }
  SECTION("not null") {
    auto const error = error_of([&] { connection.execute_unsafe("INSERT INTO person (id, age) VALUES (3, 77)"); });
    REQUIRE(error);
    CHECK(error->kind() == error_kind::constraint);
    CHECK(error->sqlstate() == "23502");
    CHECK(error->column() == "email");
    CHECK(error->table() == "person");
  }
  SECTION("missing table, with its place") {
    auto const error = error_of([&] { connection.execute_unsafe("SELECT * FROM nothing_here"); });
    REQUIRE(error);
    CHECK(error->kind() == error_kind::query);
    CHECK(std::string(error->what()) == "relation \"nothing_here\" does not exist (42P01)");
    CHECK(error->position() == 15);
    CHECK(error->sql() == "SELECT * FROM nothing_here");
  }
  SECTION("missing column, with a hint, at the first use of a statement") {
    recto::statement const select{"SELECT emial FROM person", nullptr, nullptr, 0};
    auto const error = error_of([&] { connection.execute(select, {}); });
    REQUIRE(error);
    CHECK(error->sqlstate() == "42703");
    CHECK(error->position() == 8);
    CHECK(error->sql() == select.sql);
    CHECK_THAT(error->hint(), contains("email"));
  }
  SECTION("a value that the server cannot read") {
    recto::statement const cast{"SELECT $1::text::uuid", text_oid, binary, 1};
    auto const error = error_of([&] { connection.execute(cast, values{}.text("the \"secret\" (x)")); });
    REQUIRE(error);
    CHECK(error->kind() == error_kind::invalid_value);
    CHECK(error->message() == "invalid input syntax for type uuid: \"…\" (22P02)");
    CHECK(error->detail().empty());
  }
  SECTION("JSON, whose token is in the detail and whose line is in the context") {
    recto::statement const cast{"SELECT $1::text::json", text_oid, binary, 1};
    auto const error = error_of([&] { connection.execute(cast, values{}.text("{\"a\": secret}")); });
    REQUIRE(error);
    for (std::string const& text : {error->message(), error->detail(), error->hint(), error->sql()})
      CHECK(text.find("secret") == std::string::npos);
  }
  SECTION("invalid UTF-8") {
    recto::statement const select{"SELECT $1", text_oid, binary, 1};
    auto const error = error_of([&] {
      connection.execute(select, values{}.text("a\xff"
                                               "b"));
    });
    REQUIRE(error);
    CHECK(error->kind() == error_kind::invalid_value);
    CHECK(error->message() == "parameter $1: invalid byte sequence for encoding \"UTF8\": 0x… (22021)");
  }
  SECTION("cancelled by the server's own limit") {
    connection.run_script("SET statement_timeout = '20ms'");
    auto const error = error_of([&] { connection.execute_unsafe("SELECT pg_sleep(10)"); });
    REQUIRE(error);
    CHECK(error->kind() == error_kind::timeout);
    CHECK(error->sqlstate() == "57014");
  }
  SECTION("division by zero") {
    auto const error = error_of([&] { connection.execute_unsafe("SELECT 1 / 0"); });
    REQUIRE(error);
    CHECK(error->kind() == error_kind::invalid_value);
  }
  SECTION("a connection error of another server is no loss of this one") {
    auto const error = error_of(
        [&] { connection.execute_unsafe("DO $$ BEGIN RAISE 'could not connect' USING ERRCODE = '08001'; END $$"); });
    REQUIRE(error);
    CHECK(error->kind() == error_kind::query);
    CHECK(!error->ends_connection());
  }
  CHECK(connection.usable());
  CHECK(connection.idle());
  CHECK(int4_at(connection.execute_unsafe("SELECT 5")) == 5);
}

TEST_CASE("deadlocks and serialization failures may be tried again") {
  recto::pg::connection connection(settings());
  for (char const* code : {"40001", "40P01"}) {
    std::string const raise = "DO $$ BEGIN RAISE 'again' USING ERRCODE = '" + std::string(code) + "'; END $$";
    auto const error = error_of([&] { connection.execute_unsafe(raise.c_str()); });
    REQUIRE(error);
    CHECK(error->retryable());
  }
}
