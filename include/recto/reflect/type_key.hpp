// SPDX-License-Identifier: BSL-1.0
// Types as plain values that can be compared in constant evaluation, so that "is it the same type?" over many types is a
// loop and no template. Addresses of variables would do as well, were it not that g++ refuses to compare those of inline
// variables under -fsanitize=undefined (GCC bug 71962).
// Layer 1.
#pragma once

#include <recto/reflect/fields.hpp>

#include <cstdint>
#include <string_view>

namespace recto::detail {

/// FNV-1a, 64 bits.
constexpr std::uint64_t hash_text(std::string_view text, std::uint64_t hash = 0xcbf29ce484222325u) {
  for (char const c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash;
}

/// A type's name and its hash. Equal for equal types, different for different ones.
struct type_key {
  std::uint64_t hash = 0;
  std::string_view name{};

  friend constexpr bool operator==(type_key const& left, type_key const& right) {
    return left.hash == right.hash && left.name == right.name;
  }
};

template <class T>
inline constexpr type_key key_of_type{hash_text(signature_of_type<T>()), signature_of_type<T>()};

}  // namespace recto::detail
