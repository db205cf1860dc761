// SPDX-License-Identifier: BSL-1.0
// How the statements of a repo reach a connection: its own within a transaction, else one of the pool; and who is told of
// them.
// Layer 7.
#pragma once

#include <recto/base/telemetry.hpp>
#include <recto/pool/pool.hpp>
#include <recto/repo/bind.hpp>
#include <recto/repo/config.hpp>
#include <recto/repo/decode.hpp>
#include <recto/repo/pipeline.hpp>
#include <recto/repo/row_storage.hpp>
#include <recto/sql/executor.hpp>

#include <chrono>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

namespace recto::detail {

/// Time since it was made, or since the last lap.
class stopwatch {
 public:
  std::chrono::nanoseconds lap() {
    auto const now = std::chrono::steady_clock::now();
    return now - std::exchange(last_, now);
  }

 private:
  std::chrono::steady_clock::time_point last_ = std::chrono::steady_clock::now();
};

/// The base of a repo: everything in it that is no call of a program.
template <class Connection>
class repo_connections {
 public:
  using result_type = typename Connection::result;

  repo_connections(repo_connections const&) = delete;
  repo_connections& operator=(repo_connections const&) = delete;

 protected:
  using layout_type = row_layout<result_type>;

  explicit repo_connections(repo_config config)
      : owned_(std::make_unique<pool<Connection>>(config.connection(), config.pool_size, config.checkout_timeout)),
        pool_(owned_.get()),
        telemetry_(std::move(config.telemetry)) {}
  repo_connections(repo_connections const& outer, Connection& pinned, int depth)
      : pool_(outer.pool_), pinned_(&pinned), depth_(depth), telemetry_(outer.telemetry_) {}
  ~repo_connections() = default;

  // One copy for each row type, however many queries bring it.
  template <class Plan, class Values>
  [[gnu::noinline]] auto fetch_all(statement const& which, Values values) {
    using row = typename Plan::row_type;
    if constexpr (detail::can_adopt<row>) return detail::adopt_rows<row>(run_for_rows(which, values, Plan::layout));
    else return Plan::read_all(run(which, values, &Plan::layout));
  }
  template <class Plan, class Values>
  [[gnu::noinline]] auto fetch_one(statement const& which, Values values) {
    return Plan::read_one(run(which, values, &Plan::layout));
  }

  // All statements pass here. No template of the query: one copy for each kind of connection, with all that runs for
  // every statement inlined into it, which is 50 instructions less than a function for each step.
  [[gnu::noinline, gnu::flatten]] result_type run(statement const& which, parameters values,
                                                  layout_type const* layout) {
    if (telemetry_) [[unlikely]]
      return run_observed(which, values, layout);
    if (pinned_ != nullptr) return run_on(*pinned_, which, values, layout);
    auto const lease = pool_->acquire();
    return run_on(*lease, which, values, layout);
  }

  // The same for the values of a query, which are bound here.
  [[gnu::noinline]] result_type run(statement const& which, value_refs values, layout_type const* layout) {
    value_frame const frame(which, values);
    return run(which, frame.view(), layout);
  }

  // No template of the type of row either.
  template <class Values>
  [[gnu::noinline]] loose_rows run_for_rows(statement const& which, Values values, layout_type const& layout) {
    return read_new_rows(run(which, values, &layout), layout);
  }

  /// Runs the statements of all steps in one round trip, where the connection can, and hands each its answer.
  template <class Step>
  void run_together(std::vector<Step*> const& steps) {
    if (steps.empty()) return;
    query_event event{.pipelined = static_cast<int>(steps.size())};
    for (Step* const step : steps) {
      step->sql = step->which().sql;
      step->is_answered = false;
    }
    stopwatch clock;
    try {
      if (pinned_ != nullptr) {
        run_in_pipeline(*pinned_, steps);
      } else {
        auto const lease = pool_->acquire();
        event.queue_time = clock.lap();
        run_in_pipeline(*lease, steps);
      }
    } catch (error const& failure) {
      event.failure = failure;
      tell_of(steps, event, clock.lap());
      throw;
    }
    tell_of(steps, event, clock.lap());
  }

  // What was answered, and the first that was not, which is the one that failed.
  template <class Step>
  void tell_of(std::vector<Step*> const& steps, query_event& event, std::chrono::nanoseconds time) const {
    if (!telemetry_) return;
    event.query_time = time;
    auto failure = std::exchange(event.failure, std::nullopt);
    for (Step* const step : steps) {
      event.sql = step->sql;
      event.rows = step->is_answered ? step->row_count : 0;
      if (!step->is_answered) event.failure = failure;
      report(event);
      if (!step->is_answered) return;
    }
  }

  // The types of the columns are compared while the connection is held, because it keeps the note that they were.
  static result_type run_on(Connection& connection, statement const& which, parameters values,
                            layout_type const* layout) {
    result_type answer = connection.execute(which, values);
    if (layout != nullptr && !answer.types_checked()) [[unlikely]] {
      check_layout(answer, *layout);
      answer.types_checked() = true;
    }
    return answer;
  }

  // What happened to one statement, told while the connection is held no longer.
  [[gnu::noinline, gnu::cold]] result_type run_observed(statement const& which, parameters values,
                                                        layout_type const* layout) {
    query_event event{.sql = which.sql};
    stopwatch clock;
    try {
      result_type answer = [&] {
        if (pinned_ != nullptr) return run_on(*pinned_, which, values, layout);
        auto const lease = pool_->acquire();
        event.queue_time = clock.lap();
        return run_on(*lease, which, values, layout);
      }();
      event.query_time = clock.lap();
      event.rows = answer.affected();
      report(std::move(event));
      return answer;
    } catch (error const& failure) {
      event.query_time = clock.lap();
      event.failure = failure;
      report(std::move(event));
      throw;
    }
  }

  void report(query_event event) const {
    event.total_time = event.queue_time.value_or(std::chrono::nanoseconds{}) + event.query_time;
    telemetry_(event);
  }

  std::unique_ptr<pool<Connection>> owned_{};
  pool<Connection>* pool_ = nullptr;
  Connection* pinned_ = nullptr;
  int depth_ = 0;
  telemetry_handler telemetry_{};
};

}  // namespace recto::detail
