// SPDX-License-Identifier: BSL-1.0
// What is said when a result does not fit the row it is read into: which column, which field, and what to change.
// Layer 7; cold code only.
#pragma once

#include <recto/base/error.hpp>
#include <recto/reflect/fields.hpp>
#include <recto/schema/table.hpp>
#include <recto/types/oid.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string>
#include <string_view>

namespace recto::detail {

/// How a row and its fields are called. Without names the column's has to do.
struct row_names {
  std::string_view row{};
  std::span<std::string_view const> fields{};
};

template <class T>
inline constexpr auto stored_names = [] {
  std::array<std::string_view, table_of<T>.fields.size()> names{};
  std::size_t next = 0;
  for (field const& one : table_of<T>.fields)
    if (one.is_stored) names[next++] = one.name;
  return names;
}();

template <class T>
inline constexpr row_names names_of_schema{short_type_name<T>, stored_names<T>};
template <class Row>
inline constexpr row_names names_of_row{short_type_name<Row>, field_names<Row>};
inline constexpr row_names no_names{};

inline std::string field_text(row_names const& names, std::size_t index) {
  if (index >= names.fields.size()) return "the selected value";
  return "field " + std::string(names.fields[index]) + " of " + std::string(names.row);
}

// Thrown without names where a value is read, and completed by throw_unreadable where they are known.
[[noreturn, gnu::noinline, gnu::cold]] inline void throw_null() {
  throw error(error_kind::invalid_value, "it is NULL, but not optional; make it a std::optional");
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_unreadable(error const& reason, std::string_view column,
                                                                   row_names const& names, std::size_t field) {
  error_fields fields = reason.fields();
  fields.message = "column \"" + std::string(column) + "\" cannot be read into " + field_text(names, field) + ": " +
                   fields.message;
  fields.column = column;
  throw error(std::move(fields));
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_wrong_type(std::string_view column, oid found,
                                                                   std::string_view expected, row_names const& names,
                                                                   std::size_t field) {
  throw error(error_fields{.kind = error_kind::type_mismatch,
                           .message = "column \"" + std::string(column) + "\" has type " + name_of_oid(found) +
                                      ", but " + field_text(names, field) + " needs " + std::string(expected),
                           .column = std::string(column)});
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_wrong_count(int expected, int found, row_names const& names) {
  throw error(error_kind::type_mismatch, "the result has " + std::to_string(found) + " columns, but " +
                                             (names.row.empty() ? "the row" : std::string(names.row)) + " needs " +
                                             std::to_string(expected));
}

}  // namespace recto::detail
