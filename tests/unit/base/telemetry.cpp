// SPDX-License-Identifier: BSL-1.0
#include <recto/base/telemetry.hpp>
#include <support/test.hpp>

#include <memory>

using recto::query_event;
using recto::telemetry_handler;

namespace {

int told = 0;
void tell(query_event const&) { ++told; }

}  // namespace

TEST_CASE("a handler calls what it was made of") {
  std::string last;
  telemetry_handler const handler([&](query_event const& event) { last = event.sql; });
  REQUIRE(handler);
  handler({.sql = "SELECT 1"});
  CHECK(last == "SELECT 1");
}

TEST_CASE("a handler without a callable is none") { CHECK_FALSE(telemetry_handler{}); }

TEST_CASE("copies share the callable") {
  auto const count = std::make_shared<int>(0);
  telemetry_handler const handler([count](query_event const&) { ++*count; });
  telemetry_handler const copy = handler;
  handler({});
  copy({});
  CHECK(*count == 2);
}

TEST_CASE("a function is a callable") {
  telemetry_handler const handler(tell);
  handler({});
  CHECK(told == 1);
}

TEST_CASE("an event is of one statement alone, unless it says otherwise") {
  query_event const event{};
  CHECK(event.pipelined == 1);
  CHECK_FALSE(event.queue_time);
  CHECK_FALSE(event.failure);
}
