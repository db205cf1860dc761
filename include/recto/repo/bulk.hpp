// SPDX-License-Identifier: BSL-1.0
// Turns rows into columns: each field of a range of structs becomes one array parameter of a bulk insert.
// Layer 7.
#pragma once

#include <recto/repo/bind.hpp>
#include <recto/repo/read.hpp>
#include <recto/repo/write.hpp>
#include <recto/sql/table.hpp>
#include <recto/types/array.hpp>
#include <recto/types/embed.hpp>
#include <recto/types/literal.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <iterator>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace recto::detail {

/// Values of one field of many rows: the first is at `field`, the next `stride` bytes further.
struct column_of_rows {
  char const* field;
  std::size_t stride;
  std::size_t count;

  template <class Field>
  Field const& at(std::size_t row) const {
    return *reinterpret_cast<Field const*>(field + row * stride);
  }
};

// PostgreSQL's arrays are fields themselves and end below 1 GiB.
[[noreturn, gnu::noinline, gnu::cold]] inline void throw_too_many_rows() {
  throw error(error_kind::invalid_value, "these rows have more than 1 GiB in one column; insert them in parts");
}

// The header of a one-dimensional array (types/array.hpp), its NULL flag as if there were NULLs, which the server
// does not mind.
inline char* store_array_header(oid element, std::size_t count, char* out) {
  out = store(std::uint32_t{1}, out);
  out = store(std::uint32_t{1}, out);
  out = store(static_cast<std::uint32_t>(element), out);
  out = store(static_cast<std::uint32_t>(count), out);
  return store(std::uint32_t{1}, out);
}

inline constexpr std::size_t bulk_header = array_header + array_dimension;

/// The field of all rows as an array of its own type, in binary.
template <class Field>
void bind_array(binder& out, column_of_rows const& rows) {
  using value = value_of<Field>;
  std::size_t size = bulk_header + 4 * rows.count;
  if constexpr (fixed_width<value> != 0) {
    size += fixed_width<value> * rows.count;
  } else {
    for (std::size_t row = 0; row < rows.count; ++row)
      if (value const* const one = value_or_null(rows.at<Field>(row))) size += encoded_size(*one);
  }
  if (size >= (std::size_t{1} << 30)) throw_too_many_rows();
  char* const bytes = out.allocate(size);
  char* next = store_array_header(sql_type_of<Field>.number, rows.count, bytes);
  for (std::size_t row = 0; row < rows.count; ++row) {
    value const* const one = value_or_null(rows.at<Field>(row));
    if (one == nullptr) {
      next = store(~std::uint32_t{0}, next);
      continue;
    }
    char* const end = encode(*one, next + 4);
    store(static_cast<std::uint32_t>(end - next - 4), next);
    next = end;
  }
  out.encoded({bytes, static_cast<std::size_t>(next - bytes)});
}

/// The field of all rows as an array of text literals, for what cannot be an element of a binary array.
template <class Field>
void bind_literals(binder& out, column_of_rows const& rows) {
  std::string literals;
  std::size_t size = bulk_header;
  char header[bulk_header];
  store_array_header(sql_type_of<std::string>.number, rows.count, header);
  literals.append(header, bulk_header);
  for (std::size_t row = 0; row < rows.count; ++row) {
    std::size_t const at = literals.size();
    literals.append(4, '\xff');
    if (auto const* const one = value_or_null(rows.at<Field>(row))) {
      append_literal(literals, *one);
      store(static_cast<std::uint32_t>(literals.size() - at - 4), literals.data() + at);
    }
    size = literals.size();
    if (size >= (std::size_t{1} << 30)) throw_too_many_rows();
  }
  char* const bytes = out.allocate(size);
  std::memcpy(bytes, literals.data(), size);
  out.encoded({bytes, size});
}

/// Binds the fields of the first row's struct as columns. One instantiation for each type of field.
struct bulk_binder {
  binder& out;
  field const* next;
  bool with_key;
  std::size_t stride;
  std::size_t count;
  std::uint64_t left_out = 0;  // fields, by position, that are bound elsewhere

  template <class Field>
  void operator()(Field const& first) {
    field const& one = *next++;
    bool const is_bound = (left_out & 1) == 0;
    left_out >>= 1;
    if constexpr (column_type<value_of<Field>>) {
      if (!is_bound || !is_inserted(one, with_key)) return;
      column_of_rows const rows{reinterpret_cast<char const*>(&first), stride, count};
      out.name(&one);
      try {
        if constexpr (sql_type_of<Field>.array != 0) bind_array<Field>(out, rows);
        else bind_literals<Field>(out, rows);
      } catch (error const& reason) {
        out.refuse(reason);
      }
    }
  }
};

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_mixed_keys(std::string_view table) {
  throw error(error_kind::misuse, "insert_all into \"" + std::string(table)
                                      + "\": the key is set in some rows and not in others; insert them separately");
}

/// Number of columns that an INSERT sends.
template <class T, bool WithKey>
inline constexpr std::size_t inserted_count = text_by<insert_all_writer<T, WithKey>>.types.size() - 1;

template <bool WithKey, class T, class Execute>
std::int64_t insert_columns_as(T const* rows, std::size_t count, Execute& execute) {
  static_assert(inserted_count<T, WithKey> > 0, "recto: insert_all: there is nothing to send but the generated key");
  using writer = insert_all_writer<T, WithKey>;
  auto const& which = statement_by<writer>;
  parameter_frame<text_by<writer>.types.size()> frame;
  binder out(frame, which.sql);
  for_each_field(*rows, bulk_binder{out, table_of<T>.fields.data(), WithKey, sizeof(T), count});
  return execute(which, frame.view());
}

template <class T, class Execute>
std::int64_t insert_columns(T const* rows, std::size_t count, Execute& execute) {
  if constexpr (has_generated_key<T>) {
    bool const unset = has_unset_key(rows[0]);
    for (std::size_t i = 1; i < count; ++i)
      if (has_unset_key(rows[i]) != unset) throw_mixed_keys(table_of<T>.name);
    if (unset) return insert_columns_as<false>(rows, count, execute);
  }
  return insert_columns_as<true>(rows, count, execute);
}

template <class T>
consteval bool can_be_bulk_inserted() {
  bool possible = true;
  for_each_field_type<T>([&]<class Field>(Field const&) {
    if constexpr (column_type<value_of<Field>>)
      if constexpr (sql_type_of<Field>.array == 0 && !has_literal<value_of<Field>>) possible = false;
  });
  return possible;
}

/// Inserts `rows` by one statement, which `execute(statement, parameters)` runs.
template <class Rows>
concept contiguous_rows = requires(Rows const& rows) {
  std::data(rows);
  std::size(rows);
};

template <class Rows, class Execute>
  requires(!contiguous_rows<Rows>)
std::int64_t bulk_insert(Rows const&, Execute) {
  static_assert(contiguous_rows<Rows>,
                "recto: insert_all: it takes structs that lie side by side, as in a std::vector; collect them in one");
  return 0;
}
template <contiguous_rows Rows, class Execute>
std::int64_t bulk_insert(Rows const& rows, Execute execute) {
  using T = std::remove_cvref_t<decltype(*std::data(rows))>;
  if constexpr (!assert_schema_of<T>()) {
    return 0;
  } else {
    static_assert(can_be_bulk_inserted<T>(),
                  "recto: insert_all: a field's type has no array type and no literal; add append_literal to its "
                  "recto::type");
    std::size_t const count = std::size(rows);
    if (count == 0) return 0;
    if constexpr (table_of<T>.has_timestamps) {
      std::vector<T> stamped(std::data(rows), std::data(rows) + count);
      auto const now = microseconds_now();
      for (T& row : stamped) set_timestamps(row, now, false);
      return insert_columns(stamped.data(), count, execute);
    } else {
      return insert_columns(std::data(rows), count, execute);
    }
  }
}

}  // namespace recto::detail
