// SPDX-License-Identifier: BSL-1.0
// One input from outside to one value of a field's type, or why not. Every built-in type, optionals, arrays, types that
// are stored as another, and types of the program with a cast of their own. Which fields are cast at all, and what counts
// as no input, is decided above.
// Layer 4.
#pragma once

#include <recto/base/error.hpp>
#include <recto/changeset/cast_datetime.hpp>
#include <recto/changeset/cast_enum.hpp>
#include <recto/changeset/cast_error.hpp>
#include <recto/changeset/cast_input.hpp>
#include <recto/changeset/cast_json.hpp>
#include <recto/changeset/cast_number.hpp>
#include <recto/changeset/cast_rule.hpp>
#include <recto/changeset/cast_text.hpp>
#include <recto/reflect/fields.hpp>
#include <recto/types/array.hpp>
#include <recto/types/embed.hpp>
#include <recto/types/type.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <expected>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto {

/// What an array does with elements that are empty.
struct array_options {
  bool drop_blank = false;                             ///< leave out text of nothing but white space; of bytes, only ""
  std::span<std::string_view const> drop_values = {};  ///< leave out text that is one of these
};

template <class T>
std::expected<T, cast_error> cast_value(cast_input const& input, array_options const& options = {});

namespace detail {

template <class T>
concept has_cast_hook = requires(cast_input const& input) { type<T>::cast(input); };

template <class T>
constexpr bool can_cast() {
  if constexpr (is_embed<T>) return false;  // its fields are cast one by one, by cast_embed
  else if constexpr (has_cast_hook<T>) return true;
  else if constexpr (is_optional<T>) return can_cast<value_of<T>>();
  else if constexpr (stored_type<T>) return can_cast<typename type<T>::stored>();
  else if constexpr (is_vector<T>) return can_cast<typename T::value_type>();
  else return has_cast_rule<T>;
}

template <class T>
struct array_cast_name;

/// What errors call the type.
template <class T>
constexpr std::string_view cast_name() {
  if constexpr (is_optional<T>) return cast_name<value_of<T>>();
  else if constexpr (std::is_enum_v<T>) return "enum";
  else if constexpr (std::same_as<recto::wire_of<T>, jsonb_text>) return "map";
  else if constexpr (has_cast_hook<T> || stored_type<T>) return short_type_name<T>;
  else if constexpr (is_vector<T>) return {array_cast_name<T>::text.data(), array_cast_name<T>::text.size()};
  else return cast_rule<T>::name;
}

template <class T>
struct array_cast_name {
  static constexpr auto text = [] {
    constexpr std::string_view element = cast_name<typename T::value_type>();
    constexpr std::string_view front = "{array, ";
    std::array<char, front.size() + element.size() + 1> joined{};
    front.copy(joined.data(), front.size());
    element.copy(joined.data() + front.size(), element.size());
    joined.back() = '}';
    return joined;
  }();
};

template <class T>
constexpr cast_error refusal(cast_outcome outcome = cast_outcome::refused) {
  cast_error error{.type = cast_name<T>(), .is_null = outcome == cast_outcome::null};
  if constexpr (fixed_enum<T>) {
    error.validation = "inclusion";
    error.choices = enum_labels<T>;
  }
  return error;
}

template <class T>
std::expected<T, cast_error> cast_by_hook(cast_input const& input) {
  try {
    auto made = type<T>::cast(input);
    if (made) return std::expected<T, cast_error>(std::in_place, std::move(*made));
    cast_error why = refusal<T>();
    if constexpr (requires { made.error(); }) {
      why = made.error();
      if (why.type.empty()) why.type = cast_name<T>();
    }
    return std::unexpected(why);
  } catch (error const& thrown) {
    if (thrown.kind() != error_kind::invalid_value) throw;
    return std::unexpected(refusal<T>());
  }
}

template <class T>
std::expected<T, cast_error> cast_stored(cast_input const& input, array_options const& options) {
  using stored = typename type<T>::stored;
  if constexpr (fixed_enum<T>) {
    T by_name{};
    if (read_label(input, by_name)) return by_name;
    // What it is kept as, but not a text of that: "1" is no number here, as in Ecto.
    if (std::integral<stored> && input.kind != input_kind::integer) return std::unexpected(refusal<T>());
  }
  auto kept = cast_value<stored>(input, options);
  if (!kept) return std::unexpected(refusal<T>(kept.error().is_null ? cast_outcome::null : cast_outcome::refused));
  try {
    std::expected<T, cast_error> made(std::in_place, type<T>::load(std::move(*kept)));
    if constexpr (fixed_enum<T>) {
      if (enumerator_index(*made) >= enumerators<T>.size()) return std::unexpected(refusal<T>());
    }
    return made;
  } catch (error const& thrown) {
    if (thrown.kind() != error_kind::invalid_value) throw;
    return std::unexpected(refusal<T>());
  }
}

template <class Element>
bool is_dropped(cast_input const& element, array_options const& options) {
  if (element.kind != input_kind::text) return false;
  for (std::string_view const value : options.drop_values)
    if (element.text == value) return true;
  if (!options.drop_blank) return false;
  return std::same_as<value_of<Element>, std::vector<std::byte>> ? element.text.empty() : is_blank(element.text);
}

template <class T>
std::expected<T, cast_error> cast_list(cast_input const& input, array_options const& options) {
  using element = typename T::value_type;
  if (input.kind != input_kind::list) return std::unexpected(refusal<T>());
  std::expected<T, cast_error> values;
  values->reserve(input.count);
  for (std::size_t i = 0; i < input.count; ++i) {
    cast_input const item = input.parts->at(input.node, i);
    if (is_dropped<element>(item, options)) continue;
    auto value = cast_value<element>(item, options);
    if (!value) {
      cast_error why = value.error();
      why.type = cast_name<T>();
      why.index = i;
      why.is_null = false;
      return std::unexpected(why);
    }
    values->push_back(std::move(*value));
  }
  return values;
}

}  // namespace detail

/// `T` can be cast from outside.
template <class T>
concept castable = detail::can_cast<T>();

/// The value of type `T` that `input` stands for, or why it stands for none. The rules are Ecto's: no blanks around it, no
/// garbage behind it, no text from a number, and what does not fit `T` is refused.
///
/// - integers: numbers, "12", "+12"; at most 31 bytes. double, float: finite numbers, "1", "1.5", "1e3".
/// - bool: true, false, "true", "1", "false", "0". std::string: text that PostgreSQL stores. Bytes: any text.
/// - decimal (include recto/types/decimal.hpp): numbers and text that it holds.
/// - date, time_of_day, naive_datetime, utc_datetime: ISO 8601, or a map of year, month, day, hour, minute, second and
///   microsecond, which stands for NULL if all that are needed are blank. interval: nothing.
/// - uuid: 36 characters in any case, or 16 bytes. Enums: a label, or for those that are stored as another type that.
/// - std::vector: a list, element by element. What is kept as jsonb (include recto/types/json.hpp): a map.
/// - A type that is stored as another: what that takes and `type<T>::load` does not refuse.
/// - A type with `static std::expected<T, cast_error> cast(cast_input const&)`, or one that returns std::optional<T>, in
///   its `type<T>`: what that says.
///
/// Null becomes an empty std::optional; for any other `T` the error says `is_null`, so that the caller may give the field
/// its default. Bad input never throws. It takes time linear in the input and allocates only what the value needs.
/// Ecto: `Ecto.Type.cast/2`.
template <class T>
std::expected<T, cast_error> cast_value(cast_input const& input, array_options const& options) {
  static_assert(castable<T>,
                "recto: cast: a value of this type cannot be made from outside input; give its recto::type<T> a "
                "`static std::expected<T, cast_error> cast(cast_input const&)`, or put the value yourself");
  if constexpr (is_optional<T>) {
    if (input.kind == input_kind::null) return T{};
    auto value = cast_value<value_of<T>>(input, options);
    if (value) return T{std::move(*value)};
    if (value.error().is_null) return T{};
    return std::unexpected(value.error());
  } else if (input.kind == input_kind::null) {
    return std::unexpected(detail::refusal<T>(detail::cast_outcome::null));
  } else if constexpr (detail::has_cast_hook<T>) {
    return detail::cast_by_hook<T>(input);
  } else if constexpr (stored_type<T>) {
    return detail::cast_stored<T>(input, options);
  } else if constexpr (detail::is_vector<T>) {
    return detail::cast_list<T>(input, options);
  } else if constexpr (detail::has_cast_rule<T>) {
    std::expected<T, cast_error> value;
    detail::cast_outcome const outcome = detail::cast_rule<T>::read(input, *value);
    if (outcome != detail::cast_outcome::made) return std::unexpected(detail::refusal<T>(outcome));
    return value;
  } else {
    return std::unexpected(cast_error{});
  }
}

}  // namespace recto
