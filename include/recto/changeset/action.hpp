// SPDX-License-Identifier: BSL-1.0
// What a changeset is for, once something was tried with it.
// Layer 4.
#pragma once

#include <string_view>

namespace recto {

/// What was asked for with a changeset. Set by the repo's writes and by `apply_action`; a form shows errors only if
/// there is one. Ecto: `changeset.action`.
enum class action : unsigned char {
  none,  ///< nothing was tried yet
  insert,
  update,
  delete_,  ///< also: this child is deleted with its parent's write
  replace,  ///< this child gives way to another one
  ignore,   ///< leave this child alone
  validate  ///< nothing but to show errors, as a form does while it is filled in
};

constexpr std::string_view name_of(action what) {
  constexpr std::string_view names[] = {"none", "insert", "update", "delete", "replace", "ignore", "validate"};
  return names[static_cast<unsigned char>(what)];
}

}  // namespace recto
