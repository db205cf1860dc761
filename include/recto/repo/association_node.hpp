// SPDX-License-Identifier: BSL-1.0
// Changesets of rows of their own within a changeset, as the write of that one sees them: something that is written
// before the row, and after it.
// Layer 7.
#pragma once

#include <recto/changeset/changeset.hpp>
#include <recto/repo/statement_runner.hpp>

#include <expected>
#include <memory>
#include <utility>

namespace recto::detail {

/// What became of the children of one association: their node, if one of them failed.
using failed_node = std::shared_ptr<nested_changesets const>;

/// The node of an association in a changeset. Its children have actions.
struct association_node {
  virtual ~association_node() = default;
  /// Before the row of `owner`, a changeset, is written: writes what it belongs to.
  virtual failed_node write_before(statement_runner& runner, void* owner) const = 0;
  /// After it: `owner` is the struct as it was written.
  virtual failed_node write_after(statement_runner& runner, void* owner) const = 0;
};

/// Does the changeset hold some of associated structs?
template <class T>
bool has_associated(changeset<T> const& given) {
  for (auto const& one : changeset_access::nested(given))
    if (one->as_association() != nullptr) return true;
  return false;
}

/// The changeset with a node that failed in place of the one that was tried.
template <class T>
std::unexpected<changeset<T>> with_failed(changeset<T> given, failed_node failed) {
  for (auto& one : changeset_access::nested(given))
    if (one->field == failed->field) one = failed;
  changeset_access::record(given).is_valid = false;
  return std::unexpected(std::move(given));
}

/// Writes a changeset whose nested ones are written around it. `write` writes the row itself.
template <class T, class Write>
std::expected<T, changeset<T>> write_around(changeset<T> given, statement_runner& runner, Write write) {
  changeset<T> const asked(given);
  for (auto const& one : changeset_access::nested(asked)) {
    association_node const* const node = one->as_association();
    if (node == nullptr) continue;
    if (failed_node failed = node->write_before(runner, &given)) return with_failed(asked, std::move(failed));
  }
  std::expected<T, changeset<T>> written = write(std::move(given));
  if (!written) return written;
  for (auto const& one : changeset_access::nested(asked)) {
    association_node const* const node = one->as_association();
    if (node == nullptr) continue;
    if (failed_node failed = node->write_after(runner, &*written)) return with_failed(asked, std::move(failed));
  }
  return written;
}

}  // namespace recto::detail
