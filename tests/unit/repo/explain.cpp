// SPDX-License-Identifier: BSL-1.0
#include <recto/repo/explain.hpp>

#include <support/test.hpp>

using recto::explain_format;
using recto::detail::explain_prefix;

TEST_CASE("options are said only where they differ from the server's") {
  CHECK(explain_prefix({}) == "EXPLAIN (FORMAT TEXT) ");
  CHECK(explain_prefix({.costs = false, .format = explain_format::json}) == "EXPLAIN (COSTS OFF, FORMAT JSON) ");
  CHECK(explain_prefix({.analyze = true, .timing = false, .wal = true})
        == "EXPLAIN (ANALYZE, TIMING OFF, WAL, FORMAT TEXT) ");
  CHECK(explain_prefix(
            {.verbose = true, .settings = true, .buffers = true, .summary = true, .format = explain_format::xml})
        == "EXPLAIN (VERBOSE, SETTINGS, BUFFERS, SUMMARY, FORMAT XML) ");
  CHECK(explain_prefix({.format = explain_format::yaml}) == "EXPLAIN (FORMAT YAML) ");
}

TEST_CASE("options that need analyze are left out without it") {
  CHECK(explain_prefix({.timing = false, .wal = true}) == "EXPLAIN (FORMAT TEXT) ");
}
