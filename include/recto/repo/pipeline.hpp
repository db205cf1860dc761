// SPDX-License-Identifier: BSL-1.0
// Several statements in one round trip.
// Layer 7.
#pragma once

#include <recto/base/error.hpp>
#include <recto/repo/decode.hpp>
#include <recto/sql/executor.hpp>

#include <utility>
#include <vector>

namespace recto::detail {

/// Sends the statements of all steps before the first is answered, where the connection can, and hands each its answer.
template <class Connection, class Step>
void run_in_pipeline(Connection& connection, std::vector<Step*> const& steps) {
  auto const take = [](Step& step, typename Connection::result answer) {
    if (!answer.types_checked()) [[unlikely]] {
      check_layout(answer, step.layout());
      answer.types_checked() = true;
    }
    step.row_count = answer.affected();
    step.take(answer);
    step.is_answered = true;
  };
  if constexpr (requires { connection.enter_pipeline(); }) {
    if (steps.size() > 1) {
      connection.enter_pipeline();
      try {
        for (Step* const step : steps) connection.send(step->which(), step->values());
        connection.sync();
        for (Step* const step : steps) take(*step, connection.receive());
      } catch (...) {
        try {
          connection.leave_pipeline();
        } catch (error const&) {
          // The first error is the one that matters; those behind it say that they were not run.
        }
        throw;
      }
      return connection.leave_pipeline();
    }
  }
  for (Step* const step : steps) take(*step, connection.execute(step->which(), step->values()));
}

}  // namespace recto::detail
