// SPDX-License-Identifier: BSL-1.0
// A mutex for locks that are held for a few instructions and seldom met: locking and unlocking are one atomic operation
// each. std::mutex costs 53 instructions a pair through the C library, and a statement takes two pairs, which is 2 % of
// what libpq needs for it. Who meets a lock sleeps in the kernel, as with std::mutex.
// Layer 0. The three states are those of U. Drepper, "Futexes Are Tricky", section 5.
#pragma once

#include <recto/base/platform.hpp>

#include <atomic>

namespace recto::detail {

class light_mutex {
 public:
  light_mutex() = default;
  light_mutex(light_mutex const&) = delete;
  light_mutex& operator=(light_mutex const&) = delete;

  void lock() noexcept {
    int expected = free;
    if (!state_.compare_exchange_strong(expected, held, std::memory_order_acquire)) [[unlikely]]
      wait();
  }

  void unlock() noexcept {
    if (state_.exchange(free, std::memory_order_release) == held_and_wanted) [[unlikely]]
      wake();
  }

 private:
  static constexpr int free = 0;
  static constexpr int held = 1;
  static constexpr int held_and_wanted = 2;

  [[gnu::noinline, gnu::cold]] void wait() noexcept {
    while (state_.exchange(held_and_wanted, std::memory_order_acquire) != free)
      state_.wait(held_and_wanted, std::memory_order_relaxed);
  }
  [[gnu::noinline, gnu::cold]] void wake() noexcept { state_.notify_one(); }

  std::atomic<int> state_{free};
};

}  // namespace recto::detail
