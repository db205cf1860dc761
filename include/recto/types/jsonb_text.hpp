// SPDX-License-Identifier: BSL-1.0
// A JSON document as it travels in a column of type jsonb, and what is asked of one before it is sent.
// Layer 2.
#pragma once

#include <recto/types/boost_json.hpp>
#include <recto/types/invalid.hpp>
#include <recto/types/json_read.hpp>
#include <recto/types/type.hpp>

#include <cmath>
#include <cstddef>
#include <string>
#include <string_view>

namespace recto {

namespace detail {

// PostgreSQL's binary jsonb is a version, 1, and the text of the document (src/backend/utils/adt/jsonb.c, jsonb_send);
// that of json is the text alone, which never begins with that byte.
inline constexpr char jsonb_version = '\1';

/// A document as it travels.
struct jsonb_text {
  std::string wire{};

  std::string_view text() const {
    std::string_view const all = wire;
    return all.starts_with(jsonb_version) ? all.substr(1) : all;
  }
};

// Without this check, the server would refuse a NUL with a message about Unicode, and read an infinity, which
// Boost.JSON writes as 1e99999, as a number of a hundred thousand digits.
inline void check_storable(boost::json::value const& value, std::size_t depth) {
  constexpr char const* nul = "JSON holds a NUL character, which PostgreSQL's jsonb cannot store";
  if (depth > max_json_depth) [[unlikely]]
    throw_invalid("JSON is nested more than 128 levels deep");
  if (boost::json::string const* const text = value.if_string()) {
    if (text->find('\0') != boost::json::string::npos) [[unlikely]]
      throw_invalid(nul);
  } else if (double const* const number = value.if_double()) {
    if (!std::isfinite(*number)) [[unlikely]]
      throw_invalid("JSON has no NaN and no infinity");
  } else if (boost::json::array const* const array = value.if_array()) {
    for (boost::json::value const& element : *array) check_storable(element, depth + 1);
  } else if (boost::json::object const* const object = value.if_object()) {
    for (boost::json::key_value_pair const& member : *object) {
      if (member.key().find('\0') != boost::json::string_view::npos) [[unlikely]]
        throw_invalid(nul);
      check_storable(member.value(), depth + 1);
    }
  }
}

inline jsonb_text write_json(boost::json::value const& value) {
  check_storable(value, 0);
  boost::json::serializer serializer;
  serializer.reset(&value);
  jsonb_text out{std::string(1, jsonb_version)};
  char buffer[4096];
  while (!serializer.done()) {
    boost::json::string_view const part = serializer.read(buffer, sizeof buffer);
    out.wire.append(part.data(), part.size());
  }
  return out;
}

}  // namespace detail

template <>
struct type<detail::jsonb_text> {
  static constexpr sql_type sql{.name = "jsonb", .number = 3802, .array = 3807};
  static constexpr bool accepts(oid number) { return number == 3802 || number == 114; }
  static std::string_view view(detail::jsonb_text const& value) { return value.wire; }
  static void decode(std::string_view wire, detail::jsonb_text& value) { value.wire.assign(wire.data(), wire.size()); }
  static void append_literal(std::string& out, detail::jsonb_text const& value) { out += value.text(); }
};

}  // namespace recto
