// SPDX-License-Identifier: BSL-1.0
// Reads rows out of a result, straight from the connection's buffers into the fields. A row type says once where its
// fields are (`bind_row`); the loop over rows and columns is no template of it. Columns are read one after the other in
// blocks of rows, which measured faster than row by row, and one reader serves all fields of a type.
// Layer 7.
#pragma once

#include <recto/repo/decode_error.hpp>
#include <recto/repo/row_storage.hpp>
#include <recto/schema/table.hpp>
#include <recto/sql/executor.hpp>
#include <recto/types/codec.hpp>
#include <recto/types/embed.hpp>

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

/// One field or selected value of a row: how it is read, and where it is in the row, in bytes.
template <class Result>
struct cell {
  reader<Result> const* how = nullptr;
  std::size_t offset = 0;
};

/// How a row type is read: its cells, and names for messages. A constant for each row type.
template <class Result>
struct row_layout {
  cell<Result> const* cells;
  int count;
  row_names const* names;
  row_life const* life = nullptr;  ///< null where `read_new_rows` cannot make them
};

/// Reads one cell. NULL has length 0, and so have few other values: mostly one question answers both.
template <class T, class Result>
inline void read_cell(Result const& from, int row, int column, T& field) {
  int const length = from.length(row, column);
  bool const is_null = length == 0 && from.is_null(row, column);
  if constexpr (is_optional<T>) {
    if (is_null) return field.reset();
    decode(std::string_view(from.value(row, column), static_cast<std::size_t>(length)),
           field ? *field : field.emplace());
  } else {
    if (is_null) [[unlikely]]
      throw_null();
    decode(std::string_view(from.value(row, column), static_cast<std::size_t>(length)), field);
  }
}

/// JSON's null is none as well.
template <class T, class Result>
void read_cell(Result const& from, int row, int column, embeds_one<T>& field) {
  if (from.is_null(row, column)) return field.reset();
  std::string_view const wire(from.value(row, column), static_cast<std::size_t>(from.length(row, column)));
  if (wire == "\1null" || wire == "null") return field.reset();
  decode(wire, embed_access::make(field));
}
template <class T, class Result>
void read_cell(Result const& from, int row, int column, embeds_many<T>& field) {
  if (from.is_null(row, column)) return field.clear();
  decode(std::string_view(from.value(row, column), static_cast<std::size_t>(from.length(row, column))), field);
}

template <class T, class Result>
void read_column(Result const& from, int row, int count, int column, char* field, std::size_t stride) {
  for (int const end = row + count; row != end; ++row, field += stride)
    read_cell(from, row, column, *reinterpret_cast<T*>(field));
}

template <class T, class Result>
void check_column(Result const& from, int column, row_names const& names, std::size_t field) {
  if (!accepts_column<T>(from.column_type(column))) [[unlikely]]
    throw_wrong_type(from.column_name(column), from.column_type(column), sql_type_of<T>.name, names, field);
}

template <class T, class Result>
inline constexpr reader<Result> reader_for{&read_column<T, Result>, &check_column<T, Result>, 1};

// Enters the cells of the fields of which `wanted` says so. Only types count.
template <class Result>
struct cell_collector {
  cell<Result>* next;
  std::size_t const* offset;
  bool const* wanted;

  template <class Field>
  constexpr void operator()(Field const&) {
    if constexpr (column_type<value_of<Field>>) {
      if (*wanted) *next++ = {&reader_for<Field, Result>, *offset};
    }
    ++offset;
    ++wanted;
  }
};

/// The cells of a struct of which `Flags` says which fields are read.
template <class T, class Result, auto const& Flags, int Count>
inline constexpr auto chosen_cells = [] {
  std::array<cell<Result>, static_cast<std::size_t>(Count)> cells{};
  for_each_field_type<T>(cell_collector<Result>{cells.data(), field_offsets<T>.data(), Flags.data()});
  return cells;
}();

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
inline constexpr auto const& cells_of_struct = chosen_cells<T, Result, stored_flags<T>, stored_count<T>>;

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
    char* const object = reinterpret_cast<char*>(value ? &*value : &value.emplace());
    at = column;
    try {
      for (cell<Result> const& one : cells_of_struct<T, Result>) {
        one.how->read(from, row, 1, at, object + one.offset, 0);
        ++at;
      }
    } catch (error const& reason) {
      throw_unreadable(reason, from.column_name(at), names_of_schema<T>, static_cast<std::size_t>(at - column));
    }
  }
}

template <class T, class Result>
void check_optional_row(Result const& from, int column, row_names const&, std::size_t) {
  std::size_t field = 0;
  for (cell<Result> const& one : cells_of_struct<T, Result>)
    one.how->check(from, column++, names_of_schema<T>, field++);
}

template <class T, class Result>
inline constexpr reader<Result> optional_row_reader{&read_optional_row<T, Result>, &check_optional_row<T, Result>,
                                                    stored_count<T>};

/// Cells of a selected value: one for a column, and for a struct that may be missing; one for each stored field of a
/// struct; those of its parts for a tuple.
template <class Part>
inline constexpr int part_cells = [] {
  if constexpr (is_optional<Part> || column_type<value_of<Part>>) return 1;
  else return stored_count<Part>;
}();
template <class... Parts>
inline constexpr int part_cells<std::tuple<Parts...>> = (part_cells<Parts> + ...);

template <class Part>
constexpr row_part names_of_part() {
  if constexpr (is_optional<Part> || column_type<value_of<Part>>) return {&no_names, 1};
  else return {&names_of_schema<Part>, stored_count<Part>};
}
template <class Tuple>
struct tuple_names;
template <class... Parts>
struct tuple_names<std::tuple<Parts...>> {
  static constexpr std::array<row_part, sizeof...(Parts)> parts{names_of_part<Parts>()...};
  static constexpr row_names names{.parts = parts};
};

template <class Part, class Result>
constexpr cell<Result>* collect_part(std::type_identity<Part>, cell<Result>* out, std::size_t base) {
  if constexpr (column_type<value_of<Part>>) {
    *out++ = {&reader_for<Part, Result>, base};
  } else if constexpr (is_optional<Part>) {
    *out++ = {&optional_row_reader<value_of<Part>, Result>, base};
  } else {
    for (cell<Result> const& one : cells_of_struct<Part, Result>) *out++ = {one.how, base + one.offset};
  }
  return out;
}

template <class... Parts, class Result, std::size_t... Index>
constexpr void collect_tuple(std::type_identity<std::tuple<Parts...>>, cell<Result>* out,
                             std::index_sequence<Index...>) {
  ((out = collect_part(std::type_identity<Parts>{}, out, tuple_offset<std::tuple<Parts...>, Index>)), ...);
}

template <class... Parts, class Result>
constexpr void collect_part(std::type_identity<std::tuple<Parts...>> row, cell<Result>* out, std::size_t) {
  collect_tuple(row, out, std::index_sequence_for<Parts...>{});
}

/// Is the field of select_into's struct a struct of its own, read from several columns?
template <class Field>
inline constexpr bool is_nested_row = !column_type<value_of<Field>> && std::is_aggregate_v<value_of<Field>>;

// Counts the cells of the fields of select_into's struct.
struct cell_counter {
  int& count;

  template <class Field>
  constexpr void operator()(Field const&) {
    if constexpr (is_nested_row<Field>) count += part_cells<Field>;
    else ++count;
  }
};

// Enters the names of the fields of select_into's struct, where a struct in it shifts them.
template <class Row>
struct name_collector {
  row_part* next;
  std::size_t field = 0;

  template <class Field>
  constexpr void operator()(Field const&) {
    *next++ = {&names_of_row<Row>, 1, field++};
    if constexpr (is_nested_row<Field> && !is_optional<Field>) next[-1] = names_of_part<Field>();
  }
};

template <class Row>
inline constexpr auto parts_of_row = [] {
  std::array<row_part, field_count<Row>> parts{};
  for_each_field_type<Row>(name_collector<Row>{parts.data()});
  return parts;
}();
template <class Row>
inline constexpr row_names names_of_nested{.row = signature_of_type<Row>(), .parts = parts_of_row<Row>};

// Enters the cells of the fields of select_into's struct.
template <class Result>
struct into_collector {
  cell<Result>* next;
  std::size_t const* offset;

  template <class Field>
  constexpr void operator()(Field const&) {
    if constexpr (is_nested_row<Field>) next = collect_part(std::type_identity<Field>{}, next, *offset);
    else if constexpr (column_type<value_of<Field>>) *next++ = {&reader_for<Field, Result>, *offset};
    ++offset;
  }
};

/// How a row comes out of a query: as a source's struct or what select lists, or into the struct of select_into.
enum class row_shape { selected, into };

template <class Row, row_shape Shape>
inline constexpr int row_cells = [] {
  if constexpr (Shape == row_shape::into) {
    int count = 0;
    for_each_field_type<Row>(cell_counter{count});
    return count;
  } else {
    return part_cells<Row>;
  }
}();

template <class Row, row_shape Shape, class Result>
inline constexpr auto cells_of_row = [] {
  std::array<cell<Result>, static_cast<std::size_t>(row_cells<Row, Shape>)> cells{};
  if constexpr (Shape == row_shape::into)
    for_each_field_type<Row>(into_collector<Result>{cells.data(), field_offsets<Row>.data()});
  else collect_part(std::type_identity<Row>{}, cells.data(), 0);
  return cells;
}();

/// The cells of a struct, and of some fields that are selected besides.
template <class Row, class Result, std::size_t... Fields>
inline constexpr auto merged_cells = [] {
  std::array<cell<Result>, static_cast<std::size_t>(stored_count<Row>) + sizeof...(Fields)> cells{};
  cell<Result>* next = cells.data();
  for (cell<Result> const& one : cells_of_struct<Row, Result>) *next++ = one;
  ((*next++ = {&reader_for<field_type<Row, Fields>, Result>, field_offsets<Row>[Fields]}), ...);
  return cells;
}();

/// Compares the columns of a result with what a row type needs, once for each prepared statement.
template <class Result>
[[gnu::noinline, gnu::cold]] void check_layout(Result const& from, row_layout<Result> const& layout) {
  int columns = 0;
  for (int i = 0; i < layout.count; ++i) columns += layout.cells[i].how->columns;
  if (columns != from.columns()) throw_wrong_count(columns, from.columns(), *layout.names);
  int column = 0;
  for (int i = 0; i < layout.count; column += layout.cells[i].how->columns, ++i)
    layout.cells[i].how->check(from, column, *layout.names, static_cast<std::size_t>(i));
}

/// Reads `count` rows from `first` on. The first goes to `object`, the next `stride` bytes further.
template <class Result>
[[gnu::noinline]] void read_rows(Result const& from, row_layout<Result> const& layout, void* object, int first,
                                 int count, std::size_t stride) {
  constexpr int block = 32;
  char* row = static_cast<char*>(object);
  int column = 0;
  cell<Result> const* at = layout.cells;
  try {
    for (int const end = first + count; first < end; first += block, row += block * stride) {
      int const some = end - first < block ? end - first : block;
      column = 0;
      for (at = layout.cells; at != layout.cells + layout.count; ++at) {
        at->how->read(from, first, some, column, row + at->offset, stride);
        column += at->how->columns;
      }
    }
  } catch (error const& reason) {
    throw_unreadable(reason, from.column_name(column), *layout.names, static_cast<std::size_t>(at - layout.cells));
  }
}

/// Makes and reads a row for each of the result. One copy for all types of rows.
template <class Result>
[[gnu::noinline]] loose_rows read_new_rows(Result const& from, row_layout<Result> const& layout) {
  int const count = from.rows();
  return new_rows(*layout.life, static_cast<std::size_t>(count),
                  [&](char* begin) { read_rows(from, layout, begin, 0, count, layout.life->size); });
}

// Reads the fields that are wanted from the next columns of the first row.
template <class Result>
struct row_filler {
  Result const& from;
  bool const* wanted;
  int& column;

  template <class Field>
  [[gnu::always_inline]] void operator()(Field& one) {
    bool const take = *wanted++;
    if constexpr (column_type<value_of<Field>>) {
      if (!take) return;
      read_cell(from, 0, column, one);
      ++column;
    }
  }
};

/// Reads the first row into the fields of a schema's struct that `Flags` says, by code of its own and not by the loop of
/// `read_rows`: it is compiled for each struct and not for each query, and is most of what took `get` from 1.10 to 1.04
/// times raw libpq's instructions.
template <auto const& Flags, class T, class Result>
void read_row(Result const& from, T& object, row_names const& names) {
  int column = 0;
  try {
    for_each_field(object, row_filler<Result>{from, Flags.data(), column});
  } catch (error const& reason) {
    throw_unreadable(reason, from.column_name(column), names, static_cast<std::size_t>(column));
  }
}

}  // namespace recto::detail
