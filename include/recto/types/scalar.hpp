// SPDX-License-Identifier: BSL-1.0
// Truth values, whole numbers and binary fractions. `double` is "double precision" and never stands for numeric, which
// is `recto::decimal`.
// Layer 2.
#pragma once

#include <recto/types/type.hpp>
#include <recto/types/wire.hpp>

#include <bit>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

namespace recto {

template <>
struct type<bool> {
  static constexpr sql_type sql{.name = "boolean", .number = 16, .array = 1000};
  static constexpr std::size_t width = 1;
  static char* encode(bool value, char* out) noexcept {
    *out = value ? '\1' : '\0';
    return out + 1;
  }
  static void decode(std::string_view wire, bool& value) { value = wire[0] != '\0'; }
};

namespace detail {

template <std::size_t Width>
inline constexpr sql_type sql_integer{};
template <>
inline constexpr sql_type sql_integer<2>{.name = "smallint", .number = 21, .array = 1005};
template <>
inline constexpr sql_type sql_integer<4>{.name = "integer", .number = 23, .array = 1007};
template <>
inline constexpr sql_type sql_integer<8>{.name = "bigint", .number = 20, .array = 1016};

template <class Integer>
struct integer_type {
  using bits = std::make_unsigned_t<Integer>;
  static constexpr sql_type sql = sql_integer<sizeof(Integer)>;
  static constexpr std::size_t width = sizeof(Integer);
  static char* encode(Integer value, char* out) noexcept { return store(unsigned_bits(value), out); }
  static void decode(std::string_view wire, Integer& value) {
    value = static_cast<Integer>(fetch<decltype(unsigned_bits(value))>(wire.data()));
  }

 private:
  // `fetch` swaps three widths; `unsigned long` and `unsigned long long` are both 64 bits wide.
  static constexpr auto unsigned_bits(Integer value) {
    if constexpr (sizeof(Integer) == 8) return static_cast<std::uint64_t>(value);
    else return static_cast<bits>(value);
  }
};

template <class Float, class Bits>
struct float_type {
  static constexpr std::size_t width = sizeof(Float);
  static char* encode(Float value, char* out) noexcept { return store(std::bit_cast<Bits>(value), out); }
  static void decode(std::string_view wire, Float& value) { value = std::bit_cast<Float>(fetch<Bits>(wire.data())); }
};

}  // namespace detail

template <>
struct type<short> : detail::integer_type<short> {};
template <>
struct type<int> : detail::integer_type<int> {};
template <>
struct type<long> : detail::integer_type<long> {};
template <>
struct type<long long> : detail::integer_type<long long> {};

template <>
struct type<float> : detail::float_type<float, std::uint32_t> {
  static constexpr sql_type sql{.name = "real", .number = 700, .array = 1021};
};
template <>
struct type<double> : detail::float_type<double, std::uint64_t> {
  static constexpr sql_type sql{.name = "double precision", .number = 701, .array = 1022};
};

}  // namespace recto
