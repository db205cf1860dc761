// SPDX-License-Identifier: BSL-1.0
// Constraints that are named after an association: the row it leads to must exist, or no row may lead here any more.
// Layer 4.
#pragma once

#include <recto/changeset/constraints.hpp>
#include <recto/schema/association_key.hpp>

#include <string_view>
#include <utility>

namespace recto {

namespace detail {

inline constexpr constraint_words assoc_words{constraint_kind::foreign_key, "fkey", "does not exist", "assoc"};
inline constexpr constraint_words no_one_words{constraint_kind::foreign_key, "fkey",
                                               "is still associated with this entry", "no_assoc"};
inline constexpr constraint_words no_many_words{constraint_kind::foreign_key, "fkey",
                                                "are still associated with this entry", "no_assoc"};

template <auto Association>
consteval constraint_words const& words_of() {
  switch (kind_of_association<Association>) {
    case association_kind::belongs_to: return assoc_words;
    case association_kind::has_one: return no_one_words;
    default: return no_many_words;
  }
}

template <auto Association, bool FromHere>
struct association_constraint_stage {
  constraint_options options;

  template <class T>
  changeset<T> operator()(changeset<T> of) const {
    if constexpr (assert_field<T, Association>() && assert_constraint<T>()) {
      using verdict = association_verdict<Association>;
      static_assert(assert_schema<verdict>::value);
      if constexpr (verdict::value) declare(of);
    }
    return of;
  }

 private:
  template <class T>
  void declare(changeset<T>& of) const {
    constexpr association_kind kind = kind_of_association<Association>;
    constexpr bool fits = FromHere ? kind == association_kind::belongs_to
                                   : kind == association_kind::has_one || kind == association_kind::has_many;
    static_assert(
        fits, "recto: changeset: assoc_constraint is for a belongs_to, no_assoc_constraint for a has_one or has_many");
    if constexpr (fits) {
      using owner = key_owner<Association>;
      constexpr std::string_view key = field_names<owner>[key_field<Association>];
      declare_constraint(changeset_access::record(of), words_of<Association>(),
                         default_constraint_name(table_of<owner>.name, {key}, "fkey"), member_name<Association>,
                         options);
    }
  }
};

}  // namespace detail

/// The row that a belongs_to leads to must exist: by default `table_key_fkey`. "does not exist" on the association, where
/// `foreign_key_constraint` puts it on the key. Ecto: `assoc_constraint`.
template <auto Association>
detail::association_constraint_stage<Association, true> assoc_constraint(constraint_options options = {}) {
  return {std::move(options)};
}

/// No row of a has_one or has_many may lead here when this row is deleted: by default `related_table_key_fkey`. "is still
/// associated with this entry", or "are still ...". Ecto: `no_assoc_constraint`.
template <auto Association>
detail::association_constraint_stage<Association, false> no_assoc_constraint(constraint_options options = {}) {
  return {std::move(options)};
}

}  // namespace recto
