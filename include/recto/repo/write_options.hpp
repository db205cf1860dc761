// SPDX-License-Identifier: BSL-1.0
// Options of writes, as a program names them: `{.on_conflict = replace<&Post::title>, .conflict_target = target<&Post::slug>,
// .returning = true}`. Each knows the struct that it is for, so that a field of another one does not compile.
// Layer 7.
#pragma once

#include <recto/changeset/change.hpp>
#include <recto/changeset/permit.hpp>
#include <recto/query/assert.hpp>
#include <recto/query/column.hpp>
#include <recto/query/expression.hpp>
#include <recto/query/join.hpp>
#include <recto/query/stages.hpp>
#include <recto/query/values.hpp>
#include <recto/repo/bind.hpp>
#include <recto/sql/dynamic.hpp>
#include <recto/sql/table_write.hpp>
#include <recto/sql/text.hpp>

#include <concepts>
#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto {

namespace detail {

template <class T>
consteval field_set stored_fields() {
  field_set all = 0;
  for (std::size_t i = 0; i < table_of<T>.fields.size(); ++i)
    if (table_of<T>.fields[i].is_stored) all |= field_set{1} << i;
  return all;
}

template <auto... Members>
consteval field_set set_of() {
  return (field_set{0} | ... | (field_set{1} << field_index<Members>));
}

/// A list of fields of one struct, as an option names it.
template <auto... Members>
struct named_fields {
  template <class T>
  static consteval field_set of() {
    if constexpr (assert_field<T, Members...>()) {
      constexpr field_set named = set_of<Members...>();
      static_assert((named & ~stored_fields<T>()) == 0,
                    "recto: write: one of these fields is no column (virtual, or an association); leave it out");
      return named & stored_fields<T>();
    } else {
      return 0;
    }
  }
};

template <auto... Members>
struct replace_fields : named_fields<Members...> {
  static_assert(sizeof...(Members) > 0, "recto: on_conflict: replace<> names no field; write `nothing`, or name some");
};
template <auto... Members>
struct replace_all_except_fields : named_fields<Members...> {};
template <auto... Members>
struct returned_fields : named_fields<Members...> {};

struct do_nothing {};
struct do_raise {};
struct replace_every_field {};

/// The sources of a conflict's update: the table, and the row that was to be inserted.
template <class T>
using conflict_sources = decltype(from<T> | cross_join(alias<T, "excluded">));

/// `SET` of a conflict, checked as an update of the table that is joined with the row that was to be inserted.
template <class T, class Stage>
auto conflict_query(Stage const& stage) {
  return conflict_sources<T>{} | stage | every_row;
}

template <class Query>
constexpr void write_assignments(sql_writer& out) {
  auto const outer = out.enter(sources_of<Query>, true);
  render_list<content_of<clause::set, Query>>::write(out);
  if constexpr (Query::has(clause::where)) write_condition<content_of<clause::where, Query>>(out, " WHERE ");
  out.leave(outer);
}

/// Does `write` write the same text each time?
consteval bool writes_constant_text(write_function write) {
  text_measure const measured = measure_text(write);
  return measured.choices == 0 && measured.contents == 0;
}

template <class Condition, auto... Members>
struct partial_target : named_fields<Members...> {
  using condition = Condition;
};

template <auto... Members>
struct conflict_target_fields : named_fields<Members...> {
  /// The unique index is partial: it holds the rows of which `condition` is true. It must bind no value: write is_null(...),
  /// or constant<...>.
  template <class Condition>
  constexpr partial_target<Condition, Members...> where(Condition) const {
    return {};
  }
};

template <fixed_string Name>
struct conflict_constraint {};

template <class T, class Condition>
constexpr void write_target_condition(sql_writer& out) {
  auto const outer = out.enter(sources_of<std::remove_cv_t<decltype(from<T>)>>, false);
  write_condition<Condition>(out, " WHERE ");
  out.leave(outer);
}

/// What an INSERT of a `T` does with a row that is there already.
template <class T>
class conflict_action {
 public:
  constexpr conflict_action() = default;
  constexpr conflict_action(do_raise) {}
  constexpr conflict_action(do_nothing) { clause_.kind = conflict_kind::nothing; }
  constexpr conflict_action(replace_every_field) { replace(stored_fields<T>(), false); }
  template <auto... Members>
  constexpr conflict_action(replace_fields<Members...>) {
    replace(replace_fields<Members...>::template of<T>(), true);
  }
  template <auto... Members>
  constexpr conflict_action(replace_all_except_fields<Members...>) {
    replace(stored_fields<T>() & ~replace_all_except_fields<Members...>::template of<T>(), false);
  }
  /// `set(...)`, alone or with `| where(...)` behind it.
  template <class Stage>
    requires std::is_base_of_v<stage, Stage>
  conflict_action(Stage const& updated) {
    auto const asked = conflict_query<T>(updated);
    using query = std::remove_cvref_t<decltype(asked)>;
    using verdict = update_verdict<query>;
    static_assert(assert_query<verdict>::value);
    if constexpr (verdict::value) set(asked);
  }

  constexpr conflict_clause const& clause_text() const { return clause_; }
  /// Is what is replaced named one by one? Else the target's columns are left as they are.
  constexpr bool names_all() const { return names_all_; }
  std::vector<encoded_value> const& values() const { return values_; }

 private:
  constexpr void replace(field_set fields, bool named) {
    clause_.kind = conflict_kind::replace;
    clause_.replaced = fields;
    names_all_ = named;
  }

  template <class Query>
  void set(Query const& asked) {
    constexpr bool constant = writes_constant_text(&write_assignments<Query>);
    static_assert(constant,
                  "recto: on_conflict: what is set or the condition is a run-time choice; decide with `if`, and write "
                  "each way with options of its own");
    if constexpr (constant) {
      clause_.kind = conflict_kind::update;
      clause_.assignments = &write_assignments<Query>;
      value_encoder encode{values_};
      if constexpr (Query::binds_in(clause::set)) clause_of<clause::set>(asked).each_value(encode);
      if constexpr (Query::binds_in(clause::where)) clause_of<clause::where>(asked).each_value(encode);
    }
  }

  conflict_clause clause_{};
  bool names_all_ = true;
  std::vector<encoded_value> values_{};
};

/// By what an INSERT of a `T` finds that a row is there already.
template <class T>
struct conflict_target_of {
  field_set fields = 0;
  std::string_view constraint{};
  write_function condition = nullptr;

  constexpr conflict_target_of() = default;
  template <auto... Members>
  constexpr conflict_target_of(conflict_target_fields<Members...>)
      : fields(conflict_target_fields<Members...>::template of<T>()) {}
  template <class Condition, auto... Members>
  constexpr conflict_target_of(partial_target<Condition, Members...>)
      : fields(partial_target<Condition, Members...>::template of<T>()) {
    static_assert(
        Condition::parameters == 0,
        "recto: target: the condition of a partial index binds a value, which PostgreSQL cannot compare with the "
        "index's; write constant<...> in its place");
    using verdict = query_verdict<decltype(from<T> | recto::where(Condition{}))>;
    static_assert(assert_query<verdict>::value);
    if constexpr (verdict::value) condition = &write_target_condition<T, Condition>;
  }
  template <fixed_string Name>
  constexpr conflict_target_of(conflict_constraint<Name>) : constraint(conflict_constraint_name<Name>.view()) {}

  constexpr bool empty() const { return fields == 0 && constraint.empty(); }

 private:
  template <fixed_string Name>
  static constexpr auto conflict_constraint_name = Name;
};

/// Which fields a write reads back, beside the key and what schema() says.
template <class T>
struct returning_of {
  field_set fields = 0;

  constexpr returning_of() = default;
  template <std::same_as<bool> Bool>
  constexpr returning_of(Bool all) : fields(all ? stored_fields<T>() : 0) {}
  template <auto... Members>
  constexpr returning_of(returned_fields<Members...>) : fields(returned_fields<Members...>::template of<T>()) {}
};

/// A name that is known at compile time, so that none from outside reaches the SQL text.
struct constant_name {
  std::string_view text{};

  constexpr constant_name() = default;
  consteval constant_name(char const* name) : text(name) {}
};

}  // namespace detail

/// Do nothing where the row is there already. The struct comes back as it was sent; a key that the database makes stays
/// unset. Ecto: `:nothing`.
inline constexpr detail::do_nothing nothing{};
/// A row that is there already is an error; this is so unless another action is said. Ecto: `:raise`.
inline constexpr detail::do_raise raise{};
/// Replace every column of the row that is there, the key too, but not those of the target. Ecto: `:replace_all`.
inline constexpr detail::replace_every_field replace_all{};
/// Replace these columns of the row that is there. Ecto: `{:replace, fields}`.
template <auto... Members>
inline constexpr detail::replace_fields<Members...> replace{};
/// Replace all but these and those of the target. Ecto: `{:replace_all_except, fields}`.
template <auto... Members>
inline constexpr detail::replace_all_except_fields<Members...> replace_all_except{};

/// The columns of the unique index that decides; `target<&User::email>.where(is_null(col<&User::deleted_at>))` for a
/// partial one. Ecto: `conflict_target: [:email]`.
template <auto... Members>
inline constexpr detail::conflict_target_fields<Members...> target{};
/// The unique or exclusion constraint that decides, by name. Ecto: `{:unsafe_fragment, "ON CONSTRAINT name"}`.
template <fixed_string Name>
inline constexpr detail::conflict_constraint<Name> on_constraint{};

/// Fields to read back: `{.returning = fields<&Post::slug>}`.
template <auto... Members>
inline constexpr detail::returned_fields<Members...> fields{};

/// A column of the row that was to be inserted, in `.on_conflict = set(...)`.
template <auto Member>
inline constexpr auto excluded = alias<owner_of<Member>, "excluded">.template col<Member>;

/// Options of `insert` and `insert_or_update`.
template <class T>
struct insert_options {
  detail::conflict_action<T> on_conflict{};         ///< `nothing`, `replace<...>`, `set(...)`, ...
  detail::conflict_target_of<T> conflict_target{};  ///< needed by all but `nothing`
  detail::returning_of<T> returning{};              ///< `true` for all columns, or `fields<...>`
  detail::constant_name prefix{};                   ///< in place of the schema's; a literal
  std::string_view stale_error_field{};  ///< gets an error where the row was not written, in place of an exception
  std::string_view stale_error_message = "is stale";
  bool allow_stale = false;  ///< a row that was not there is no error
  bool force = false;        ///< update even if nothing changes
  bool savepoint = false;    ///< within a transaction: a refused write leaves the transaction usable
};

/// Options of `insert_all`.
namespace detail {

/// A value of `placeholder`.
template <auto Member, class Value>
struct named_placeholder {
  Value value;
};

/// A field that has one value in all rows, encoded.
template <class T>
class placeholder_of {
 public:
  template <auto Member, class Value>
  placeholder_of(named_placeholder<Member, Value> const& given) : field_(field_index<Member>) {
    if constexpr (assert_put<T, Member, Value>()) {
      static_assert((set_of<Member>() & ~stored_fields<T>()) == 0,
                    "recto: placeholder: this field is no column (it is virtual, or an association)");
      member_type<Member> value{};
      value = given.value;
      std::vector<encoded_value> values;
      value_encoder encode{values};
      try {
        encode(value);
      } catch (error const& reason) {
        throw_bad_parameter(reason, 0, &table_of<T>.fields[field_], "");
      }
      value_ = std::move(values.front());
    }
  }

  std::size_t field() const { return field_; }
  encoded_value const& value() const { return value_; }

 private:
  std::size_t field_;
  encoded_value value_{};
};

}  // namespace detail

/// A value that all rows of an `insert_all` have in that field, whatever the structs say; it is sent once. Ecto:
/// `placeholders`.
template <auto Member, class Value>
auto placeholder(Value&& value) {
  using kept = typename detail::kept_value<std::decay_t<Value>>::type;
  return detail::named_placeholder<Member, kept>{kept(std::forward<Value>(value))};
}

/// Options of `insert_all`.
template <class T>
struct insert_all_options {
  detail::conflict_action<T> on_conflict{};
  detail::conflict_target_of<T> conflict_target{};
  detail::returning_of<T>
      returning{};  ///< `true` for all columns, or `fields<...>`; the key is not among them by itself
  detail::constant_name prefix{};
  std::vector<detail::placeholder_of<T>> placeholders{};  ///< `{placeholder<&T::field>(value), ...}`
};

/// What `insert_all` with options gives back. Ecto: `{count, rows}`.
template <class T>
struct inserted_rows {
  std::int64_t count = 0;  ///< rows that were inserted, or updated by on_conflict
  std::vector<T> rows{};   ///< with `returning`: these, of which the other fields are as in a new struct
};

/// Options of `update`.
template <class T>
struct update_options {
  detail::returning_of<T> returning{};
  detail::constant_name prefix{};
  std::string_view stale_error_field{};
  std::string_view stale_error_message = "is stale";
  bool allow_stale = false;
  bool force = false;
  bool savepoint = false;
};

/// Options of `delete_`.
template <class T>
struct delete_options {
  detail::returning_of<T> returning{};
  detail::constant_name prefix{};
  std::string_view stale_error_field{};
  std::string_view stale_error_message = "is stale";
  bool allow_stale = false;
  bool savepoint = false;
};

}  // namespace recto
