// SPDX-License-Identifier: BSL-1.0
#include <recto/pool/pool.hpp>
#include <support/fake_connection.hpp>
#include <support/test.hpp>

#include <atomic>
#include <chrono>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

using namespace std::chrono_literals;
using recto::test::fake_connection;
using recto::test::fake_server;
using pool = recto::pool<fake_connection>;

TEST_CASE("nothing is connected before it is needed, and no more than is needed") {
  fake_server server;
  pool connections(server.settings(), 3);
  CHECK(server.connected == 0);
  for (int i = 0; i < 10; ++i) connections.acquire()->run_script("SELECT 1");
  CHECK(server.connected == 1);
  CHECK(connections.idle() == 1);
  {
    auto first = connections.acquire();
    auto second = connections.acquire();
    CHECK(first.get() != second.get());
    CHECK(connections.open() == 2);
  }
  CHECK(connections.idle() == 2);
}

TEST_CASE("the connection that came back last goes out first") {
  fake_server server;
  pool connections(server.settings(), 2);
  auto first = connections.acquire();
  auto second = connections.acquire();
  fake_connection* const last = first.get();
  second.release();
  first.release();
  CHECK(connections.acquire().get() == last);
}

TEST_CASE("a pool that is exhausted says how") {
  fake_server server;
  pool connections(server.settings(), 2, 20ms);
  auto first = connections.acquire();
  auto second = connections.acquire();
  try {
    connections.acquire();
    FAIL("there was a third connection");
  } catch (recto::error const& error) {
    CHECK(error.kind() == recto::error_kind::timeout);
    CHECK(std::string(error.what())
          == "no connection became free within 20 ms: the pool has 2 connections, 2 busy, and 1 caller waits");
    CHECK(!error.hint().empty());
    CHECK(!error.ends_connection());
  }
  first.release();
  CHECK(connections.acquire());
}

TEST_CASE("who waits is served in the order of coming") {
  fake_server server;
  pool connections(server.settings(), 1);
  auto held = std::make_optional(connections.acquire());
  std::vector<int> order;
  std::mutex order_mutex;
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i) {
    threads.emplace_back([&, i] {
      auto const lease = connections.acquire();
      std::lock_guard const lock(order_mutex);
      order.push_back(i);
    });
    std::this_thread::sleep_for(20ms);
  }
  held.reset();
  for (std::thread& thread : threads) thread.join();
  CHECK(order == std::vector<int>{0, 1, 2, 3});
  CHECK(server.connected == 1);
}

TEST_CASE("a transaction left open is rolled back before the connection is kept") {
  fake_server server;
  pool connections(server.settings(), 1);
  connections.acquire()->run_script("BEGIN");
  CHECK(server.texts() == std::vector<std::string>{"BEGIN", "ROLLBACK"});
  CHECK(connections.idle() == 1);
  CHECK(!connections.acquire()->in_transaction());
  CHECK(server.connected == 1);
}

TEST_CASE("a connection that cannot be rolled back is thrown away") {
  fake_server server;
  pool connections(server.settings(), 1);
  {
    auto lease = connections.acquire();
    lease->run_script("BEGIN");
    server.fail_call(1, recto::error(recto::error_kind::query, "no"));
  }
  CHECK(connections.idle() == 0);
  CHECK(connections.open() == 0);
  CHECK(connections.acquire()->number() == 2);
}

TEST_CASE("after one connection was lost all others are looked at before they are used") {
  fake_server server;
  pool connections(server.settings(), 3);
  {
    auto first = connections.acquire();
    auto second = connections.acquire();
    auto third = connections.acquire();
  }
  server.cut_all();
  {
    auto lease = connections.acquire();
    CHECK_ERROR(connection, lease->run_script("SELECT 1"));
  }
  auto first = connections.acquire();
  auto second = connections.acquire();
  auto third = connections.acquire();
  for (auto* lease : {&first, &second, &third}) CHECK_NOTHROW((*lease)->run_script("SELECT 1"));
  CHECK(server.connected == 6);
  CHECK(connections.open() == 3);
}

TEST_CASE("a connection that is well is not thrown away for another's loss") {
  fake_server server;
  pool connections(server.settings(), 2);
  {
    auto first = connections.acquire();
    auto second = connections.acquire();
    server.fail_call(1);
    CHECK_ERROR(connection, first->run_script("SELECT 1"));
  }
  auto lease = connections.acquire();
  CHECK(lease->number() == 2);
  CHECK(server.connected == 2);
}

TEST_CASE("who cannot connect gives the place back") {
  fake_server server;
  pool connections(server.settings(), 1, 50ms);
  server.refuse = recto::error(recto::error_kind::connection, "not today");
  for (int i = 0; i < 3; ++i) CHECK_ERROR(connection, connections.acquire());
  CHECK(connections.open() == 0);
  server.refuse.reset();
  CHECK(connections.acquire());
}

TEST_CASE("a place that came free by a loss goes to the thread that waits") {
  fake_server server;
  pool connections(server.settings(), 1);
  auto held = std::make_optional(connections.acquire());
  std::atomic<int> number{0};
  std::thread waiting([&] { number = connections.acquire()->number(); });
  std::this_thread::sleep_for(20ms);
  server.fail_call(1);
  CHECK_ERROR(connection, (*held)->run_script("SELECT 1"));
  held.reset();
  waiting.join();
  CHECK(number == 2);
}

TEST_CASE("leases move") {
  fake_server server;
  pool connections(server.settings(), 2);
  auto first = connections.acquire();
  auto moved = std::move(first);
  CHECK(!first);
  CHECK(moved);
  moved = connections.acquire();
  CHECK(connections.idle() == 1);
  moved.release();
  moved.release();
  CHECK(connections.idle() == 2);
}

TEST_CASE("many threads on few connections") {
  fake_server server;
  pool connections(server.settings(), 3);
  std::atomic<int> at_once{0}, most{0}, failures{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 1000; ++i) {
        auto lease = connections.acquire();
        int const now = ++at_once;
        for (int seen = most; now > seen && !most.compare_exchange_weak(seen, now);) {
        }
        try {
          if ((i + t) % 97 == 0) lease->run_script("BEGIN");
          if ((i + t) % 251 == 0) {
            server.fail_call(1);
            lease->run_script("SELECT 1");
          }
        } catch (recto::error const&) {
          ++failures;
        }
        --at_once;
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(most <= 3);
  CHECK(failures > 0);
  CHECK(connections.open() <= 3);
  CHECK(connections.idle() == connections.open());
}
