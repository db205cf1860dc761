// SPDX-License-Identifier: BSL-1.0
// The seam between what a program asks (above) and a connection (beside): statements of fixed text go down, results
// come up. `pg::connection` models `executor`; so does the fake connection that the repo is tested on.
// Layer 5.
#pragma once

#include <recto/base/error.hpp>
#include <recto/sql/write_target.hpp>
#include <recto/types/type.hpp>

#include <atomic>
#include <chrono>
#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>

namespace recto {

/// How statements reach the server: parsed once and kept by name on each connection, or parsed each time. `unnamed` is
/// for connection poolers in transaction mode, where the next transaction may meet another server process.
enum class prepare { named, unnamed };

/// Where a connection goes and how it is set up. Nothing in it is ever printed.
struct connection_settings {
  std::string conninfo{};  ///< URL or keyword string; what it leaves out comes from PGHOST, PGUSER, ...
  recto::prepare prepare = prepare::named;
  std::string
      search_path{};  ///< first schemas to look in, comma separated, quoted where needed; empty: the server's own
  std::string application_name{};
  std::chrono::milliseconds connect_timeout{5000};
  void (*on_notice)(void* context, std::string_view severity, std::string_view message) = nullptr;
  void* notice_context = nullptr;
};

namespace detail {
/// Number of the statements whose text is used once: connections prepare them under no name, and forget them.
inline constexpr std::uint32_t once_number = 1;
}  // namespace detail

/// A statement of fixed text. Objects of it live as long as the program, one for each query type and shape, so a
/// connection may keep their address.
struct statement {
  char const* sql = "";                    ///< terminated
  oid const* parameter_types = nullptr;    ///< 0: the server infers
  int const* parameter_formats = nullptr;  ///< 1 binary, 0 text
  std::uint16_t parameter_count = 0;
  detail::write_target const* writes = nullptr;  ///< set if it writes a struct
  mutable std::atomic<std::uint32_t> number{0};  ///< given at first use, see `number_of`

  constexpr statement() = default;
  constexpr statement(char const* text, oid const* types, int const* formats, std::uint16_t count,
                      detail::write_target const* target = nullptr)
      : sql(text), parameter_types(types), parameter_formats(formats), parameter_count(count), writes(target) {}
};

namespace detail {

inline constinit std::atomic<std::uint32_t> last_statement_number{once_number};

// Cold on purpose: the hot path reads `number` and finds it set.
[[gnu::noinline, gnu::cold]] inline std::uint32_t give_number(statement const& which) {
  std::uint32_t expected = 0;
  std::uint32_t const fresh = last_statement_number.fetch_add(1, std::memory_order_relaxed) + 1;
  return which.number.compare_exchange_strong(expected, fresh, std::memory_order_relaxed) ? fresh : expected;
}

}  // namespace detail

/// The number by which connections know a statement: 2, 3, 4, ... in the order of first use, small enough to be an index.
inline std::uint32_t number_of(statement const& which) {
  std::uint32_t const number = which.number.load(std::memory_order_relaxed);
  return number != 0 ? number : detail::give_number(which);
}

/// The values of a statement's parameters, in their wire format. Borrowed until `send` has returned.
struct parameters {
  char const* const* values = nullptr;  ///< null pointer: NULL
  int const* lengths = nullptr;
};

/// What a connection answers with. Cells are in binary unless the statement was run by `run_script`.
template <class Result>
concept statement_result = requires(Result const& result, int row, int column) {
  { result.rows() } -> std::same_as<int>;
  { result.columns() } -> std::same_as<int>;
  { result.value(row, column) } -> std::same_as<char const*>;  // valid as long as the result
  { result.length(row, column) } -> std::same_as<int>;         // 0 for NULL
  { result.is_null(row, column) } -> std::same_as<bool>;
  { result.column_type(column) } -> std::same_as<oid>;
  { result.column_name(column) } -> std::same_as<std::string_view>;
  { result.affected() } -> std::same_as<std::int64_t>;  // rows changed, or returned by a SELECT
  { result.types_checked() } -> std::same_as<bool&>;    // one flag for each prepared statement of a connection
};

/// A connection. `send` and `receive` are the two halves of `execute`; errors are thrown as `recto::error`. Before the
/// first use of a statement that writes a struct it compares the types of the columns (`detail::check_target`), and sends
/// nothing if they differ. `execute` names the parameter that was no UTF-8 (`detail::name_bad_text`).
template <class Connection>
concept executor = requires(Connection& connection, statement const& which, parameters values, char const* sql) {
  typename Connection::result;
  requires statement_result<typename Connection::result>;
  requires std::constructible_from<Connection, connection_settings const&>;
  connection.send(which, values);
  { connection.receive() } -> std::same_as<typename Connection::result>;
  { connection.execute(which, values) } -> std::same_as<typename Connection::result>;
  {
    connection.execute_unsafe(sql)
  } -> std::same_as<typename Connection::result>;  // one statement, not prepared, binary results
  connection.run_script(sql);                      // any number of statements; results are dropped
  { connection.usable() } -> std::same_as<bool>;   // alive, as far as is known without asking the server
  { connection.idle() } -> std::same_as<bool>;     // usable, outside a transaction, nothing under way
  { connection.failed() } -> std::same_as<bool>;   // in a transaction that can only be rolled back now
};

}  // namespace recto
