// SPDX-License-Identifier: BSL-1.0
#include <recto/pg/connection.hpp>

#include "session.hpp"

#include <signal.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <cstdlib>
#include <thread>
#include <utility>

using namespace recto::test;
using recto::error_kind;

TEST_CASE("a statement is prepared once and keeps its flag") {
  recto::pg::connection connection(settings());
  recto::statement const add{"SELECT $1 + $2", int4_oid, binary, 2};
  for (int i = 0; i < 3; ++i) {
    auto const result = connection.execute(add, values{}.int4(i).int4(40));
    CHECK(int4_at(result) == 40 + i);
    CHECK(result.types_checked() == (i != 0));
    result.types_checked() = true;
  }
  CHECK(int4_at(connection.execute_unsafe("SELECT count(*)::int FROM pg_prepared_statements")) == 1);
  CHECK(connection.execute(add, values{}.null().int4(1)).is_null(0, 0));
}

TEST_CASE("each connection prepares and checks for itself") {
  recto::pg::connection first(settings());
  recto::pg::connection second(settings());
  recto::statement const one{"SELECT 1", nullptr, nullptr, 0};
  first.execute(one, {}).types_checked() = true;
  CHECK(first.execute(one, {}).types_checked());
  CHECK(!second.execute(one, {}).types_checked());
}

TEST_CASE("unnamed statements leave nothing behind") {
  auto how = settings();
  how.prepare = recto::prepare::unnamed;
  recto::pg::connection connection(how);
  recto::statement const add{"SELECT $1 + $2", int4_oid, binary, 2};
  for (int i = 0; i < 3; ++i) {
    auto const result = connection.execute(add, values{}.int4(i).int4(40));
    CHECK(int4_at(result) == 40 + i);
    CHECK(!result.types_checked());
    result.types_checked() = true;
    CHECK(result.types_checked());
  }
  CHECK(int4_at(connection.execute_unsafe("SELECT count(*)::int FROM pg_prepared_statements")) == 0);
}

TEST_CASE("a type of 0 is the server's to infer") {
  recto::pg::connection connection(settings());
  constexpr recto::oid unknown[] = {0};
  recto::statement const add{"SELECT $1 + 1::int4", unknown, binary, 1};
  CHECK(int4_at(connection.execute(add, values{}.int4(41))) == 42);
}

TEST_CASE("the halves") {
  recto::pg::connection connection(settings());
  recto::statement const add{"SELECT $1 + $2", int4_oid, binary, 2};
  connection.send(add, values{}.int4(1).int4(2));
  CHECK(!connection.idle());
  CHECK_ERROR(misuse, connection.send(add, values{}.int4(1).int4(2)));
  CHECK_ERROR(misuse, connection.execute(add, values{}.int4(1).int4(2)));
  CHECK_ERROR(misuse, connection.execute_unsafe("SELECT 1"));
  CHECK(int4_at(connection.receive()) == 3);
  CHECK(connection.idle());
  CHECK_ERROR(misuse, connection.receive());

  recto::statement const fails{"SELECT $1 / 0", int4_oid, binary, 1};
  connection.send(fails, values{}.int4(1));
  CHECK_ERROR(invalid_value, connection.receive());
  CHECK(connection.idle());

  connection.send(add, values{}.int4(1).int4(2));  // not fetched
  connection.run_script("SELECT 1");
  CHECK(connection.idle());
}

TEST_CASE("a constraint that is checked at the end fails the statement") {
  recto::pg::connection connection(settings());
  connection.run_script("CREATE TEMP TABLE late (id int CONSTRAINT late_id UNIQUE DEFERRABLE INITIALLY DEFERRED)");
  recto::statement const insert{"INSERT INTO late VALUES ($1)", int4_oid, binary, 1};
  connection.execute(insert, values{}.int4(1));
  auto const error = error_of([&] { connection.execute(insert, values{}.int4(1)); });
  REQUIRE(error);
  CHECK(error->constraint() == "late_id");
  CHECK(error->sql() == insert.sql);
  CHECK(connection.idle());
  CHECK(int4_at(connection.execute_unsafe("SELECT count(*)::int FROM late")) == 1);
}

TEST_CASE("scripts") {
  recto::pg::connection connection(settings());
  connection.run_script("CREATE TEMP TABLE a (id int); INSERT INTO a VALUES (1), (2); SELECT * FROM a; -- done");
  CHECK(int4_at(connection.execute_unsafe("SELECT count(*)::int FROM a")) == 2);
  auto const failure =
      error_of([&] { connection.run_script("INSERT INTO a VALUES (3); SELECT nope; INSERT INTO a VALUES (4)"); });
  REQUIRE(failure);
  CHECK(failure->sqlstate() == "42703");
  CHECK(failure->position() == 34);
  CHECK(int4_at(connection.execute_unsafe("SELECT count(*)::int FROM a")) == 2);
  connection.run_script("");
  connection.run_script(" -- nothing");
  CHECK_ERROR(query, connection.execute_unsafe("SELECT 1; SELECT 2"));
  CHECK(connection.idle());
}

TEST_CASE("COPY is refused, and the connection can go on") {
  recto::pg::connection connection(settings());
  connection.run_script("CREATE TEMP TABLE a (id int); INSERT INTO a SELECT generate_series(1, 10000)");
  CHECK_ERROR(misuse, connection.execute_unsafe("COPY a FROM STDIN"));
  CHECK(connection.idle());
  CHECK_ERROR(misuse, connection.execute_unsafe("COPY a TO STDOUT"));
  CHECK(connection.idle());
  CHECK_ERROR(misuse, connection.run_script("SELECT 1; COPY a TO STDOUT; SELECT 2; COPY a FROM STDIN; SELECT 3"));
  CHECK(connection.idle());
  recto::statement const copy{"COPY a TO STDOUT", nullptr, nullptr, 0};
  CHECK_ERROR(misuse, connection.execute(copy, {}));
  CHECK(int4_at(connection.execute_unsafe("SELECT count(*)::int FROM a")) == 10000);
}

TEST_CASE("idle follows the transaction") {
  recto::pg::connection connection(settings());
  CHECK(connection.idle());
  connection.run_script("BEGIN");
  CHECK(!connection.idle());
  CHECK(connection.usable());
  CHECK_ERROR(query, connection.execute_unsafe("SELECT nope"));
  CHECK(connection.failed());
  CHECK_ERROR(query, connection.execute_unsafe("SELECT 1"));
  connection.run_script("ROLLBACK");
  CHECK(!connection.failed());
  CHECK(connection.idle());
}

TEST_CASE("notices go to the handler or nowhere") {
  std::vector<std::pair<std::string, std::string>> heard;
  auto how = settings();
  how.notice_context = &heard;
  how.on_notice = [](void* context, std::string_view severity, std::string_view message) {
    static_cast<decltype(heard)*>(context)->emplace_back(severity, message);
  };
  recto::pg::connection loud(how);
  loud.run_script("DO $$ BEGIN RAISE NOTICE 'hello'; RAISE WARNING 'careful'; END $$");
  REQUIRE(heard.size() == 2);
  CHECK(heard[0] == std::pair<std::string, std::string>("NOTICE", "hello"));
  CHECK(heard[1] == std::pair<std::string, std::string>("WARNING", "careful"));

  recto::pg::connection silent(settings());
  silent.run_script("DO $$ BEGIN RAISE NOTICE 'hello'; END $$");
}

TEST_CASE("a statement can be given up from another thread") {
  recto::pg::connection connection(settings());
  bool asked = false;  // looked at after the join: the checks of Catch2 belong to one thread
  std::thread other([&] {
    std::this_thread::sleep_for(std::chrono::milliseconds(100));
    asked = connection.cancel();
  });
  auto const before = std::chrono::steady_clock::now();
  CHECK_ERROR(timeout, connection.execute_unsafe("SELECT pg_sleep(30)"));
  CHECK(std::chrono::steady_clock::now() - before < std::chrono::seconds(20));
  other.join();
  CHECK(asked);
  CHECK(connection.idle());
}

TEST_CASE("200 MB of text go there, and back") {
  recto::pg::connection connection(settings());
  std::string const large(200'000'000, 'x');
  recto::statement const length{"SELECT length($1), $1", text_oid, binary, 1};
  auto const result = connection.execute(length, values{}.text(large));
  CHECK(int4_at(result) == 200'000'000);
  CHECK(result.length(0, 1) == 200'000'000);
}

TEST_CASE("65535 parameters work") {
  recto::pg::connection connection(settings());
  constexpr std::uint16_t count = 65535;
  std::string sql = "SELECT cardinality(ARRAY[$1";
  for (int i = 2; i <= count; ++i) sql += ", $" + std::to_string(i);
  sql += "])";
  std::vector<recto::oid> const types(count, 23);
  std::vector<int> const formats(count, 1);
  values numbers;
  for (int i = 0; i < count; ++i) numbers.int4(i);
  recto::statement const many{sql.c_str(), types.data(), formats.data(), count};
  CHECK(int4_at(connection.execute(many, numbers)) == count);
}

TEST_CASE("what is known of the session") {
  recto::pg::connection connection(settings());
  CHECK(connection.backend_pid() == int4_at(connection.execute_unsafe("SELECT pg_backend_pid()")));
  CHECK(connection.server_version() >= 130000);
  CHECK(connection.socket() >= 0);
  CHECK(PQserverVersion(connection.native()) == connection.server_version());
}

#ifndef NDEBUG
TEST_CASE("two threads at once are noticed where assertions are on") {
  int ends[2];
  REQUIRE(::pipe(ends) == 0);
  pid_t const child = ::fork();
  REQUIRE(child >= 0);
  if (child == 0) {
    ::dup2(ends[1], STDERR_FILENO);
    ::signal(SIGABRT, SIG_DFL);
    recto::pg::connection connection(settings());
    std::thread other([&] { connection.execute_unsafe("SELECT pg_sleep(5)"); });
    std::this_thread::sleep_for(std::chrono::milliseconds(300));
    connection.execute_unsafe("SELECT 1");
    std::quick_exit(0);
  }
  ::close(ends[1]);
  std::string said;
  char piece[256];
  for (ssize_t got = 0; (got = ::read(ends[0], piece, sizeof piece)) > 0;)
    said.append(piece, static_cast<std::size_t>(got));
  ::close(ends[0]);
  int status = 0;
  REQUIRE(::waitpid(child, &status, 0) == child);
  CHECK(WIFSIGNALED(status));
  CHECK(WTERMSIG(status) == SIGABRT);
  CHECK_THAT(said, contains("two threads use one connection at the same time"));
}
#endif

TEST_CASE("a closed connection says so") {
  recto::pg::connection connection(settings());
  connection.close();
  connection.close();
  CHECK(!connection.usable());
  CHECK(!connection.idle());
  CHECK(!connection.alive());
  CHECK(!connection.cancel());
  CHECK(connection.socket() == -1);
  recto::statement const one{"SELECT 1", nullptr, nullptr, 0};
  CHECK_ERROR(connection, connection.execute(one, {}));
  CHECK_ERROR(connection, connection.send(one, {}));
  CHECK_ERROR(connection, connection.receive());
  CHECK_ERROR(connection, connection.run_script("SELECT 1"));
}
