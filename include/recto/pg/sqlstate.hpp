// SPDX-License-Identifier: BSL-1.0
// The SQLSTATEs that the driver acts on, by the names of PostgreSQL's manual, appendix A ("PostgreSQL Error Codes"),
// and the kind of error that each one is. All others are plain refusals of a statement.
// Layer 6, text only: knows nothing of libpq.
#pragma once

#include <recto/base/error.hpp>

#include <string_view>

namespace recto::pg::sqlstate {

// Classes: the first two characters.
inline constexpr std::string_view connection_exception = "08";
inline constexpr std::string_view data_exception = "22";
inline constexpr std::string_view integrity_constraint_violation = "23";

inline constexpr std::string_view feature_not_supported = "0A000";  // "cached plan must not change result type"
inline constexpr std::string_view numeric_value_out_of_range = "22003";
inline constexpr std::string_view character_not_in_repertoire = "22021";
inline constexpr std::string_view untranslatable_character = "22P05";
inline constexpr std::string_view restrict_violation = "23001";
inline constexpr std::string_view foreign_key_violation = "23503";
inline constexpr std::string_view unique_violation = "23505";
inline constexpr std::string_view exclusion_violation = "23P01";
inline constexpr std::string_view idle_in_transaction_session_timeout = "25P03";
inline constexpr std::string_view transaction_timeout = "25P04";
inline constexpr std::string_view invalid_sql_statement_name = "26000";  // a prepared statement that does not exist
inline constexpr std::string_view invalid_authorization_specification = "28000";
inline constexpr std::string_view invalid_password = "28P01";
inline constexpr std::string_view invalid_catalog_name = "3D000";  // no such database
inline constexpr std::string_view duplicate_prepared_statement = "42P05";
inline constexpr std::string_view with_check_option_violation = "44000";
inline constexpr std::string_view too_many_connections = "53300";
inline constexpr std::string_view query_canceled = "57014";  // by statement_timeout or by request
inline constexpr std::string_view admin_shutdown = "57P01";
inline constexpr std::string_view crash_shutdown = "57P02";
inline constexpr std::string_view cannot_connect_now = "57P03";
inline constexpr std::string_view database_dropped = "57P04";
inline constexpr std::string_view idle_session_timeout = "57P05";

/// The kind of error that `state` is when a statement is answered with it.
constexpr error_kind kind_of(std::string_view state) {
  if (state.starts_with(integrity_constraint_violation) || state == with_check_option_violation)
    return error_kind::constraint;
  if (state.starts_with(data_exception)) return error_kind::invalid_value;
  if (state == query_canceled) return error_kind::timeout;
  if (state.starts_with(connection_exception) || state.starts_with("57P") || state == transaction_timeout
      || state == idle_in_transaction_session_timeout)
    return error_kind::connection;
  return error_kind::query;
}

}  // namespace recto::pg::sqlstate
