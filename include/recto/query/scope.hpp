// SPDX-License-Identifier: BSL-1.0
// Which sources a query has, as plain values: a column finds its source by a key, not by a template. So checking scope,
// nullability and grouping costs the compiler a loop over a few entries and no instantiation.
// Layer 4.
#pragma once

#include <recto/base/fixed_string.hpp>
#include <recto/reflect/type_key.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace recto {

/// Identity of a source within a query: a struct, and the alias under which it stands.
struct source_key {
  detail::type_key type{};
  std::uint64_t alias = 0;  ///< hash of its name; 0: none

  friend constexpr bool operator==(source_key const&, source_key const&) = default;
};

/// The key of the struct `Struct` under the name `Alias`; an empty alias is the table itself.
template <class Struct, fixed_string Alias = "">
inline constexpr source_key key_of{detail::key_of_type<Struct>, Alias.size() > 0 ? detail::hash_text(Alias.view()) : 0};

/// One source of a query.
struct source_entry {
  source_key key{};
  std::string_view name{};      ///< alias, or the table's name
  bool is_nullable = false;     ///< on the side of an outer join that may be missing
  std::size_t key_columns = 0;  ///< columns of its primary key; 0: it has none
};

/// The sources of a query.
// Indices and not pointers are handed out: g++ refuses to compare a pointer into an inline variable with null under
// -fsanitize=undefined (GCC bug 71962).
struct scope {
  source_entry const* entries = nullptr;
  std::size_t count = 0;

  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  constexpr std::size_t find(source_key const& key) const {
    for (std::size_t i = 0; i < count; ++i)
      if (entries[i].key == key) return i;
    return nowhere;
  }
  constexpr bool is_nullable(source_key const& key) const {
    std::size_t const found = find(key);
    return found != nowhere && entries[found].is_nullable;
  }
};

}  // namespace recto
