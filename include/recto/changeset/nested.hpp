// SPDX-License-Identifier: BSL-1.0
// What a changeset holds beside fields: changesets of nested structs, functions to run before the write, and locks. Here
// are their interfaces, because a changeset must not instantiate what it points to.
// Layer 4.
#pragma once

#include <recto/changeset/error_tree.hpp>
#include <recto/changeset/field_error.hpp>
#include <recto/reflect/type_key.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace recto {

template <class T>
class changeset;
struct validation;

namespace detail {

struct changeset_access;
struct association_node;

/// Turns an error into what is shown, or a validation if it has `show`; carries on a function of the caller's.
struct error_formatter {
  std::string (*format)(void const* context, field_error const& problem);
  void const* context;
  std::string (*show)(void const* context, validation const& asked) = nullptr;

  std::string operator()(field_error const& problem) const { return format(context, problem); }
};

/// The changesets of one nested field.
struct nested_changesets {
  std::size_t field;

  explicit nested_changesets(std::size_t index) : field(index) {}
  nested_changesets(nested_changesets const&) = default;
  virtual ~nested_changesets() = default;
  /// Enters their errors below `tree`.
  virtual void collect(error_tree& tree, error_formatter const& format) const = 0;
  /// Not null for changesets of rows of their own, which are written around the row that has them.
  virtual association_node const* as_association() const { return nullptr; }
  /// Gives `object`, a field to which these changesets were applied, the keys and timestamps of a write at `now`, in
  /// microseconds since 1970. See finish_embeds.hpp.
  virtual void finish(void* object, std::int64_t now) const {
    static_cast<void>(object);
    static_cast<void>(now);
  }
};

/// Enters the errors of a changeset and of those in it. Defined in errors.hpp.
template <class T>
void collect_errors(changeset<T> const& from, error_tree& tree, error_formatter const& format);

template <class T>
struct nested_one : nested_changesets {
  changeset<T> child;

  nested_one(std::size_t index, changeset<T> made)
      : nested_changesets(index), child(static_cast<changeset<T>&&>(made)) {}
  void collect(error_tree& tree, error_formatter const& format) const override { collect_errors(child, tree, format); }
};

template <class T>
struct nested_many : nested_changesets {
  std::vector<changeset<T>> children;

  nested_many(std::size_t index, std::vector<changeset<T>> made)
      : nested_changesets(index), children(static_cast<std::vector<changeset<T>>&&>(made)) {}
  void collect(error_tree& tree, error_formatter const& format) const override {
    for (changeset<T> const& one : children) {
      error_tree below;
      collect_errors(one, below, format);
      tree.append(static_cast<error_tree&&>(below));
    }
  }
};

template <class Field>
struct nested_type_of {
  using type = typename Field::embedded_type;
};
/// The struct that a nested field holds.
template <class Field>
using nested_type = typename nested_type_of<Field>::type;

/// A function of `prepare_changes`. `repo` is a `Repo`, whose type `repo_type` is; the changeset layer knows none.
template <class T>
struct prepare_function {
  type_key repo_type{};

  virtual ~prepare_function() = default;
  virtual changeset<T> call(void* repo, changeset<T> given) const = 0;
};

/// A field that grows with each write, and must not have grown meanwhile.
struct lock_step {
  std::size_t field = 0;
  /// Writes the next value of `current`, a field of the right type, to `next`.
  void (*increment)(void const* current, void* next) = nullptr;
};

}  // namespace detail

}  // namespace recto
