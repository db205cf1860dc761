// SPDX-License-Identifier: BSL-1.0
// Joins by association: what is joined, and on which columns, follows from the field. `join<&Post::comments>()`; for a
// many_to_many the join table is joined too. From or to a table under another name by giving the aliases.
// Layer 4.
#pragma once

#include <recto/query/association_options.hpp>
#include <recto/query/field_column.hpp>
#include <recto/query/join.hpp>
#include <recto/query/table_source.hpp>
#include <recto/query/untyped_column.hpp>
#include <recto/schema/association_key.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

template <key_text const& Text>
inline constexpr fixed_string<Text.size> name_of_text{Text.view()};

template <auto Association>
struct join_names {
  static constexpr auto const& info = join_table_of<Association>;
  static constexpr fixed_string<info.table.size> table{info.table.view()};
  static constexpr fixed_string<info.here.size> here{info.here.view()};
  static constexpr fixed_string<info.there.size> there{info.there.view()};
  static constexpr fixed_string<info.prefix.size> prefix{info.prefix.view()};
};

/// The join table of a many_to_many, as a source named like the table.
template <auto Association>
using join_table_row = recto::table<join_names<Association>::table, void>;
template <auto Association>
using join_table_source = described_source<join_table_row<Association>, join_names<Association>::table,
                                           join_names<Association>::prefix, join_names<Association>::table>;
template <auto Association>
using join_column_here = untyped_column<join_table_row<Association>, join_names<Association>::here,
                                        key_here<Association>, join_names<Association>::table>;
template <auto Association>
using join_column_there = untyped_column<join_table_row<Association>, join_names<Association>::there,
                                         key_there<Association>, join_names<Association>::table>;

template <auto Association, fixed_string From>
using column_here = field_column<owner_of<Association>, compared_by<Association>.here, From>;
template <auto Association, fixed_string To>
using column_there = field_column<associated<Association>, compared_by<Association>.there, To>;

template <auto Association>
consteval bool assert_association() {
  using verdict = association_verdict<Association>;
  static_assert(assert_schema<verdict>::value);
  if constexpr (verdict::value && is_through<Association>)
    static_assert(
        !has_condition<Association>,
        "recto: assoc_where: what leads through other associations has no condition of its own; say it of one "
        "that it leads through");
  return verdict::value;
}

// Stands in where a refusal was given, so that no second error follows.
struct no_stage : stage {
  template <class... Clauses>
  friend constexpr auto operator|(query<Clauses...> base, no_stage) {
    return base;
  }
};

/// What stands between the ends of an association that leads through others: "comments_through_1", and so on.
template <auto Association, std::size_t Number>
inline constexpr auto name_between = [] {
  static_assert(Number < 10, "recto: through: a path of at most 10 associations");
  constexpr std::string_view field = member_name<Association>;
  constexpr std::string_view tail = "_through_";
  fixed_string<field.size() + tail.size() + 1> name{};
  char* out = name.text;
  for (char const c : field) *out++ = c;
  for (char const c : tail) *out++ = c;
  *out = static_cast<char>('0' + Number);
  return name;
}();

template <auto Association, join_kind Kind, fixed_string From, fixed_string To, class Source>
constexpr auto join_step(Source const& source) {
  if constexpr (kind_of_association<Association> == association_kind::many_to_many) {
    auto const to_table = join_column_here<Association>{} == column_here<Association, From>{};
    auto const to_source = column_there<Association, To>{} == join_column_there<Association>{};
    return make_join<Kind, false>(join_table_source<Association>{}, to_table)
         | make_join<Kind, false>(source, with_condition<Association, To>(to_source));
  } else {
    return make_join<Kind, false>(
        source, with_condition<Association, To>(column_there<Association, To>{} == column_here<Association, From>{}));
  }
}

/// Joins what an association leads through, and then what it leads to.
template <auto Through, std::size_t Number, join_kind Kind, fixed_string From, fixed_string To, class Source,
          auto First, auto... Rest>
constexpr auto join_steps(member_path<First, Rest...>, Source const& source) {
  if constexpr (sizeof...(Rest) == 0) {
    return join_step<First, Kind, From, To>(source);
  } else {
    constexpr auto name = name_between<Through, Number>;
    using between = typename source_for<associated<First>>::template renamed<name>;
    return join_step<First, Kind, From, name>(between{})
         | join_steps<Through, Number + 1, Kind, name, To>(member_path<Rest...>{}, source);
  }
}

template <auto Association, join_kind Kind, fixed_string From, fixed_string To, class Source>
constexpr auto join_association(Source const& source) {
  if constexpr (!assert_association<Association>()) return no_stage{};
  else return join_steps<Association, 1, Kind, From, To>(steps_of<Association>(), source);
}

/// The name of the table to which a step leads: the last one's, or one in between.
template <auto Through, std::size_t Number, fixed_string To, auto... Steps>
inline constexpr auto name_after = [] {
  if constexpr (sizeof...(Steps) == 1) return To;
  else return name_between<Through, Number>;
}();

/// For the query of rows that an association leads to, its last step of which the table stands under the name `To`: joins
/// what it leads through, backwards, up to what has `column_of_parent`.
template <auto Through, std::size_t Number, fixed_string To, auto First, auto... Rest, class Query>
constexpr auto join_backwards(member_path<First, Rest...>, Query asked) {
  constexpr bool is_last = sizeof...(Rest) == 0;
  constexpr auto name = name_after<Through, Number, To, First, Rest...>;
  auto const with_rest = [&] {
    if constexpr (is_last) {
      return std::move(asked);
    } else {
      constexpr auto next = first_of(member_path<Rest...>{});
      auto further = join_backwards<Through, Number + 1, To>(member_path<Rest...>{}, std::move(asked));
      using between = typename source_for<associated<First>>::template renamed<name>;
      if constexpr (kind_of_association<next> == association_kind::many_to_many)
        return std::move(further)
             | make_join<join_kind::inner, false>(
                   between{}, with_condition<First, name>(join_column_here<next>{} == column_here<next, name>{}));
      else
        return std::move(further)
             | make_join<join_kind::inner, false>(
                   between{},
                   with_condition<First, name>(column_there<next, name_after<Through, Number + 1, To, Rest...>>{}
                                               == column_here<next, name>{}));
    }
  };
  if constexpr (kind_of_association<First> == association_kind::many_to_many)
    return with_rest()
         | make_join<join_kind::inner, false>(join_table_source<First>{},
                                              join_column_there<First>{} == column_there<First, name>{});
  else return with_rest();
}

/// The column of the rows to which the first step leads that is the parent's key.
template <auto Through, fixed_string To, auto First, auto... Rest>
consteval auto column_of_parent(member_path<First, Rest...>) {
  if constexpr (kind_of_association<First> == association_kind::many_to_many) return join_column_here<First>{};
  else return column_there<First, name_after<Through, 1, To, First, Rest...>>{};
}

template <auto Association>
using associated_source = source_for<associated<Association>>;

template <class T>
inline constexpr bool is_aliased = false;
template <class T, fixed_string Name>
inline constexpr bool is_aliased<aliased<T, Name>> = true;

template <class T>
struct alias_name {
  static constexpr fixed_string<0> value{""};
};
template <class T, fixed_string Name>
struct alias_name<aliased<T, Name>> {
  static constexpr auto value = Name;
};

/// `join<&Comment::post>(to)`, `join<&Comment::post>(from, to)`: under which names the two stand.
template <auto Association, join_kind Kind, class To>
constexpr auto join_to(To const& to) {
  return join_association<Association, Kind, "", alias_name<To>::value>(to.as_source());
}
template <auto Association, join_kind Kind, class From, class To>
constexpr auto join_from_to(From const&, To const& to) {
  return join_association<Association, Kind, alias_name<From>::value, alias_name<To>::value>(to.as_source());
}

}  // namespace detail

/// Joins what an association leads to: `join<&Post::comments>()`, `join<&Comment::user>(alias<User, "writer">)`, or, where
/// its owner stands under an alias too, `join<&Category::parent>(child, parent)`. Of a many_to_many the join table is
/// joined first. Ecto: `join: c in assoc(p, :comments)`.
template <auto Association>
constexpr auto join() {
  return detail::join_association<Association, detail::join_kind::inner, "", "">(
      detail::associated_source<Association>{});
}
template <auto Association, class To>
  requires detail::is_aliased<To>
constexpr auto join(To const& to) {
  return detail::join_to<Association, detail::join_kind::inner>(to);
}
template <auto Association, class From, class To>
  requires(detail::is_aliased<From> && detail::is_aliased<To>)
constexpr auto join(From const& from, To const& to) {
  return detail::join_from_to<Association, detail::join_kind::inner>(from, to);
}

/// The same with a LEFT JOIN: owners with nothing associated stay. Ecto: `left_join: c in assoc(p, :comments)`.
template <auto Association>
constexpr auto left_join() {
  return detail::join_association<Association, detail::join_kind::left, "", "">(
      detail::associated_source<Association>{});
}
template <auto Association, class To>
  requires detail::is_aliased<To>
constexpr auto left_join(To const& to) {
  return detail::join_to<Association, detail::join_kind::left>(to);
}
template <auto Association, class From, class To>
  requires(detail::is_aliased<From> && detail::is_aliased<To>)
constexpr auto left_join(From const& from, To const& to) {
  return detail::join_from_to<Association, detail::join_kind::left>(from, to);
}

}  // namespace recto
