// SPDX-License-Identifier: BSL-1.0
// An `executor` in memory. A `fake_server` holds prepared answers and writes down what it was asked; any number of
// `fake_connection`s talk to it. The n-th call can be made to fail, and all connections can be cut.
//
//     fake_server server;
//     server.answer({.columns = {{"id", 20}}, .rows = {{wire_int8(1)}}});
//     pool<fake_connection> pool(server.settings(), 2);
//     ... server.calls[0].sql, server.calls[0].values ...
#pragma once

#include <recto/sql/bad_text.hpp>
#include <recto/sql/executor.hpp>
#include <recto/types/wire.hpp>

#include <atomic>
#include <cstdint>
#include <cstring>
#include <deque>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recto::test {

/// Bytes on the wire; nothing for NULL.
using cell = std::optional<std::string>;

inline cell wire_int8(std::int64_t value) {
  std::string bytes(8, '\0');
  recto::detail::store(static_cast<std::uint64_t>(value), bytes.data());
  return bytes;
}
inline cell wire_int4(std::int32_t value) {
  std::string bytes(4, '\0');
  recto::detail::store(static_cast<std::uint32_t>(value), bytes.data());
  return bytes;
}
inline cell wire_bool(bool value) { return std::string(1, value ? '\1' : '\0'); }

struct fake_column {
  std::string name{};
  oid type = 0;
};

/// What one statement is answered with: rows, or an error.
struct fake_answer {
  std::vector<fake_column> columns{};
  std::vector<std::vector<cell>> rows{};
  std::optional<std::int64_t> affected{};  ///< the number of rows if left out
  std::optional<error> failure{};          ///< thrown; one of kind `connection` ends the connection
};

/// What the server was asked.
struct fake_call {
  enum class kind { statement, unsafe, script, describe };
  kind how = kind::statement;
  std::string sql{};
  std::vector<cell> values{};
  int connection = 0;  ///< number of the connection, from 1
};

class fake_server {
 public:
  fake_server() : name_("fake:" + std::to_string(++last())) { all().emplace(name_, this); }
  ~fake_server() {
    std::lock_guard const lock(all_mutex());
    all().erase(name_);
  }
  fake_server(fake_server const&) = delete;
  fake_server& operator=(fake_server const&) = delete;

  /// Settings that lead a `fake_connection` here.
  connection_settings settings() const { return {.conninfo = name_}; }

  /// Puts an answer at the end of the queue. BEGIN, COMMIT, ROLLBACK, SAVEPOINT, RELEASE, SET and scripts take none.
  void answer(fake_answer next) {
    std::lock_guard const lock(mutex);
    answers.push_back(std::move(next));
  }

  /// The n-th call from now on fails, n = 1, 2, ...; with a lost connection if nothing else is said.
  void fail_call(int n, error with = error(error_kind::connection, "the fake connection was lost")) {
    std::lock_guard const lock(mutex);
    fail_in = n;
    failure = std::move(with);
  }

  /// Cuts every connection, as a restart of the server does: `alive` says so, `usable` does not know yet.
  void cut_all() { ++epoch; }

  /// The text of every call, in order.
  std::vector<std::string> texts() {
    std::lock_guard const lock(mutex);
    std::vector<std::string> found;
    for (fake_call const& call : calls) found.push_back(call.sql);
    return found;
  }

  static fake_server& at(std::string const& name) {
    std::lock_guard const lock(all_mutex());
    auto const found = all().find(name);
    if (found == all().end()) throw error(error_kind::connection, "there is no fake server of that name");
    return *found->second;
  }

  std::mutex mutex;
  std::deque<fake_answer> answers{};
  std::function<fake_answer(fake_call const&)> respond{};  ///< asked when no answer is left
  /// Asked for the columns of a table before a statement writes them for the first time. Left out: nobody is asked, and
  /// all of them fit.
  std::function<fake_answer(fake_call const&)> describe{};
  std::vector<fake_call> calls{};
  std::optional<error> refuse{};  ///< thrown to whoever connects
  std::atomic<int> connected{0};  ///< how many connections were made
  std::atomic<int> open{0};       ///< how many of them still are
  std::atomic<int> epoch{0};
  int fail_in = 0;
  error failure{error_kind::connection, "the fake connection was lost"};

 private:
  static int& last() {
    static int number = 0;
    return number;
  }
  static std::map<std::string, fake_server*>& all() {
    static std::map<std::string, fake_server*> servers;
    return servers;
  }
  static std::mutex& all_mutex() {
    static std::mutex mutex;
    return mutex;
  }

  std::string name_;
};

class fake_result {
 public:
  fake_result(fake_answer answer, bool* checked)
      : answer_(std::make_shared<fake_answer>(std::move(answer))), checked_(checked) {}

  int rows() const { return static_cast<int>(answer_->rows.size()); }
  int columns() const { return static_cast<int>(answer_->columns.size()); }
  char const* value(int row, int column) const { return at(row, column) ? at(row, column)->c_str() : ""; }
  int length(int row, int column) const { return at(row, column) ? static_cast<int>(at(row, column)->size()) : 0; }
  bool is_null(int row, int column) const { return !at(row, column).has_value(); }
  oid column_type(int column) const { return answer_->columns.at(static_cast<std::size_t>(column)).type; }
  std::string_view column_name(int column) const { return answer_->columns.at(static_cast<std::size_t>(column)).name; }
  std::int64_t affected() const { return answer_->affected.value_or(rows()); }
  bool& types_checked() const { return checked_ ? *checked_ : answer_checked_; }

 private:
  cell const& at(int row, int column) const {
    return answer_->rows.at(static_cast<std::size_t>(row)).at(static_cast<std::size_t>(column));
  }

  std::shared_ptr<fake_answer> answer_;
  bool* checked_;
  mutable bool answer_checked_ = false;
};

class fake_connection {
 public:
  using result = fake_result;

  explicit fake_connection(connection_settings const& settings) : server_(fake_server::at(settings.conninfo)) {
    std::lock_guard const lock(server_.mutex);
    if (server_.refuse) throw *server_.refuse;
    number_ = ++server_.connected;
    ++server_.open;
    epoch_ = server_.epoch;
  }
  ~fake_connection() { --server_.open; }
  fake_connection(fake_connection const&) = delete;
  fake_connection& operator=(fake_connection const&) = delete;

  void send(statement const& which, parameters values) {
    check_target(which);
    fake_call call{.sql = which.sql};
    for (std::size_t i = 0; i < which.parameter_count; ++i) {
      char const* const bytes = values.values[i];
      if (!bytes) call.values.emplace_back();
      else if (which.parameter_formats && which.parameter_formats[i] == 0) call.values.emplace_back(bytes);
      else call.values.emplace_back(std::string(bytes, static_cast<std::size_t>(values.lengths[i])));
    }
    sent_.push_back({ask(std::move(call)), &checked_[&which]});
  }

  fake_result receive() {
    if (sent_.empty()) throw error(error_kind::misuse, "there is nothing to receive");
    auto [answer, checked] = std::move(sent_.front());
    sent_.pop_front();
    return give(std::move(answer), checked);
  }

  fake_result execute(statement const& which, parameters values) {
    if (!sent_.empty()) throw error(error_kind::misuse, "a statement is under way");
    send(which, values);
    try {
      return receive();
    } catch (error const& failure) {
      recto::detail::name_bad_text(failure, which, values);
      throw;
    }
  }

  fake_result execute_unsafe(char const* sql) {
    return give(ask({.how = fake_call::kind::unsafe, .sql = sql}), nullptr);
  }

  void run_script(char const* sql) {
    sent_.clear();
    give(ask({.how = fake_call::kind::script, .sql = sql}), nullptr);
  }

  bool usable() const { return !lost_; }
  bool idle() const { return !lost_ && !in_transaction_ && sent_.empty(); }
  /// An error of the server's (one with a SQLSTATE) came within the transaction.
  bool failed() const { return failed_; }
  bool alive() {
    if (epoch_ != server_.epoch) lost_ = true;
    return !lost_;
  }
  bool in_transaction() const { return in_transaction_; }
  int number() const { return number_; }

 private:
  struct sent_call {
    fake_answer answer;
    bool* checked;
  };

  void check_target(statement const& which) {
    if (!which.writes || !server_.describe || targets_.contains(&which)) return;
    fake_result const described = give(ask({.how = fake_call::kind::describe, .sql = which.writes->columns}), nullptr);
    recto::detail::check_target(*which.writes, described, which.sql);
    targets_.insert(&which);
  }

  fake_answer ask(fake_call call) {
    std::lock_guard const lock(server_.mutex);
    call.connection = number_;
    server_.calls.push_back(call);
    std::string_view const text = call.sql;
    if (server_.fail_in > 0 && --server_.fail_in == 0) {
      if (text.starts_with("COMMIT")) in_transaction_ = false;  // as the server does with what it cannot commit
      return {.failure = server_.failure};
    }
    if (lost_ || epoch_ != server_.epoch)
      return {.failure = error(error_kind::connection, "the fake connection was lost")};
    if (failed_ && !text.starts_with("COMMIT") && !text.starts_with("ROLLBACK"))
      return {.failure =
                  error({.kind = error_kind::query,
                         .message = "current transaction is aborted, commands ignored until end of transaction block",
                         .sqlstate = "25P02"})};
    if (text.starts_with("COMMIT") || text.starts_with("ROLLBACK")) failed_ = false;
    if (text.starts_with("BEGIN") || text.starts_with("START TRANSACTION")) in_transaction_ = true;
    if (text.starts_with("COMMIT") || (text.starts_with("ROLLBACK") && !text.starts_with("ROLLBACK TO")))
      in_transaction_ = false;
    if (call.how == fake_call::kind::script) return {};
    for (std::string_view const word :
         {"BEGIN", "START TRANSACTION", "COMMIT", "ROLLBACK", "SAVEPOINT", "RELEASE", "SET "})
      if (text.starts_with(word)) return {};
    if (call.how == fake_call::kind::describe) return server_.describe(call);
    if (!server_.answers.empty()) {
      fake_answer next = std::move(server_.answers.front());
      server_.answers.pop_front();
      return next;
    }
    if (server_.respond) return server_.respond(call);
    throw std::logic_error("the fake server has no answer left for: " + call.sql);
  }

  fake_result give(fake_answer answer, bool* checked) {
    if (answer.failure) {
      if (answer.failure->kind() == error_kind::connection) lost_ = true;
      failed_ = !lost_ && in_transaction_ && answer.failure->ends_transaction();
      throw *answer.failure;
    }
    return fake_result(std::move(answer), checked);
  }

  fake_server& server_;
  int number_ = 0;
  int epoch_ = 0;
  bool lost_ = false;
  bool in_transaction_ = false;
  bool failed_ = false;
  std::map<statement const*, bool> checked_{};
  std::set<statement const*> targets_{};  // whose columns were compared
  std::deque<sent_call> sent_{};
};

static_assert(executor<fake_connection>);

}  // namespace recto::test
