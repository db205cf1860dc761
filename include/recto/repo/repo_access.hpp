// SPDX-License-Identifier: BSL-1.0
// The way from the parts of a repo that have headers of their own to its connection.
// Layer 7.
#pragma once

#include <recto/sql/executor.hpp>

#include <vector>

namespace recto::detail {

/// A friend of every repo.
struct repo_access {
  /// Runs a statement, and compares the types of its columns with `layout` at its first use.
  template <class Repo, class Layout>
  [[gnu::always_inline]] static auto run(Repo& repo, statement const& which, parameters values, Layout layout) {
    return repo.run(which, values, layout);
  }

  /// Runs the statements of all steps in one round trip, and hands each its answer.
  template <class Repo, class Step>
  static void run_together(Repo& repo, std::vector<Step*> const& steps) {
    repo.run_together(steps);
  }
};

}  // namespace recto::detail
