// SPDX-License-Identifier: BSL-1.0
// What writing a struct does to its fields: bind those that are sent, set timestamps, find out whether the key is set.
// Each is a function object over one field, so that it is instantiated for each type of field and not for each struct.
// Layer 7.
#pragma once

#include <recto/repo/bind.hpp>
#include <recto/schema/table.hpp>
#include <recto/sql/table.hpp>
#include <recto/types/chrono.hpp>

#include <chrono>
#include <cstddef>
#include <optional>
#include <type_traits>

namespace recto::detail {

/// The value of a field, or null for NULL.
template <class Field>
inline value_of<Field> const* value_or_null(Field const& field) {
  if constexpr (is_embeds_one<Field>) return embed_access::held(field);
  else if constexpr (is_optional<Field>) return field ? &*field : nullptr;
  else return &field;
}

/// Binds the fields for which `Chosen` says so.
template <bool (*Chosen)(field const&)>
struct field_binder {
  binder& out;
  field const* next;

  template <class Field>
  void operator()(Field const& value) {
    field const& one = *next++;
    if constexpr (column_type<value_of<Field>>) {
      if (!Chosen(one)) return;
      out.name(&one);
      out.put(value);
    }
  }
};

inline bool is_sent_with_key(field const& one) { return one.is_stored; }
inline bool is_sent_without_key(field const& one) { return one.is_stored && !one.is_generated; }
inline bool is_changed(field const& one) { return one.is_stored && !one.is_key; }
inline bool is_key_field(field const& one) { return one.is_key; }

/// The field that is a generated key; the number of fields if there is none.
template <class T>
inline constexpr std::size_t generated_field = [] {
  std::size_t index = 0;
  while (index < table_of<T>.fields.size() && !table_of<T>.fields[index].is_generated) ++index;
  return index;
}();

/// What a new struct has in one of its fields.
template <class T, std::size_t Index>
constexpr auto fresh_value() {
  T fresh{};  // not const: g++ 12 then refuses a std::string in a constant
  return get_field<Index>(fresh);
}
template <class T, std::size_t Index>
constexpr bool makes_fresh_value() {
  (void)fresh_value<T, Index>();
  return true;
}
template <class T, std::size_t Index>
concept constant_fresh_value = requires { typename std::bool_constant<makes_fresh_value<T, Index>()>; };

/// Is the generated key still what a new struct has?
template <class T>
bool has_unset_key(T const& object) {
  if constexpr (constexpr std::size_t index = generated_field<T>; index == table_of<T>.fields.size()) {
    return false;
  } else if constexpr (constant_fresh_value<T, index>) {
    constexpr auto unset = fresh_value<T, index>();
    return get_field<index>(object) == unset;
  } else {
    static auto const unset = fresh_value<T, index>();  // once, at first use
    return get_field<index>(object) == unset;
  }
}

template <class T>
inline constexpr bool is_timestamp =
    std::is_same_v<value_of<T>, utc_datetime> || std::is_same_v<value_of<T>, naive_datetime>;

inline std::chrono::microseconds microseconds_now() {
  return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch());
}

/// Sets inserted_at and updated_at where they are unset; on an update, updated_at in any case.
struct timestamp_setter {
  field const* next;
  std::chrono::microseconds now;
  bool is_update;

  template <class Field>
  void operator()(Field& value) {
    field const& one = *next++;
    if constexpr (is_timestamp<Field>) {
      bool const wanted = is_update ? one.is_updated_at : (one.is_inserted_at || one.is_updated_at) && value == Field{};
      if (wanted) value = value_of<Field>(now);
    }
  }
};

template <class T>
void set_timestamps(T& object, std::chrono::microseconds now, bool is_update) {
  if constexpr (table_of<T>.has_timestamps)
    for_each_field(object, timestamp_setter{table_of<T>.fields.data(), now, is_update});
}

/// Which fields a write gives back.
template <class T, bool WithKey>
inline constexpr auto returned_flags = [] {
  std::array<bool, table_of<T>.fields.size()> flags{};
  for (std::size_t i = 0; i < flags.size(); ++i) flags[i] = is_returned(table_of<T>.fields[i], WithKey);
  return flags;
}();

template <class T, bool WithKey>
inline constexpr int returned_count = [] {
  int count = 0;
  for (bool const returned : returned_flags<T, WithKey>) count += returned;
  return count;
}();

}  // namespace recto::detail
