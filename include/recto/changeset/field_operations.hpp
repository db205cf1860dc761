// SPDX-License-Identifier: BSL-1.0
// What a changeset does with a field whose type it does not know: compare, assign, ask whether it says anything. One
// instantiation for each type of field, however many structs have one, so that the work of a changeset is no template.
// Layer 4.
#pragma once

#include <recto/changeset/cast_text.hpp>
#include <recto/reflect/fields.hpp>
#include <recto/schema/association.hpp>
#include <recto/schema/table.hpp>
#include <recto/types/codec.hpp>
#include <recto/types/literal.hpp>
#include <recto/types/type.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace recto::detail {

template <class T>
concept plain_aggregate = std::is_aggregate_v<T> && std::is_class_v<T>;

// A json<std::vector<Struct>>: to ask whether it can be compared would be an error if its elements cannot.
template <class T>
concept holds_vector =
    stored_type<T> && requires(T const& value) { requires is_vector<std::remove_cvref_t<decltype(*value)>>; };

/// Are two values of a field the same? By `==` where there is one, else field by field or by what would be stored.
template <class T>
bool same_value(T const& left, T const& right);

struct same_fields {
  char const* left;
  char const* right;
  bool same = true;

  template <class Field>
  void operator()(Field const& one) {
    auto const at = reinterpret_cast<char const*>(&one) - left;
    same = same && same_value(one, *reinterpret_cast<Field const*>(right + at));
  }
};

template <class T>
bool same_value(T const& left, T const& right) {
  if constexpr (is_association<T>) {
    return left.is_loaded() == right.is_loaded();  // what it points to is compared by nobody
  } else if constexpr (requires { left.has_value(), *left; }) {
    return left.has_value() == right.has_value() && (!left.has_value() || same_value(*left, *right));
  } else if constexpr (is_vector<T> || requires { typename T::embedded_type; }) {
    if (left.size() != right.size()) return false;
    for (std::size_t i = 0; i < left.size(); ++i)
      if (!same_value<typename T::value_type>(left[i], right[i])) return false;
    return true;
  } else if constexpr (!holds_vector<T> && std::equality_comparable<T>) {
    return left == right;
  } else if constexpr (plain_aggregate<T>) {
    same_fields comparing{reinterpret_cast<char const*>(&left), reinterpret_cast<char const*>(&right)};
    for_each_field(left, comparing);
    return comparing.same;
  } else if constexpr (column_type<T>) {
    std::string one(encoded_size(left), '\0');
    std::string other(encoded_size(right), '\0');
    encode(left, one.data());
    encode(right, other.data());
    return one == other;
  } else {
    return false;  // what cannot be compared always counts as changed
  }
}

/// Which texts say nothing: those of white space, or those of a list.
struct blank_rule {
  bool are_blank = true;
  std::span<std::string const> texts{};

  bool says(std::string_view text) const {
    if (are_blank) return is_blank(text);
    for (std::string const& one : texts)
      if (text == one) return true;
    return false;
  }
};

/// Does a value say nothing: NULL, or text of nothing but white space? Errors: `not_loaded` for an association of one.
template <class T>
bool is_blank_value(T const& value, blank_rule const& rule = {}) {
  if constexpr (requires { value.has_value(), *value; }) {
    if (!value.has_value()) return true;
    if constexpr (is_association<T>) return false;
    else return is_blank_value(*value, rule);
  } else if constexpr (std::same_as<T, std::string>) {
    return rule.says(value);
  } else if constexpr (std::same_as<T, std::vector<std::byte>>) {
    return value.empty();
  } else {
    return false;
  }
}

/// Can a value of it be told from none: is it an optional, or text?
template <class T>
constexpr bool has_blank_values() {
  return requires(T const& value) { value.has_value(); }
      || std::same_as<T, std::string> || std::same_as<T, std::vector<std::byte>>;
}

struct field_operations {
  bool (*same)(void const* left, void const* right);
  void (*assign)(void* to, void const* from);
  bool (*is_blank)(void const* value, blank_rule const& rule);
  bool (*is_zero)(void const* value);  ///< the value that its type has by itself; null if it has blank values
};

template <class Field>
inline constexpr field_operations operations_of{
    .same =
        [](void const* left, void const* right) {
          return same_value(*static_cast<Field const*>(left), *static_cast<Field const*>(right));
        },
    .assign = [](void* to, void const* from) { *static_cast<Field*>(to) = *static_cast<Field const*>(from); },
    .is_blank = [](void const* value,
                   blank_rule const& rule) { return is_blank_value(*static_cast<Field const*>(value), rule); },
    .is_zero = has_blank_values<Field>()
                 ? nullptr
                 : +[](void const* value) { return same_value(*static_cast<Field const*>(value), Field{}); }};

/// A field as a changeset sees it.
struct changeset_field {
  std::string_view name{};
  std::size_t offset = 0;
  field_operations const* how = nullptr;
  bool is_key = false;
  bool is_redacted = false;
};

/// The fields of a struct as a changeset sees them.
struct changeset_fields {
  std::string_view name{};  ///< of the struct
  changeset_field const* begin_ = nullptr;
  std::size_t count = 0;

  changeset_field const* begin() const { return begin_; }
  changeset_field const* end() const { return begin_ + count; }
  changeset_field const& operator[](std::size_t index) const { return begin_[index]; }
};

struct operations_collector {
  changeset_field* next;

  template <class Field>
  constexpr void operator()(Field const&) {
    (next++)->how = &operations_of<Field>;
  }
};

template <class T>
inline constexpr auto changeset_fields_in = [] {
  static_assert(field_count<T> <= 64, "recto: changeset: a struct of more than 64 fields; make it several structs");
  std::array<changeset_field, field_count<T>> fields{};
  for_each_field_type<T>(operations_collector{fields.data()});
  for (std::size_t i = 0; i < fields.size(); ++i) {
    field const& one = table_of<T>.fields[i];
    fields[i].name = one.name;
    fields[i].offset = field_offsets<T>[i];
    fields[i].is_key = one.is_key;
    fields[i].is_redacted = one.is_redacted;
  }
  return fields;
}();

template <class T>
inline constexpr changeset_fields changeset_fields_of{short_type_name<T>, changeset_fields_in<T>.data(),
                                                      field_count<T>};

}  // namespace recto::detail
