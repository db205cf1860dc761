// SPDX-License-Identifier: BSL-1.0
// Aggregates as JSON objects, field by field under the fields' names: what `recto::json<T>` stores. Understands bool,
// numbers, std::string, enums (by name), std::optional (null), std::vector, boost::json::value and aggregates of these.
// Layer 2.
#pragma once

#include <recto/reflect/fields.hpp>
#include <recto/types/boost_json.hpp>
#include <recto/types/enum.hpp>
#include <recto/types/invalid.hpp>

#include <cmath>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto::detail {

/// Where in a document a value stands, as a list on the stack that becomes text only for an error.
struct json_path {
  json_path const* up = nullptr;
  std::string_view name{};
  std::size_t index = 0;

  std::string text() const {
    if (up == nullptr) return "$";
    return name.empty() ? up->text() + "[" + std::to_string(index) + "]" : up->text() + "." + std::string(name);
  }
};

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_json(json_path const& where, char const* expected,
                                                              boost::json::kind found) {
  auto const name = boost::json::to_string(found);
  throw_invalid("JSON at " + where.text() + ": expected " + expected + ", found "
                + std::string(name.data(), name.size()));
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_json_range(json_path const& where, char const* what) {
  throw_invalid("JSON at " + where.text() + ": " + what);
}

template <class T>
inline constexpr bool is_json_list = false;
template <class T>
inline constexpr bool is_json_list<std::vector<T>> = true;

template <class T>
struct unknown_to_json {
  static constexpr bool value = false;
};

template <class T>
boost::json::value to_json(T const& value);

template <class T>
void from_json(boost::json::value const& from, T& value, json_path const& where);

template <class T, std::size_t... Index>
inline boost::json::value object_to_json(T const& value, std::index_sequence<Index...>) {
  boost::json::object object;
  object.reserve(sizeof...(Index));
  (object.emplace(boost::json::string_view(field_names<T>[Index].data(), field_names<T>[Index].size()),
                  detail::to_json(get_field<Index>(value))),
   ...);
  return object;
}

template <class T>
inline void field_from_json(boost::json::object const& from, std::string_view name, T& value, json_path const& where) {
  boost::json::value const* const found = from.if_contains(boost::json::string_view(name.data(), name.size()));
  if (found != nullptr) detail::from_json(*found, value, json_path{&where, name});
}

template <class T, std::size_t... Index>
inline void object_from_json(boost::json::object const& from, T& value, json_path const& where,
                             std::index_sequence<Index...>) {
  (field_from_json(from, field_names<T>[Index], get_field<Index>(value), where), ...);
}

template <class T>
inline boost::json::value to_json(T const& value) {
  if constexpr (std::same_as<T, boost::json::value> || std::same_as<T, bool>) {
    return value;
  } else if constexpr (std::integral<T>) {
    if constexpr (std::signed_integral<T>) return static_cast<std::int64_t>(value);
    else return static_cast<std::uint64_t>(value);
  } else if constexpr (std::floating_point<T>) {
    return static_cast<double>(value);
  } else if constexpr (std::same_as<T, std::string>) {
    return boost::json::string(value.data(), value.size());
  } else if constexpr (fixed_enum<T>) {
    std::string_view const label = enum_label(value);
    if (label.empty()) [[unlikely]]
      throw_unnamed_enumerator("JSON");
    return boost::json::string(label.data(), label.size());
  } else if constexpr (is_optional<T>) {
    if (!value) return nullptr;
    return detail::to_json(*value);
  } else if constexpr (is_json_list<T>) {
    boost::json::array array;
    array.reserve(value.size());
    for (typename T::value_type const& element : value) array.emplace_back(detail::to_json(element));
    return array;
  } else if constexpr (std::is_aggregate_v<T> && std::is_class_v<T>) {
    return object_to_json(value, std::make_index_sequence<field_count<T>>{});
  } else {
    static_assert(unknown_to_json<T>::value,
                  "recto: json<T>: a field has a type that is not kept in JSON; use bool, numbers, std::string, enums, "
                  "std::optional, std::vector, boost::json::value or aggregates of these");
  }
}

template <std::integral Integer>
inline void integer_from_json(boost::json::value const& from, Integer& value, json_path const& where) {
  bool fits = false;
  if (auto const* number = from.if_int64()) {
    fits = std::in_range<Integer>(*number);
    if (fits) value = static_cast<Integer>(*number);
  } else if (auto const* large = from.if_uint64()) {
    fits = std::in_range<Integer>(*large);
    if (fits) value = static_cast<Integer>(*large);
  } else if (auto const* fraction = from.if_double()) {
    // 2^53: up to there a double that is whole is exactly the number that was written.
    fits = *fraction >= -9'007'199'254'740'992.0 && *fraction <= 9'007'199'254'740'992.0
        && std::trunc(*fraction) == *fraction && std::in_range<Integer>(static_cast<std::int64_t>(*fraction));
    if (fits) value = static_cast<Integer>(*fraction);
  } else {
    throw_json(where, "a number", from.kind());
  }
  if (!fits) [[unlikely]]
    throw_json_range(where, "the number does not fit into the field");
}

template <class Element>
inline void list_from_json(boost::json::value const& from, std::vector<Element>& values, json_path const& where) {
  boost::json::array const* const array = from.if_array();
  if (array == nullptr) [[unlikely]]
    throw_json(where, "an array", from.kind());
  values.clear();
  values.reserve(array->size());
  for (std::size_t i = 0; i < array->size(); ++i) {
    Element element{};
    detail::from_json((*array)[i], element, json_path{&where, {}, i});
    values.push_back(std::move(element));
  }
}

template <class T>
inline void from_json(boost::json::value const& from, T& value, json_path const& where) {
  if constexpr (std::same_as<T, boost::json::value>) {
    value = from;
  } else if constexpr (std::same_as<T, bool>) {
    if (!from.is_bool()) [[unlikely]]
      throw_json(where, "true or false", from.kind());
    value = from.get_bool();
  } else if constexpr (std::integral<T>) {
    integer_from_json(from, value, where);
  } else if constexpr (std::floating_point<T>) {
    if (!from.is_number()) [[unlikely]]
      throw_json(where, "a number", from.kind());
    value = static_cast<T>(from.to_number<double>());
  } else if constexpr (std::same_as<T, std::string>) {
    boost::json::string const* const text = from.if_string();
    if (text == nullptr) [[unlikely]]
      throw_json(where, "a string", from.kind());
    value.assign(text->data(), text->size());
  } else if constexpr (fixed_enum<T>) {
    boost::json::string const* const text = from.if_string();
    if (text == nullptr) [[unlikely]]
      throw_json(where, "a string", from.kind());
    constexpr auto const& labels = enum_labels<T>;
    std::size_t const index = find_label(labels.data(), labels.size(), {text->data(), text->size()});
    if (index >= labels.size()) [[unlikely]]
      throw_json_range(where, "the text is no enumerator of the field's type");
    value = enumerators<T>[index];
  } else if constexpr (is_optional<T>) {
    if (from.is_null()) value.reset();
    else detail::from_json(from, value.emplace(), where);
  } else if constexpr (is_json_list<T>) {
    list_from_json(from, value, where);
  } else if constexpr (std::is_aggregate_v<T> && std::is_class_v<T>) {
    boost::json::object const* const object = from.if_object();
    if (object == nullptr) [[unlikely]]
      throw_json(where, "an object", from.kind());
    object_from_json(*object, value, where, std::make_index_sequence<field_count<T>>{});
  }
}

}  // namespace recto::detail
