// SPDX-License-Identifier: BSL-1.0
// What a connection does rarely: its beginning and end, the first use of a statement, statements given as text, and
// everything that went wrong. All of it is cold and out of line.
// Layer 6; part of connection.hpp.
#pragma once

#include <recto/pg/connection.hpp>
#include <recto/sql/bad_text.hpp>

#include <libpq-fe.h>

#include <poll.h>

#include <string>
#include <string_view>
#include <utility>

namespace recto::pg {

// What a statement would answer with.
struct described_columns {
  PGresult const* from;
  oid column_type(int column) const { return PQftype(from, column); }
};

[[gnu::noinline, gnu::cold]] inline connection::connection(connection_settings const& settings)
    : named_(settings.prepare == recto::prepare::named),
      notices_{.handler = settings.on_notice, .context = settings.notice_context} {
  static constexpr unusual calls{.prepare = &connection::prepare,
                                 .send_otherwise = &connection::send_otherwise,
                                 .receive_in_pipeline = &connection::receive_in_pipeline,
                                 .drain = &connection::drain,
                                 .settle = &connection::settle,
                                 .settle_or_repeat = &connection::settle_or_repeat,
                                 .throw_not_sent = &connection::throw_not_sent,
                                 .throw_busy = &connection::throw_busy};
  unusual_ = &calls;
  handle_ = detail::connect(settings, notices_);
  cancel_ = PQgetCancel(handle_.get());
}

[[gnu::noinline, gnu::cold]] inline void connection::close() noexcept {
  PQfreeCancel(std::exchange(cancel_, nullptr));
  handle_.reset();
  state_ = state::closed;
}

[[gnu::noinline, gnu::cold]] inline bool connection::cancel() noexcept {
  char reason[256];
  return cancel_ && PQcancel(cancel_, reason, sizeof reason) != 0;
}

[[gnu::noinline, gnu::cold]] inline bool connection::alive() {
  use const guard(*this);
  return look();
}

// A server that hangs up sends its reason and then the end of the stream: more than one read may be needed, and what is
// read besides (notices, changed settings) does no harm.
[[gnu::noinline, gnu::cold]] inline bool connection::look() {
  for (int reads = 0; usable() && reads < 8; ++reads) {
    pollfd descriptor{.fd = PQsocket(handle_.get()), .events = POLLIN, .revents = 0};
    if (::poll(&descriptor, 1, 0) == 0) return true;
    if (!PQconsumeInput(handle_.get())) lost_ = true;
    else (void)PQisBusy(handle_.get());  // parses what was read
  }
  return usable();
}

[[gnu::noinline, gnu::cold]] inline void connection::throw_busy(char const* sql) {
  if (state_ == state::closed)
    throw error(error_fields{
        .kind = error_kind::connection, .message = "the connection has been closed", .sql = sql ? sql : ""});
  if (state_ == state::pipeline)
    detail::throw_misuse("this does not work in pipeline mode; leave_pipeline() comes first", sql);
  detail::throw_misuse("a statement is under way on this connection; receive() its answer first", sql);
}

[[gnu::noinline, gnu::cold]] inline void connection::throw_not_sent(char const* sql) {
  bool const known = std::exchange(lost_, lost_ || PQstatus(handle_.get()) != CONNECTION_OK);
  // A large statement goes out in pieces: the server may have hung up in the middle of it.
  std::string_view const what = known ? "the connection to the server is lost, nothing was sent: "
                              : lost_ ? "the connection to the server was lost while the statement was being sent: "
                                      : "the statement cannot be sent: ";
  detail::throw_plain(lost_ ? error_kind::connection : error_kind::query,
                      detail::concat({what, detail::one_line(PQerrorMessage(handle_.get()))}), sql,
                      lost_ ? "connect anew (a pool does so by itself)" : "");
}

[[gnu::noinline, gnu::cold]] inline void connection::throw_failed(PGresult const* failed, char const* sql,
                                                                  detail::loss if_lost) {
  // libpq may report that it could not write before it notices that nobody reads any more.
  bool const not_the_servers = detail::diagnostic(failed, PG_DIAG_SQLSTATE).empty();
  lost_ = !usable() || detail::ends_session(failed) || (not_the_servers && !look());
  detail::throw_result(failed, sql, lost_ ? if_lost : detail::loss::none);
}

// Parse and Describe in one round trip and one group, so that both meet the same server process behind a pooler. Neither
// needs the right to read the table.
[[gnu::noinline, gnu::cold]] inline void connection::check_target(statement const& which,
                                                                  detail::prepared_statement& entry) {
  PGconn* const handle = handle_.get();
  if (!PQenterPipelineMode(handle) || !PQsendPrepare(handle, "", which.writes->columns, 0, nullptr)
      || !PQsendDescribePrepared(handle, "") || !PQpipelineSync(handle)) {
    PQexitPipelineMode(handle);
    throw_not_sent(which.sql);
  }
  detail::result_handle const parsed = next_answer();
  detail::result_handle const described = next_answer();
  PQclear(PQgetResult(handle));  // the end of the group
  if (!PQexitPipelineMode(handle)) lost_ = true;
  for (PGresult const* const answer : {parsed.get(), described.get()}) {
    if (PQresultStatus(answer) == PGRES_COMMAND_OK) continue;
    try {
      throw_failed(answer, which.sql, detail::loss::before);
    } catch (error const& failure) {
      error_fields fields = failure.fields();
      fields.position = 0;  // it was in another text
      throw error(std::move(fields));
    }
  }
  detail::check_target(*which.writes, described_columns{described.get()}, which.sql);
  entry.target_checked = true;
}

[[gnu::noinline, gnu::cold]] inline void connection::prepare(statement const& which, detail::prepared_statement& entry,
                                                             std::uint32_t number) {
  // Those that are used once share an entry, and what was compared for one says nothing of another.
  bool const is_once = number == recto::detail::once_number;
  if (which.writes && (is_once || !entry.target_checked)) check_target(which, entry);
  if (entry.prepared) {  // by a pipeline, which compares nothing
    entry.ready = true;
    return;
  }
  if (is_once) {
    // Known by no name, and prepared anew each time.
    detail::result_handle const answer(
        PQprepare(handle_.get(), "", which.sql, which.parameter_count, which.parameter_types));
    if (PQresultStatus(answer.get()) != PGRES_COMMAND_OK) throw_failed(answer.get(), which.sql, detail::loss::before);
    entry.types_checked = false;
    return;
  }
  for (bool first : {true, false}) {
    entry.rename(number);
    detail::result_handle const answer(
        PQprepare(handle_.get(), entry.name.data(), which.sql, which.parameter_count, which.parameter_types));
    if (PQresultStatus(answer.get()) == PGRES_COMMAND_OK) {
      entry.prepared = entry.ready = true;
      entry.types_checked = false;
      return;
    }
    // Somebody else's statement has that name; within a transaction it is too late to try another one.
    if (first && detail::diagnostic(answer.get(), PG_DIAG_SQLSTATE) == sqlstate::duplicate_prepared_statement
        && PQtransactionStatus(handle_.get()) == PQTRANS_IDLE)
      continue;
    throw_failed(answer.get(), which.sql, detail::loss::before);
  }
}

[[gnu::noinline]] inline void connection::send_otherwise(statement const& which, parameters values) {
  if (state_ == state::pipeline) return send_in_pipeline(which, values);
  if (state_ != state::ready) throw_busy(which.sql);
  if (which.writes) {
    std::uint32_t const number = number_of(which);
    detail::prepared_statement& entry = prepared_[number];  // never prepared, but known
    if (number == recto::detail::once_number || !entry.target_checked) check_target(which, entry);
  }
  if (!PQsendQueryParams(handle_.get(), which.sql, which.parameter_count, which.parameter_types, values.values,
                         values.lengths, which.parameter_formats, 1))
    throw_not_sent(which.sql);
  sql_ = which.sql;
  entry_ = nullptr;
  state_ = state::sent;
}

[[gnu::noinline, gnu::cold]] inline pg::result connection::execute_unsafe(char const* sql) {
  use const guard(*this);
  if (state_ != state::ready) (this->*unusual_->throw_busy)(sql);
  if (!PQsendQueryParams(handle_.get(), sql, 0, nullptr, nullptr, nullptr, nullptr, 1))
    (this->*unusual_->throw_not_sent)(sql);
  sql_ = sql;
  entry_ = nullptr;
  PGresult* const first = PQgetResult(handle_.get());
  return answered(first) ? take(first) : (this->*unusual_->settle)(first);
}

[[gnu::noinline, gnu::cold]] inline void connection::run_script(char const* sql) {
  use const guard(*this);
  if (state_ == state::sent) (this->*unusual_->drain)(PQgetResult(handle_.get()));
  if (state_ != state::ready) (this->*unusual_->throw_busy)(sql);
  if (!PQsendQuery(handle_.get(), sql)) (this->*unusual_->throw_not_sent)(sql);
  sql_ = sql;
  entry_ = nullptr;
  PGresult* const first = PQgetResult(handle_.get());
  if (first) (this->*unusual_->settle)(first);  // the text may be empty
}

constexpr bool connection::is_copy(ExecStatusType status) noexcept {
  return status == PGRES_COPY_IN || status == PGRES_COPY_OUT || status == PGRES_COPY_BOTH;
}

// An answer that wants data, or brings it, outside of the protocol for statements.
[[gnu::noinline, gnu::cold]] inline void connection::drop_copy(ExecStatusType status) noexcept {
  if (status == PGRES_COPY_IN) {
    PQputCopyEnd(handle_.get(), "COPY is not for execute_unsafe or run_script");
  } else if (status == PGRES_COPY_OUT) {
    char* row = nullptr;
    while (PQgetCopyData(handle_.get(), &row, 0) > 0) PQfreemem(row);
  } else {
    lost_ = true;  // replication; there is no way back from it
  }
}

// Reads up to the end of what is under way. Keeps the first bad answer, or else the last good one.
[[gnu::noinline, gnu::cold]] inline detail::result_handle connection::drain(PGresult* first) {
  detail::result_handle kept;
  bool bad = false;
  for (PGresult* next = first; next; next = behind_ ? std::exchange(behind_, nullptr) : PQgetResult(handle_.get())) {
    detail::result_handle answer(next);
    ExecStatusType const status = PQresultStatus(next);
    if (!bad) kept = std::move(answer);
    bad = bad || (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK && status != PGRES_EMPTY_QUERY);
    if (is_copy(status)) drop_copy(status);
    if (status == PGRES_COPY_BOTH) break;
  }
  state_ = state::ready;
  return kept;
}

// What `drain` kept, as the caller is to have it.
[[gnu::noinline, gnu::cold]] inline pg::result connection::settle(PGresult* first) {
  detail::result_handle kept = drain(first);
  switch (PQresultStatus(kept.get())) {
    case PGRES_TUPLES_OK:
    case PGRES_COMMAND_OK:
    case PGRES_EMPTY_QUERY: return take(kept.release());
    case PGRES_COPY_IN:
    case PGRES_COPY_OUT:
    case PGRES_COPY_BOTH:
      detail::throw_misuse("COPY cannot be run as a plain statement; its data has no place to come from or go to",
                           sql_);
    default: give_up_plan(kept.get()); throw_failed(kept.get(), sql_);
  }
}

// `settle`, with an error that names the value it is about where the server did not.
[[gnu::noinline, gnu::cold]] inline pg::result connection::settle_named(PGresult* first, statement const& which,
                                                                        parameters values) {
  try {
    return settle(first);
  } catch (error const& failure) {
    detail::name_bad_text(failure, which, values);
    throw;
  }
}

// Was it refused because of how it was prepared? Then it is forgotten, so that the next use prepares it anew.
[[gnu::noinline, gnu::cold]] inline bool connection::give_up_plan(PGresult const* failed) noexcept {
  if (!entry_ || entry_->name.front() == '\0') return false;  // no plan has been kept
  std::string_view const code = detail::diagnostic(failed, PG_DIAG_SQLSTATE);
  if (code != sqlstate::feature_not_supported && code != sqlstate::invalid_sql_statement_name) return false;
  entry_->forget();
  return true;
}

[[gnu::noinline, gnu::cold]] inline pg::result connection::settle_or_repeat(PGresult* first, statement const& which,
                                                                            parameters values) {
  detail::result_handle kept = drain(first);
  ExecStatusType const status = PQresultStatus(kept.get());
  if (status != PGRES_FATAL_ERROR || !give_up_plan(kept.get()) || PQtransactionStatus(handle_.get()) != PQTRANS_IDLE)
    return settle_named(kept.release(), which, values);
  if (detail::diagnostic(kept.get(), PG_DIAG_SQLSTATE) == sqlstate::feature_not_supported) {
    // The old plan is still there under its name. Should this fail, the new name does not mind.
    std::string const deallocate = detail::concat({"DEALLOCATE ", entry_->name.data()});
    PQclear(PQexec(handle_.get(), deallocate.c_str()));
  }
  kept.reset();
  send_statement(which, values);
  PGresult* const again = PQgetResult(handle_.get());
  return answered(again) ? take(again) : settle_named(again, which, values);
}

}  // namespace recto::pg
