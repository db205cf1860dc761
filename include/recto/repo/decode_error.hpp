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

struct row_part;

/// How a row and its fields are called; worked out when a message needs it. Without names the column's has to do.
struct row_names {
  std::string_view row{};             ///< what the compiler prints of the row's type
  std::string_view signature{};       ///< what it prints of the fields
  std::size_t count = 0;              ///< of fields in the signature
  std::span<field const> schema{};    ///< of a schema's struct: its fields in place of the signature
  std::span<row_part const> parts{};  ///< of a tuple, and of a struct with structs in it
};

/// One part of a row, how many cells it has, and where its names begin.
struct row_part {
  row_names const* names;
  int cells;
  std::size_t first = 0;
};

template <class T>
inline constexpr row_names names_of_schema{.row = signature_of_type<T>(), .schema = table_of<T>.fields};
template <class Row>
inline constexpr row_names names_of_row{
    .row = signature_of_type<Row>(), .signature = signature_of_row<Row>(), .count = field_count<Row>};
inline constexpr row_names no_names{};

inline std::string field_text(row_names const& names, std::size_t index) {
  for (row_part const& part : names.parts) {
    auto const cells = static_cast<std::size_t>(part.cells);
    if (index < cells) return field_text(*part.names, part.first + index);
    index -= cells;
  }
  std::string_view name;
  for (std::size_t i = 0, stored = 0; i < names.schema.size(); ++i)
    if (names.schema[i].is_stored && stored++ == index) name = names.schema[i].name;
  if (index < names.count) name = name_in_signature(names.signature, names.count, index);
  if (name.empty()) return "the selected value";
  return "field " + std::string(name) + " of " + std::string(type_name_in(names.row));
}

// Thrown without names where a value is read, and completed by throw_unreadable where they are known.
[[noreturn, gnu::noinline, gnu::cold]] inline void throw_null() {
  throw error(error_kind::invalid_value, "it is NULL, but not optional; make it a std::optional");
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_unreadable(error const& reason, std::string_view column,
                                                                    row_names const& names, std::size_t field) {
  if (!reason.column().empty()) throw reason;  // a part of the row has said it
  error_fields fields = reason.fields();
  fields.message =
      "column \"" + std::string(column) + "\" cannot be read into " + field_text(names, field) + ": " + fields.message;
  fields.column = column;
  throw error(std::move(fields));
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_wrong_type(std::string_view column, oid found,
                                                                    std::string_view expected, row_names const& names,
                                                                    std::size_t field) {
  throw error(error_fields{.kind = error_kind::type_mismatch,
                           .message = "column \"" + std::string(column) + "\" has type " + name_of_oid(found) + ", but "
                                    + field_text(names, field) + " needs " + std::string(expected),
                           .column = std::string(column)});
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_wrong_count(int expected, int found, row_names const& names) {
  throw error(error_kind::type_mismatch, "the result has " + std::to_string(found) + " columns, but "
                                             + (names.row.empty() ? "the row" : std::string(type_name_in(names.row)))
                                             + " needs " + std::to_string(expected));
}

}  // namespace recto::detail
