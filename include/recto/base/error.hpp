// SPDX-License-Identifier: BSL-1.0
// What is thrown when something went wrong that the caller did not ask about: one class, with a kind and questions in
// place of a tree of classes. It never holds a password, a bound value or a redacted field.
// Layer 0.
#pragma once

#include <recto/base/platform.hpp>

#include <exception>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

namespace recto {

/// What went wrong, as far as a program would act on it. The order is of no meaning.
enum class error_kind {
  no_results,        ///< exactly one row was asked for and none was there
  multiple_results,  ///< at most one row was asked for and more were there
  invalid_value,     ///< a value cannot be sent, stored or read: NUL in text, out of range, NULL in a plain field
  type_mismatch,     ///< a column has another type than the field that is read from it or written to it
  stale,             ///< the row to update or delete was not there (any more)
  not_loaded,        ///< an association was read before it was preloaded
  constraint,        ///< the database refused a row by a constraint that nobody had declared
  query,             ///< the server refused a statement: syntax, missing table or column, privilege
  connection,        ///< no connection, or the connection was lost
  timeout,           ///< a deadline passed, or the server cancelled the statement
  misuse             ///< the program broke a rule of the library that the compiler could not see
};

/// All that is known of an error. Empty text means: not known, or does not apply.
struct error_fields {
  error_kind kind = error_kind::query;
  std::string message{};     ///< one line, complete by itself
  std::string sqlstate{};    ///< five characters, PostgreSQL's appendix A
  std::string detail{};      ///< the server's detail; values of rows are taken out
  std::string hint{};        ///< what to try
  std::string schema{};      ///< of the table below
  std::string table{};       ///< table concerned, as the server names it
  std::string column{};      ///< column concerned
  std::string constraint{};  ///< name of the violated constraint
  std::string sql{};         ///< text of the statement, with $1, $2, ... in place of values
  int position = 0;          ///< where in `sql` the server stopped, counted in characters from 1; 0: not known
};

/// The one exception class of recto. Copies share their text, so that copying never throws.
class error : public std::exception {
 public:
  explicit error(error_fields fields) : fields_(std::make_shared<error_fields const>(std::move(fields))) {}
  error(error_kind kind, std::string message) : error(error_fields{.kind = kind, .message = std::move(message)}) {}

  char const* what() const noexcept override { return fields_->message.c_str(); }

  error_kind kind() const noexcept { return fields_->kind; }
  std::string const& message() const noexcept { return fields_->message; }
  std::string const& sqlstate() const noexcept { return fields_->sqlstate; }
  std::string const& detail() const noexcept { return fields_->detail; }
  std::string const& hint() const noexcept { return fields_->hint; }
  std::string const& schema() const noexcept { return fields_->schema; }
  std::string const& table() const noexcept { return fields_->table; }
  std::string const& column() const noexcept { return fields_->column; }
  std::string const& constraint() const noexcept { return fields_->constraint; }
  std::string const& sql() const noexcept { return fields_->sql; }
  int position() const noexcept { return fields_->position; }
  error_fields const& fields() const noexcept { return *fields_; }

  /// Would the same transaction, run again from its start, possibly succeed? True for serialization failures (40001)
  /// and deadlocks (40P01).
  bool retryable() const noexcept { return sqlstate() == "40001" || sqlstate() == "40P01"; }

  /// Is the connection of no more use?
  bool ends_connection() const noexcept { return kind() == error_kind::connection; }

  /// Can the transaction around the statement only be rolled back now? True for all that the server reports.
  bool ends_transaction() const noexcept { return !sqlstate().empty() || ends_connection(); }

 private:
  std::shared_ptr<error_fields const> fields_;
};

}  // namespace recto
