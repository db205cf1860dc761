// SPDX-License-Identifier: BSL-1.0
// Sets of a struct's fields that writes speak of: the stored ones, the key, what is NULL.
// Layer 7.
#pragma once

#include <recto/schema/association.hpp>
#include <recto/schema/table.hpp>
#include <recto/sql/table_write.hpp>

#include <cstddef>

namespace recto::detail {

/// Fields of a table for which `chosen` says so.
template <class T, class Choose>
consteval field_set fields_where(Choose chosen) {
  field_set found = 0;
  for (std::size_t i = 0; i < table_of<T>.fields.size(); ++i)
    if (chosen(table_of<T>.fields[i])) found |= field_set{1} << i;
  return found;
}
template <class T>
inline constexpr field_set stored_set = fields_where<T>([](field const& one) { return one.is_stored; });
template <class T>
inline constexpr field_set key_set = fields_where<T>([](field const& one) { return one.is_key; });
template <class T>
inline constexpr field_set generated_set = fields_where<T>([](field const& one) { return one.is_generated; });
template <class T>
inline constexpr field_set read_back_set =
    fields_where<T>([](field const& one) { return one.is_stored && one.is_read_back; });
template <class T>
inline constexpr field_set updated_at_set = fields_where<T>([](field const& one) { return one.is_updated_at; });
template <class T>
inline constexpr field_set timestamp_set =
    fields_where<T>([](field const& one) { return one.is_inserted_at || one.is_updated_at; });

// Finds the fields that are NULL.
struct null_finder {
  field_set& nulls;
  field_set bit = 1;

  template <class Field>
  void operator()(Field const& value) {
    if constexpr (requires { value.has_value(); } && !is_association<Field>) {
      if (!value.has_value()) nulls |= bit;
    }
    bit <<= 1;
  }
};

template <class T>
field_set null_fields(T const& object) {
  field_set nulls = 0;
  for_each_field(object, null_finder{nulls});
  return nulls;
}

}  // namespace recto::detail
