// SPDX-License-Identifier: BSL-1.0
// What PostgreSQL itself says of our bytes: a value sent in binary and printed by the server, a value sent and returned,
// and a literal read by the server.
#pragma once

#include <recto/pg/connection.hpp>
#include <recto/types/array.hpp>
#include <recto/types/codec.hpp>
#include <recto/types/literal.hpp>
#include <support/database.hpp>
#include <support/test.hpp>

#include <optional>
#include <string>
#include <string_view>

namespace recto::test {

/// One session for all tests of the types; every test may assume the settings of `reset_session`.
inline pg::connection& session() {
  static pg::connection connection(connection_settings{.conninfo = database_url()});
  return connection;
}

inline void reset_session() {
  session().run_script(
      "set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'postgres'; set bytea_output = 'hex';"
      "set extra_float_digits = 1");
}

/// Runs `sql` with one parameter of `T`, as the layers above send it.
template <class T>
pg::result run_with(char const* sql, T const& value) {
  oid const number = sql_type_of<T>.number;
  int const format = is_text_format<T> ? 0 : 1;
  statement const which(sql, &number, &format, 1);
  std::string bytes(detail::encoded_size(value), '\0');
  detail::encode(value, bytes.data());
  char const* const values[] = {bytes.data()};
  int const lengths[] = {static_cast<int>(bytes.size())};
  return session().execute(which, parameters{values, lengths});
}

inline std::string_view cell(pg::result const& rows) {
  REQUIRE(rows.rows() == 1);
  REQUIRE_FALSE(rows.is_null(0, 0));
  return {rows.value(0, 0), static_cast<std::size_t>(rows.length(0, 0))};
}

template <class T>
T read_cell(pg::result const& rows) {
  REQUIRE(accepts_column<T>(rows.column_type(0)));
  T value{};
  detail::decode(cell(rows), value);
  return value;
}

/// What the server prints for a value that came in binary.
template <class T>
std::string printed(T const& value) {
  std::string const sql = "select ($1::" + std::string(sql_type_of<T>.name) + ")::text";
  return std::string(cell(run_with(sql.c_str(), value)));
}

/// The value after a round trip through the server, in binary both ways.
template <class T>
T echoed(T const& value) {
  std::string const sql = "select $1::" + std::string(sql_type_of<T>.name);
  return read_cell<T>(run_with(sql.c_str(), value));
}

/// What the server's input function makes of text.
template <class T>
T read_by_server(std::string const& text) {
  std::string const sql = "select ($1::text)::" + std::string(sql_type_of<T>.name);
  return read_cell<T>(run_with(sql.c_str(), text));
}

/// The value's literal, read by the server and returned in binary.
template <class T>
T through_literal(T const& value) {
  std::string text;
  append_literal(text, value);
  INFO("literal " << text.substr(0, 200));
  return read_by_server<T>(text);
}

/// All ways through the server keep the value.
template <class T>
void check_survives(T const& value) {
  CHECK(echoed(value) == value);
  CHECK(through_literal(value) == value);
}

}  // namespace recto::test
