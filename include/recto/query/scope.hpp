// SPDX-License-Identifier: BSL-1.0
// Which sources a query has, as plain values: a column finds its source by a key, not by a template. So checking scope,
// nullability and grouping costs the compiler a loop over a few entries and no instantiation.
// Layer 4.
#pragma once

#include <recto/base/fixed_string.hpp>

#include <cstddef>
#include <string_view>

namespace recto {

/// Identity of a source within a query: one address for each struct and alias.
using source_key = void const*;

/// One source of a query.
struct source_entry {
  source_key key = nullptr;
  std::string_view name{};      ///< alias, or the table's name
  bool is_nullable = false;     ///< on the side of an outer join that may be missing
  std::size_t key_columns = 0;  ///< columns of its primary key; 0: it has none
};

/// The sources of a query, and of the query around it.
struct scope {
  source_entry const* entries = nullptr;
  std::size_t count = 0;
  scope const* outer = nullptr;

  constexpr source_entry const* find(source_key key) const {
    for (std::size_t i = 0; i < count; ++i)
      if (entries[i].key == key) return &entries[i];
    return outer != nullptr ? outer->find(key) : nullptr;
  }
  constexpr bool is_nullable(source_key key) const {
    source_entry const* const found = find(key);
    return found != nullptr && found->is_nullable;
  }
};

namespace detail {

template <class Struct, fixed_string Alias>
inline constexpr char source_identity = 0;

template <class Node>
inline constexpr char node_identity = 0;

template <class T>
inline constexpr char type_identity = 0;

}  // namespace detail

/// The key of the struct `Struct` under the name `Alias`; an empty alias is the table itself.
template <class Struct, fixed_string Alias = "">
inline constexpr source_key key_of = &detail::source_identity<Struct, Alias>;

}  // namespace recto
