// SPDX-License-Identifier: BSL-1.0
// From `connection_settings` to a connected `PGconn`, or to an error that says where it tried and what to do, and never
// shows a password. All of it is cold: a connection is made once and used many times.
// Layer 6.
#pragma once

#include <recto/pg/conninfo.hpp>
#include <recto/pg/error.hpp>
#include <recto/pg/result.hpp>
#include <recto/sql/executor.hpp>

#include <libpq-fe.h>

#include <poll.h>
#include <time.h>

#include <algorithm>
#include <cctype>
#include <cerrno>
#include <cstdlib>
#include <memory>
#include <new>
#include <string>
#include <string_view>

namespace recto::detail {

struct finish_connection {
  void operator()(PGconn* connection) const noexcept { PQfinish(connection); }
};
using connection_handle = std::unique_ptr<PGconn, finish_connection>;

/// Where the server's notices go. Its address is given to libpq, so it has to stay.
struct notice_sink {
  void (*handler)(void* context, std::string_view severity, std::string_view message) = nullptr;
  void* context = nullptr;

  // An exception cannot pass through libpq: one thrown by the handler ends the program.
  static void receive(void* self, PGresult const* notice) noexcept {
    auto const& sink = *static_cast<notice_sink const*>(self);
    if (sink.handler)
      sink.handler(sink.context, diagnostic(notice, PG_DIAG_SEVERITY_NONLOCALIZED),
                   diagnostic(notice, PG_DIAG_MESSAGE_PRIMARY));
  }
};

/// What libpq says of a failed attempt, taken apart: `FATAL:  28P01: text` with a last line on where in the server's
/// source it arose (PQERRORS_VERBOSE) becomes `FATAL: text` and the SQLSTATE.
struct attempt_failure {
  std::string message{};
  std::string sqlstate{};
};

inline constexpr std::string_view code_characters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

[[gnu::noinline, gnu::cold]] inline attempt_failure failure_of(std::string_view said, std::string_view password) {
  attempt_failure failure;
  while (!said.empty() && said.back() == '\n') said.remove_suffix(1);
  if (std::size_t const last_line = said.rfind('\n'); last_line != said.npos) {
    std::string_view const line = said.substr(last_line + 1);
    if (line.find(".c:") != line.npos && std::isdigit(static_cast<unsigned char>(line.back())))
      said = said.substr(0, last_line);
  }
  // Of several addresses each has its line. A line that begins with a tab is advice; ours comes later.
  while (!said.empty()) {
    std::string_view line = said.substr(0, said.find('\n'));
    said.remove_prefix(std::min(line.size() + 1, said.size()));
    if (line.empty() || line.front() == '\t') continue;
    std::string_view before = line;
    if (std::size_t const at = line.rfind(":  "); at != line.npos && at + 10 <= line.size()
                                                  && line.substr(at + 8, 2) == ": "
                                                  && line.find_first_not_of(code_characters, at + 3) == at + 8) {
      failure.sqlstate = line.substr(at + 3, 5);
      before = line.substr(0, at + 2);
      line = line.substr(at + 10);
    } else {
      line = {};
    }
    failure.message = concat({failure.message, failure.message.empty() ? "" : "; ", before, line});
  }
  failure.message = one_line(failure.message);
  // Nothing known to libpq prints a password; this is the second lock on the door.
  if (!password.empty())
    for (std::size_t at = 0; (at = failure.message.find(password, at)) != std::string::npos; at += taken_out.size())
      failure.message = concat({std::string_view(failure.message).substr(0, at), taken_out,
                                std::string_view(failure.message).substr(at + password.size())});
  return failure;
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_not_connected(attempt_failure failure, bool wants_password) {
  error_fields fields{.kind = error_kind::connection};
  std::string_view const state = failure.sqlstate;
  namespace states = pg::sqlstate;
  if (wants_password) fields.hint = "give a password: in the URL, by PGPASSWORD, or in ~/.pgpass";
  else if (state == states::invalid_password || state == states::invalid_authorization_specification)
    fields.hint = "check user and password, and the server's pg_hba.conf";
  else if (state == states::invalid_catalog_name)
    fields.hint = "create the database, or check its name in the connection string, DATABASE_URL or PGDATABASE";
  else if (state == states::too_many_connections) fields.hint = "let pools be smaller, or raise max_connections";
  else if (state == states::cannot_connect_now)
    fields.hint = "the server is starting or stopping: try again in a moment";
  else if (state.empty())
    fields.hint =
        "check that the server runs, and that the connection string, DATABASE_URL or PGHOST and PGPORT name it";
  bool const coded = !state.empty();
  fields.message = concat({"cannot connect to PostgreSQL: ", failure.message, coded ? " (" : "", state,
                           coded ? ")" : "", fields.hint.empty() ? "" : "; ", fields.hint});
  fields.sqlstate = std::move(failure.sqlstate);
  throw error(std::move(fields));
}

// The password, unless it is also the user or the database, which may be shown.
[[gnu::noinline, gnu::cold]] inline std::string_view secret_of(PGconn const* connection) {
  char const* const password = PQpass(connection);
  std::string_view const secret = password ? password : "";
  for (char const* shown : {PQuser(connection), PQdb(connection)})
    if (shown && secret == shown) return {};
  return secret;
}

// Milliseconds to wait, from the settings unless the connection string says otherwise; 0: for ever.
[[gnu::noinline, gnu::cold]] inline long long effective_timeout(PGconn* connection, std::string const& ours,
                                                                long long exact) {
  std::unique_ptr<PQconninfoOption, decltype(&PQconninfoFree)> const options(PQconninfo(connection), &PQconninfoFree);
  for (PQconninfoOption const* option = options.get(); option && option->keyword; ++option) {
    if (std::string_view(option->keyword) != "connect_timeout" || !option->val || ours == option->val) continue;
    long const seconds = std::strtol(option->val, nullptr, 10);
    return seconds > 0 ? seconds * 1000LL : 0;
  }
  return exact;
}

[[gnu::noinline, gnu::cold]] inline long long monotonic_milliseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * 1000LL + now.tv_nsec / 1'000'000;
}

// PQconnectPoll until it is done. libpq's own loop (PQconnectdbParams) cannot be used where notices of the connecting
// itself must not go to stderr: they arrive before anybody can say where they should go.
[[gnu::noinline, gnu::cold]] inline void await_connection(PGconn* connection, long long timeout) {
  long long const deadline = monotonic_milliseconds() + timeout;
  PostgresPollingStatusType want = PGRES_POLLING_WRITING;
  while (want != PGRES_POLLING_OK && want != PGRES_POLLING_FAILED) {
    pollfd descriptor{.fd = PQsocket(connection),
                      .events = want == PGRES_POLLING_READING ? short{POLLIN} : short{POLLOUT},
                      .revents = 0};
    int wait = -1;
    if (timeout > 0) {
      long long const left = deadline - monotonic_milliseconds();
      wait = left > 0 ? static_cast<int>(left < 1'000'000'000 ? left : 1'000'000'000) : 0;
    }
    int const ready = ::poll(&descriptor, 1, wait);
    if (ready < 0 && errno == EINTR) continue;
    if (ready == 0) {
      char const* const host = PQhost(connection);
      char const* const port = PQport(connection);
      throw_not_connected({.message = concat({"no answer from \"", host ? host : "", "\", port ", port ? port : "",
                                              ", within ", digits(timeout), " ms"})},
                          false);
    }
    want = PQconnectPoll(connection);
  }
}

// A round trip of its own, because `options` in the connection string or PGOPTIONS belong to the user.
[[gnu::noinline, gnu::cold]] inline void set_search_path(PGconn* connection, std::string const& path) {
  char const* const value = path.c_str();
  result_handle const done(
      PQexecParams(connection, "SELECT set_config('search_path', $1, false)", 1, nullptr, &value, nullptr, nullptr, 1));
  if (PQresultStatus(done.get()) == PGRES_TUPLES_OK) return;
  throw_result(done.get(), nullptr, PQstatus(connection) != CONNECTION_OK ? loss::before : loss::none,
               "cannot set the search path of the connection: ");
}

/// Connects, or throws `recto::error` of kind connection. The server is 13 or newer, speaks UTF-8 with us, and sends its
/// notices to `notices`, which must outlive the connection.
[[gnu::noinline, gnu::cold]] inline connection_handle connect(connection_settings const& settings,
                                                              notice_sink& notices) {
  conninfo_facts const facts = check_conninfo(settings.conninfo);
  long long const milliseconds = settings.connect_timeout.count() > 0 ? settings.connect_timeout.count() : 0;
  std::string const timeout = concat({digits((milliseconds + 999) / 1000)});
  // What stands before `dbname` may be overridden by the string in it.
  char const* const all_keywords[] = {"application_name", "connect_timeout", "fallback_application_name",
                                      "dbname",           "client_encoding", nullptr};
  char const* const all_values[] = {settings.application_name.c_str(), timeout.c_str(), "recto",
                                    settings.conninfo.c_str(),         "UTF8",          nullptr};
  std::size_t const skipped = settings.application_name.empty() ? 1 : 0;
  char const* const* const keywords = all_keywords + skipped;
  char const* const* const values = all_values + skipped;

  // libpq's loop goes on to the next host when one does not answer in time; only that can.
  connection_handle connection(facts.several_hosts ? PQconnectdbParams(keywords, values, 1)
                                                   : PQconnectStartParams(keywords, values, 1));
  if (!connection) throw std::bad_alloc();
  PQsetNoticeReceiver(connection.get(), &notice_sink::receive, &notices);
  if (!facts.several_hosts && PQstatus(connection.get()) != CONNECTION_BAD) {
    PQsetErrorVerbosity(connection.get(), PQERRORS_VERBOSE);
    await_connection(connection.get(), effective_timeout(connection.get(), timeout, milliseconds));
  }
  if (PQstatus(connection.get()) != CONNECTION_OK) {
    throw_not_connected(failure_of(PQerrorMessage(connection.get()), secret_of(connection.get())),
                        PQconnectionNeedsPassword(connection.get()) != 0);
  }
  // From here on the text that libpq collects has SQLSTATEs in place of messages, so that no value can be in it.
  PQsetErrorVerbosity(connection.get(), PQERRORS_SQLSTATE);
  if (int const version = PQserverVersion(connection.get()); version < 130000)
    throw_plain(error_kind::connection,
                concat({"PostgreSQL ", digits(version / 10000), " is too old: recto needs 13 or newer"}));
  if (!settings.search_path.empty()) set_search_path(connection.get(), settings.search_path);
  return connection;
}

}  // namespace recto::detail
