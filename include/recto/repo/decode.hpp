// SPDX-License-Identifier: BSL-1.0
// Reads rows out of a result, straight from the connection's buffers into the fields. A row type says once where its
// fields are (`bind_row`); the loop over rows and columns is no template of it. Columns are read one after the other in
// blocks of rows, which measured faster than row by row, and one reader serves all fields of a type.
// Layer 7.
#pragma once

#include <recto/repo/decode_error.hpp>
#include <recto/schema/table.hpp>
#include <recto/sql/executor.hpp>
#include <recto/types/codec.hpp>

#include <cstddef>
#include <optional>
#include <string_view>
#include <tuple>
#include <type_traits>

namespace recto::detail {

/// Reads one field of `count` rows from `row` on. The field of the first of them is at `field`, that of the next
/// `stride` bytes further.
template <class Result>
using read_function = void (*)(Result const& from, int row, int count, int column, char* field, std::size_t stride);

/// What a type of field needs of its columns.
template <class Result>
struct reader {
  read_function<Result> read;
  void (*check)(Result const& from, int column, row_names const& names, std::size_t field);
  int columns = 1;
};

/// A field of the first row, and how it is read.
template <class Result>
struct cell {
  char* field;
  reader<Result> const* how;
};

template <class T, class Result>
inline void read_value(Result const& from, int row, int column, T& value) {
  int const length = from.length(row, column);
  if constexpr (fixed_width<T> != 0) {
    // NULL has length 0, so one question answers both.
    if (length != static_cast<int>(fixed_width<T>)) [[unlikely]] {
      if (from.is_null(row, column)) throw_null();
    }
  } else {
    if (length == 0 && from.is_null(row, column)) [[unlikely]] throw_null();
  }
  decode(std::string_view(from.value(row, column), static_cast<std::size_t>(length)), value);
}

template <class T, class Result>
void read_column(Result const& from, int row, int count, int column, char* field, std::size_t stride) {
  for (int const end = row + count; row != end; ++row, field += stride) {
    if constexpr (is_optional<T>) {
      auto& value = *reinterpret_cast<T*>(field);
      if (from.is_null(row, column)) value.reset();
      else read_value(from, row, column, value ? *value : value.emplace());
    } else {
      read_value(from, row, column, *reinterpret_cast<T*>(field));
    }
  }
}

template <class T, class Result>
void check_column(Result const& from, int column, row_names const& names, std::size_t field) {
  if (!accepts_column<T>(from.column_type(column))) [[unlikely]]
    throw_wrong_type(from.column_name(column), from.column_type(column), sql_type_of<T>.name, names, field);
}

template <class T, class Result>
inline constexpr reader<Result> reader_for{&read_column<T, Result>, &check_column<T, Result>, 1};

// Enters the fields of a row of select_into: every one.
template <class Result>
struct cell_maker {
  cell<Result>* next;
  template <class Field>
  void operator()(Field& one) {
    *next++ = {reinterpret_cast<char*>(&one), &reader_for<Field, Result>};
  }
};

// Enters the fields of a schema's struct that `wanted` says: the stored ones, or those that a write gives back.
template <class Result>
struct chosen_cell_maker {
  cell<Result>* next;
  bool const* wanted;
  template <class Field>
  void operator()(Field& one) {
    bool const take = *wanted++;
    if constexpr (column_type<value_of<Field>>)
      if (take) *next++ = {reinterpret_cast<char*>(&one), &reader_for<Field, Result>};
  }
};

template <class T>
inline constexpr auto stored_flags = [] {
  std::array<bool, table_of<T>.fields.size()> flags{};
  for (std::size_t i = 0; i < flags.size(); ++i) flags[i] = table_of<T>.fields[i].is_stored;
  return flags;
}();

template <class T>
inline constexpr int stored_count = [] {
  int count = 0;
  for (bool const stored : stored_flags<T>) count += stored;
  return count;
}();

/// How a row comes out of a query: as a source's struct or what select lists, or into the struct of select_into.
enum class row_shape { selected, into };

template <class Row>
inline constexpr bool is_tuple = false;
template <class... Parts>
inline constexpr bool is_tuple<std::tuple<Parts...>> = true;

template <class Part, class Result>
cell<Result>* bind_part(Part& part, cell<Result>* out);

/// Reads a whole struct that may be missing: its key is NULL then, or all of it if it has none.
template <class T, class Result>
void read_optional_row(Result const& from, int row, int count, int column, char* field, std::size_t stride) {
  constexpr bool has_key = table_of<T>.key_count() > 0;
  for (int const end = row + count; row != end; ++row, field += stride) {
    bool present = false;
    int at = column;
    for (recto::field const& one : table_of<T>.fields) {
      if (!one.is_stored) continue;
      present |= (!has_key || one.is_key) && !from.is_null(row, at);
      ++at;
    }
    auto& value = *reinterpret_cast<std::optional<T>*>(field);
    if (!present) {
      value.reset();
      continue;
    }
    T& object = value ? *value : value.emplace();
    cell<Result> cells[stored_count<T>];
    bind_part(object, cells);
    for (int i = 0; i < stored_count<T>; ++i) cells[i].how->read(from, row, 1, column + i, cells[i].field, 0);
  }
}

template <class T, class Result>
void check_optional_row(Result const& from, int column, row_names const&, std::size_t) {
  T object{};
  cell<Result> cells[stored_count<T>];
  bind_part(object, cells);
  for (int i = 0; i < stored_count<T>; ++i)
    cells[i].how->check(from, column + i, names_of_schema<T>, static_cast<std::size_t>(i));
}

template <class T, class Result>
inline constexpr reader<Result> optional_row_reader{&read_optional_row<T, Result>, &check_optional_row<T, Result>,
                                                    stored_count<T>};

/// Number of cells that a selected value takes.
template <class Part>
inline constexpr int part_cells = [] {
  if constexpr (is_optional<Part> || column_type<value_of<Part>>) return 1;
  else return stored_count<Part>;
}();
template <class... Parts>
inline constexpr int part_cells<std::tuple<Parts...>> = (part_cells<Parts> + ...);

template <class Part, class Result>
cell<Result>* bind_part(Part& part, cell<Result>* out) {
  if constexpr (column_type<value_of<Part>>) {
    *out = {reinterpret_cast<char*>(&part), &reader_for<Part, Result>};
    return out + 1;
  } else if constexpr (is_optional<Part>) {
    *out = {reinterpret_cast<char*>(&part), &optional_row_reader<value_of<Part>, Result>};
    return out + 1;
  } else if constexpr (is_tuple<Part>) {
    std::apply([&](auto&... parts) { ((out = bind_part(parts, out)), ...); }, part);
    return out;
  } else {
    for_each_field(part, chosen_cell_maker<Result>{out, stored_flags<Part>.data()});
    return out + stored_count<Part>;
  }
}

template <class Row, row_shape Shape>
inline constexpr int row_cells = [] {
  if constexpr (Shape == row_shape::into) return static_cast<int>(field_count<Row>);
  else return part_cells<Row>;
}();

/// The cells of a row, in the order of the columns.
template <row_shape Shape, class Row, class Result>
void bind_row(Row& row, cell<Result>* out) {
  if constexpr (Shape == row_shape::into) for_each_field(row, cell_maker<Result>{out});
  else bind_part(row, out);
}

/// Compares the columns of a result with what a row type needs, once for each prepared statement.
template <class Result>
[[gnu::noinline]] void check_cells(Result const& from, cell<Result> const* cells, int count, row_names const& names) {
  int columns = 0;
  for (int i = 0; i < count; ++i) columns += cells[i].how->columns;
  if (columns != from.columns()) throw_wrong_count(columns, from.columns(), names);
  int column = 0;
  for (int i = 0; i < count; column += cells[i].how->columns, ++i)
    cells[i].how->check(from, column, names, static_cast<std::size_t>(i));
}

/// Reads `rows` rows, the first of which the cells point at.
template <class Result>
void read_cells(Result const& from, cell<Result> const* cells, int count, int rows, std::size_t stride,
                row_names const& names) {
  constexpr int block = 32;
  int column = 0;
  int cell_index = 0;
  try {
    for (int row = 0; row < rows; row += block) {
      int const some = rows - row < block ? rows - row : block;
      column = 0;
      for (cell_index = 0; cell_index < count; ++cell_index) {
        cell<Result> const& one = cells[cell_index];
        one.how->read(from, row, some, column, one.field + static_cast<std::size_t>(row) * stride, stride);
        column += one.how->columns;
      }
    }
  } catch (error const& reason) {
    throw_unreadable(reason, from.column_name(column), names, static_cast<std::size_t>(cell_index));
  }
}

}  // namespace recto::detail
