// SPDX-License-Identifier: BSL-1.0
// What a query brings: `select(...)`, `select_into<Row>(...)`, and the C++ type of a row that follows from them.
// Layer 4.
#pragma once

#include <recto/query/sources.hpp>
#include <recto/query/stages.hpp>
#include <recto/types/embed.hpp>

#include <array>
#include <cstddef>
#include <optional>
#include <tuple>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

/// The C++ type of a selected expression in a query: optional where it may be NULL.
template <class Item, class Query>
using item_type =
    std::conditional_t<Item::nullable(sources_of<Query>), typename nullable_value<typename Item::value_type>::type,
                       typename Item::value_type>;

template <class Select, class Query>
struct selected_row;
template <class Into, class... Items, class Query>
struct selected_row<select_clause<Into, pack<Items...>>, Query> {
  using type = Into;
};
template <class... Items, class Query>
struct selected_row<select_clause<void, pack<Items...>>, Query> {
  using type = std::tuple<item_type<Items, Query>...>;
};
template <class Item, class Query>
struct selected_row<select_clause<void, pack<Item>>, Query> {
  using type = item_type<Item, Query>;
};

/// The struct of a source with some of its fields selected besides: what `select_merge` brings.
template <class Row, std::size_t... Fields>
struct merged_into {};

template <class T>
inline constexpr bool is_merged = false;
template <class Row, std::size_t... Fields>
inline constexpr bool is_merged<merged_into<Row, Fields...>> = true;

template <class Row, std::size_t... Fields, class... Items, class Query>
struct selected_row<select_clause<merged_into<Row, Fields...>, pack<Items...>>, Query> {
  using type = Row;
};

template <class Query>
consteval auto row_type() {
  if constexpr (Query::has(clause::select))
    return std::type_identity<typename selected_row<clause_type<clause::select, Query>, Query>::type>{};
  else if constexpr (!Query::has(clause::join)) return std::type_identity<source_row<Query>>{};
  else return std::type_identity<item_type<row_node_of<Query>, Query>>{};
}

/// What a RETURNING lists is a row as what a SELECT lists.
template <class Into, class Items>
using returning_clause = clause_part<clause::returning, Items, Into>;

template <class Returning, class Query>
struct returned_row;
template <class Into, class Items, class Query>
struct returned_row<returning_clause<Into, Items>, Query> : selected_row<select_clause<Into, Items>, Query> {};

/// A value that stands in a select list without being an expression is one mistake worth a sentence.
template <class Item>
constexpr auto select_item(Item&& item) {
  static_assert(is_expression<Item>,
                "recto: select: this is not an expression; write recto::value(...) for a plain value");
  static_assert(!left_out_at_times<Item>,
                "recto: select: a condition that may be left out has no value; select it by either(flag, x, y)");
  if constexpr (is_expression<Item> && !left_out_at_times<Item>)
    return std::remove_cvref_t<Item>(std::forward<Item>(item));
  else return bound<bool>{};
}

/// `col<&Row::field> = x`, where the field is of `Row`.
template <class Row, class Item>
inline constexpr bool names_field = false;
template <class Row, auto Member, fixed_string Alias, class Value>
inline constexpr bool names_field<Row, assignment<column<Member, Alias>, Value>> =
    std::is_same_v<owner_of<Member>, Row> && Alias.size() == 0;

/// The value that is assigned to the field at `Field`.
template <std::size_t Field, class First, class... Rest>
constexpr auto value_for_field(First& first, Rest&... rest) {
  if constexpr (field_index<First::column::pointer> == Field) return std::move(first.value);
  else return value_for_field<Field>(rest...);
}
template <std::size_t Field>
constexpr auto value_for_field() {
  return bound<bool>{};  // refused: no assignment names the field
}

template <class Row, class... Items>
consteval bool names_each_field_once() {
  std::array<int, field_count<Row>> times{};
  (++times[field_index<Items::column::pointer>], ...);
  for (int const one : times)
    if (one != 1) return false;
  return true;
}

template <class Row, class... Items, std::size_t... Field>
constexpr auto items_by_name(std::index_sequence<Field...>, Items&... items) {
  constexpr bool fits = names_each_field_once<Row, Items...>();
  static_assert(fits, "recto: select_into: by name, every field of the struct is given once");
  if constexpr (fits) return make_pack(value_for_field<Field>(items...)...);
  else return make_pack((static_cast<void>(Field), bound<bool>{})...);
}

/// What is merged into a field: the value, which must not be NULL where the field cannot be.
template <class Column, class Value>
struct merged_value : expression {
  using value_type = typename Value::value_type;
  static constexpr std::size_t parameters = Value::parameters;

  [[no_unique_address]] Value value;

  static constexpr bool nullable(scope const& sources) { return Value::nullable(sources); }
  static constexpr void inspect(inspector& watcher) {
    detail::inspect<Value>(watcher);
    if (!is_optional<typename Column::member> && Value::nullable(watcher.sources()))
      watcher.report(rule::select_into_null, short_type_name<typename Column::owner>, Column::name);
  }
  template <class Function>
  constexpr void each_value(Function& function) const {
    value.each_value(function);
  }
};

template <class Column, class Value>
constexpr auto merged_item(assignment<Column, Value> item) {
  constexpr bool fits = std::is_same_v<typename Value::value_type, typename Column::value_type>;
  static_assert(assert_operands<decltype(judge_assignment<fits, Column, Value>())>::value);
  return merged_value<Column, Value>{{}, std::move(item.value)};
}

template <class... Items>
struct merging_stage : stage {
  pack<Items...> items;

  template <class... Clauses>
  friend constexpr auto operator|(query<Clauses...> base, merging_stage added) {
    using asked = query<Clauses...>;
    using row = source_row<asked>;
    constexpr bool fits = !asked::has(clause::select) && (names_field<row, Items> && ...);
    static_assert(fits,
                  "recto: select_merge: it fills fields of the struct that a query without select brings; write "
                  "select_merge(col<&T::field> = x)");
    if constexpr (fits) {
      auto all = append(make_pack(row_node_of<asked>{}), merged_items(std::move(added.items)));
      using selected = select_clause<merged_into<row, field_index<Items::column::pointer>...>, decltype(all)>;
      return std::move(base) | put_stage<selected>{{}, {std::move(all)}};
    } else {
      return base;
    }
  }

 private:
  static constexpr auto merged_items(pack<Items...> items) {
    return boost::hana::unpack(nodes_of(std::move(items)),
                               [](Items... each) { return make_pack(merged_item(std::move(each))...); });
  }
};

}  // namespace detail

/// The C++ type of one row of `Query`: its struct (optional behind a right or full join), the type of the one selected expression, a std::tuple of several, or
/// the struct of select_into.
template <class Query>
using row_of = typename decltype(detail::row_type<Query>())::type;

/// The C++ type of one row that an update_all or delete_all with `returning` brings.
template <class Query>
using returned_row_of = typename detail::returned_row<detail::clause_type<clause::returning, Query>, Query>::type;

/// Selects expressions: one comes as its own type, several as a std::tuple; what may be NULL comes as std::optional. A
/// later select replaces an earlier. Ecto: `select`.
template <class... Items>
constexpr auto select(Items&&... items) {
  static_assert(sizeof...(Items) > 0,
                "recto: select: it needs an expression; without select a query brings its struct");
  auto all = detail::pack_or_stand_in(detail::select_item(static_cast<Items&&>(items))...);
  using selected = detail::select_clause<void, decltype(all)>;
  return detail::put_stage<selected>{{}, {static_cast<decltype(all)&&>(all)}};
}

/// Selects expressions into the fields of the aggregate `Row`: by position, or by name, as
/// `select_into<Summary>(col<&Summary::title> = col<&Post::title>, ...)`. A whole row goes into a field of its struct. Number, types
/// and nullability are checked when the query is executed or its verdict asked for.
template <class Row, class... Items>
constexpr auto select_into(Items&&... items) {
  auto all = [&] {
    if constexpr (sizeof...(Items) > 0 && (detail::names_field<Row, std::remove_cvref_t<Items>> && ...)) {
      return [](auto... each) {
        return detail::items_by_name<Row>(std::make_index_sequence<field_count<Row>>{}, each...);
      }(std::remove_cvref_t<Items>(static_cast<Items&&>(items))...);
    } else {
      return detail::make_pack(detail::select_item(static_cast<Items&&>(items))...);
    }
  }();
  using selected = detail::select_clause<Row, decltype(all)>;
  return detail::put_stage<selected>{{}, {static_cast<decltype(all)&&>(all)}};
}

/// The query's struct with some of its fields, mostly virtual ones, filled by expressions: `select_merge(col<&Post::replies> =
/// scalar(...))`. For queries without a select. Ecto: `select_merge`.
template <class... Items>
constexpr auto select_merge(Items&&... items) {
  constexpr bool fits = sizeof...(Items) > 0 && (detail::is_assignment<std::remove_cvref_t<Items>> && ...);
  static_assert(fits, "recto: select_merge: it needs assignments; write select_merge(col<&T::field> = x)");
  return detail::merging_stage<std::remove_cvref_t<Items>...>{{}, detail::make_pack(static_cast<Items&&>(items)...)};
}

}  // namespace recto
