// SPDX-License-Identifier: BSL-1.0
// Stages that declare constraints of the database, so that a violation becomes an error of a field and no exception. The
// name is the one that a migration gives the constraint by default, unless another is given.
// Layer 4.
#pragma once

#include <recto/base/concat.hpp>
#include <recto/changeset/changeset.hpp>
#include <recto/changeset/constraint.hpp>
#include <recto/changeset/field_error.hpp>

#include <concepts>
#include <string>
#include <string_view>
#include <utility>

namespace recto {

/// Options of a constraint.
struct constraint_options {
  std::string name{};                        ///< of the constraint or index in the database
  recto::match match = recto::match::exact;  ///< is `name` all of it, its beginning or its end?
  custom_message message{};
  std::string error_key{};  ///< field or other key that gets the error; else the first field
};

namespace detail {

// PostgreSQL cuts names at 63 bytes (NAMEDATALEN - 1), and a migration's with them.
inline constexpr std::size_t longest_name = 63;

/// `posts_author_id_title_index`: table, columns, suffix.
inline std::string default_constraint_name(std::string_view table, std::initializer_list<std::string_view> columns,
                                           std::string_view suffix) {
  std::string name(table);
  for (std::string_view const column : columns) name.append("_").append(column);
  name.append("_").append(suffix);
  if (name.size() <= longest_name) return name;
  std::size_t end = longest_name;
  while (end > 0 && (static_cast<unsigned char>(name[end]) & 0xc0) == 0x80) --end;  // never within a character
  name.resize(end);
  return name;
}

template <class T, auto Member>
inline constexpr std::string_view column_of_field = table_of<T>.fields[field_index<Member>].column;

template <class T>
consteval bool assert_constraint() {
  if constexpr (!schema<T>) {
    static_assert(failed<constraint_without_table, struct_name<T>>::value,
                  "recto: changeset: a constraint is of a table, and this struct has no schema(); give it one");
    return false;
  } else {
    return true;
  }
}

/// What `what` constraints say by themselves.
struct constraint_words {
  constraint_kind kind;
  std::string_view suffix;
  std::string_view message;
  std::string_view meta;
};

template <class Record>
void declare_constraint(Record& record, constraint_words const& words, std::string usual_name,
                        std::string_view first_field, constraint_options const& options) {
  std::string name = options.name.empty() ? std::move(usual_name) : options.name;
  std::string_view const key = options.error_key.empty() ? first_field : std::string_view(options.error_key);
  error_meta meta{{"constraint", words.meta}, {"constraint_name", name}};
  field_error problem = make_error(key, words.message, options.message, std::move(meta));
  record.constraints.insert(record.constraints.begin(),
                            declared_constraint{words.kind, options.match, std::move(name), std::move(problem)});
}

template <auto const& Words, auto First, auto... More>
struct constraint_stage {
  constraint_options options;

  template <class T>
  changeset<T> operator()(changeset<T> of) const {
    if constexpr (assert_field<T, First, More...>() && assert_constraint<T>())
      declare_constraint(changeset_access::record(of), Words,
                         default_constraint_name(
                             table_of<T>.name, {column_of_field<T, First>, column_of_field<T, More>...}, Words.suffix),
                         member_name<First>, options);
    return of;
  }
};

inline constexpr constraint_words unique_words{constraint_kind::unique, "index", "has already been taken", "unique"};
inline constexpr constraint_words foreign_key_words{constraint_kind::foreign_key, "fkey", "does not exist", "foreign"};
inline constexpr constraint_words check_words{constraint_kind::check, "check", "is invalid", "check"};
inline constexpr constraint_words exclusion_words{constraint_kind::exclusion, "exclusion",
                                                  "violates an exclusion constraint", "exclusion"};

}  // namespace detail

/// A unique index over the fields, by default `table_f1_f2_index` (with the names of the columns). A violation becomes
/// "has already been taken" on the first field. Ecto: `unique_constraint`.
template <auto First, auto... More>
detail::constraint_stage<detail::unique_words, First, More...> unique_constraint(constraint_options options = {}) {
  return {std::move(options)};
}

/// A foreign key, by default `table_field_fkey`. "does not exist". Ecto: `foreign_key_constraint`.
template <auto Member>
detail::constraint_stage<detail::foreign_key_words, Member> foreign_key_constraint(constraint_options options = {}) {
  return {std::move(options)};
}

/// A check, mostly with a name of its own: `check_constraint<&Item::price>("price_is_positive")`. By default
/// `table_field_check`, as PostgreSQL names one that a column's definition holds. "is invalid". Ecto: `check_constraint`,
/// which asks for a name.
// A template, because g++ 12 would take `{.message = "..."}` for a name as well.
template <auto Member, class Name>
  requires std::convertible_to<Name const&, std::string_view>
detail::constraint_stage<detail::check_words, Member> check_constraint(Name const& name,
                                                                       constraint_options options = {}) {
  options.name = std::string_view(name);
  return {std::move(options)};
}
template <auto Member>
detail::constraint_stage<detail::check_words, Member> check_constraint(constraint_options options) {
  return {std::move(options)};
}

/// An exclusion constraint, by default `table_field_exclusion`. "violates an exclusion constraint".
/// Ecto: `exclusion_constraint`.
template <auto Member>
detail::constraint_stage<detail::exclusion_words, Member> exclusion_constraint(constraint_options options = {}) {
  return {std::move(options)};
}

}  // namespace recto
