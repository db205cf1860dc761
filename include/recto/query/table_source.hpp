// SPDX-License-Identifier: BSL-1.0
// Tables that a struct's schema does not name: the same struct kept in another table, a table without a struct, a table
// in another of PostgreSQL's schemas. They stand where a struct stands: `from<table<"old_posts", Post>>`.
// Layer 4.
#pragma once

#include <recto/query/query.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace recto {

namespace detail {

template <class T>
inline constexpr bool names_table = false;
template <fixed_string Name>
inline constexpr bool names_table<recto::table<Name, void>> = true;

/// A table by name. `Row` is the struct of its rows; for a table without a struct it is the description itself.
template <class Row, fixed_string Name, fixed_string Prefix, fixed_string Alias>
struct described_source {
  using row = Row;
  using whole_row = row_node<Row, Alias>;
  static constexpr source_key key = key_of<Row, Alias>;
  static constexpr bool has_alias = Alias.size() > 0;
  static constexpr bool is_table = true;
  static constexpr bool is_schemaless = names_table<Row>;
  static constexpr std::size_t parameters = 0;
  template <fixed_string Other>
  using renamed = described_source<Row, Name, Prefix, Other>;

  static constexpr std::string_view table() {
    if constexpr (Name.size() > 0) return Name.view();
    else return source_name<Row>();
  }
  static constexpr std::string_view name() {
    if constexpr (has_alias) return Alias.view();
    else return table();
  }
  static constexpr std::string_view prefix() {
    if constexpr (Prefix.size() > 0 || is_schemaless) return Prefix.view();
    else return table_of<Row>.prefix;
  }
};

template <fixed_string Prefix, class Source>
struct prefixed_source;
template <fixed_string Prefix, class Row, fixed_string Alias>
struct prefixed_source<Prefix, table_source<Row, Alias>> {
  using type = described_source<Row, "", Prefix, Alias>;
};
template <fixed_string Prefix, class Row, fixed_string Name, fixed_string Old, fixed_string Alias>
struct prefixed_source<Prefix, described_source<Row, Name, Old, Alias>> {
  using type = described_source<Row, Name, Prefix, Alias>;
};

}  // namespace detail

namespace detail {

template <fixed_string Name, class Struct>
struct source_named_by<recto::table<Name, Struct>> {
  using type = described_source<Struct, Name, "", "">;
};
template <fixed_string Name>
struct source_named_by<recto::table<Name, void>> {
  using type = described_source<recto::table<Name, void>, Name, "", "">;
};

}  // namespace detail

/// A struct's table in another of PostgreSQL's schemas: `from<prefixed<"archive", Post>>`. Goes before the prefix of the
/// struct and that of the query. Ecto: `prefix:` of from and join.
template <fixed_string Prefix, class T>
struct prefixed : detail::source_description {
  using source = typename detail::prefixed_source<Prefix, detail::source_for<T>>::type;
};

}  // namespace recto
