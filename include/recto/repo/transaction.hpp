// SPDX-License-Identifier: BSL-1.0
// A function within BEGIN and COMMIT, or within a savepoint. Its std::expected decides whether the work stays.
// Layer 7.
#pragma once

#include <recto/base/error.hpp>

#include <expected>
#include <string>
#include <type_traits>
#include <utility>

namespace recto::detail {

template <class T>
inline constexpr bool is_expected = false;
template <class T, class E>
inline constexpr bool is_expected<std::expected<T, E>> = true;

/// Ends a block with `command` unless it is told that the block was ended; on an exception thus what was done is undone.
template <class Connection>
class undo_guard {
 public:
  undo_guard(Connection& connection, std::string command) : connection_(&connection), command_(std::move(command)) {}
  undo_guard(undo_guard const&) = delete;
  undo_guard& operator=(undo_guard const&) = delete;
  ~undo_guard() { undo(); }

  void undo() noexcept {
    if (connection_ == nullptr) return;
    try {
      if (connection_->usable()) connection_->run_script(command_.c_str());
    } catch (...) {
      // The block ends with the connection then; what is under way is the error that matters.
    }
    connection_ = nullptr;
  }
  void dismiss() noexcept { connection_ = nullptr; }

 private:
  Connection* connection_;
  std::string command_;
};

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_already_failed() {
  throw error(
      error_kind::query,
      "the transaction was rolled back: a statement in it had failed, and the function returned a value all the "
      "same; return its error, or run the statement in a transact of its own");
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_ended_inside() {
  throw error(error_kind::misuse,
              "the transaction was ended inside the function of transact, by a COMMIT or ROLLBACK of its own; what was "
              "done before it cannot be undone or kept any more");
}

template <class Function, class Repo>
using transacted = std::remove_cvref_t<std::invoke_result_t<Function, Repo&>>;

template <class Result>
consteval void assert_expected() {
  static_assert(is_expected<Result>,
                "recto: transact: the function must return std::expected, whose value commits and "
                "whose error rolls back");
}

template <class Repo, class Connection, class Function>
auto in_transaction(Repo& repo, Connection& connection, Function&& function) {
  using result = transacted<Function, Repo>;
  assert_expected<result>();
  if constexpr (is_expected<result>) {
    connection.run_script("BEGIN");
    undo_guard guard(connection, "ROLLBACK");
    result outcome = std::forward<Function>(function)(repo);
    if (connection.idle()) throw_ended_inside();
    if (!outcome) {
      guard.undo();
      return outcome;
    }
    // COMMIT of a transaction in which a statement failed is answered like a ROLLBACK, and without an error.
    if (connection.failed()) throw_already_failed();
    guard.dismiss();
    connection.run_script("COMMIT");
    return outcome;
  } else {
    return std::forward<Function>(function)(repo);  // refused; of its normal type, so that no second error follows
  }
}

template <class Repo, class Connection, class Function>
auto in_savepoint(Repo& repo, Connection& connection, int depth, Function&& function) {
  using result = transacted<Function, Repo>;
  assert_expected<result>();
  if constexpr (is_expected<result>) {
    std::string const name = "recto_" + std::to_string(depth);
    connection.run_script(("SAVEPOINT " + name).c_str());
    undo_guard guard(connection, "ROLLBACK TO SAVEPOINT " + name + "; RELEASE SAVEPOINT " + name);
    Repo inner(repo, connection, depth);
    result outcome = std::forward<Function>(function)(inner);
    if (connection.idle()) throw_ended_inside();
    if (!outcome) {
      guard.undo();
      return outcome;
    }
    if (connection.failed()) throw_already_failed();
    guard.dismiss();
    connection.run_script(("RELEASE SAVEPOINT " + name).c_str());
    return outcome;
  } else {
    return std::forward<Function>(function)(repo);  // refused; of its normal type, so that no second error follows
  }
}

}  // namespace recto::detail
