// SPDX-License-Identifier: BSL-1.0
// From what libpq reports to `recto::error`: kind, one complete line, SQLSTATE and the server's fields, with values taken
// out. CONTEXT is not taken over, because it quotes data. All of it is cold.
// Layer 6.
#pragma once

#include <recto/base/concat.hpp>
#include <recto/base/error.hpp>
#include <recto/pg/redact.hpp>
#include <recto/pg/sqlstate.hpp>

#include <libpq-fe.h>

#include <cstdlib>
#include <string>
#include <string_view>
#include <utility>

namespace recto::detail {

inline std::string_view diagnostic(PGresult const* result, int field) {
  char const* const text = result ? PQresultErrorField(result, field) : nullptr;
  return text ? text : "";
}

/// Did the server end the session with this answer?
[[gnu::noinline, gnu::cold]] inline bool ends_session(PGresult const* result) {
  std::string_view const severity = diagnostic(result, PG_DIAG_SEVERITY_NONLOCALIZED);
  return severity == "FATAL" || severity == "PANIC";
}

/// Is the session over, and if so: did the statement go out before it ended?
enum class loss { none, before, during };

/// Throws the error that a failed result stands for; null: libpq had none. `sql` may be null. `before` goes in front of
/// the message.
[[noreturn, gnu::noinline, gnu::cold]] inline void throw_result(PGresult const* result, char const* sql, loss lost,
                                                                std::string_view before = "") {
  std::string_view const state = diagnostic(result, PG_DIAG_SQLSTATE);
  error_fields fields;
  fields.sqlstate = state;
  fields.kind = lost != loss::none ? error_kind::connection : pg::sqlstate::kind_of(state);
  // A foreign server that could not be reached (postgres_fdw) is no reason to give up this session.
  if (lost == loss::none && fields.kind == error_kind::connection) fields.kind = error_kind::query;
  // Without a SQLSTATE the text is libpq's own, about the connection.
  std::string said = state.empty() ? one_line(PQresultErrorMessage(result))
                                   : safe_message(state, diagnostic(result, PG_DIAG_MESSAGE_PRIMARY));
  if (said.empty()) said = result ? "no reason was given" : "the reason is in an earlier error";
  std::string_view const loss_said =
      lost == loss::none ? ""
      : lost == loss::before
          ? "the connection to the server was lost before the statement was sent: "
          : "the connection to the server was lost, and whether the statement took effect is unknown: ";
  bool const coded = !state.empty();
  fields.message = concat({before, loss_said, said, coded ? " (" : "", state, coded ? ")" : ""});
  fields.hint = lost == loss::none   ? diagnostic(result, PG_DIAG_MESSAGE_HINT)
              : lost == loss::before ? "connect anew (a pool does so by itself) and run it again"
                                     : "connect anew (a pool does so by itself); look, before you run it again";
  fields.detail = safe_detail(state, diagnostic(result, PG_DIAG_MESSAGE_DETAIL));
  fields.schema = diagnostic(result, PG_DIAG_SCHEMA_NAME);
  fields.table = diagnostic(result, PG_DIAG_TABLE_NAME);
  fields.column = diagnostic(result, PG_DIAG_COLUMN_NAME);
  fields.constraint = diagnostic(result, PG_DIAG_CONSTRAINT_NAME);
  if (sql) fields.sql = sql;
  std::string_view const position = diagnostic(result, PG_DIAG_STATEMENT_POSITION);
  if (!position.empty()) fields.position = std::atoi(position.data());  // terminated: it is libpq's
  throw error(std::move(fields));
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_plain(error_kind kind, std::string_view message,
                                                               char const* sql = nullptr, std::string_view hint = "") {
  error_fields fields;
  fields.kind = kind;
  fields.message = message;
  fields.hint = hint;
  if (sql) fields.sql = sql;
  throw error(std::move(fields));
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_misuse(std::string_view message, char const* sql = nullptr) {
  throw_plain(error_kind::misuse, message, sql);
}

}  // namespace recto::detail
