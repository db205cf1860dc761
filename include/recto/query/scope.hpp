// SPDX-License-Identifier: BSL-1.0
// Which sources a query has, as plain values: a column finds its source by a key, not by a template. So checking scope,
// nullability and grouping costs the compiler a loop over a few entries and no instantiation. A query inside another
// sees the outer one's sources too.
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
  bool is_derived = false;      ///< a subquery, CTE or list of values: found by its struct alone, too
  bool is_schemaless = false;   ///< a table without a struct
  std::size_t key_columns = 0;  ///< columns of its primary key; 0: it has none
};

/// Owner of the columns of a query's only table without a struct.
struct schemaless;

/// The sources of a query.
// Indices and not pointers are handed out: g++ refuses to compare a pointer into an inline variable with null under
// -fsanitize=undefined (GCC bug 71962).
struct scope {
  source_entry const* entries = nullptr;
  std::size_t count = 0;
  scope const* outer = nullptr;  ///< of the query around this one; only if `is_nested`
  bool is_nested = false;
  bool is_grouped = false;  ///< by GROUP BY, so that no group is empty

  static constexpr std::size_t nowhere = static_cast<std::size_t>(-1);

  /// Among the query's own sources.
  constexpr std::size_t find(source_key const& key) const {
    for (std::size_t i = 0; i < count; ++i)
      if (entries[i].key == key) return i;
    return key.alias == 0 ? find_by_type(key.type) : nowhere;
  }
  /// Can the source with this key be missing, here or in the queries around? False if no source has the key.
  constexpr bool is_nullable(source_key const& key) const {
    if (std::size_t const found = find(key); found != nowhere) return entries[found].is_nullable;
    return is_nested && outer->is_nullable(key);
  }
  /// Does one of the query's own sources stand under this name?
  constexpr bool has_name(std::string_view name) const {
    for (std::size_t i = 0; i < count; ++i)
      if (entries[i].name == name) return true;
    return false;
  }

 private:
  // Two derived sources of one struct can only be told apart by their names, and so can two tables without a struct.
  constexpr std::size_t find_by_type(detail::type_key const& type) const {
    std::size_t found = nowhere;
    for (std::size_t i = 0; i < count; ++i) {
      bool const matches = (entries[i].is_derived && entries[i].key.type == type)
                        || (entries[i].is_schemaless && type == detail::key_of_type<schemaless>);
      if (!matches) continue;
      if (found != nowhere) return nowhere;
      found = i;
    }
    return found;
  }
};

}  // namespace recto
