// SPDX-License-Identifier: BSL-1.0
#include <recto/pg/connect.hpp>
#include <recto/pg/connection.hpp>
#include <support/test.hpp>

#include "scripted_server.hpp"

#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <thread>

using namespace std::chrono_literals;
using namespace recto::test;
using recto::error_kind;

namespace {

std::optional<recto::error> refusal_of(recto::connection_settings const& settings) {
  try {
    recto::pg::connection connection(settings);
  } catch (recto::error const& error) {
    CHECK(error.kind() == error_kind::connection);
    CHECK(error.message().find('\n') == std::string::npos);
    return error;
  }
  return std::nullopt;
}

}  // namespace

TEST_CASE("nobody listens on the socket") {
  auto const error = refusal_of({.conninfo = "host=/there/is/no/such/folder port=5432"});
  REQUIRE(error);
  CHECK_THAT(error->message(), contains("/there/is/no/such/folder/.s.PGSQL.5432"));
  CHECK_THAT(error->message(), contains("check that the server runs"));
  CHECK_THAT(error->message(), contains("PGHOST"));
  CHECK(error->sqlstate().empty());
}

TEST_CASE("nobody listens on the port") {
  auto const error = refusal_of({.conninfo = "postgresql://ada:sesame@127.0.0.1:1/blog"});
  REQUIRE(error);
  CHECK_THAT(error->message(), contains("127.0.0.1"));
  CHECK_THAT(error->message(), contains("port 1"));
  CHECK(error->message().find("sesame") == std::string::npos);
}

TEST_CASE("there is no such host") {
  auto const error = refusal_of({.conninfo = "postgresql://ada:sesame@no-such-host.invalid/blog"});
  REQUIRE(error);
  CHECK_THAT(error->message(), contains("no-such-host.invalid"));
  CHECK(error->message().find("sesame") == std::string::npos);
}

TEST_CASE("the password is wrong") {
  scripted_server server([](scripted_session& session) {
    session.read_startup();
    session.ask_for_password();
    std::string const password = session.read_message();
    session.send_error(
        'E', "FATAL", "28P01",
        "password authentication failed for user \"ada\" (not " + password.substr(0, password.size() - 1) + ")");
  });
  auto const error = refusal_of({.conninfo = server.conninfo() + " password=sesame"});
  REQUIRE(error);
  CHECK(error->sqlstate() == "28P01");
  CHECK_THAT(error->message(), contains("password authentication failed for user \"ada\" (not …) (28P01)"));
  CHECK_THAT(error->message(), contains("check user and password"));
  for (std::string const& text : {error->message(), error->hint(), error->detail()}) {
    CHECK(text.find("sesame") == std::string::npos);
    CHECK(text.find("auth.c") == std::string::npos);
  }
}

TEST_CASE("a password is asked for and there is none") {
  scripted_server server([](scripted_session& session) {
    session.read_startup();
    session.ask_for_password();
    session.read_message();
  });
  auto const error = refusal_of({.conninfo = server.conninfo() + " passfile=/there/is/none"});
  REQUIRE(error);
  CHECK_THAT(error->message(), contains("give a password"));
  CHECK_THAT(error->message(), contains("PGPASSWORD"));
}

TEST_CASE("the server is starting") {
  scripted_server server([](scripted_session& session) {
    session.read_startup();
    session.send_error('E', "FATAL", "57P03", "the database system is starting up");
  });
  auto const error = refusal_of({.conninfo = server.conninfo()});
  REQUIRE(error);
  CHECK(error->sqlstate() == "57P03");
  CHECK_THAT(error->message(), contains("the database system is starting up (57P03); "));
  CHECK_THAT(error->hint(), contains("again"));
}

TEST_CASE("the server is too old") {
  scripted_server server([](scripted_session& session) {
    session.read_startup();
    session.welcome("12.9");
    session.read_message();
  });
  auto const error = refusal_of({.conninfo = server.conninfo()});
  REQUIRE(error);
  CHECK(error->message() == "PostgreSQL 12 is too old: recto needs 13 or newer");
}

TEST_CASE("the server does not answer") {
  scripted_server server([](scripted_session& session) {
    session.read_startup();
    session.read_message();  // until the client gives up
  });
  auto const before = std::chrono::steady_clock::now();
  auto const error = refusal_of({.conninfo = server.conninfo(), .connect_timeout = 100ms});
  auto const took = std::chrono::steady_clock::now() - before;
  REQUIRE(error);
  CHECK_THAT(error->message(), contains("within 100 ms"));
  CHECK_THAT(error->message(), contains("port 5432"));
  CHECK(took >= 100ms);
  CHECK(took < 5s);
}

TEST_CASE("a time limit in the connection string goes first") {
  scripted_server server([](scripted_session& session) {
    session.read_startup();
    session.read_message();
  });
  auto const error = refusal_of({.conninfo = server.conninfo() + " connect_timeout=1", .connect_timeout = 60s});
  REQUIRE(error);
  CHECK_THAT(error->message(), contains("within 1000 ms"));
}

TEST_CASE("the server hangs up") {
  scripted_server server([](scripted_session& session) { session.read_startup(); });
  auto const error = refusal_of({.conninfo = server.conninfo()});
  REQUIRE(error);
  CHECK_THAT(error->message(), contains("cannot connect to PostgreSQL: "));
}

TEST_CASE("a notice of the connecting itself goes to the handler") {
  scripted_server server([](scripted_session& session) {
    session.read_startup();
    session.welcome("15.3", "the collation is old");
    session.read_message();
  });
  std::string heard;
  recto::pg::connection connection({.conninfo = server.conninfo(),
                                    .on_notice =
                                        [](void* context, std::string_view severity, std::string_view message) {
                                          *static_cast<std::string*>(context) =
                                              std::string(severity) + ": " + std::string(message);
                                        },
                                    .notice_context = &heard});
  CHECK(heard == "WARNING: the collation is old");
  CHECK(connection.server_version() == 150003);
  CHECK(connection.idle());
}

TEST_CASE("the server hangs up during a statement, without a word") {
  scripted_server server([](scripted_session& session) {
    session.read_startup();
    session.welcome("15.3");
    session.read_message();
  });
  recto::pg::connection connection({.conninfo = server.conninfo()});
  try {
    connection.execute_unsafe("SELECT 1");
    FAIL("there was an answer");
  } catch (recto::error const& error) {
    CHECK(error.kind() == error_kind::connection);
    CHECK(error.sqlstate().empty());
    CHECK_THAT(error.message(), contains("unknown: server closed the connection unexpectedly"));
    CHECK(error.message().find('\n') == std::string::npos);
  }
  CHECK(!connection.usable());
}

// The way of an immediate shutdown: a warning, then the end. libpq reports that it could not write, reads the warning,
// and may still take the connection for a good one.
TEST_CASE("the server hung up with a warning while nothing was under way") {
  recto::statement const one{"SELECT 1", nullptr, nullptr, 0};
  for (int round = 0; round < 20; ++round) {
    std::atomic<bool> connected = false;
    std::atomic<bool> gone = false;
    scripted_server server([&](scripted_session& session) {
      session.read_startup();
      session.welcome("15.3");
      for (int i = 0; !connected && i < 5000; ++i) std::this_thread::sleep_for(1ms);
      session.send_error('N', "WARNING", "57P01", "terminating connection due to immediate shutdown command");
      session.close();
      gone = true;
    });
    recto::pg::connection connection({.conninfo = server.conninfo()});
    connected = true;
    while (!gone) std::this_thread::sleep_for(1ms);
    INFO("round " << round);
    switch (round % 5) {
      case 0: CHECK_ERROR(connection, connection.execute_unsafe("SELECT 1")); break;
      case 1: CHECK_ERROR(connection, connection.execute(one, {})); break;
      case 2: CHECK_ERROR(connection, connection.run_script("SELECT 1")); break;
      case 3: CHECK(!connection.alive()); break;
      default:
        connection.enter_pipeline();
        connection.send(one, {});
        CHECK_ERROR(connection, connection.receive());
    }
    CHECK(!connection.usable());
    CHECK(!connection.idle());
  }
}

TEST_CASE("what libpq says is taken apart") {
  using recto::detail::failure_of;
  auto const refused = failure_of(
      "connection to server at \"localhost\" (::1), port 5432 failed: Connection refused\n"
      "\tIs the server running on that host and accepting TCP/IP connections?\n"
      "connection to server at \"localhost\" (127.0.0.1), port 5432 failed: FATAL:  28P01: password authentication "
      "failed for "
      "user \"ada\"\nLOCATION:  auth_failed, auth.c:334\n",
      "sesame");
  CHECK(refused.sqlstate == "28P01");
  CHECK(refused.message ==
        "connection to server at \"localhost\" (::1), port 5432 failed: Connection refused; connection to server at "
        "\"localhost\" (127.0.0.1), port 5432 failed: FATAL: password authentication failed for user \"ada\"");
  CHECK(failure_of("FATAL:  no code here: really\n", "").sqlstate.empty());
  CHECK(failure_of("x sesame y sesame", "sesame").message == "x … y …");
  CHECK(failure_of("", "").message.empty());
  CHECK(failure_of(":  ", "").sqlstate.empty());
  CHECK(failure_of(":  12345", "").sqlstate.empty());
}
