// SPDX-License-Identifier: BSL-1.0
#include <recto/base/light_mutex.hpp>
#include <support/test.hpp>

#include <mutex>
#include <thread>
#include <vector>

TEST_CASE("one thread at a time is inside") {
  recto::detail::light_mutex mutex;
  int inside = 0;
  int most = 0;
  long total = 0;
  std::vector<std::jthread> threads;
  for (int i = 0; i < 8; ++i)
    threads.emplace_back([&] {
      for (int j = 0; j < 20'000; ++j) {
        std::lock_guard const lock(mutex);
        most = ++inside > most ? inside : most;
        ++total;
        if (j % 1000 == 0) std::this_thread::yield();  // so that others meet the lock while it is held
        --inside;
      }
    });
  threads.clear();
  CHECK(most == 1);
  CHECK(total == 8 * 20'000);
}
