// SPDX-License-Identifier: BSL-1.0
// Columns of tables that have no struct: a name and a type. Nothing but the server knows whether they exist.
// Layer 4.
#pragma once

#include <recto/query/column.hpp>

#include <string_view>
#include <utility>

namespace recto {

namespace detail {

/// A column of a table without a struct. `Owner` is what names the table, or `schemaless` for the only one.
template <class Owner, fixed_string Name, class Member, fixed_string Alias>
struct untyped_column : expression {
  using member = Member;
  using value_type = value_of<Member>;
  static constexpr std::size_t parameters = 0;
  static constexpr std::string_view name = Name.view();
  static constexpr source_key source = key_of<Owner, Alias>;

  static constexpr std::string_view table() {
    if constexpr (Alias.size() > 0) return Alias.view();
    else return "the table without a struct";
  }
  static constexpr bool nullable(scope const& sources) { return is_optional<Member> || sources.is_nullable(source); }
  static constexpr void inspect(inspector& watcher) {
    watcher.column({.source = source, .table = table(), .column = name});
  }

  constexpr untyped_column() = default;
  constexpr untyped_column(untyped_column const&) = default;

  constexpr auto operator=(untyped_column const& same) const {
    return assignment<untyped_column, untyped_column>{same};
  }
  template <class Value>
  constexpr auto operator=(Value&& value) const {
    auto operand = assigned_operand<untyped_column>(std::forward<Value>(value));
    return assignment<untyped_column, decltype(operand)>{std::move(operand)};
  }
  template <class Value>
  constexpr auto operator+=(Value&& value) const {
    return *this = *this + std::forward<Value>(value);
  }
  template <class Value>
  constexpr auto operator-=(Value&& value) const {
    return *this = *this - std::forward<Value>(value);
  }
};

}  // namespace detail

/// A column of the query's only table without a struct: `column<"title", std::string>`; a std::optional where it may be
/// NULL.
template <fixed_string Name, class T>
inline constexpr detail::untyped_column<schemaless, Name, T, ""> column{};

}  // namespace recto
