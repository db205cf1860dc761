// SPDX-License-Identifier: BSL-1.0
// Sources that a program brings itself: rows (`values`), vectors (`unnest`), and what a function of the server gives.
// Values travel as arrays, one for each column, so that the text is the same for any number of rows.
// Layer 4.
#pragma once

#include <recto/query/operand.hpp>
#include <recto/query/query.hpp>
#include <recto/types/array.hpp>

#include <array>
#include <cstddef>
#include <iterator>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto {

namespace detail {

/// `unnest($1, $2) AS "name" ("a", "b")`. `Row` names and types the columns.
template <class Row, fixed_string Name, class... Values>
struct list_source {
  using row = Row;
  using whole_row = row_node<Row, Name>;
  using values_type = pack<bound<std::vector<Values>>...>;
  static constexpr source_key key = key_of<Row, Name>;
  static constexpr bool has_alias = true;
  static constexpr bool is_table = false;
  static constexpr std::size_t parameters = sizeof...(Values);

  values_type columns;

  static constexpr std::string_view name() { return Name.view(); }
  static constexpr void inspect(inspector&) {}
  template <class Function>
  constexpr void each_value(Function& function) const {
    columns.each_value(function);
  }
};

template <class Row, fixed_string Name, class... Values>
struct named_list : named_source<Row, Name> {
  using source = list_source<Row, Name, Values...>;

  source list;

  constexpr auto begin() const { return recto::query<from_clause<source>>{{}, {list}}; }
  constexpr source as_source() const { return list; }
};

/// One row of an unnested vector.
template <class T>
struct element_row {
  T value{};
};

template <class T, fixed_string Name>
struct named_vector : named_list<element_row<T>, Name, T> {
  /// The column of its elements.
  static constexpr column<&element_row<T>::value, Name> value{};
};

// A query owns its text: views are copied.
template <class T>
struct owned_element {
  using type = T;
};
template <>
struct owned_element<std::string_view> {
  using type = std::string;
};
template <>
struct owned_element<std::optional<std::string_view>> {
  using type = std::optional<std::string>;
};
template <class T>
using owned = typename owned_element<T>::type;

// To unnest an array of arrays is to take their elements, and an array of arrays must be a rectangle: PostgreSQL's
// manual, "Array Functions" and "Arrays".
template <class T>
consteval bool assert_element() {
  constexpr bool fits = column_type<std::vector<owned<T>>>;
  static_assert(fits,
                "recto: values/unnest: the server keeps no arrays of this type, so it cannot be unnested; name the "
                "elements in rows of their own");
  return true;  // told; asking must not fail once more
}
template <class T>
using element_or_stand_in = std::conditional_t<column_type<std::vector<owned<T>>>, owned<T>, bool>;

// Copies one field of each row. One instantiation for each type of field.
template <class Row, std::size_t Index>
auto column_of_values(std::span<Row const> rows) {
  std::vector<element_or_stand_in<field_type<Row, Index>>> column;
  if constexpr (column_type<std::vector<owned<field_type<Row, Index>>>>) {
    column.reserve(rows.size());
    for (Row const& row : rows) column.emplace_back(get_field<Index>(row));
  }
  return column;
}

/// The places of a struct's fields that are columns; of one that is no table all are.
template <class Row>
consteval auto column_places() {
  constexpr std::size_t count = [] {
    std::size_t stored = 0;
    for (field const& one : table_of<Row>.fields) stored += one.is_stored;
    return stored;
  }();
  std::array<std::size_t, count> places{};
  std::size_t next = 0;
  for (std::size_t i = 0; i < table_of<Row>.fields.size(); ++i)
    if (table_of<Row>.fields[i].is_stored) places[next++] = i;
  return places;
}

template <fixed_string Name, class Row, std::size_t... Index>
auto list_of_rows(std::span<Row const> rows, std::index_sequence<Index...>) {
  constexpr auto places = column_places<Row>();
  static_assert((assert_element<field_type<Row, places[Index]>>() && ...));
  using list = named_list<Row, Name, element_or_stand_in<field_type<Row, places[Index]>>...>;
  return list{{}, {make_pack(bound{{}, column_of_values<Row, places[Index]>(rows)}...)}};
}

}  // namespace detail

/// Rows of the program as a source: `values<"wanted">(std::vector<Wanted>{...})`; the struct's fields are the columns. SQL:
/// `unnest($1, $2) AS "wanted" ("id", "name")`. A field that is an array is refused. Cost: a copy of the rows, column by
/// column. Ecto: `values`.
template <fixed_string Name, class Rows>
auto values(Rows const& rows) {
  using row = std::remove_cvref_t<decltype(*std::data(rows))>;
  return detail::list_of_rows<Name>(std::span<row const>(std::data(rows), std::size(rows)),
                                    std::make_index_sequence<detail::column_places<row>().size()>{});
}

/// A vector as a source of one column, `value`: `auto ids = unnest<"ids">(vector); ... join(ids, ids.value == col<&Post::id>)`.
template <fixed_string Name, class T>
auto unnest(std::vector<T> elements) {
  static_assert(detail::assert_element<T>());
  using element = detail::element_or_stand_in<T>;
  using vector = detail::named_vector<element, Name>;
  if constexpr (std::is_same_v<element, T>)
    return vector{{{}, {detail::make_pack(detail::bound<std::vector<T>>{{}, std::move(elements)})}}};
  else if constexpr (std::is_constructible_v<element, T const&>)
    return vector{
        {{}, {detail::make_pack(detail::bound<std::vector<element>>{{}, {elements.begin(), elements.end()}})}}};
  else return vector{};
}

}  // namespace recto
