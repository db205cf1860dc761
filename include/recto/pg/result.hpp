// SPDX-License-Identifier: BSL-1.0
// What a connection answers with: `PGresult`, owned. Models `statement_result`.
// Layer 6; thin on purpose, each accessor is one call into libpq.
#pragma once

#include <recto/sql/executor.hpp>

#include <libpq-fe.h>

#include <cstdint>
#include <memory>
#include <string_view>
#include <utility>

namespace recto::detail {

struct clear_result {
  void operator()(PGresult* result) const noexcept { PQclear(result); }
};
using result_handle = std::unique_ptr<PGresult, clear_result>;

}  // namespace recto::detail

namespace recto::pg {

/// The rows, or the number of rows changed, of one statement. Lives on its own, except that `types_checked` of a
/// prepared statement is kept by the connection and must not be asked for after that has gone.
class result {
 public:
  /// Takes over `handle`. `checked`: the flag of the prepared statement, or null.
  explicit result(PGresult* handle, bool* checked = nullptr) noexcept : handle_(handle), checked_(checked) {}
  result(result&& other) noexcept
      : handle_(std::exchange(other.handle_, nullptr)), checked_(other.checked_), own_checked_(other.own_checked_) {}
  result& operator=(result&& other) noexcept {
    std::swap(handle_, other.handle_);
    checked_ = other.checked_;
    own_checked_ = other.own_checked_;
    return *this;
  }
  ~result() { PQclear(handle_); }

  int rows() const noexcept { return PQntuples(handle_); }
  int columns() const noexcept { return PQnfields(handle_); }

  /// The bytes of a cell, followed by a zero; not null even if the cell is. Valid as long as the result.
  char const* value(int row, int column) const noexcept { return PQgetvalue(handle_, row, column); }
  int length(int row, int column) const noexcept { return PQgetlength(handle_, row, column); }
  bool is_null(int row, int column) const noexcept { return PQgetisnull(handle_, row, column) != 0; }

  oid column_type(int column) const noexcept { return PQftype(handle_, column); }
  std::string_view column_name(int column) const noexcept {
    char const* const name = PQfname(handle_, column);
    return name ? name : "";
  }

  /// Rows changed, or returned by a SELECT; 0 for statements that do not count.
  std::int64_t affected() const noexcept {
    std::int64_t count = 0;
    for (char const* digit = PQcmdTuples(handle_); *digit != '\0'; ++digit) count = count * 10 + (*digit - '0');
    return count;
  }

  /// Have the column types been compared with the row's? One flag for each prepared statement of a connection; a
  /// statement that was not prepared by name has one for each result.
  bool& types_checked() const noexcept { return checked_ ? *checked_ : own_checked_; }

  /// libpq's object, for what recto has no word for. Still owned by this.
  PGresult* native() const noexcept { return handle_; }

 private:
  PGresult* handle_;
  bool* checked_;
  mutable bool own_checked_ = false;
};

static_assert(statement_result<result>);

}  // namespace recto::pg
