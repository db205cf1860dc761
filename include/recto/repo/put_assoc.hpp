// SPDX-License-Identifier: BSL-1.0
// `put_assoc`: the associated structs that a row shall have, as structs or changesets that the program made.
// Layer 7.
#pragma once

#include <recto/repo/association_relate.hpp>

#include <initializer_list>
#include <optional>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto {

namespace detail {

template <class T>
changeset<T> as_child(changeset<T> given) {
  return given;
}
template <class T>
  requires(!is_changeset<T>)
changeset<T> as_child(T given) {
  return changeset<T>(std::move(given));
}

template <auto Association>
struct put_assoc_stage {
  std::vector<changeset<associated<Association>>> children;
  assoc_options options;

  template <class T>
  changeset<T> operator()(changeset<T> of) const {
    if constexpr (assert_associated_field<T, Association>()) {
      association_relation<Association> relation(of, options);
      for (auto const& one : children) relation.add(one);
      relation.settle(of);
    }
    return of;
  }
};

}  // namespace detail

/// Says which rows an association shall have: structs, or changesets of them. One with an unset key is inserted, one with a
/// key is left as it is but for the key that leads here, or updated as its changeset says. What was there and is not among
/// them is replaced as `on_replace` says, by default not at all: that throws `misuse`. The association of a stored row must
/// be loaded: `not_loaded`. All is written in one transaction: what the row belongs to, the row, what belongs to it.
/// Errors of children make the changeset invalid, and are found below the association's name. Ecto: `put_assoc`.
template <auto Association>
detail::put_assoc_stage<Association> put_assoc(std::vector<associated<Association>> rows, assoc_options options = {}) {
  detail::put_assoc_stage<Association> stage{{}, options};
  for (auto& row : rows) stage.children.emplace_back(std::move(row));
  return stage;
}
template <auto Association>
detail::put_assoc_stage<Association> put_assoc(std::initializer_list<associated<Association>> rows,
                                               assoc_options options = {}) {
  return put_assoc<Association>(std::vector<associated<Association>>(rows), options);
}
template <auto Association>
detail::put_assoc_stage<Association> put_assoc(std::vector<changeset<associated<Association>>> rows,
                                               assoc_options options = {}) {
  return {std::move(rows), options};
}
/// The same of an association of one.
template <auto Association>
detail::put_assoc_stage<Association> put_assoc(associated<Association> row, assoc_options options = {}) {
  detail::put_assoc_stage<Association> stage{{}, options};
  stage.children.emplace_back(std::move(row));
  return stage;
}
template <auto Association>
detail::put_assoc_stage<Association> put_assoc(changeset<associated<Association>> row, assoc_options options = {}) {
  detail::put_assoc_stage<Association> stage{{}, options};
  stage.children.push_back(std::move(row));
  return stage;
}
/// There shall be none.
template <auto Association>
detail::put_assoc_stage<Association> put_assoc(std::nullopt_t, assoc_options options = {}) {
  return {{}, options};
}

/// A new associated struct with the key that leads to `parent`, for has_one and has_many. Ecto: `build_assoc`.
template <auto Association>
associated<Association> build_assoc(owner_of<Association> const& parent, associated<Association> row = {}) {
  if constexpr (detail::assert_writable_association<Association>()) {
    constexpr bool has_key = kind_of_association<Association> == association_kind::has_one
                          || kind_of_association<Association> == association_kind::has_many;
    static_assert(has_key, "recto: build_assoc: it is for has_one and has_many, whose rows hold the key");
    if constexpr (has_key)
      get_field<detail::compared_by<Association>.there>(row) = get_field<detail::compared_by<Association>.here>(parent);
  }
  return row;
}

/// The query for the rows that are associated with one row, or with several: `assoc<&Post::comments>(post) | where(...)`.
/// Ecto: `assoc`.
template <auto Association>
auto assoc(owner_of<Association> const& parent) {
  std::vector<detail::key_here<Association>> keys;
  if (auto const* const key = detail::value_or_null(get_field<detail::compared_by<Association>.here>(parent)))
    keys.push_back(*key);
  return detail::query_of_associated<Association>(std::move(keys));
}
template <auto Association, class Rows>
  requires requires(Rows const& rows) { rows.begin() != rows.end(); }
auto assoc(Rows const& parents) {
  std::vector<detail::key_here<Association>> keys;
  for (owner_of<Association> const& parent : parents)
    if (auto const* const key = detail::value_or_null(get_field<detail::compared_by<Association>.here>(parent)))
      keys.push_back(*key);
  return detail::query_of_associated<Association>(std::move(keys));
}

}  // namespace recto
