// SPDX-License-Identifier: BSL-1.0
// A connection to PostgreSQL: libpq, thinly. Models `executor`. Statements are prepared at their first use and known by
// an index afterwards; parameters and results are binary. What is here runs for every statement; what runs rarely is in
// recover.hpp (prepare, failures) and pipeline.hpp.
// Layer 6.
#pragma once

#include <recto/pg/connect.hpp>
#include <recto/pg/error.hpp>
#include <recto/pg/prepared.hpp>
#include <recto/pg/result.hpp>
#include <recto/sql/executor.hpp>

#include <libpq-fe.h>

#include <atomic>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <vector>

namespace recto::pg {

/// One session with the server.
///
/// Errors: `recto::error` from every member that is not noexcept. After one of kind `connection` the session is over:
/// `usable()` is false, and nothing is run again by itself.
/// Threads: one at a time, asserted unless NDEBUG is defined; `cancel` may be called from any.
/// Cost: `execute` is one round trip, and allocates nothing beyond what libpq does; one more at a statement's first use,
/// and one more then if it writes a struct.
class connection {
 public:
  using result = pg::result;

  /// Connects; waits up to `connect_timeout`. A `connect_timeout` or `application_name` in the connection string goes
  /// before the settings'. The search path is set after connecting (one more round trip, only if it is not empty).
  explicit connection(connection_settings const& settings);
  connection(connection const&) = delete;
  connection& operator=(connection const&) = delete;
  ~connection() { close(); }

  /// Sends a statement with its values, which are borrowed until this returns. Between `send` and `receive` the socket
  /// may be waited for; in pipeline mode, more may be sent.
  void send(statement const& which, parameters values) {
    use const guard(*this);
    send_statement(which, values);
  }

  /// The answer to the statement sent first of those under way. Blocks until it is there.
  pg::result receive() {
    use const guard(*this);
    if (state_ != state::sent) [[unlikely]]
      return (this->*unusual_->receive_in_pipeline)();
    PGresult* const first = PQgetResult(handle_.get());
    if (answered(first)) [[likely]]
      return take(first);
    return (this->*unusual_->settle)(first);
  }

  /// Runs one statement. If the server has forgotten it, or its plan no longer fits (SQLSTATE 26000 and 0A000), it is
  /// prepared anew and run once more, but never within a transaction.
  pg::result execute(statement const& which, parameters values) {
    use const guard(*this);
    if (state_ != state::ready) [[unlikely]]
      (this->*unusual_->throw_busy)(which.sql);
    send_statement(which, values);
    PGresult* const first = PQgetResult(handle_.get());
    if (answered(first)) [[likely]]
      return take(first);
    return (this->*unusual_->settle_or_repeat)(first, which, values);
  }

  /// Runs one statement given as text, without preparing it; results are binary. COPY is refused.
  pg::result execute_unsafe(char const* sql);

  /// Runs any number of statements given as text and drops their results. They are one transaction, unless the text
  /// holds BEGIN and COMMIT. An answer that nobody fetched is dropped first.
  void run_script(char const* sql);

  /// Alive, as far as is known without asking the server.
  bool usable() const noexcept { return handle_ && !lost_ && PQstatus(handle_.get()) == CONNECTION_OK; }

  /// Usable, outside a transaction, nothing under way.
  bool idle() const noexcept {
    return state_ == state::ready && !lost_ && PQtransactionStatus(handle_.get()) == PQTRANS_IDLE;
  }

  /// Within a transaction in which a statement has failed: all but rolling back is refused.
  bool failed() const noexcept { return handle_ && PQtransactionStatus(handle_.get()) == PQTRANS_INERROR; }

  /// Looks, without waiting, whether the server has hung up. Only for a connection that is idle; one system call.
  bool alive();

  /// Ends the session. Harmless when done twice.
  void close() noexcept;

  /// Asks the server to give up the statement under way, which then fails with kind `timeout` (57014). Makes a
  /// connection of its own for that, and waits until the request has been taken. From any thread, as long as the
  /// object lives and is not being closed. False if the request could not be sent.
  bool cancel() noexcept;

  /// After this, several statements may be sent before the first is received; the first use of a statement is then
  /// prepared without waiting, and without a look at the types of the columns that it writes. One that fails keeps those
  /// behind it from running, up to the next `sync`.
  void enter_pipeline();

  /// Ends a group in the pipeline: the group is committed, or, if one failed, the statements after it run again.
  void sync();

  /// Waits for everything under way, drops what was not received, and returns to one statement at a time. Throws the
  /// first error among what it dropped, after the mode has been left.
  void leave_pipeline();

  bool in_pipeline() const noexcept { return state_ == state::pipeline; }

  /// The socket's descriptor, to wait for; -1 without a session.
  int socket() const noexcept { return PQsocket(handle_.get()); }
  /// The server process' number (`pg_backend_pid()`).
  int backend_pid() const noexcept { return PQbackendPID(handle_.get()); }
  /// 150003 is PostgreSQL 15.3.
  int server_version() const noexcept { return PQserverVersion(handle_.get()); }
  /// libpq's object, for what recto has no word for. Still owned by this.
  PGconn* native() const noexcept { return handle_.get(); }

 private:
  enum class state : std::uint8_t { ready, sent, pipeline, closed };
  enum class step : std::uint8_t { statement, prepare, sync };

  // What is under way in pipeline mode.
  struct sent_step {
    step what = step::statement;
    char const* sql = nullptr;
    detail::prepared_statement* entry = nullptr;
  };

  // "One thread at a time", held for as long as a member runs. The flag is there with and without NDEBUG, so that both
  // kinds of object file agree about the class.
  class use {
   public:
#ifdef NDEBUG
    explicit use(connection&) noexcept {}
#else
    explicit use(connection& used) noexcept : used_(used) {
      if (used_.in_use_.exchange(true, std::memory_order_acquire)) {
        std::fputs("recto: two threads use one connection at the same time; take one for each from a pool\n", stderr);
        std::abort();
      }
    }
    ~use() { used_.in_use_.store(false, std::memory_order_release); }
    use(use const&) = delete;
    use& operator=(use const&) = delete;

   private:
    connection& used_;
#endif
  };

  [[gnu::always_inline]] void send_statement(statement const& which, parameters values) {
    if (state_ != state::ready || !named_) [[unlikely]]
      return (this->*unusual_->send_otherwise)(which, values);
    std::uint32_t const number = number_of(which);
    detail::prepared_statement& entry = prepared_[number];
    if (!entry.ready) [[unlikely]]
      (this->*unusual_->prepare)(which, entry, number);
    if (!PQsendQueryPrepared(handle_.get(), entry.name.data(), which.parameter_count, values.values, values.lengths,
                             which.parameter_formats, 1)) [[unlikely]]
      (this->*unusual_->throw_not_sent)(which.sql);
    sql_ = which.sql;
    entry_ = &entry;
    state_ = state::sent;
  }

  // A good answer with nothing behind it. What is behind matters: a constraint that is checked at the end of the
  // transaction fails after the statement itself was answered well.
  bool answered(PGresult* first) {
    ExecStatusType const status = PQresultStatus(first);
    if (status != PGRES_TUPLES_OK && status != PGRES_COMMAND_OK) return false;
    PGresult* const second = PQgetResult(handle_.get());
    if (!second) [[likely]]
      return true;
    behind_ = second;
    return false;
  }

  pg::result take(PGresult* answer) noexcept {
    state_ = state::ready;
    return pg::result(answer, entry_ ? &entry_->types_checked : nullptr);
  }

  void check_target(statement const& which, detail::prepared_statement& entry);
  void prepare(statement const& which, detail::prepared_statement& entry, std::uint32_t number);
  void send_otherwise(statement const& which, parameters values);
  pg::result receive_in_pipeline();
  detail::result_handle drain(PGresult* first);
  pg::result settle(PGresult* first);
  pg::result settle_named(PGresult* first, statement const& which, parameters values);
  pg::result settle_or_repeat(PGresult* first, statement const& which, parameters values);
  [[noreturn]] void throw_not_sent(char const* sql);
  [[noreturn]] void throw_busy(char const* sql);

  // What `execute` and its halves turn to when something is not as usual, by way of pointers that the constructor sets:
  // a translation unit that runs statements but makes no connection refers to none of it, and its compiler need not
  // generate half a second (g++ -O2) of code that another one has.
  struct unusual {
    decltype(&connection::prepare) prepare;
    decltype(&connection::send_otherwise) send_otherwise;
    decltype(&connection::receive_in_pipeline) receive_in_pipeline;
    decltype(&connection::drain) drain;
    decltype(&connection::settle) settle;
    decltype(&connection::settle_or_repeat) settle_or_repeat;
    decltype(&connection::throw_not_sent) throw_not_sent;
    decltype(&connection::throw_busy) throw_busy;
  };

  void send_in_pipeline(statement const& which, parameters values);
  detail::result_handle next_answer();
  void receive_sync();
  bool give_up_plan(PGresult const* failed) noexcept;
  bool look();
  static constexpr bool is_copy(ExecStatusType status) noexcept;
  void drop_copy(ExecStatusType status) noexcept;
  [[noreturn]] void throw_failed(PGresult const* failed, char const* sql, detail::loss if_lost = detail::loss::during);

  // The order of members puts what `execute` touches first.
  detail::connection_handle handle_;
  unusual const* unusual_ = nullptr;
  state state_ = state::ready;
  bool named_ = true;
  bool lost_ = false;
  bool flushed_ = true;  // pipeline: the server was told to answer all that was sent
  bool synced_ = true;   // pipeline: what was sent is in a group that has ended
  std::atomic<bool> in_use_{false};
  char const* sql_ = nullptr;                    // of the statement under way
  detail::prepared_statement* entry_ = nullptr;  // of it, if it has a name
  detail::prepared_statements prepared_;
  PGresult* behind_ = nullptr;        // an answer after the first, on its way to `settle`
  std::vector<sent_step> under_way_;  // pipeline: from `next_` on
  std::size_t next_ = 0;
  std::uint32_t group_ = 1;  // pipeline: number of `sync`s so far, from 1
  PGcancel* cancel_ = nullptr;
  detail::notice_sink notices_;
};

}  // namespace recto::pg

#include <recto/pg/pipeline.hpp>
#include <recto/pg/recover.hpp>

namespace recto::pg {
static_assert(executor<connection>);
}
