// SPDX-License-Identifier: BSL-1.0
// What a function of the server brings as rows: `fragment_source<"numbers", Number, "generate_series(?, ?)">(1, 10)`.
// Layer 4.
#pragma once

#include <recto/query/fragment.hpp>
#include <recto/query/query.hpp>

#include <cstddef>
#include <string_view>
#include <utility>

namespace recto {

namespace detail {

/// `generate_series($1, $2) AS "numbers" ("n")`. `Row` names and types the columns; nobody but the server knows whether
/// it has them.
template <class Row, fixed_string Name, class Fragment>
struct fragment_rows {
  using row = Row;
  using whole_row = row_node<Row, Name>;
  using fragment_type = Fragment;
  static constexpr source_key key = key_of<Row, Name>;
  static constexpr bool has_alias = true;
  static constexpr bool is_table = false;
  static constexpr std::size_t parameters = Fragment::parameters;

  [[no_unique_address]] Fragment fragment;

  static constexpr std::string_view name() { return Name.view(); }
  static constexpr void inspect(inspector& watcher) { Fragment::inspect(watcher); }
  template <class Function>
  constexpr void each_value(Function& function) const {
    fragment.each_value(function);
  }
};

template <class Row, fixed_string Name, class Fragment>
struct named_fragment : named_source<Row, Name> {
  using source = fragment_rows<Row, Name, Fragment>;

  [[no_unique_address]] source rows;

  constexpr auto begin() const { return recto::query<from_clause<source>>{{}, {rows}}; }
  constexpr source as_source() const { return rows; }
};

}  // namespace detail

/// SQL that brings rows, as a source: a call of a function, or a query in parentheses. The members of `Row` name and type
/// its columns, in their order; placeholders are those of `fragment`. Joined by `lateral_join` it sees the sources before it.
/// Ecto: `fragment` as a source.
template <fixed_string Name, class Row, fixed_string Text, class... Arguments>
constexpr auto fragment_source(Arguments&&... arguments) {
  auto text = fragment<Text, bool>(static_cast<Arguments&&>(arguments)...);
  return detail::named_fragment<Row, Name, decltype(text)>{{}, {std::move(text)}};
}

}  // namespace recto
