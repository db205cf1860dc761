// SPDX-License-Identifier: BSL-1.0
// Numbers as PostgreSQL's binary format has them: big-endian, two's complement, IEEE 754
// (PostgreSQL manual, "Message Data Types").
// Layer 2.
#pragma once

#include <bit>
#include <concepts>
#include <cstdint>
#include <cstring>

namespace recto::detail {

constexpr std::uint16_t swap_bytes(std::uint16_t value) { return __builtin_bswap16(value); }
constexpr std::uint32_t swap_bytes(std::uint32_t value) { return __builtin_bswap32(value); }
constexpr std::uint64_t swap_bytes(std::uint64_t value) { return __builtin_bswap64(value); }

template <std::unsigned_integral Unsigned>
constexpr Unsigned network_order(Unsigned value) {
  if constexpr (std::endian::native == std::endian::big) return value;
  else return swap_bytes(value);
}

/// Writes `value` at `out` and returns the end.
template <std::unsigned_integral Unsigned>
inline char* store(Unsigned value, char* out) {
  value = network_order(value);
  std::memcpy(out, &value, sizeof value);
  return out + sizeof value;
}

/// Reads a number at `in`, of which at least its size must be there.
template <std::unsigned_integral Unsigned>
inline Unsigned fetch(char const* in) {
  Unsigned value{};
  std::memcpy(&value, in, sizeof value);
  return network_order(value);
}

}  // namespace recto::detail
