// SPDX-License-Identifier: BSL-1.0
#include "executor.hpp"

#include <recto/pg/connection.hpp>
#include <support/database.hpp>
#include <support/fake_connection.hpp>

#include <poll.h>

#include <type_traits>

using namespace recto::test;
using recto::error_kind;
using recto::parameters;

namespace {

template <class Connection>
struct backend;

template <>
struct backend<recto::pg::connection> {
  recto::connection_settings settings() const { return {.conninfo = database_url()}; }
  void prepare(recto::pg::connection& connection) {
    connection.run_script(
        "CREATE TEMP TABLE contract (n int); INSERT INTO contract VALUES (1), (2);"
        "CREATE TEMP TABLE contract_rows (n bigint, t numeric)");
  }
  void make_fitting(recto::pg::connection& connection) {
    connection.run_script("ALTER TABLE contract_rows ALTER t TYPE double precision");
  }
  void cut(recto::pg::connection& connection) {
    recto::pg::connection other(settings());
    other.execute_unsafe(("SELECT pg_terminate_backend(" + std::to_string(connection.backend_pid()) + ")").c_str());
    pollfd closed{.fd = connection.socket(), .events = POLLRDHUP, .revents = 0};
    REQUIRE(::poll(&closed, 1, 10'000) == 1);
  }
};

template <>
struct backend<fake_connection> {
  fake_server server{};
  bool fitting = false;

  backend() {
    server.respond = [](fake_call const& call) -> fake_answer {
      if (call.sql == contract_texts::echo && call.values.at(1) == "caf\xe9")
        return {.failure = recto::error(
                    {.kind = error_kind::invalid_value, .message = "invalid byte sequence", .sqlstate = "22021"})};
      if (call.sql == contract_texts::echo)
        return {.columns = {{"n", 23}, {"t", 25}}, .rows = {{call.values.at(0), call.values.at(1)}}};
      if (call.sql == contract_texts::three)
        return {.columns = {{"n", 23}, {"nothing", 25}},
                .rows = {{wire_int4(1), cell{}}, {wire_int4(2), cell{}}, {wire_int4(3), cell{}}}};
      if (call.sql == contract_texts::other) return {.columns = {{"one", 23}}, .rows = {{wire_int4(1)}}};
      if (call.sql == contract_texts::change) return {.affected = 2};
      if (call.sql == contract_insert) return {.affected = 1};
      return {.failure = recto::error({.kind = error_kind::query,
                                       .message = "column \"no_such_column\" does not exist",
                                       .sqlstate = "42703",
                                       .sql = call.sql})};
    };
  }
  recto::connection_settings settings() const { return server.settings(); }
  void prepare(fake_connection&) {
    server.describe = [this](fake_call const& call) -> fake_answer {
      CHECK(call.sql == contract_columns);
      return {.columns = {{"n", 20}, {"t", fitting ? 701u : 1700u}}};
    };
  }
  void make_fitting(fake_connection&) { fitting = true; }
  void cut(fake_connection&) { server.cut_all(); }
};

}  // namespace

TEMPLATE_TEST_CASE("an executor", "[contract]", fake_connection, recto::pg::connection) {
  backend<TestType> server;
  TestType connection(server.settings());
  server.prepare(connection);
  CHECK(connection.usable());
  CHECK(connection.idle());
  CHECK(!connection.failed());

  SECTION("answers with cells in binary, and tells NULL from empty") {
    auto const result = connection.execute(echo_statement, echoed_values(-7, "tea"));
    REQUIRE(result.rows() == 1);
    REQUIRE(result.columns() == 2);
    CHECK(result.column_name(0) == "n");
    CHECK(result.column_name(1) == "t");
    CHECK(result.column_type(0) == 23);
    CHECK(result.column_type(1) == 25);
    CHECK(int4_of(result) == -7);
    CHECK(text_of(result, 0, 1) == "tea");
    CHECK(result.affected() == 1);

    auto const null = connection.execute(echo_statement, echoed_values(0, std::nullopt));
    CHECK(null.is_null(0, 1));
    CHECK(null.length(0, 1) == 0);
    auto const empty = connection.execute(echo_statement, echoed_values(0, ""));
    CHECK(!empty.is_null(0, 1));
    CHECK(empty.length(0, 1) == 0);
    CHECK(text_of(result, 0, 1) == "tea");  // the first result is still there
  }

  SECTION("answers with several rows, and with none") {
    auto const result = connection.execute(three_statement, {});
    REQUIRE(result.rows() == 3);
    CHECK(int4_of(result, 2) == 3);
    CHECK(result.is_null(1, 1));
    CHECK(result.affected() == 3);
    auto const changed = connection.execute(change_statement, {});
    CHECK(changed.rows() == 0);
    CHECK(changed.affected() == 2);
  }

  SECTION("keeps one note for each statement that its types were compared") {
    auto const first = connection.execute(echo_statement, echoed_values(1, "a"));
    CHECK(!first.types_checked());
    first.types_checked() = true;
    CHECK(connection.execute(echo_statement, echoed_values(1, "b")).types_checked());
    CHECK(!connection.execute(other_statement, {}).types_checked());
    CHECK(!connection.execute_unsafe(contract_texts::other).types_checked());
    TestType second(server.settings());
    CHECK(!second.execute(echo_statement, echoed_values(1, "c")).types_checked());
  }

  SECTION("compares the columns that a statement writes before its first use") {
    char const number[4]{};
    char const fraction[8]{};
    std::array<char const*, 2> const bytes{number, fraction};
    std::array<int, 2> const lengths{4, 8};
    parameters const values{bytes.data(), lengths.data()};
    bool const within = GENERATE(false, true);
    if (within) connection.run_script("BEGIN");
    for (int i = 0; i < 2; ++i) {
      auto const error = refused([&] { connection.execute(write_statement, values); });
      REQUIRE(error);
      CHECK(error->kind() == error_kind::type_mismatch);
      CHECK_THAT(error->message(), contains("column \"t\" of \"contract_rows\" has type numeric"));
      CHECK(error->sql() == contract_insert);
    }
    CHECK_ERROR(type_mismatch, connection.send(write_statement, values));
    CHECK(connection.usable());
    CHECK(!connection.failed());
    CHECK(connection.idle() == !within);
    server.make_fitting(connection);
    CHECK(connection.execute(write_statement, values).affected() == 1);
    connection.send(write_statement, values);
    CHECK(connection.receive().affected() == 1);
  }

  SECTION("names the parameter that is no UTF-8") {
    auto const error = refused([&] { connection.execute(echo_statement, echoed_values(1, "caf\xe9")); });
    REQUIRE(error);
    CHECK(error->sqlstate() == "22021");
    CHECK_THAT(error->message(), contains("parameter $2: invalid byte sequence"));
    CHECK(connection.idle());
  }

  SECTION("sends and receives apart") {
    connection.send(echo_statement, echoed_values(5, "x"));
    CHECK(connection.usable());
    CHECK(!connection.idle());
    CHECK_ERROR(misuse, connection.execute(other_statement, {}));
    CHECK(int4_of(connection.receive()) == 5);
    CHECK(connection.idle());
    CHECK_ERROR(misuse, connection.receive());
    CHECK(int4_of(connection.execute(other_statement, {})) == 1);
  }

  SECTION("drops an answer that nobody fetched when a script is run") {
    connection.send(echo_statement, echoed_values(5, "x"));
    connection.run_script("ROLLBACK");
    CHECK(connection.idle());
    CHECK(int4_of(connection.execute(other_statement, {})) == 1);
  }

  SECTION("runs text") {
    CHECK(int4_of(connection.execute_unsafe(contract_texts::other)) == 1);
    connection.run_script("BEGIN");
    CHECK(!connection.idle());
    connection.run_script("COMMIT");
    CHECK(connection.idle());
  }

  SECTION("survives an error of the server") {
    for (int way = 0; way < 3; ++way) {
      auto const error = refused([&] {
        if (way == 0) connection.execute(bad_statement, {});
        if (way == 1) connection.execute_unsafe(contract_texts::bad);
        if (way == 2) {
          connection.send(bad_statement, {});
          connection.receive();
        }
      });
      REQUIRE(error);
      CHECK(error->kind() == error_kind::query);
      CHECK(error->sqlstate() == "42703");
      CHECK_THAT(error->message(), contains("column \"no_such_column\" does not exist"));
      CHECK(error->sql() == contract_texts::bad);
      CHECK(error->ends_transaction());
      CHECK(!error->ends_connection());
      CHECK(connection.idle());
      CHECK(!connection.failed());
      CHECK(int4_of(connection.execute(other_statement, {})) == 1);
    }
  }

  SECTION("refuses the rest of a transaction after an error") {
    connection.run_script("BEGIN");
    CHECK(!connection.failed());
    CHECK_ERROR(query, connection.execute(bad_statement, {}));
    CHECK(connection.failed());
    CHECK(connection.usable());
    CHECK(!connection.idle());
    auto const next = refused([&] { connection.execute(other_statement, {}); });
    REQUIRE(next);
    CHECK(next->sqlstate() == "25P02");
    CHECK(connection.failed());
    SECTION("until it is rolled back") { connection.run_script("ROLLBACK"); }
    SECTION("and a commit rolls back without an error") { connection.run_script("COMMIT"); }
    CHECK(!connection.failed());
    CHECK(connection.idle());
    CHECK(int4_of(connection.execute(other_statement, {})) == 1);
  }

  SECTION("goes on after a savepoint is rolled back to") {
    connection.run_script("BEGIN");
    connection.run_script("SAVEPOINT one");
    CHECK_ERROR(query, connection.execute(bad_statement, {}));
    CHECK(connection.failed());
    connection.run_script("ROLLBACK TO SAVEPOINT one; RELEASE SAVEPOINT one");
    CHECK(!connection.failed());
    CHECK(!connection.idle());
    CHECK(int4_of(connection.execute(other_statement, {})) == 1);
    connection.run_script("COMMIT");
    CHECK(connection.idle());
  }

  SECTION("knows when it is lost") {
    bool const within = GENERATE(false, true);
    connection.execute(other_statement, {});
    if (within) connection.run_script("BEGIN");
    server.cut(connection);
    CHECK(connection.usable());  // as far as it knows
    auto const error = refused([&] { connection.execute(other_statement, {}); });
    REQUIRE(error);
    CHECK(error->kind() == error_kind::connection);
    CHECK(error->ends_connection());
    CHECK(!connection.usable());
    CHECK(!connection.idle());
    CHECK(!connection.failed());
    CHECK_ERROR(connection, connection.execute(echo_statement, echoed_values(1, "a")));
    CHECK_ERROR(connection, connection.run_script("ROLLBACK"));
    CHECK_ERROR(connection, connection.execute_unsafe(contract_texts::other));
  }

  SECTION("looks whether it is lost") {
    CHECK(connection.alive());
    server.cut(connection);
    CHECK(!connection.alive());
    CHECK(!connection.usable());
  }
}
