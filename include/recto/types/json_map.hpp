// SPDX-License-Identifier: BSL-1.0
// Aggregates as JSON objects, field by field under the fields' names: what `recto::json<T>` and embedded structs store.
// Every built-in column type has a form there: bool and numbers their own; text, enums (by name), decimal, uuid, dates,
// times, intervals (ISO 8601) and bytes (base64) as text; std::optional and embeds_one null; lists as arrays; and what is
// stored as another type that one's. Neither direction goes deeper than 128 levels.
// Layer 2.
#pragma once

#include <recto/reflect/fields.hpp>
#include <recto/types/boost_json.hpp>
#include <recto/types/embed.hpp>
#include <recto/types/enum.hpp>
#include <recto/types/invalid.hpp>
#include <recto/types/json_keys.hpp>
#include <recto/types/json_read.hpp>
#include <recto/types/json_text.hpp>
#include <recto/types/type.hpp>

#include <charconv>
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

namespace recto {

template <class T>
class json;

}  // namespace recto

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

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_json_range(json_path const& where, std::string_view what) {
  throw_invalid("JSON at " + where.text() + ": " + std::string(what));
}

template <class T>
inline constexpr bool is_json_of = false;
template <class T>
inline constexpr bool is_json_of<json<T>> = true;

/// What is in an `embeds_one` is its value, which is an object like another.
template <class T>
inline constexpr bool is_json_list = is_embeds_many<T> || is_vector<T>;

template <class T>
struct unknown_to_json {
  static constexpr bool value = false;
};

/// `depth`: arrays and objects around the value.
template <class T>
boost::json::value to_json(T const& value, std::size_t depth = 0);

template <class T>
void from_json(boost::json::value const& from, T& value, json_path const& where);

inline void check_json_depth(std::size_t depth) {
  if (depth > max_json_depth) [[unlikely]]
    throw_invalid("JSON is nested more than 128 levels deep");
}

template <class T, std::size_t Index>
inline void field_to_json(boost::json::object& object, T const& value, std::size_t depth) {
  constexpr json_key_of_field key = json_keys<T>::value[Index];
  if constexpr (key.is_kept)
    object.emplace(boost::json::string_view(key.name.data(), key.name.size()),
                   detail::to_json(get_field<Index>(value), depth));
}

template <class T, std::size_t... Index>
inline boost::json::value object_to_json(T const& value, std::size_t depth, std::index_sequence<Index...>) {
  check_json_depth(depth);
  boost::json::object object;
  object.reserve(sizeof...(Index));
  (field_to_json<T, Index>(object, value, depth), ...);
  return object;
}

template <class T, std::size_t Index>
inline void field_from_json(boost::json::object const& from, T& value, json_path const& where) {
  constexpr json_key_of_field key = json_keys<T>::value[Index];
  if constexpr (key.is_kept) {
    boost::json::value const* const found = from.if_contains({key.name.data(), key.name.size()});
    if (found != nullptr) detail::from_json(*found, get_field<Index>(value), json_path{&where, key.name});
  }
}

template <class T, std::size_t... Index>
inline void object_from_json(boost::json::object const& from, T& value, json_path const& where,
                             std::index_sequence<Index...>) {
  (field_from_json<T, Index>(from, value, where), ...);
}

inline boost::json::value json_of_text(std::string_view text) { return boost::json::string(text.data(), text.size()); }

template <class T>
inline boost::json::value to_json(T const& value, std::size_t depth) {
  if constexpr (std::same_as<T, boost::json::value> || std::same_as<T, bool>) {
    return value;
  } else if constexpr (std::integral<T>) {
    if constexpr (std::signed_integral<T>) return static_cast<std::int64_t>(value);
    else return static_cast<std::uint64_t>(value);
  } else if constexpr (std::floating_point<T>) {
    return static_cast<double>(value);
  } else if constexpr (std::same_as<T, std::string>) {
    return json_of_text(value);
  } else if constexpr (std::same_as<T, decimal>) {
    return json_of_text(value.to_string());
  } else if constexpr (has_json_form<T>) {
    std::string text;
    append_json_form(text, value);
    return json_of_text(text);
  } else if constexpr (fixed_enum<T>) {
    std::string_view const label = enum_label(value);
    if (label.empty()) [[unlikely]]
      throw_unnamed_enumerator("JSON");
    return json_of_text(label);
  } else if constexpr (is_optional<T>) {
    if (!value) return nullptr;
    return detail::to_json(*value, depth);
  } else if constexpr (is_json_list<T>) {
    check_json_depth(depth);
    boost::json::array array;
    array.reserve(value.size());
    for (auto const& element : value) array.emplace_back(detail::to_json<typename T::value_type>(element, depth + 1));
    return array;
  } else if constexpr (is_json_of<T>) {
    return detail::to_json(*value, depth);
  } else if constexpr (stored_type<T>) {
    return detail::to_json<typename type<T>::stored>(type<T>::dump(value), depth);
  } else if constexpr (std::is_aggregate_v<T> && std::is_class_v<T>) {
    return object_to_json(value, depth + 1, std::make_index_sequence<field_count<T>>{});
  } else {
    static_assert(unknown_to_json<T>::value,
                  "recto: JSON: a field has a type that is not kept in JSON; give its recto::type a `stored` type that "
                  "is, or say recto::virtual_field (an association in an embedded struct is not kept either)");
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

template <class List>
inline void list_from_json(boost::json::value const& from, List& values, json_path const& where) {
  using element_type = typename List::value_type;
  boost::json::array const* const array = from.if_array();
  if (array == nullptr) [[unlikely]]
    throw_json(where, "an array", from.kind());
  std::vector<element_type> read;
  read.reserve(array->size());
  for (std::size_t i = 0; i < array->size(); ++i) {
    element_type element{};
    detail::from_json((*array)[i], element, json_path{&where, {}, i});
    read.push_back(std::move(element));
  }
  values = std::move(read);
}

inline std::string_view text_from_json(boost::json::value const& from, json_path const& where) {
  boost::json::string const* const text = from.if_string();
  if (text == nullptr) [[unlikely]]
    throw_json(where, "a string", from.kind());
  return {text->data(), text->size()};
}

/// Text, or a number: as many digits as a 64 bit integer or a double had.
template <class Decimal>
inline void decimal_from_json(boost::json::value const& from, Decimal& value, json_path const& where) {
  char digits[40];
  std::string_view text;
  if (auto const* number = from.if_int64()) value = Decimal(*number);
  else if (auto const* large = from.if_uint64()) value = Decimal(*large);
  else if (auto const* fraction = from.if_double())
    text = {digits, static_cast<std::size_t>(std::to_chars(digits, digits + sizeof digits, *fraction).ptr - digits)};
  else text = text_from_json(from, where);
  if (from.is_int64() || from.is_uint64()) return;
  try {
    value = Decimal(text);
  } catch (error const&) {
    throw_json_range(where, "the text is no number, or one with too many digits");
  }
}

template <class T>
inline void stored_from_json(boost::json::value const& from, T& value, json_path const& where) {
  typename type<T>::stored stored{};
  detail::from_json(from, stored, where);
  try {
    value = type<T>::load(std::move(stored));
  } catch (error const& refused) {
    throw_json_range(where, refused.what());
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
    value.assign(text_from_json(from, where));
  } else if constexpr (std::same_as<T, decimal>) {
    decimal_from_json(from, value, where);
  } else if constexpr (has_json_form<T>) {
    if (!read_json_form(text_from_json(from, where), value)) [[unlikely]]
      throw_json_range(where, "the text is no value of the field's type");
  } else if constexpr (fixed_enum<T>) {
    constexpr auto const& labels = enum_labels<T>;
    std::size_t const index = find_label(labels.data(), labels.size(), text_from_json(from, where));
    if (index >= labels.size()) [[unlikely]]
      throw_json_range(where, "the text is no enumerator of the field's type");
    value = enumerators<T>[index];
  } else if constexpr (is_embeds_one<T>) {
    value.reset();
    if (!from.is_null()) detail::from_json(from, value.emplace(), where);
  } else if constexpr (is_optional<T>) {
    if (from.is_null()) value.reset();
    else detail::from_json(from, value.emplace(), where);
  } else if constexpr (is_json_list<T>) {
    if constexpr (is_embeds_many<T>)
      if (from.is_null()) return value.clear();
    list_from_json(from, value, where);
  } else if constexpr (is_json_of<T>) {
    detail::from_json(from, *value, where);
  } else if constexpr (stored_type<T>) {
    stored_from_json(from, value, where);
  } else if constexpr (std::is_aggregate_v<T> && std::is_class_v<T>) {
    boost::json::object const* const object = from.if_object();
    if (object == nullptr) [[unlikely]]
      throw_json(where, "an object", from.kind());
    object_from_json(*object, value, where, std::make_index_sequence<field_count<T>>{});
  }
}

}  // namespace recto::detail
