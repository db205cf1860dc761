// SPDX-License-Identifier: BSL-1.0
// What table, columns and keys does a struct have? `table_of<Post>` answers as a constant, worked out once for each
// struct from its fields, their types, convention and schema().
// Layer 3.
#pragma once

#include <recto/base/verdict.hpp>
#include <recto/reflect/fields.hpp>
#include <recto/schema/association.hpp>
#include <recto/schema/definition.hpp>
#include <recto/schema/field.hpp>
#include <recto/schema/rules.hpp>
#include <recto/types/assign.hpp>
#include <recto/types/embed.hpp>
#include <recto/types/json_keys.hpp>

#include <array>
#include <cstddef>
#include <span>
#include <string_view>
#include <type_traits>

namespace recto {

/// A table as seen by code that does not know the struct. Borrows from a `table_info`, which is a constant.
struct table_view {
  std::string_view name{};
  std::string_view prefix{};
  std::span<field const> fields{};
};

/// The table of a struct with `Count` fields.
template <std::size_t Count>
struct table_info {
  std::string_view name{};
  std::string_view prefix{};
  bool has_timestamps = false;
  std::array<field, Count> fields{};

  constexpr table_view view() const { return {name, prefix, fields}; }

  constexpr std::size_t key_count() const {
    std::size_t count = 0;
    for (field const& one : fields) count += one.is_key;
    return count;
  }
};

/// `T` says what table it is kept in.
template <class T>
concept schema = requires { T::schema(); };

namespace detail {

// Enters what the field's C++ type says. One instantiation for each type of field, not for each struct.
struct field_describer {
  field* next;

  template <class Field>
  constexpr void operator()(Field const&) {
    field& one = *next++;
    using value = value_of<Field>;
    one.is_nullable = is_optional<Field>;
    one.is_association = is_association<Field>;
    one.is_embed = is_embed<Field>;
    one.is_stored = !is_association<Field>;
    if constexpr (column_type<value>) {
      using wire = recto::wire_of<value>;
      one.is_column_type = true;
      one.type = sql_type_of<value>;
      one.writes = &writes_column<value>;
      one.is_array = requires { typename recto::type<wire>::element; };
      one.is_text_format = requires { recto::type<wire>::text_format; };
    }
  }
};

template <class T>
consteval auto make_table() {
  constexpr std::size_t count = field_count<T>;
  table_info<count> info{};
  for_each_field_type<T>(field_describer{info.fields.data()});
  for (std::size_t i = 0; i < count; ++i) info.fields[i].name = info.fields[i].column = field_names<T>[i];

  table_draft draft{.fields = info.fields.data(), .count = count};
  // What schema() gets wrong is refused elsewhere; here it is passed over, so that no second error follows.
  if constexpr (schema<T>) {
    if constexpr (decltype(T::schema())::template concerns<T>) T::schema().enter(draft);
  }
  info.name = draft.name;
  info.prefix = draft.prefix;
  info.has_timestamps = draft.timestamps;

  for (field& one : info.fields) {
    if (!one.is_stored) continue;
    one.is_refused = !one.is_column_type;
    one.is_stored = one.is_column_type;
    if (!draft.declares_key && one.name == "id") one.is_key = true;
    if (draft.timestamps && one.name == "inserted_at") one.is_inserted_at = true;
    if (draft.timestamps && one.name == "updated_at") one.is_updated_at = true;
  }
  // A key of one column that a sequence or a default can make: integers and uuid.
  if (info.key_count() == 1) {
    for (field& one : info.fields) {
      oid const number = one.type.number;
      if (one.is_key && (number == 20 || number == 21 || number == 23 || number == 2950)) one.is_generated = true;
    }
  }
  return info;
}

template <std::string_view const& Text>
inline constexpr fixed_string<Text.size()> text_as_argument{Text};

template <class T>
inline constexpr fixed_string<short_type_name<T>.size()> struct_name{short_type_name<T>};

}  // namespace detail

/// Table, columns and keys of the struct `T`.
template <class T>
inline constexpr auto table_of = detail::make_table<T>();

namespace detail {

/// In JSON fields have the names of their columns, and virtual ones and associations are left out.
template <schema T>
struct json_keys<T> {
  static constexpr auto value = [] {
    std::array<json_key_of_field, field_count<T>> keys{};
    for (std::size_t i = 0; i < keys.size(); ++i) {
      field const& one = table_of<T>.fields[i];
      keys[i] = {one.column, one.is_stored || one.is_refused};
    }
    return keys;
  }();
};

template <class T>
consteval std::size_t first_field_without_type() {
  std::size_t index = 0;
  for (field const& one : table_of<T>.fields) {
    if (one.is_refused) break;
    ++index;
  }
  return index;
}

template <class T>
consteval bool has_timestamp_fields() {
  bool found = false;
  for (field const& one : table_of<T>.fields) {
    if (!one.is_inserted_at && !one.is_updated_at) continue;
    if (one.type.number != 1184 && one.type.number != 1114) return false;  // timestamptz, timestamp
    found = true;
  }
  return found;
}

template <class T>
consteval auto judge_schema() {
  if constexpr (!schema<T>) {
    return failed<no_schema, struct_name<T>>{};
  } else if constexpr (!decltype(T::schema())::template concerns<T>) {
    return failed<option_of_other_struct, struct_name<T>>{};
  } else if constexpr (table_of<T>.name.empty()) {
    return failed<no_table_name, struct_name<T>>{};
  } else if constexpr (constexpr std::size_t bad = first_field_without_type<T>(); bad < field_count<T>) {
    constexpr std::string_view name = field_names<T>[bad];
    if constexpr (table_of<T>.fields[bad].is_embed)
      return failed<embed_without_json, struct_name<T>, fixed_string<name.size()>{name}>{};
    else return failed<not_a_column_type, struct_name<T>, fixed_string<name.size()>{name}>{};
  } else if constexpr (table_of<T>.has_timestamps && !has_timestamp_fields<T>()) {
    return failed<no_timestamp_fields, struct_name<T>>{};
  } else {
    return ok{};
  }
}

template <class Verdict>
struct assert_schema {
  static constexpr bool value = true;
};
template <fixed_string Struct>
struct assert_schema<failed<no_schema, Struct>> {
  static_assert(failed<no_schema, Struct>::value,
                "recto: schema: this struct has no schema(); add `static consteval auto schema() { return "
                "recto::table(\"...\"); }`, public; a range goes to insert_all, an optional is unwrapped first");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Struct>
struct assert_schema<failed<no_table_name, Struct>> {
  static_assert(failed<no_table_name, Struct>::value,
                "recto: schema: schema() does not name the table; begin it with recto::table(\"...\")");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Struct>
struct assert_schema<failed<option_of_other_struct, Struct>> {
  static_assert(failed<option_of_other_struct, Struct>::value,
                "recto: schema: an option names a member of another struct; use members of this struct only");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Struct, fixed_string Field>
struct assert_schema<failed<not_a_column_type, Struct, Field>> {
  static_assert(failed<not_a_column_type, Struct, Field>::value,
                "recto: schema: the type of this field cannot be a column; specialise recto::type for it, or say "
                "recto::virtual_field");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Struct, fixed_string Field>
struct assert_schema<failed<embed_without_json, Struct, Field>> {
  static_assert(failed<embed_without_json, Struct, Field>::value,
                "recto: schema: this field is an embedded struct, which is kept as jsonb; write #include "
                "<recto/types/json.hpp>");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Struct>
struct assert_schema<failed<no_timestamp_fields, Struct>> {
  static_assert(failed<no_timestamp_fields, Struct>::value,
                "recto: schema: timestamps needs a field `inserted_at` or `updated_at` of type recto::utc_datetime");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Struct>
struct assert_schema<failed<no_primary_key, Struct>> {
  static_assert(failed<no_primary_key, Struct>::value,
                "recto: repo: this struct has no primary key; name a field id, or say recto::primary_key<&T::field>");
  static constexpr bool value = true;  // told; asking must not fail once more
};

}  // namespace detail

/// Is the schema of `T` in order? `ok`, or the first rule that it breaks.
template <class T>
using schema_verdict = decltype(detail::judge_schema<T>());

}  // namespace recto
