// SPDX-License-Identifier: BSL-1.0
// The answer to SQL that was given as text: columns by name, cells read by type with the same checks as everywhere.
// Layer 7.
#pragma once

#include <recto/repo/decode.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace recto {

/// What `unsafe_sql` brings. Owns the connection's buffers.
template <class Result>
class unsafe_result {
 public:
  explicit unsafe_result(Result from) : from_(std::move(from)) {}

  std::size_t size() const { return static_cast<std::size_t>(from_.rows()); }
  bool empty() const { return size() == 0; }
  std::size_t columns() const { return static_cast<std::size_t>(from_.columns()); }
  std::string_view column_name(std::size_t column) const { return from_.column_name(static_cast<int>(column)); }
  oid column_type(std::size_t column) const { return from_.column_type(static_cast<int>(column)); }
  /// Rows changed, or returned by a SELECT.
  std::int64_t affected() const { return from_.affected(); }

  /// The cell as a `T`, which may be optional. Errors: `type_mismatch` if the column has another type, `invalid_value`
  /// for NULL in a plain `T`, `misuse` out of range.
  template <class T>
  T get(std::size_t row, std::size_t column) const {
    if (row >= size() || column >= columns())
      throw error(error_kind::misuse, "there is no such row or column in the result");
    T value{};
    auto const at = static_cast<int>(column);
    detail::check_column<T>(from_, at, detail::no_names, 0);
    try {
      detail::read_column<T>(from_, static_cast<int>(row), 1, at, reinterpret_cast<char*>(&value), 0);
    } catch (error const& reason) {
      detail::throw_unreadable(reason, from_.column_name(at), detail::no_names, 0);
    }
    return value;
  }

  Result const& raw() const { return from_; }

 private:
  Result from_;
};

namespace detail {

// Reads each field whose column the result has; the others keep their defaults.
template <class Result>
struct column_loader {
  field const* next;
  Result const& from;
  std::size_t stride;
  row_names const& names;
  std::size_t stored = 0;  // how many fields before this one are columns

  template <class Field>
  void operator()(Field& first) {
    field const& facts = *next++;
    if constexpr (column_type<value_of<Field>>) {
      std::size_t const index = stored;
      if (!facts.is_stored) return;
      ++stored;
      for (int column = 0; column < from.columns(); ++column) {
        if (from.column_name(column) != facts.column) continue;
        check_column<Field>(from, column, names, index);
        try {
          read_column<Field>(from, 0, from.rows(), column, reinterpret_cast<char*>(&first), stride);
        } catch (error const& reason) {
          throw_unreadable(reason, from.column_name(column), names, index);
        }
        return;
      }
    }
  }
};

/// Rows whose columns are found by name: unknown columns are passed over, missing ones keep the field's default.
template <class T, class Result>
std::vector<T> load_rows(Result const& from) {
  std::vector<T> rows(static_cast<std::size_t>(from.rows()));
  if (!rows.empty())
    for_each_field(rows.front(), column_loader<Result>{table_of<T>.fields.data(), from, sizeof(T), names_of_schema<T>});
  return rows;
}

}  // namespace detail

}  // namespace recto
