// SPDX-License-Identifier: BSL-1.0
// Dates and times as text.
#include <recto/sql/datetime.hpp>
#include <support/test.hpp>
#include <unit/query/blog.hpp>
#include <unit/sql/node_text.hpp>

#include <chrono>

using namespace recto;
using namespace blog;
using namespace std::chrono_literals;

namespace {

constexpr auto at = col<&Reading::at>;
constexpr auto day = col<&Reading::day>;
constexpr auto medium = col<&Reading::medium>;

static_assert(node_text(now()) == "now()" && node_text(current_date()) == "CURRENT_DATE");
static_assert(node_text(ago<"day">(3)) == "now() - $1" && node_text(from_now(3h)) == "now() + $1");
static_assert(node_text(ago<"month">(1.5)) == "now() - $1 * INTERVAL '1 month'");
static_assert(node_text(from_now<"day">(medium + 1)) == R"(now() + ("medium" + $1) * INTERVAL '1 day')");
static_assert(node_text(datetime_add<"month">(at, -1) > now()) == R"("at" + $1 > now())");
static_assert(node_text(date_add<"day">(day, 1)) == R"("day" + $1)");
static_assert(node_text(date_add<"month">(day, 1)) == R"(("day" + $1)::date)");
static_assert(node_text(date_trunc<"month">(at)) == R"(date_trunc('month', "at"))");
static_assert(node_text(date_trunc<"month">(day)) == R"(date_trunc('month', "day")::date)");
static_assert(node_text(date_trunc<"day">(at, "UTC")) == R"(date_trunc('day', "at", $1))");
static_assert(node_text(extract<"year">(at - 3h) == 2024) == R"(extract(year FROM "at" - $1)::integer = $2)");
static_assert(node_text(extract<"epoch">(at)) == R"(extract(epoch FROM "at")::double precision)");
static_assert(node_text(age(at, now())) == R"(age("at", now()))");

}  // namespace

TEST_CASE("spans of time stand beside what they are added to") {
  CHECK(node_text(at - (now() - at)) == R"("at" - (now() - "at"))");
  CHECK(node_text(datetime_add<"hour">(datetime_add<"day">(at, 1), medium))
        == R"("at" + $1 + "medium" * INTERVAL '1 hour')");
}
