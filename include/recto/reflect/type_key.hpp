// SPDX-License-Identifier: BSL-1.0
// Types as plain values that can be compared in constant evaluation, so that "is it the same type?" over many types is a
// loop and no template. Addresses of variables would do as well, were it not that g++ refuses to compare those of inline
// variables under -fsanitize=undefined (GCC bug 71962).
// Layer 1.
#pragma once

#include <recto/reflect/fields.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace recto::detail {

/// FNV-1a, 64 bits.
constexpr std::uint64_t hash_text(std::string_view text, std::uint64_t hash = 0xcbf29ce484222325u) {
  char const* const data = text.data();
  for (std::size_t i = 0, size = text.size(); i < size; ++i)
    hash = (hash ^ static_cast<unsigned char>(data[i])) * 0x100000001b3u;
  return hash;
}

/// A type's name as its hash and length. Equal for equal types; different for different ones but for a collision of 64 bits,
/// whose worst outcome is a refusal that is missing or of the wrong kind.
struct type_key {
  std::uint64_t hash = 0;
  std::size_t length = 0;

  constexpr type_key() = default;
  constexpr explicit type_key(std::string_view name) : hash(hash_text(name)), length(name.size()) {}

  friend constexpr bool operator==(type_key const&, type_key const&) = default;
};

template <class T>
inline constexpr type_key key_of_type{signature_of_type<T>()};

}  // namespace recto::detail
