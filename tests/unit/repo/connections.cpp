// SPDX-License-Identifier: BSL-1.0
// Who is told of statements, and what.
#include <recto/repo/connections.hpp>

#include "rows.hpp"

using namespace recto::test;
using namespace recto::test::library;
using recto::query_event;

namespace {

struct watched {
  fake_server server;
  std::vector<query_event> events;
  fake_repo repo{[this] {
    auto config = one_connection(server);
    config.telemetry = [this](query_event const& event) { events.push_back(event); };
    return config;
  }()};
};

}  // namespace

TEST_CASE("each statement is told of once, with what it brought") {
  watched here;
  here.server.answer({.columns = {{"id", 20}, {"name", 25}}, .rows = {{wire_int8(1), "a"}, {wire_int8(2), "b"}}});
  CHECK(here.repo.all(recto::from<Author>).size() == 2);
  REQUIRE(here.events.size() == 1);
  CHECK(here.events[0].sql == R"(SELECT "id", "name" FROM "authors")");
  CHECK(here.events[0].rows == 2);
  CHECK(here.events[0].pipelined == 1);
  REQUIRE(here.events[0].queue_time);
  CHECK(here.events[0].total_time == *here.events[0].queue_time + here.events[0].query_time);
  CHECK_FALSE(here.events[0].failure);
}

TEST_CASE("a failure is told of, and thrown") {
  watched here;
  here.server.answer({.failure = refusal()});
  CHECK_ERROR(query, here.repo.all(recto::from<Author>));
  REQUIRE(here.events.size() == 1);
  REQUIRE(here.events[0].failure);
  CHECK(here.events[0].failure->sqlstate() == "42P01");
}

TEST_CASE("in a transaction nobody waits for a connection") {
  watched here;
  here.server.answer({.columns = {{"id", 20}, {"name", 25}}});
  auto const done = here.repo.transact([](fake_repo& repo) -> std::expected<int, int> {
    return static_cast<int>(repo.all(recto::from<Author>).size());
  });
  CHECK(done == 0);
  REQUIRE(here.events.size() == 1);
  CHECK_FALSE(here.events[0].queue_time);
}
