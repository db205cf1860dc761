// SPDX-License-Identifier: BSL-1.0
// Columns: `col<&Post::title>`, and `alias<Post, "parent">` for a table that stands in a query more than once.
// Layer 4.
#pragma once

#include <recto/query/expression.hpp>
#include <recto/query/operand.hpp>
#include <recto/schema/table.hpp>

#include <string_view>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

/// A struct's name in messages and, where nobody gave another, in SQL: its table's, or its own.
template <class Struct>
consteval std::string_view source_name() {
  if constexpr (schema<Struct>) return table_of<Struct>.name;
  else return short_type_name<Struct>;
}

template <auto Member>
consteval std::string_view column_name() {
  using owner = owner_of<Member>;
  if constexpr (schema<owner>) return table_of<owner>.fields[field_index<Member>].column;
  else return member_name<Member>;
}

template <auto Member>
consteval bool is_key_column() {
  using owner = owner_of<Member>;
  if constexpr (schema<owner>) return table_of<owner>.fields[field_index<Member>].is_key;
  else return false;
}

/// `column = value` in the SET of an update; `column += value` is `column = column + value`.
template <class Column, class Value>
struct assignment {
  using column = Column;
  using value_type = typename Value::value_type;
  static constexpr std::size_t parameters = Value::parameters;

  [[no_unique_address]] Value value;

  static constexpr bool nullable(scope const& sources) { return Value::nullable(sources); }
  static constexpr void inspect(inspector& watcher) {
    detail::inspect<Column>(watcher);
    detail::inspect<Value>(watcher);
    if (!is_optional<typename Column::member> && Value::nullable(watcher.sources()))
      watcher.report(rule::assignment_of_null, Column::name, {});
  }
  template <class Function>
  constexpr void each_value(Function& function) const {
    value.each_value(function);
  }
};

template <class T>
inline constexpr bool is_assignment = false;
template <class Column, class Value>
inline constexpr bool is_assignment<assignment<Column, Value>> = true;

template <auto Member, fixed_string Alias>
struct column : expression {
  using owner = owner_of<Member>;
  using member = member_type<Member>;
  using value_type = value_of<member>;
  static constexpr std::size_t parameters = 0;
  static constexpr auto pointer = Member;
  static constexpr std::string_view name = column_name<Member>();
  static constexpr source_key source = key_of<owner, Alias>;

  static constexpr std::string_view table() {
    if constexpr (Alias.size() > 0) return Alias.view();
    else return source_name<owner>();
  }
  static constexpr bool nullable(scope const& sources) { return is_optional<member> || sources.is_nullable(source); }
  static constexpr void inspect(inspector& watcher) {
    watcher.column({.source = source, .table = table(), .column = name, .is_key = is_key_column<Member>()});
  }

  constexpr column() = default;
  constexpr column(column const&) = default;

  // `x = x` is an assignment in SQL too, and not a copy of a column that is not const.
  constexpr auto operator=(column const& same) const { return assignment<column, column>{same}; }

  template <class Value>
  constexpr auto operator=(Value&& value) const {
    auto operand = assigned_operand<column>(std::forward<Value>(value));
    return assignment<column, decltype(operand)>{std::move(operand)};
  }
  template <class Value>
  constexpr auto operator+=(Value&& value) const {
    return *this = *this + std::forward<Value>(value);
  }
  template <class Value>
  constexpr auto operator-=(Value&& value) const {
    return *this = *this - std::forward<Value>(value);
  }
  template <class Value>
  constexpr auto operator*=(Value&& value) const {
    return *this = *this * std::forward<Value>(value);
  }
  template <class Value>
  constexpr auto operator/=(Value&& value) const {
    return *this = *this / std::forward<Value>(value);
  }
};

/// A whole source as one selected value.
template <class Struct, fixed_string Alias>
struct row_node : expression {
  using value_type = Struct;
  static constexpr std::size_t parameters = 0;
  static constexpr source_key source = key_of<Struct, Alias>;

  static constexpr bool nullable(scope const& sources) { return sources.is_nullable(source); }
  static constexpr void inspect(inspector& watcher) {
    constexpr std::string_view table = Alias.size() > 0 ? Alias.view() : source_name<Struct>();
    watcher.column({.source = source, .table = table, .column = "every column"});
  }
};

template <class T>
inline constexpr bool is_whole_row = false;
template <class Struct, fixed_string Alias>
inline constexpr bool is_whole_row<row_node<Struct, Alias>> = true;

}  // namespace detail

/// Selects a whole source as its struct: `select(row<Post>, row<Comment>)`. Behind an outer join that may miss, the
/// struct comes as std::optional.
template <class Struct>
inline constexpr detail::row_node<Struct, ""> row{};

/// The column of a member: `col<&Post::title>`. Its source in a query is the table of its struct.
template <auto Member>
inline constexpr detail::column<Member, ""> col{};

}  // namespace recto
