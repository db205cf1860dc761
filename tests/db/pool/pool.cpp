// SPDX-License-Identifier: BSL-1.0
#include <recto/pool/pool.hpp>

#include "../pg/session.hpp"

#include <atomic>
#include <thread>

using namespace recto::test;
using pool = recto::pool<recto::pg::connection>;

TEST_CASE("8 threads, 3 connections, 8000 statements") {
  pool connections(settings(), 3);
  recto::statement const echo{"SELECT $1", int4_oid, binary, 1};
  std::atomic<int> right{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < 8; ++t)
    threads.emplace_back([&, t] {
      for (int i = 0; i < 1000; ++i) {
        auto const lease = connections.acquire();
        if (int4_at(lease->execute(echo, values{}.int4(t * 1000 + i))) == t * 1000 + i) ++right;
      }
    });
  for (std::thread& thread : threads) thread.join();
  CHECK(right == 8000);
  CHECK(connections.open() == 3);
  CHECK(connections.idle() == 3);
}

TEST_CASE("the next call after a loss connects anew") {
  pool connections(settings(), 1);
  int const before = connections.acquire()->backend_pid();
  {
    auto const lease = connections.acquire();
    CHECK_ERROR(connection, lease->execute_unsafe("SELECT pg_terminate_backend(pg_backend_pid())"));
  }
  auto const lease = connections.acquire();
  CHECK(lease->backend_pid() != before);
  CHECK(int4_at(lease->execute_unsafe("SELECT 3")) == 3);
}

TEST_CASE("when the server has ended every session, one call fails and no more") {
  pool connections(settings(), 4);
  recto::pg::connection killer(settings());
  {
    auto const a = connections.acquire();
    auto const b = connections.acquire();
    auto const c = connections.acquire();
    auto const d = connections.acquire();
    for (auto const* lease : {&a, &b, &c, &d})
      killer.execute_unsafe(("SELECT pg_terminate_backend(" + std::to_string((*lease)->backend_pid()) + ")").c_str());
    killer.execute_unsafe("SELECT pg_sleep(0.1)");
  }
  CHECK(connections.idle() == 4);
  int failed = 0;
  for (int i = 0; i < 3; ++i) {
    std::vector<pool::lease> leases;
    for (int j = 0; j < 4; ++j) {
      leases.push_back(connections.acquire());
      try {
        leases.back()->execute_unsafe("SELECT 1");
      } catch (recto::error const& error) {
        CHECK(error.ends_connection());
        ++failed;
        leases.pop_back();
      }
    }
  }
  CHECK(failed == 1);
}

TEST_CASE("what a lease leaves behind is not found by the next") {
  pool connections(settings(), 1);
  connections.acquire()->run_script("CREATE TEMP TABLE t (id int)");
  connections.acquire()->run_script("BEGIN; INSERT INTO t VALUES (1)");
  CHECK(int4_at(connections.acquire()->execute_unsafe("SELECT count(*)::int FROM t")) == 0);
  {
    auto const lease = connections.acquire();
    lease->run_script("BEGIN");
    CHECK_ERROR(query, lease->execute_unsafe("SELECT nope"));
  }
  CHECK(connections.acquire()->idle());
  recto::statement const echo{"SELECT $1", int4_oid, binary, 1};
  connections.acquire()->send(echo, values{}.int4(1));
  CHECK(connections.acquire()->idle());
  int const before = connections.acquire()->backend_pid();
  connections.acquire()->enter_pipeline();
  CHECK(connections.acquire()->idle());
  CHECK(connections.acquire()->backend_pid() != before);  // one left in a pipeline is thrown away
  CHECK(connections.open() == 1);
}
