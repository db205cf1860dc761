// SPDX-License-Identifier: BSL-1.0
// One way to write and read a value of any column type, whether it has a wire format of its own or is stored as another
// type. NULL is not handled here: who writes a row knows it by a null pointer, who reads one by asking the result.
// Layer 2.
#pragma once

#include <recto/types/invalid.hpp>
#include <recto/types/type.hpp>

#include <cstddef>
#include <cstring>
#include <string_view>
#include <utility>

namespace recto::detail {

/// What travels for `value`: the value itself, or what `dump` makes of it. The latter may be a temporary; keep it until
/// it is encoded, and encode it, to call `dump` once.
template <class T>
constexpr decltype(auto) as_wire(T const& value) {
  if constexpr (!stored_type<T>) {
    return (value);
  } else if constexpr (!stored_type<typename type<T>::stored>) {
    return type<T>::dump(value);
  } else {
    return recto::wire_of<T>(as_wire(type<T>::dump(value)));  // a copy: what `dump` made ends here
  }
}

/// Bytes of every value of `T` on the wire, 0 if they differ.
template <class T>
inline constexpr std::size_t fixed_width = 0;
template <class T>
  requires fixed_width_type<wire_of<T>>
inline constexpr std::size_t fixed_width<T> = type<wire_of<T>>::width;

/// The value's own bytes are sent, see `view_of`.
template <class T>
inline constexpr bool is_viewed = viewed_type<wire_of<T>> && !stored_type<T>;
template <stored_type T>
  requires viewed_type<wire_of<T>>
inline constexpr bool is_viewed<T> = std::is_reference_v<decltype(as_wire(std::declval<T const&>()))>;

/// The bytes to send, borrowed from `value`. Only if `is_viewed<T>`.
template <class T>
inline std::string_view view_of(T const& value) {
  return type<wire_of<T>>::view(as_wire(value));
}

/// Bytes that `encode` will write.
template <class T>
inline std::size_t encoded_size(T const& value) {
  if constexpr (fixed_width<T> != 0) {
    return fixed_width<T>;
  } else {
    using wire = wire_of<T>;
    auto&& travels = as_wire(value);
    if constexpr (viewed_type<wire>) return type<wire>::view(travels).size();
    else return type<wire>::size(travels);
  }
}

template <class T>
inline constexpr bool never_refused = false;
template <fixed_width_type T>
  requires(!stored_type<T>)
inline constexpr bool never_refused<T> = noexcept(type<T>::encode(std::declval<T const&>(), nullptr));

/// Writes `encoded_size(value)` bytes at `out` and returns the end. noexcept if every value can be sent.
template <class T>
inline char* encode(T const& value, char* out) noexcept(never_refused<T>) {
  using wire = wire_of<T>;
  auto&& travels = as_wire(value);
  if constexpr (viewed_type<wire>) {
    std::string_view const bytes = type<wire>::view(travels);
    if (!bytes.empty()) std::memcpy(out, bytes.data(), bytes.size());
    return out + bytes.size();
  } else {
    return type<wire>::encode(travels, out);
  }
}

/// Reads a value that is not NULL; throws recto::error{invalid_value} for bytes that are not one.
template <class T>
inline void decode(std::string_view wire, T& out) {
  if constexpr (stored_type<T>) {
    typename type<T>::stored stored{};
    detail::decode(wire, stored);
    out = type<T>::load(std::move(stored));
  } else {
    if constexpr (fixed_width_type<T>) {
      if (wire.size() != type<T>::width) [[unlikely]]
        throw_wrong_width(type<T>::sql.name, type<T>::width, wire.size());
    }
    type<T>::decode(wire, out);
  }
}

}  // namespace recto::detail
