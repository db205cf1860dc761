// SPDX-License-Identifier: BSL-1.0
// A few connections, shared between threads. Made when first needed, handed out for as long as a lease lives, given to
// waiting threads in the order in which they came. Knows nothing of a driver beyond the concept `executor`.
// Layer 6: beside pg/, below repo/.
#pragma once

#include <recto/base/error.hpp>
#include <recto/sql/executor.hpp>

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace recto {

/// Up to `size` connections of one kind.
///
/// A connection is kept when it comes back idle. One that comes back within a transaction is rolled back first; one of
/// no more use is thrown away, and all that lie in the pool are looked at before their next use, because the server may
/// have hung up on them too: a restart of the server costs a thread one failed call, not one for each connection.
/// Threads: every member from any thread. The pool outlives its leases.
/// Cost: `acquire` and the lease's end are one lock each and allocate nothing, unless there is something to connect to
/// or to wait for.
template <executor Connection>
class pool {
 public:
  class lease;

  /// Does not connect. `wait`: how long `acquire` waits for a connection when all are busy.
  pool(connection_settings settings, std::size_t size, std::chrono::milliseconds wait = std::chrono::seconds(15))
      : settings_(std::move(settings)), size_(size != 0 ? size : 1), wait_(wait) {
    stack_.reserve(size_);
  }
  pool(pool const&) = delete;
  pool& operator=(pool const&) = delete;

  /// A connection for the caller alone: one that lies there, or a new one, or the next to come back.
  /// Errors: `timeout` after `wait`; `connection` where a new one is needed and cannot be made.
  lease acquire() {
    slot taken{};
    {
      std::unique_lock lock(mutex_);
      if (stack_.empty()) [[unlikely]]
        return acquire_elsewhere(lock);
      taken = std::move(stack_.back());
      stack_.pop_back();
      if (taken.epoch != epoch_) [[unlikely]]
        return acquire_doubtful(lock, std::move(taken));
    }
    if (!taken.connection->usable()) [[unlikely]]
      return replace(std::move(taken));
    return lease(this, std::move(taken));
  }

  std::size_t size() const noexcept { return size_; }
  /// Connections that exist or are being made.
  std::size_t open() const {
    std::lock_guard const lock(mutex_);
    return open_;
  }
  /// Connections that lie in the pool.
  std::size_t idle() const {
    std::lock_guard const lock(mutex_);
    return stack_.size();
  }

 private:
  struct slot {
    std::unique_ptr<Connection> connection{};
    std::uint32_t epoch = 0;  // up to which failure of another connection this one is known to have lived
  };

  // A thread that waits; on its stack, in a queue.
  struct waiter {
    std::condition_variable wake{};
    slot given{};  // no connection: it may make one
    bool served = false;
    waiter* next = nullptr;
  };

  [[gnu::noinline, gnu::cold]] lease acquire_elsewhere(std::unique_lock<std::mutex>& lock) {
    if (open_ < size_) {
      ++open_;
      slot fresh{.connection = nullptr, .epoch = epoch_};
      lock.unlock();
      return replace(std::move(fresh));
    }
    waiter self{};
    (last_ ? last_->next : first_) = &self;
    last_ = &self;
    ++waiting_;
    bool const served = self.wake.wait_for(lock, wait_, [&] { return self.served; });
    if (!served) {
      std::string message = exhausted();
      leave_queue(self);
      lock.unlock();
      throw error(
          error_fields{.kind = error_kind::timeout,
                       .message = std::move(message),
                       .hint = "let transactions be shorter, the pool larger, or fewer threads use it at once"});
    }
    if (self.given.connection && self.given.epoch != epoch_) return acquire_doubtful(lock, std::move(self.given));
    lock.unlock();
    if (!self.given.connection) return replace(std::move(self.given));
    return lease(this, std::move(self.given));
  }

  // Some other connection was lost since this one was last known to live.
  [[gnu::noinline, gnu::cold]] lease acquire_doubtful(std::unique_lock<std::mutex>& lock, slot taken) {
    taken.epoch = epoch_;
    lock.unlock();
    if (!alive(*taken.connection)) return replace(std::move(taken));
    return lease(this, std::move(taken));
  }

  // Connects for a place that is counted already; the place is given back if that fails.
  [[gnu::noinline, gnu::cold]] lease replace(slot place) {
    try {
      place.connection.reset();
      place.connection = std::make_unique<Connection>(settings_);
    } catch (...) {
      put_back(slot{});
      throw;
    }
    return lease(this, std::move(place));
  }

  void give_back(slot returned) noexcept {
    if (!returned.connection->idle()) [[unlikely]]
      clean(returned);
    put_back(std::move(returned));
  }

  // Ends the transaction that somebody left open, or the connection.
  [[gnu::noinline, gnu::cold]] void clean(slot& returned) noexcept {
    Connection& connection = *returned.connection;
    try {
      if (connection.usable()) connection.run_script("ROLLBACK");
    } catch (...) {
      // Whatever it was, the state of the connection tells what to do with it.
    }
    if (connection.idle()) return;
    bool const lost = !connection.usable();
    returned.connection.reset();
    if (!lost) return;
    std::lock_guard const lock(mutex_);
    ++epoch_;
  }

  // Into the stack, or to the thread that has waited longest; without a connection it is the place that is given back.
  void put_back(slot returned) noexcept {
    std::lock_guard const lock(mutex_);
    if (first_) [[unlikely]] {
      waiter& longest = *first_;
      leave_queue(longest);
      longest.given = std::move(returned);
      longest.served = true;
      longest.wake.notify_one();  // under the lock: the waiter's stack is gone soon after
    } else if (returned.connection) [[likely]] {
      stack_.push_back(std::move(returned));  // reserved
    } else {
      --open_;
    }
  }

  void leave_queue(waiter& leaving) noexcept {
    waiter* before = nullptr;
    for (waiter* at = first_; at != &leaving; at = at->next) before = at;
    (before ? before->next : first_) = leaving.next;
    if (last_ == &leaving) last_ = before;
    --waiting_;
  }

  static bool alive(Connection& connection) {
    if constexpr (requires {
                    { connection.alive() } -> std::same_as<bool>;
                  }) {
      return connection.alive();
    } else {
      return connection.usable();
    }
  }

  std::string exhausted() const {
    return "no connection became free within " + std::to_string(wait_.count()) + " ms: the pool has "
         + std::to_string(size_) + (size_ == 1 ? " connection, " : " connections, ")
         + std::to_string(open_ - stack_.size()) + " busy, and " + std::to_string(waiting_)
         + (waiting_ == 1 ? " caller waits" : " callers wait");
  }

  mutable std::mutex mutex_;
  std::vector<slot> stack_;  // last in, first out: the server's caches are warm for it
  std::uint32_t epoch_ = 0;  // how many connections were lost
  std::size_t open_ = 0;
  std::size_t waiting_ = 0;
  waiter* first_ = nullptr;
  waiter* last_ = nullptr;
  connection_settings const settings_;
  std::size_t const size_;
  std::chrono::milliseconds const wait_;
};

/// A connection of a pool, as long as this lives; then it goes back.
template <executor Connection>
class pool<Connection>::lease {
 public:
  lease(lease&& other) noexcept = default;
  lease& operator=(lease&& other) noexcept {
    release();
    home_ = other.home_;
    slot_ = std::move(other.slot_);
    return *this;
  }
  ~lease() { release(); }

  /// Gives the connection back now. Harmless when done twice.
  void release() noexcept {
    if (slot_.connection) home_->give_back(std::move(slot_));
  }

  Connection& operator*() const noexcept { return *slot_.connection; }
  Connection* operator->() const noexcept { return slot_.connection.get(); }
  Connection* get() const noexcept { return slot_.connection.get(); }
  explicit operator bool() const noexcept { return slot_.connection != nullptr; }

 private:
  friend class pool;
  lease(pool* home, slot taken) noexcept : home_(home), slot_(std::move(taken)) {}

  pool* home_;
  slot slot_;
};

}  // namespace recto
