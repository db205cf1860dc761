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

#include <array>
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

/// How a row type is read: a reader for each cell, and names for messages. A constant for each row type.
template <class Result>
struct row_layout {
  reader<Result> const* const* readers;
  int cells;
  row_names const* names;
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

// Enters the readers of the fields; `wanted`, where it is not null, says of which. Only types count.
template <class Result>
struct reader_collector {
  reader<Result> const** next;
  bool const* wanted;
  bool all;

  template <class Field>
  constexpr void operator()(Field const&) {
    if constexpr (column_type<value_of<Field>>) {
      if (all || *wanted) *next++ = &reader_for<Field, Result>;
    }
    if (!all) ++wanted;
  }
};

// Enters where the fields of a row are: all of them, or those that are wanted.
struct address_collector {
  char** next;

  template <class Field>
  void operator()(Field& one) {
    *next++ = reinterpret_cast<char*>(&one);
  }
};
struct chosen_address_collector {
  char** next;
  bool const* wanted;

  template <class Field>
  void operator()(Field& one) {
    if (*wanted++) *next++ = reinterpret_cast<char*>(&one);
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

template <class T, class Result>
inline constexpr auto readers_of_struct = [] {
  std::array<reader<Result> const*, stored_count<T>> readers{};
  for_each_field_type<T>(reader_collector<Result>{readers.data(), stored_flags<T>.data(), false});
  return readers;
}();

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
    char* fields[stored_count<T>];
    for_each_field(value ? *value : value.emplace(), chosen_address_collector{fields, stored_flags<T>.data()});
    for (int i = 0; i < stored_count<T>; ++i)
      readers_of_struct<T, Result>[static_cast<std::size_t>(i)]->read(from, row, 1, column + i, fields[i], 0);
  }
}

template <class T, class Result>
void check_optional_row(Result const& from, int column, row_names const&, std::size_t) {
  for (int i = 0; i < stored_count<T>; ++i)
    readers_of_struct<T, Result>[static_cast<std::size_t>(i)]->check(from, column + i, names_of_schema<T>,
                                                                     static_cast<std::size_t>(i));
}

template <class T, class Result>
inline constexpr reader<Result> optional_row_reader{&read_optional_row<T, Result>, &check_optional_row<T, Result>,
                                                    stored_count<T>};

/// How a selected value is read: a column as one cell, a struct as one for each stored field, a tuple as its parts, a
/// struct that may be missing as one cell of several columns.
template <class Part>
inline constexpr bool is_single_cell = is_optional<Part> || column_type<value_of<Part>>;

template <class Part>
inline constexpr int part_cells = [] {
  if constexpr (is_single_cell<Part>) return 1;
  else return stored_count<Part>;
}();
template <class... Parts>
inline constexpr int part_cells<std::tuple<Parts...>> = (part_cells<Parts> + ...);

template <class Part, class Result>
constexpr reader<Result> const** collect_readers(std::type_identity<Part>, reader<Result> const** out) {
  if constexpr (column_type<value_of<Part>>) {
    *out++ = &reader_for<Part, Result>;
  } else if constexpr (is_optional<Part>) {
    *out++ = &optional_row_reader<value_of<Part>, Result>;
  } else {
    for (reader<Result> const* one : readers_of_struct<Part, Result>) *out++ = one;
  }
  return out;
}
template <class... Parts, class Result>
constexpr reader<Result> const** collect_readers(std::type_identity<std::tuple<Parts...>>, reader<Result> const** out) {
  ((out = collect_readers(std::type_identity<Parts>{}, out)), ...);
  return out;
}

template <class Part>
char** collect_addresses(Part& part, char** out) {
  if constexpr (is_single_cell<Part>) {
    *out = reinterpret_cast<char*>(&part);
    return out + 1;
  } else {
    for_each_field(part, chosen_address_collector{out, stored_flags<Part>.data()});
    return out + stored_count<Part>;
  }
}
template <class... Parts>
char** collect_addresses(std::tuple<Parts...>& row, char** out) {
  std::apply([&](Parts&... parts) { ((out = collect_addresses(parts, out)), ...); }, row);
  return out;
}

/// How a row comes out of a query: as a source's struct or what select lists, or into the struct of select_into.
enum class row_shape { selected, into };

template <class Row, row_shape Shape>
inline constexpr int row_cells = [] {
  if constexpr (Shape == row_shape::into) return static_cast<int>(field_count<Row>);
  else return part_cells<Row>;
}();

template <class Row, row_shape Shape, class Result>
inline constexpr auto row_readers = [] {
  std::array<reader<Result> const*, row_cells<Row, Shape>> readers{};
  if constexpr (Shape == row_shape::into) for_each_field_type<Row>(reader_collector<Result>{readers.data(), nullptr, true});
  else collect_readers(std::type_identity<Row>{}, readers.data());
  return readers;
}();

/// Where the cells of a row are, in the order of the columns.
template <row_shape Shape, class Row>
void find_cells(Row& row, char** out) {
  if constexpr (Shape == row_shape::into) for_each_field(row, address_collector{out});
  else collect_addresses(row, out);
}

/// Compares the columns of a result with what a row type needs, once for each prepared statement.
template <class Result>
[[gnu::noinline, gnu::cold]] void check_layout(Result const& from, row_layout<Result> const& layout) {
  int columns = 0;
  for (int i = 0; i < layout.cells; ++i) columns += layout.readers[i]->columns;
  if (columns != from.columns()) throw_wrong_count(columns, from.columns(), *layout.names);
  int column = 0;
  for (int i = 0; i < layout.cells; column += layout.readers[i]->columns, ++i)
    layout.readers[i]->check(from, column, *layout.names, static_cast<std::size_t>(i));
}

/// Reads `rows` rows from `first` on; `fields` are the cells of the first one.
template <class Result>
[[gnu::noinline]] void read_rows(Result const& from, row_layout<Result> const& layout, char* const* fields, int first,
                                 int rows, std::size_t stride) {
  constexpr int block = 32;
  int column = 0;
  int cell = 0;
  try {
    for (int row = 0; row < rows; row += block) {
      int const some = rows - row < block ? rows - row : block;
      column = 0;
      for (cell = 0; cell < layout.cells; ++cell) {
        reader<Result> const& how = *layout.readers[cell];
        how.read(from, first + row, some, column, fields[cell] + static_cast<std::size_t>(row) * stride, stride);
        column += how.columns;
      }
    }
  } catch (error const& reason) {
    throw_unreadable(reason, from.column_name(column), *layout.names, static_cast<std::size_t>(cell));
  }
}

}  // namespace recto::detail
