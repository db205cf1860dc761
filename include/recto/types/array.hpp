// SPDX-License-Identifier: BSL-1.0
// std::vector of a column type is a one-dimensional array; std::vector<std::optional<T>> may hold NULL elements. Where
// the array begins to count (its lower bound) is not kept. std::vector<std::byte> is bytea and not an array.
// Layer 2.
#pragma once

#include <recto/types/codec.hpp>
#include <recto/types/invalid.hpp>
#include <recto/types/literal.hpp>
#include <recto/types/type.hpp>
#include <recto/types/wire.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace recto {

namespace detail {

template <class T>
struct array_name {
  static constexpr std::string_view element = sql_type_of<T>.name;
  static constexpr auto text = [] {
    std::array<char, element.size() + 2> joined{};
    for (std::size_t i = 0; i < element.size(); ++i) joined[i] = element[i];
    joined[element.size()] = '[';
    joined[element.size() + 1] = ']';
    return joined;
  }();
};

/// What can be an element: a column type, optional or not, that is not an array itself. A type without a number of its
/// own, such as an enum of the database, travels inside of an array as text.
template <class T>
concept array_element =
    column_type<value_of<T>> && (sql_type_of<T>.array != 0 || (sql_type_of<T>.number == 0 && has_literal<value_of<T>>));

// Binary format of an array (PostgreSQL: src/backend/utils/adt/arrayfuncs.c, array_recv): number of dimensions, whether
// there are NULLs, OID of the elements; for each dimension its length and lower bound; then the elements, each after its
// length, -1 for NULL.
inline constexpr std::size_t array_header = 12;
inline constexpr std::size_t array_dimension = 8;

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_bad_array(char const* why) {
  throw_invalid(std::string("the server sent an array ") + why);
}

/// Reads the header; returns the number of elements and leaves `wire` at the first one.
inline std::size_t open_array(std::string_view& wire, oid element) {
  if (wire.size() < array_header) [[unlikely]]
    throw_bad_array("that is cut short");
  auto const dimensions = static_cast<std::int32_t>(fetch<std::uint32_t>(wire.data()));
  auto const found = fetch<std::uint32_t>(wire.data() + 8);
  if (element != 0 && found != element) [[unlikely]]
    throw_bad_array("whose elements are of another type");
  wire.remove_prefix(array_header);
  if (dimensions == 0) {
    if (!wire.empty()) [[unlikely]]
      throw_bad_array("with bytes behind its end");
    return 0;
  }
  if (dimensions != 1) [[unlikely]]
    throw_bad_array("of more than one dimension, which std::vector cannot hold");
  if (wire.size() < array_dimension) [[unlikely]]
    throw_bad_array("that is cut short");
  auto const count = static_cast<std::int32_t>(fetch<std::uint32_t>(wire.data()));
  wire.remove_prefix(array_dimension);
  // Every element has at least its length, so a header that lies cannot make us allocate for more than were sent.
  if (count < 0 || static_cast<std::size_t>(count) > wire.size() / 4) [[unlikely]] {
    throw_bad_array("that is shorter than its header says");
  }
  return static_cast<std::size_t>(count);
}

/// Cuts the next element off; false for NULL.
inline bool next_element(std::string_view& wire, std::string_view& element) {
  if (wire.size() < 4) [[unlikely]]
    throw_bad_array("that is cut short");
  auto const length = static_cast<std::int32_t>(fetch<std::uint32_t>(wire.data()));
  wire.remove_prefix(4);
  if (length == -1) return false;
  if (length < 0 || static_cast<std::size_t>(length) > wire.size()) [[unlikely]]
    throw_bad_array("that is cut short");
  element = wire.substr(0, static_cast<std::size_t>(length));
  wire.remove_prefix(static_cast<std::size_t>(length));
  return true;
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_too_large_for_array() {
  throw_invalid("an array or one of its elements has more bytes than PostgreSQL can take");
}

inline std::uint32_t array_length(std::size_t length) {
  if (length > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) [[unlikely]]
    throw_too_large_for_array();
  return static_cast<std::uint32_t>(length);
}

template <class Element>
struct array_decoder {
  using element = value_of<Element>;
  static constexpr oid number = sql_type_of<Element>.number;
  static constexpr bool nullable = is_optional<Element>;

  static void decode(std::string_view wire, std::vector<Element>& values) {
    std::size_t const count = open_array(wire, number);
    values.clear();
    values.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
      std::string_view bytes;
      bool const present = next_element(wire, bytes);
      if constexpr (nullable) {
        if (present) detail::decode(bytes, values[i].emplace());
      } else {
        if (!present) [[unlikely]]
          throw_bad_array("with a NULL element; use std::vector<std::optional<...>>");
        if constexpr (std::is_same_v<Element, bool>) {
          bool value = false;
          detail::decode(bytes, value);
          values[i] = value;
        } else {
          detail::decode(bytes, values[i]);
        }
      }
    }
    if (!wire.empty()) [[unlikely]]
      throw_bad_array("with bytes behind its end");
  }
};

template <class Element>
struct array_type : array_decoder<Element> {
  static constexpr sql_type sql{.name = {array_name<Element>::text.data(), array_name<Element>::text.size()},
                                .number = sql_type_of<Element>.array,
                                .array = 0};

  static std::size_t size(std::vector<Element> const& values) {
    std::size_t sum = array_header + (values.empty() ? 0 : array_dimension) + values.size() * 4;
    if constexpr (!is_optional<Element> && fixed_width<Element> != 0) {
      sum += values.size() * fixed_width<Element>;
    } else {
      for (Element const& value : values) {
        if constexpr (!is_optional<Element>) sum += encoded_size(value);
        else if (value) sum += encoded_size(*value);
      }
    }
    return sum;
  }

  static char* encode(std::vector<Element> const& values, char* out) {
    out = store(std::uint32_t{values.empty() ? 0u : 1u}, out);
    out = store(std::uint32_t{has_null(values) ? 1u : 0u}, out);
    out = store(std::uint32_t{sql_type_of<Element>.number}, out);
    if (values.empty()) return out;
    out = store(array_length(values.size()), out);
    out = store(std::uint32_t{1}, out);
    for (Element const& value : values) {
      if constexpr (!is_optional<Element>) out = encode_element(value, out);
      else out = value ? encode_element(*value, out) : store(~std::uint32_t{0}, out);
    }
    return out;
  }

 private:
  static bool has_null(std::vector<Element> const& values) {
    if constexpr (is_optional<Element>) {
      for (Element const& value : values) {
        if (!value) return true;
      }
    }
    return false;
  }

  // The length goes before the element, which is written first, so that its size is not worked out a second time.
  static char* encode_element(value_of<Element> const& value, char* out) {
    char* const end = detail::encode(value, out + 4);
    store(array_length(static_cast<std::size_t>(end - out - 4)), out);
    return end;
  }
};

/// An array whose element type only the server knows by number is sent as an array literal; it is read in binary.
template <class Element>
struct text_array_type : array_decoder<Element> {
  static constexpr sql_type sql{
      .name = {array_name<Element>::text.data(), array_name<Element>::text.size()}, .number = 0, .array = 0};
  static constexpr bool text_format = true;

  static std::size_t size(std::vector<Element> const& values) { return literal(values).size(); }

  static char* encode(std::vector<Element> const& values, char* out) {
    std::string const text = literal(values);
    std::memcpy(out, text.data(), text.size());
    return out + text.size();
  }

 private:
  static std::string literal(std::vector<Element> const& values) {
    std::string text;
    append_array(text, values);
    return text;
  }
};

}  // namespace detail

/// Must a parameter of type `T` be sent in text format? Only arrays of a database's own types.
template <class T>
inline constexpr bool is_text_format = requires { requires type<wire_of<T>>::text_format; };

template <detail::array_element Element>
struct type<std::vector<Element>> : detail::array_type<Element> {};

template <detail::array_element Element>
  requires(sql_type_of<Element>.array == 0)
struct type<std::vector<Element>> : detail::text_array_type<Element> {};

}  // namespace recto
