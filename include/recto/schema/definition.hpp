// SPDX-License-Identifier: BSL-1.0
// What a struct says of itself in `static consteval auto schema()`: options joined by `|`. An option is a small value
// that knows how to enter itself into a description of the table; only what convention cannot know is said.
// Layer 3.
#pragma once

#include <recto/base/fixed_string.hpp>
#include <recto/reflect/fields.hpp>
#include <recto/schema/field.hpp>

#include <cstddef>
#include <string_view>
#include <type_traits>

namespace recto {

namespace detail {

/// What the options of a schema write into.
struct table_draft {
  std::string_view name{};
  std::string_view prefix{};
  field* fields = nullptr;
  std::size_t count = 0;
  bool timestamps = false;
  bool declares_key = false;
};

/// Base of every option, so that `|` is found for options and for nothing else.
struct schema_option {};

template <class Left, class Right>
struct schema_options : schema_option {
  Left left;
  Right right;

  constexpr void enter(table_draft& draft) const {
    left.enter(draft);
    right.enter(draft);
  }
  template <class T>
  static constexpr bool concerns = Left::template concerns<T> && Right::template concerns<T>;
};

template <class Left, class Right>
  requires std::is_base_of_v<schema_option, Left> && std::is_base_of_v<schema_option, Right>
consteval schema_options<Left, Right> operator|(Left left, Right right) {
  return {{}, left, right};
}

struct general_option : schema_option {
  template <class T>
  static constexpr bool concerns = true;
};

template <auto... Members>
struct member_option : schema_option {
  template <class T>
  static constexpr bool concerns = (std::is_same_v<owner_of<Members>, T> && ...);
};

struct prefix_option : general_option {
  std::string_view name;
  constexpr void enter(table_draft& draft) const { draft.prefix = name; }
};

struct timestamps_option : general_option {
  constexpr void enter(table_draft& draft) const { draft.timestamps = true; }
};

// One option type for all flags: which flag is a template argument.
template <bool field::* Flag, bool Value, auto... Members>
struct flag_option : member_option<Members...> {
  constexpr void enter(table_draft& draft) const { ((draft.fields[field_index<Members>].*Flag = Value), ...); }
};

template <auto... Members>
struct primary_key_option : member_option<Members...> {
  constexpr void enter(table_draft& draft) const {
    draft.declares_key = true;
    ((draft.fields[field_index<Members>].is_key = true), ...);
  }
};

template <auto Member>
struct source_option : member_option<Member> {
  std::string_view column;
  constexpr void enter(table_draft& draft) const { draft.fields[field_index<Member>].column = column; }
};

template <auto Member, on_replace Mode>
struct on_replace_option : member_option<Member> {
  constexpr void enter(table_draft& draft) const { draft.fields[field_index<Member>].on_replace = Mode; }
};

template <auto Association>
struct join_through_option : member_option<Association> {
  std::string_view join_table;
  std::string_view here;
  std::string_view there;
  constexpr void enter(table_draft&) const {}
};

template <auto Association, class Row>
struct join_row_option : member_option<Association> {
  constexpr void enter(table_draft&) const {}
};

// The second member belongs to the other struct, so only the first is the owner's.
template <auto Association, auto Key>
struct foreign_key_option : member_option<Association> {
  constexpr void enter(table_draft&) const {}
};

// The second member belongs to the associated struct.
template <auto Association, auto Field>
struct dedup_option : member_option<Association> {
  constexpr void enter(table_draft&) const {}
};

// The steps after the first belong to other structs.
template <auto Association, auto... Steps>
struct through_option : member_option<Association> {
  constexpr void enter(table_draft&) const {}
};

template <auto Member>
struct source_maker {
  consteval source_option<Member> operator()(std::string_view column) const { return {{}, column}; }
};

template <auto Association>
struct join_through_maker {
  consteval join_through_option<Association> operator()(std::string_view join_table, std::string_view here = {},
                                                        std::string_view there = {}) const {
    return {{}, join_table, here, there};
  }
};

}  // namespace detail

/// Name of the table, in schema(): `recto::table("posts")`. Ecto: `schema "posts"`.
///
/// As a type it is a source for queries: `from<table<"posts">>` is a table without a struct, `from<table<"old_posts", Post>>` the
/// struct Post kept in another table. Ecto: `from p in "posts"`, `{"old_posts", Post}`.
template <fixed_string Name = "", class Struct = void>
struct table : detail::general_option {
  std::string_view name{};

  consteval explicit table(std::string_view table_name) : name(table_name) {}
  constexpr void enter(detail::table_draft& draft) const { draft.name = name; }
};
table(std::string_view) -> table<>;

/// PostgreSQL schema that the table is in. Ecto: `@schema_prefix`.
consteval detail::prefix_option prefix(std::string_view name) { return {{}, name}; }

/// The fields `inserted_at` and `updated_at` are set by inserts and updates. Ecto: `timestamps()`.
inline constexpr detail::timestamps_option timestamps{};

/// The primary key, one field or several, where it is not `id`. An empty list says that there is none.
template <auto... Members>
inline constexpr detail::primary_key_option<Members...> primary_key{};

/// Fields that are no columns. Ecto: `virtual: true`.
template <auto... Members>
inline constexpr detail::flag_option<&field::is_stored, false, Members...> virtual_field{};

/// Fields whose values appear in no message and no printed form. Ecto: `redact: true`.
template <auto... Members>
inline constexpr detail::flag_option<&field::is_redacted, true, Members...> redacted{};

/// Fields that the database fills in: read back after each insert and update. Ecto: `read_after_writes: true`.
template <auto... Members>
inline constexpr detail::flag_option<&field::is_read_back, true, Members...> read_after_writes{};

/// The column of a field, where the names differ: `source<&Post::kind>("type")`. Ecto: `source:`.
template <auto Member>
inline constexpr detail::source_maker<Member> source{};

/// What becomes of an embedded struct that is replaced or left out by a changeset:
/// `when_replaced<&Order::items, on_replace::delete_>`. Without it: `on_replace::raise`. Ecto: `on_replace:`.
template <auto Member, on_replace Mode>
inline constexpr detail::on_replace_option<Member, Mode> when_replaced{};

/// The join table of a many_to_many, by name, and its columns where they are not named after the two structs: first the one
/// that leads to the owner. `join_through<&User::friends>("friendships", "user_id", "friend_id")`. Ecto: `join_through:`,
/// `join_keys:`.
template <auto Association>
inline constexpr detail::join_through_maker<Association> join_through{};

/// The join table of a many_to_many by its struct, which may have fields of its own: `join_through_struct<&Post::tags,
/// Tagging>`. The keys are its fields `post_id` and `tag_id`; what is inserted has the defaults of the other fields, and
/// timestamps. Ecto: `join_through: Tagging`.
template <auto Association, class Row>
inline constexpr detail::join_row_option<Association, Row> join_through_struct{};

/// New rows of a many_to_many or belongs_to that are the same in this field are one row, wherever in a tree they stand:
/// `dedup_by<&Post::tags, &Tag::name>`. Without it the second is inserted too, and is refused if the database says so.
template <auto Association, auto Field>
inline constexpr detail::dedup_option<Association, Field> dedup_by{};

/// A has_many or has_one that leads through other associations, for reading only:
/// `through<&User::comments, &User::posts, &Post::comments>`. Ecto: `has_many :comments, through: [:posts, :comments]`.
template <auto Association, auto First, auto Second, auto... Rest>
inline constexpr detail::through_option<Association, First, Second, Rest...> through{};

/// The key of an association, where it is not the conventional one.
template <auto Association, auto Key>
inline constexpr detail::foreign_key_option<Association, Key> foreign_key{};

}  // namespace recto
