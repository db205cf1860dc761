// SPDX-License-Identifier: BSL-1.0
// Text. A std::string is sent from where it lies and read into a string of its own; a std::string_view is meant for
// parameters. What PostgreSQL cannot store is refused before it is sent.
// Layer 2.
#pragma once

#include <recto/types/invalid.hpp>
#include <recto/types/type.hpp>

#include <cstring>
#include <string>
#include <string_view>

namespace recto {

namespace detail {

inline constexpr sql_type sql_text{.name = "text", .number = 25, .array = 1009};

/// text, character varying, character (with its padding, as PostgreSQL prints it) and name: all travel as their bytes.
constexpr bool is_text(oid number) { return number == 25 || number == 1043 || number == 1042 || number == 19; }

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_nul_in_text() {
  throw_invalid("text holds a NUL byte, which PostgreSQL cannot store");
}

inline std::string_view checked_text(char const* data, std::size_t size) {
  if (size != 0 && std::memchr(data, '\0', size) != nullptr) [[unlikely]]
    throw_nul_in_text();
  return {data, size};
}

}  // namespace detail

template <>
struct type<std::string> {
  static constexpr sql_type sql = detail::sql_text;
  static constexpr bool accepts(oid number) { return detail::is_text(number); }
  static std::string_view view(std::string const& value) { return detail::checked_text(value.data(), value.size()); }
  static void decode(std::string_view wire, std::string& value) {
    // A new string is made with fewer instructions than an empty one is assigned to; one with room is reused.
    if (value.empty()) value = std::string(wire);
    else value.assign(wire.data(), wire.size());
  }
};

/// Reading into a view borrows from the result, which must outlive it.
template <>
struct type<std::string_view> {
  static constexpr sql_type sql = detail::sql_text;
  static constexpr bool accepts(oid number) { return detail::is_text(number); }
  static std::string_view view(std::string_view value) { return detail::checked_text(value.data(), value.size()); }
  static void decode(std::string_view wire, std::string_view& value) { value = wire; }
};

}  // namespace recto
