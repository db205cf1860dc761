// SPDX-License-Identifier: BSL-1.0
// A constraint of the database that a changeset declares: which violation becomes which error of which field.
// Layer 4. Knows no database: kinds and names are compared by whoever was refused.
#pragma once

#include <recto/changeset/field_error.hpp>

#include <string>
#include <string_view>

namespace recto {

/// What kind of constraint the database reports.
enum class constraint_kind : unsigned char { unique, foreign_key, check, exclusion };

constexpr std::string_view name_of(constraint_kind kind) {
  constexpr std::string_view names[] = {"unique_constraint", "foreign_key_constraint", "check_constraint",
                                        "exclusion_constraint"};
  return names[static_cast<unsigned char>(kind)];
}

/// How a declared name is compared with the violated one.
enum class match : unsigned char { exact, prefix, suffix };

/// A declared constraint. Ecto: an element of `changeset.constraints`.
struct declared_constraint {
  constraint_kind kind = constraint_kind::unique;
  recto::match match = recto::match::exact;
  std::string name{};
  field_error error{};  ///< what a violation becomes

  bool fits(constraint_kind violated, std::string_view violated_name) const {
    if (kind != violated) return false;
    switch (match) {
      case recto::match::exact: return violated_name == name;
      case recto::match::prefix: return violated_name.starts_with(name);
      case recto::match::suffix: return violated_name.ends_with(name);
    }
    return false;
  }

  friend bool operator==(declared_constraint const&, declared_constraint const&) = default;
};

}  // namespace recto
