// SPDX-License-Identifier: BSL-1.0
// A few connections, shared between threads. Made when first needed, handed out for as long as a lease lives, given to
// waiting threads in the order in which they came. Knows nothing of a driver beyond the concept `executor`.
// Layer 6: beside pg/, below repo/.
#pragma once

#include <recto/base/concat.hpp>
#include <recto/base/error.hpp>
#include <recto/base/light_mutex.hpp>
#include <recto/sql/executor.hpp>

#include <chrono>
#include <concepts>
#include <condition_variable>
#include <cstddef>
#include <cstdint>
#include <mutex>
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
      : unusual_{&pool::acquire_elsewhere, &pool::clean, &pool::put_back_elsewhere},
        settings_(std::move(settings)),
        size_(size != 0 ? size : 1),
        wait_(wait) {
    stack_.reserve(size_);
  }
  pool(pool const&) = delete;
  pool& operator=(pool const&) = delete;
  ~pool() {
    for (slot const& lying : stack_) delete lying.connection;
  }

  /// A connection for the caller alone: one that lies there, or a new one, or the next to come back.
  /// Errors: `timeout` after `wait`; `connection` where a new one is needed and cannot be made.
  lease acquire() {
    mutex_.lock();
    if (stack_.empty() || stack_.back().epoch != epoch_) [[unlikely]]
      return (this->*unusual_.acquire)();
    slot const taken = stack_.back();
    stack_.pop_back();
    mutex_.unlock();
    return lease(this, taken);  // usable: it was when it came back, and nobody has touched it since
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
  struct slot;

  // What is not the usual way, by pointers that the constructor sets: only the translation unit that makes the pool
  // generates code for connecting, waiting and cleaning.
  struct unusual {
    lease (pool::*acquire)();
    slot (pool::*clean)(slot) noexcept;
    void (pool::*put_back)(slot) noexcept;
  };

  // Plain, so that it moves in registers; owned by the stack, by a waiter's node or by a lease.
  struct slot {
    Connection* connection = nullptr;
    std::uint32_t epoch = 0;  // up to which failure of another connection this one is known to have lived
  };

  // A thread that waits; on its stack, in a queue.
  struct waiter {
    std::condition_variable_any wake{};
    slot given{};  // no connection: it may make one
    bool served = false;
    waiter* next = nullptr;
  };

  [[gnu::noinline, gnu::cold]] lease acquire_elsewhere() {
    std::unique_lock lock(mutex_, std::adopt_lock);
    slot taken{};
    if (!stack_.empty()) {
      taken = stack_.back();
      stack_.pop_back();
    } else if (open_ < size_) {
      ++open_;
    } else {
      taken = wait_in_queue(lock);
    }
    bool const doubtful = taken.epoch != epoch_;  // another connection was lost since this one was known to live
    taken.epoch = epoch_;
    lock.unlock();
    if (!taken.connection || (doubtful && !alive(*taken.connection))) return replace(taken);
    return lease(this, taken);
  }

  slot wait_in_queue(std::unique_lock<detail::light_mutex>& lock) {
    waiter self{};
    (last_ ? last_->next : first_) = &self;
    last_ = &self;
    ++waiting_;
    if (self.wake.wait_for(lock, wait_, [&] { return self.served; })) return self.given;
    error_fields fields;
    fields.kind = error_kind::timeout;
    fields.message = detail::concat(
        {"no connection became free within ", detail::digits(wait_.count()), " ms: the pool has ",
         detail::digits(static_cast<long long>(size_)), size_ == 1 ? " connection, " : " connections, ",
         detail::digits(static_cast<long long>(open_ - stack_.size())), " busy, and ",
         detail::digits(static_cast<long long>(waiting_)), waiting_ == 1 ? " caller waits" : " callers wait"});
    fields.hint =
        "let transactions be shorter, the pool larger, or fewer threads use it at once; within transact, use the repo "
        "that its function is given";
    leave_queue(self);
    throw error(std::move(fields));
  }

  // Connects for a place that is counted already; the place is given back if that fails.
  [[gnu::noinline, gnu::cold]] lease replace(slot place) {
    delete std::exchange(place.connection, nullptr);
    try {
      place.connection = new Connection(settings_);
    } catch (...) {
      put_back(slot{});
      throw;
    }
    return lease(this, place);
  }

  [[gnu::always_inline]] void give_back(slot returned) noexcept {
    if (!returned.connection->idle()) [[unlikely]]
      returned = (this->*unusual_.clean)(returned);
    put_back(returned);
  }

  // Ends the transaction that somebody left open, or the connection.
  [[gnu::noinline, gnu::cold]] slot clean(slot returned) noexcept {
    Connection& connection = *returned.connection;
    try {
      if (connection.usable()) connection.run_script("ROLLBACK");
    } catch (...) {
      // Whatever it was, the state of the connection tells what to do with it.
    }
    if (connection.idle()) return returned;
    bool const lost = !connection.usable();
    delete returned.connection;
    if (lost) {
      std::lock_guard const lock(mutex_);
      ++epoch_;
    }
    return {};
  }

  // Into the stack, or to the thread that has waited longest; without a connection it is the place that is given back.
  [[gnu::always_inline]] void put_back(slot returned) noexcept {
    mutex_.lock();
    if (first_ || !returned.connection) [[unlikely]]
      return (this->*unusual_.put_back)(returned);
    stack_.push_back(returned);  // reserved
    mutex_.unlock();
  }

  [[gnu::noinline, gnu::cold]] void put_back_elsewhere(slot returned) noexcept {
    std::lock_guard const lock(mutex_, std::adopt_lock);
    if (!first_) {
      --open_;
      return;
    }
    waiter& longest = *first_;
    leave_queue(longest);
    longest.given = returned;
    longest.served = true;
    longest.wake.notify_one();  // under the lock: the waiter's stack is gone soon after
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

  mutable detail::light_mutex mutex_;
  std::vector<slot> stack_;  // last in, first out: the server's caches are warm for it
  std::uint32_t epoch_ = 0;  // how many connections were lost
  std::size_t open_ = 0;
  std::size_t waiting_ = 0;
  waiter* first_ = nullptr;
  waiter* last_ = nullptr;
  unusual const unusual_;
  connection_settings const settings_;
  std::size_t const size_;
  std::chrono::milliseconds const wait_;
};

/// A connection of a pool, as long as this lives; then it goes back.
template <executor Connection>
class pool<Connection>::lease {
 public:
  /// No connection.
  lease() = default;
  lease(lease&& other) noexcept : home_(other.home_), slot_(std::exchange(other.slot_, slot{})) {}
  lease& operator=(lease&& other) noexcept {
    release();
    home_ = other.home_;
    slot_ = std::exchange(other.slot_, slot{});
    return *this;
  }
  ~lease() {
    if (slot_.connection) home_->give_back(slot_);
  }

  /// Gives the connection back now. Harmless when done twice.
  void release() noexcept {
    if (slot_.connection) home_->give_back(std::exchange(slot_, slot{}));
  }

  Connection& operator*() const noexcept { return *slot_.connection; }
  Connection* operator->() const noexcept { return slot_.connection; }
  Connection* get() const noexcept { return slot_.connection; }
  explicit operator bool() const noexcept { return slot_.connection != nullptr; }

 private:
  friend class pool;
  lease(pool* home, slot taken) noexcept : home_(home), slot_(taken) {}

  pool* home_ = nullptr;
  slot slot_{};
};

}  // namespace recto
