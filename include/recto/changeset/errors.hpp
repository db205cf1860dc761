// SPDX-License-Identifier: BSL-1.0
// The errors of a changeset as a form asks for them: `errors_on` and `traverse_errors`, and `add_error` as a stage; and
// the validations it was asked for: `traverse_validations`.
// Layer 4.
#pragma once

#include <recto/base/error.hpp>
#include <recto/changeset/changeset.hpp>
#include <recto/changeset/error_tree.hpp>
#include <recto/changeset/field_error.hpp>

#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

template <class T>
void collect_errors(changeset<T> const& from, error_tree& tree, error_formatter const& format) {
  if (format.show != nullptr) {
    for (validation const& one : from.validations()) tree.below(one.field).add(format.show(format.context, one));
  } else {
    for (field_error const& one : from.errors()) tree.below(one.field()).add(format(one));
  }
  for (auto const& one : changeset_access::nested(from)) {
    error_tree below;
    one->collect(below, format);
    if (below.empty()) continue;
    error_tree& at = tree.below(changeset_access::fields(from)[one->field].name);
    for (std::string const& message : at.messages()) below.add(message);
    at = std::move(below);
  }
}

template <class T>
[[noreturn, gnu::cold, gnu::noinline]] void throw_invalid_changeset(changeset<T> const& from);

}  // namespace detail

/// The errors of a changeset and of all nested in it, each as `format(error)` says: a translation, or a text of one's
/// own. By field; in a field newest first. Ecto: `traverse_errors`.
template <class T, class Format>
error_tree traverse_errors(changeset<T> const& from, Format&& format) {
  error_tree tree;
  auto const call = [](void const* context, field_error const& problem) -> std::string {
    return (*static_cast<std::remove_reference_t<Format>*>(const_cast<void*>(context)))(problem);
  };
  detail::collect_errors(from, tree, {.format = call, .context = &format});
  return tree;
}

/// The validations that a changeset and all nested in it were asked for, each as `format(validation)` says: a form's
/// `maxlength`, for instance. By field; in a field newest first. Ecto: `traverse_validations`.
template <class T, class Format>
error_tree traverse_validations(changeset<T> const& from, Format&& format) {
  error_tree tree;
  auto const call = [](void const* context, validation const& asked) -> std::string {
    return (*static_cast<std::remove_reference_t<Format>*>(const_cast<void*>(context)))(asked);
  };
  detail::collect_errors(from, tree, {.format = nullptr, .context = &format, .show = call});
  return tree;
}

/// The messages of a changeset with their values in place: `errors_on(cs)["address"]["city"]`. Ecto: the helper
/// `errors_on` that its generators write.
template <class T>
error_tree errors_on(changeset<T> const& from) {
  return traverse_errors(from, [](field_error const& problem) { return problem.to_string(); });
}

namespace detail {

template <class T>
void throw_invalid_changeset(changeset<T> const& from) {
  throw error(error_kind::invalid_value, "could not " + std::string(name_of(from.action())) + " "
                                             + std::string(short_type_name<T>)
                                             + ": the changeset is invalid: " + errors_on(from).to_string());
}

template <auto Member>
struct add_error_stage {
  std::string message;
  error_meta meta;

  template <class T>
  changeset<T> operator()(changeset<T> into) const {
    into.template add_error<Member>(message, meta);
    return into;
  }
};

struct add_error_by_name_stage {
  std::string key;
  std::string message;
  error_meta meta;

  template <class T>
  changeset<T> operator()(changeset<T> into) const {
    into.add_error(key, message, meta);
    return into;
  }
};

}  // namespace detail

/// Says that something is wrong, under any key, such as "base" for what concerns no single field.
inline detail::add_error_by_name_stage add_error(std::string_view key, std::string_view message, error_meta meta = {}) {
  return {std::string(key), std::string(message), std::move(meta)};
}

/// Says that something is wrong with a field. Ecto: `add_error`.
template <auto Member>
detail::add_error_stage<Member> add_error(std::string_view message, error_meta meta = {}) {
  return {std::string(message), std::move(meta)};
}

}  // namespace recto
