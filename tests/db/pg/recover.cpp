// SPDX-License-Identifier: BSL-1.0
#include <recto/pg/recover.hpp>

#include "session.hpp"

using namespace recto::test;
using recto::error_kind;

TEST_CASE("a plan whose result type changed is prepared anew") {
  recto::pg::connection connection(settings());
  connection.run_script("CREATE TEMP TABLE t (id int); INSERT INTO t VALUES (7)");
  recto::statement const all{"SELECT * FROM t WHERE id = $1", int4_oid, binary, 1};
  connection.execute(all, values{}.int4(7)).types_checked() = true;
  connection.run_script("ALTER TABLE t ADD note text DEFAULT 'x'");

  SECTION("outside a transaction, without the caller noticing") {
    auto const result = connection.execute(all, values{}.int4(7));
    CHECK(result.columns() == 2);
    CHECK(!result.types_checked());
    CHECK(int4_at(connection.execute_unsafe("SELECT count(*)::int FROM pg_prepared_statements")) == 1);
    connection.run_script("ALTER TABLE t ADD more int");
    CHECK(connection.execute(all, values{}.int4(7)).columns() == 3);
  }
  SECTION("within one it fails, and the next transaction has it") {
    connection.run_script("BEGIN");
    auto const error = error_of([&] { connection.execute(all, values{}.int4(7)); });
    REQUIRE(error);
    CHECK(error->sqlstate() == "0A000");
    CHECK(connection.failed());
    connection.run_script("ROLLBACK; BEGIN");
    CHECK(connection.execute(all, values{}.int4(7)).columns() == 2);
    connection.run_script("COMMIT");
  }
  SECTION("by halves it fails once") {
    connection.send(all, values{}.int4(7));
    CHECK_ERROR(query, connection.receive());
    connection.send(all, values{}.int4(7));
    CHECK(connection.receive().columns() == 2);
  }
}

TEST_CASE("a statement that the server has forgotten is prepared anew") {
  recto::pg::connection connection(settings());
  recto::statement const echo{"SELECT $1", int4_oid, binary, 1};
  connection.execute(echo, values{}.int4(1)).types_checked() = true;

  SECTION("outside a transaction") {
    connection.run_script("DEALLOCATE ALL");
    auto const result = connection.execute(echo, values{}.int4(2));
    CHECK(int4_at(result) == 2);
    CHECK(!result.types_checked());
  }
  SECTION("within one") {
    connection.run_script("DEALLOCATE ALL; BEGIN");
    auto const error = error_of([&] { connection.execute(echo, values{}.int4(2)); });
    REQUIRE(error);
    CHECK(error->sqlstate() == "26000");
    connection.run_script("ROLLBACK; BEGIN");
    CHECK(int4_at(connection.execute(echo, values{}.int4(3))) == 3);
    connection.run_script("COMMIT");
  }
}

TEST_CASE("it is run again once, not for ever") {
  recto::pg::connection connection(settings());
  connection.run_script(
      "CREATE TEMP SEQUENCE runs;"
      "CREATE FUNCTION pg_temp.refuses() RETURNS int LANGUAGE plpgsql AS"
      " $$ BEGIN PERFORM nextval('runs'); RAISE 'no' USING ERRCODE = '0A000'; END $$");
  recto::statement const call{"SELECT pg_temp.refuses()", nullptr, nullptr, 0};
  CHECK_ERROR(query, connection.execute(call, {}));
  CHECK(int4_at(connection.execute_unsafe("SELECT last_value::int FROM runs")) == 2);
  CHECK(connection.idle());
}

TEST_CASE("a name that somebody took is left to them") {
  recto::pg::connection connection(settings());
  recto::statement const echo{"SELECT $1", int4_oid, binary, 1};
  std::string const name = "r" + std::to_string(recto::number_of(echo));
  SECTION("outside a transaction") {
    connection.run_script(("PREPARE " + name + " AS SELECT 'theirs'").c_str());
    CHECK(int4_at(connection.execute(echo, values{}.int4(5))) == 5);
  }
  SECTION("within one it fails, and the next transaction has it") {
    connection.run_script(("PREPARE " + name + " AS SELECT 'theirs'; BEGIN").c_str());
    auto const error = error_of([&] { connection.execute(echo, values{}.int4(5)); });
    REQUIRE(error);
    CHECK(error->sqlstate() == "42P05");
    connection.run_script("ROLLBACK; BEGIN");
    CHECK(int4_at(connection.execute(echo, values{}.int4(5))) == 5);
    connection.run_script("COMMIT");
  }
}

TEST_CASE("a statement that could not be prepared is tried again at its next use") {
  recto::pg::connection connection(settings());
  recto::statement const count{"SELECT count(*)::int FROM comes_later", nullptr, nullptr, 0};
  CHECK_ERROR(query, connection.execute(count, {}));
  connection.run_script("CREATE TEMP TABLE comes_later ()");
  CHECK(int4_at(connection.execute(count, {})) == 0);
}

TEST_CASE("the server ends the session during a statement") {
  recto::pg::connection connection(settings());
  auto const error = error_of([&] { connection.execute_unsafe("SELECT pg_terminate_backend(pg_backend_pid())"); });
  REQUIRE(error);
  CHECK(error->kind() == error_kind::connection);
  CHECK(error->ends_connection());
  CHECK(error->ends_transaction());
  CHECK(error->sqlstate() == "57P01");
  CHECK_THAT(error->message(), contains("whether the statement took effect is unknown"));
  CHECK_THAT(error->message(), contains("(57P01)"));
  CHECK(!connection.usable());
  CHECK(!connection.idle());
  CHECK(!connection.alive());

  auto const next = error_of([&] { connection.execute_unsafe("SELECT 1"); });
  REQUIRE(next);
  CHECK(next->kind() == error_kind::connection);
  CHECK_THAT(next->message(), contains("nothing was sent"));
}

TEST_CASE("the server ended the session while nothing was under way") {
  recto::pg::connection connection(settings());
  recto::statement const echo{"SELECT $1", int4_oid, binary, 1};
  connection.execute(echo, values{}.int4(1));
  CHECK(connection.alive());
  recto::pg::connection other(settings());
  other.execute_unsafe(("SELECT pg_terminate_backend(" + std::to_string(connection.backend_pid()) + ")").c_str());
  other.execute_unsafe("SELECT pg_sleep(0.1)");

  SECTION("looking finds out") {
    CHECK(connection.usable());
    CHECK(!connection.alive());
    CHECK(!connection.usable());
    CHECK(!connection.idle());
  }
  SECTION("so does the next statement") { CHECK_ERROR(connection, connection.execute(echo, values{}.int4(1))); }
  SECTION("so does the first use of one") {
    recto::statement const fresh{"SELECT 1", nullptr, nullptr, 0};
    auto const error = error_of([&] { connection.execute(fresh, {}); });
    REQUIRE(error);
    CHECK(error->kind() == error_kind::connection);
    CHECK_THAT(error->message(), contains("before the statement was sent"));
  }
  SECTION("so does a script") { CHECK_ERROR(connection, connection.run_script("SELECT 1")); }
  SECTION("so does the pipeline") {
    connection.enter_pipeline();
    connection.send(echo, values{}.int4(1));
    connection.send(echo, values{}.int4(2));
    CHECK_ERROR(connection, connection.receive());
    CHECK_ERROR(connection, connection.receive());
    try {
      connection.leave_pipeline();
    } catch (recto::error const&) {
    }
    CHECK(!connection.in_pipeline());
  }
  CHECK(!connection.usable());
}

TEST_CASE("a loss tells nothing of the values that were under way") {
  recto::pg::connection connection(settings());
  connection.run_script(
      "CREATE TEMP TABLE k (id int CONSTRAINT twice UNIQUE); INSERT INTO k VALUES (1);"
      "CREATE FUNCTION pg_temp.ends(text) RETURNS int LANGUAGE sql AS"
      " $$ SELECT pg_terminate_backend(pg_backend_pid())::int $$");
  recto::statement const call{"SELECT pg_temp.ends($1)", text_oid, binary, 1};
  auto const error = error_of([&] { connection.execute(call, values{}.text("secret")); });
  REQUIRE(error);
  for (std::string const& text : {error->message(), error->detail(), error->hint()})
    CHECK(text.find("secret") == std::string::npos);
}

TEST_CASE("notices of the end are the handler's") {
  int heard = 0;
  auto how = settings();
  how.notice_context = &heard;
  how.on_notice = [](void* context, std::string_view, std::string_view) { ++*static_cast<int*>(context); };
  recto::pg::connection connection(how);
  connection.run_script("ROLLBACK");
  CHECK(heard == 1);
}
