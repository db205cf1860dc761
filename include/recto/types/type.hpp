// SPDX-License-Identifier: BSL-1.0
// The customisation point `type<T>`: how a C++ type travels to and from PostgreSQL, one value at a time, in binary.
// Here is only the contract and what follows from it for every type; each built-in type has a header of its own.
// Layer 2.
#pragma once

#include <recto/base/error.hpp>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <type_traits>

namespace recto {

/// PostgreSQL's numeric, exact. Defined in recto/types/decimal.hpp, which a program includes that uses it.
class decimal;  // incomplete here? #include <recto/types/decimal.hpp>

/// PostgreSQL's number for a type (`pg_type.oid`). 0 stands for a type that only the server knows by number, such as an
/// enum: a parameter of it gets its type from where it stands in the statement.
using oid = std::uint32_t;

/// A PostgreSQL type: its name as DDL writes it, its OID and the OID of its array type.
struct sql_type {
  std::string_view name{};
  oid number = 0;
  oid array = 0;

  friend constexpr bool operator==(sql_type const&, sql_type const&) = default;
};

/// How `T` travels. The primary template is empty: a type without a specialisation cannot be a column.
///
/// A type that is kept as another one specialises three members:
///
///     template <> struct recto::type<email> {
///       using stored = std::string;
///       static std::string dump(email const& value);       // may return `std::string const&`
///       static email load(std::string&& text);             // may throw recto::error{invalid_value}
///     };
///
/// A type with a wire format of its own specialises
///
///     static constexpr sql_type sql{.name = "uuid", .number = 2950, .array = 2951};
///     static constexpr std::size_t width = 16;              // only if every value has that many bytes
///     static std::size_t size(T const& value);              // bytes on the wire; only if there is no `width`
///     static char* encode(T const& value, char* out);       // writes them, returns the end
///     static void decode(std::string_view wire, T& value);  // throws recto::error{invalid_value}; has `width` bytes
///
/// and, where the value's own bytes are the wire format, `static std::string_view view(T const&)` in place of `size`
/// and `encode`: then nothing is copied. `accepts(oid)` may widen which column types are read into `T`.
template <class T>
struct type {};

/// `T` is kept as another type (`type<T>::stored`, `dump`, `load`).
template <class T>
concept stored_type = requires { typename type<T>::stored; };

/// `T` has a wire format of its own.
template <class T>
concept wire_type = requires(std::string_view in, T& value) {
  { type<T>::sql } -> std::convertible_to<sql_type>;
  type<T>::decode(in, value);
};

/// `T` can be a column that is not NULL.
template <class T>
concept column_type = wire_type<T> || stored_type<T>;

/// Every value of `T` has the same number of bytes on the wire: `type<T>::width`.
template <class T>
concept fixed_width_type = requires { type<T>::width; };

/// The bytes of a `T` in memory are its wire format: `type<T>::view`.
template <class T>
concept viewed_type = requires(T const& value) {
  { type<T>::view(value) } -> std::same_as<std::string_view>;
};

template <class T>
inline constexpr bool is_optional = false;
template <class T>
inline constexpr bool is_optional<std::optional<T>> = true;

namespace detail {

template <class T>
struct without_optional {
  using type = T;
};
template <class T>
struct without_optional<std::optional<T>> {
  using type = T;
};

template <class T>
struct end_of_stored {
  using type = T;
};
template <stored_type T>
struct end_of_stored<T> : end_of_stored<typename type<T>::stored> {};

}  // namespace detail

/// `T`, or what is in it if it is an optional.
template <class T>
using value_of = typename detail::without_optional<T>::type;

/// The type that travels for a `T`: `T` itself, or what it is stored as.
template <class T>
using wire_of = typename detail::end_of_stored<value_of<T>>::type;

/// PostgreSQL's type for a column of type `T` or `std::optional<T>`.
template <class T>
inline constexpr sql_type sql_type_of = type<wire_of<T>>::sql;

/// May a result column of type `number` be read into a `T`? The type itself, what `type<T>::accepts` adds, and for a
/// type without a number of its own any type that is not built in (PostgreSQL numbers those from 16384) and text.
template <class T>
constexpr bool accepts_column(oid number) {
  using wire = wire_of<T>;
  if constexpr (requires { type<wire>::accepts(number); }) {
    if (type<wire>::accepts(number)) return true;
  }
  constexpr oid own = type<wire>::sql.number;
  return own == 0 ? number >= 16384 || number == 25 || number == 1043 : number == own;
}

}  // namespace recto
