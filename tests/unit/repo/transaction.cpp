// SPDX-License-Identifier: BSL-1.0
// Transactions and savepoints, and what is left when any of their calls fails.
#include <recto/repo/transaction.hpp>

#include "rows.hpp"

#include <stdexcept>

using namespace recto::test;
using namespace recto::test::library;
using recto::error_kind;
using outcome = std::expected<int, std::string>;

namespace {

fake_answer inserted(fake_call const&) { return {.columns = {{"id", 20}}, .rows = {{wire_int8(1)}}}; }

// Two inserts, the second within a savepoint.
outcome two_inserts(fake_repo& repo) {
  return repo.transact([](fake_repo& outer) -> outcome {
    outer.insert(Author{.name = "a"});
    return outer.transact([](fake_repo& inner) -> outcome {
      inner.insert(Author{.name = "b"});
      return 7;
    });
  });
}

std::string const insert = R"(INSERT INTO "authors" ("name") VALUES ($1) RETURNING "id")";

}  // namespace

TEST_CASE("a value commits") {
  fake_server server;
  server.respond = inserted;
  fake_repo repo(one_connection(server));
  outcome const done = repo.transact([](fake_repo& inner) -> outcome {
    CHECK(inner.in_transaction());
    inner.insert(Author{.name = "a"});
    return 7;
  });
  CHECK(done == 7);
  CHECK(server.texts() == texts{"BEGIN", insert, "COMMIT"});
  CHECK(!repo.in_transaction());
}

TEST_CASE("an error rolls back and is returned") {
  fake_server server;
  server.respond = inserted;
  fake_repo repo(one_connection(server));
  outcome const done = repo.transact([](fake_repo& inner) -> outcome {
    inner.insert(Author{.name = "a"});
    return std::unexpected("no");
  });
  CHECK(done == std::unexpected("no"));
  CHECK(server.texts() == texts{"BEGIN", insert, "ROLLBACK"});
}

TEST_CASE("an exception rolls back and passes") {
  fake_server server;
  fake_repo repo(one_connection(server));
  CHECK_THROWS_AS(repo.transact([](fake_repo&) -> outcome { throw std::out_of_range("mine"); }), std::out_of_range);
  CHECK(server.texts() == texts{"BEGIN", "ROLLBACK"});
  server.respond = inserted;
  CHECK(repo.insert(Author{}).id == 1);
  CHECK(server.connected == 1);
}

TEST_CASE("a function that brings nothing") {
  fake_server server;
  fake_repo repo(one_connection(server));
  std::expected<void, int> done = repo.transact([](fake_repo&) -> std::expected<void, int> { return {}; });
  CHECK(done);
  done = repo.transact([](fake_repo&) -> std::expected<void, int> { return std::unexpected(3); });
  REQUIRE(!done);
  CHECK(done.error() == 3);
  CHECK(server.texts() == texts{"BEGIN", "COMMIT", "BEGIN", "ROLLBACK"});
}

TEST_CASE("a function that brings what cannot be copied") {
  fake_server server;
  fake_repo repo(one_connection(server));
  using owned = std::expected<std::unique_ptr<int>, std::string>;
  owned const done = repo.transact(
      [](fake_repo& outer) { return outer.transact([](fake_repo&) -> owned { return std::make_unique<int>(5); }); });
  REQUIRE(done);
  CHECK(**done == 5);
}

TEST_CASE("a function that can be called once") {
  fake_server server;
  fake_repo repo(one_connection(server));
  auto once = [kept = std::make_unique<int>(3)](fake_repo&) mutable -> outcome { return *kept; };
  CHECK(repo.transact(std::move(once)) == 3);
}

TEST_CASE("a transaction within one is a savepoint") {
  fake_server server;
  server.respond = inserted;
  fake_repo repo(one_connection(server));
  CHECK(two_inserts(repo) == 7);
  CHECK(server.texts() == texts{"BEGIN", insert, "SAVEPOINT recto_2", insert, "RELEASE SAVEPOINT recto_2", "COMMIT"});
}

TEST_CASE("each level has its own savepoint, and the same level again the same name") {
  fake_server server;
  fake_repo repo(one_connection(server));
  auto const fail = [](fake_repo&) -> outcome { return std::unexpected("no"); };
  outcome const done = repo.transact([&](fake_repo& first) -> outcome {
    CHECK(!first.transact([&](fake_repo& second) { return second.transact(fail); }));
    CHECK(!first.transact(fail));
    return 1;
  });
  CHECK(done == 1);
  CHECK(server.texts()
        == texts{"BEGIN", "SAVEPOINT recto_2", "SAVEPOINT recto_3",
                 "ROLLBACK TO SAVEPOINT recto_3; RELEASE SAVEPOINT recto_3",
                 "ROLLBACK TO SAVEPOINT recto_2; RELEASE SAVEPOINT recto_2", "SAVEPOINT recto_2",
                 "ROLLBACK TO SAVEPOINT recto_2; RELEASE SAVEPOINT recto_2", "COMMIT"});
}

TEST_CASE("a failure within a savepoint leaves the transaction as it was") {
  fake_server server;
  fake_repo repo(one_connection(server));
  outcome const done = repo.transact([&](fake_repo& outer) -> outcome {
    server.answer({.failure = refusal()});
    CHECK_ERROR(query, outer.transact([](fake_repo& inner) -> outcome {
      inner.insert(Author{});
      return 0;
    }));
    server.answer(inserted({}));
    return static_cast<int>(outer.insert(Author{}).id);
  });
  CHECK(done == 1);
  CHECK(server.texts()
        == texts{"BEGIN", "SAVEPOINT recto_2", insert, "ROLLBACK TO SAVEPOINT recto_2; RELEASE SAVEPOINT recto_2",
                 insert, "COMMIT"});
}

TEST_CASE("a value cannot be committed when a statement has failed") {
  fake_server server;
  fake_repo repo(one_connection(server));
  server.answer({.failure = refusal()});
  auto error = error_of([&] {
    repo.transact([](fake_repo& inner) -> outcome {
      CHECK_ERROR(query, inner.insert(Author{}));
      return 7;
    });
  });
  REQUIRE(error);
  CHECK(error->kind() == error_kind::query);
  CHECK_THAT(error->message(), contains("the transaction was rolled back: a statement in it had failed"));
  CHECK(server.texts() == texts{"BEGIN", insert, "ROLLBACK"});

  server.answer({.failure = refusal()});
  error = error_of([&] {
    repo.transact([](fake_repo& outer) {
      return outer.transact([](fake_repo& inner) -> outcome {
        CHECK_ERROR(query, inner.insert(Author{}));
        return 7;
      });
    });
  });
  REQUIRE(error);
  CHECK(server.texts().back() == "ROLLBACK");
}

TEST_CASE("after a failed statement the others of the transaction are refused") {
  fake_server server;
  fake_repo repo(one_connection(server));
  server.answer({.failure = refusal()});
  outcome const done = repo.transact([](fake_repo& inner) -> outcome {
    CHECK_ERROR(query, inner.insert(Author{}));
    auto const error = error_of([&] { inner.insert(Author{}); });
    REQUIRE(error);
    return std::unexpected(error->sqlstate());
  });
  CHECK(done == std::unexpected("25P02"));
}

TEST_CASE("a commit that the server refuses is an error, and the connection is kept") {
  fake_server server;
  server.respond = inserted;
  fake_repo repo(one_connection(server));
  server.fail_call(3, recto::error({.kind = error_kind::constraint, .message = "deferred", .sqlstate = "23503"}));
  CHECK_ERROR(constraint, repo.transact([](fake_repo& inner) -> outcome {
    inner.insert(Author{});
    return 1;
  }));
  CHECK(server.texts() == texts{"BEGIN", insert, "COMMIT"});
  CHECK(repo.insert(Author{}).id == 1);
  CHECK(server.connected == 1);
}

TEST_CASE("the n-th call fails: nothing leaks, and the next call works") {
  bool const lost = GENERATE(true, false);
  for (int n = 1;; ++n) {
    INFO("call " << n << (lost ? " is lost" : " is refused"));
    fake_server server;
    server.respond = inserted;
    fake_repo repo(one_connection(server));
    repo.insert(Author{});  // a connection lies in the pool
    server.calls.clear();
    server.fail_call(n, lost ? recto::error(error_kind::connection, "lost") : refusal());
    auto const error = error_of([&] { two_inserts(repo); });
    auto const said = server.texts();
    if (!error) {
      CHECK(n == 7);
      CHECK(said.size() == 6);
      break;
    }
    CHECK(error->kind() == (lost ? error_kind::connection : error_kind::query));
    texts expected{"BEGIN", insert, "SAVEPOINT recto_2", insert, "RELEASE SAVEPOINT recto_2", "COMMIT"};
    expected.resize(static_cast<std::size_t>(n));
    if (!lost) {
      if (n == 4) expected.push_back("ROLLBACK TO SAVEPOINT recto_2; RELEASE SAVEPOINT recto_2");
      if (n > 1 && n < 6) expected.push_back("ROLLBACK");
    }
    CHECK(said == expected);
    CHECK(server.open == (lost ? 0 : 1));
    server.fail_in = 0;
    CHECK(two_inserts(repo) == 7);
    CHECK(server.connected == (lost ? 2 : 1));
    REQUIRE(n < 20);
  }
}

TEST_CASE("what fails while it rolls back hides nothing, and costs the connection") {
  for (bool const lost : {true, false}) {
    fake_server server;
    fake_repo repo(one_connection(server));
    auto const what = lost ? recto::error(error_kind::connection, "lost") : refusal();
    server.fail_call(2, what);
    outcome const done = repo.transact([](fake_repo&) -> outcome { return std::unexpected("mine"); });
    CHECK(done == std::unexpected("mine"));
    server.fail_call(2, what);
    CHECK_THROWS_AS(repo.transact([](fake_repo&) -> outcome { throw std::out_of_range("mine"); }), std::out_of_range);
    CHECK(repo.transact([](fake_repo&) -> outcome { return 3; }) == 3);
  }
}

TEST_CASE("a savepoint that cannot be rolled back dooms the transaction, which says so") {
  fake_server server;
  fake_repo repo(one_connection(server));
  auto const error = error_of([&] {
    repo.transact([&](fake_repo& outer) -> outcome {
      server.fail_call(2);
      CHECK(!outer.transact([](fake_repo&) -> outcome { return std::unexpected("no"); }));
      return 1;
    });
  });
  REQUIRE(error);
  CHECK(error->kind() == error_kind::connection);
  CHECK(server.open == 0);
}

TEST_CASE("a repo outlives the errors of its transactions") {
  fake_server server;
  server.respond = inserted;
  fake_repo repo(one_connection(server));
  for (int i = 0; i < 50; ++i) {
    server.fail_call(1 + i % 3, i % 2 ? refusal() : recto::error(error_kind::connection, "lost"));
    error_of([&] { two_inserts(repo); });
  }
  server.fail_in = 0;
  CHECK(two_inserts(repo) == 7);
  CHECK(server.open == 1);
}
