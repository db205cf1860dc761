// SPDX-License-Identifier: BSL-1.0
// What a program is told of each statement that was run, and whom it is told to.
// Layer 0.
#pragma once

#include <recto/base/error.hpp>

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace recto {

/// One statement that was run. Values of parameters are not in it. Ecto: the event `[:my_app, :repo, :query]`.
struct query_event {
  std::string sql{};                                     ///< with $1, $2, ... in place of values
  std::optional<std::chrono::nanoseconds> queue_time{};  ///< waiting for a connection; nothing within a transaction
  std::chrono::nanoseconds query_time{};                 ///< from sending to the whole answer
  std::chrono::nanoseconds total_time{};                 ///< the two together
  std::int64_t rows = 0;                                 ///< brought, or written
  int pipelined = 1;                                     ///< statements that shared the round trip, this one included
  std::optional<error> failure{};                        ///< what is thrown, if it failed
};

/// A callable that is told of each event, in the thread that ran the statement. It must not throw, nor call the repo. From
/// several threads at once if the repo is used so.
class telemetry_handler {
 public:
  telemetry_handler() = default;
  template <class Function>
    requires(std::is_invocable_v<Function const&, query_event const&> && !std::is_same_v<Function, telemetry_handler>)
  telemetry_handler(Function function) : held_(std::make_shared<holder<Function>>(std::move(function))) {}

  explicit operator bool() const noexcept { return held_ != nullptr; }
  void operator()(query_event const& event) const { held_->call(event); }

 private:
  struct base {
    virtual ~base() = default;
    virtual void call(query_event const& event) const = 0;
  };
  template <class Function>
  struct holder final : base {
    explicit holder(Function of) : function(std::move(of)) {}
    void call(query_event const& event) const override { function(event); }
    Function function;
  };

  std::shared_ptr<base const> held_{};
};

}  // namespace recto
