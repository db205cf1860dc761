// SPDX-License-Identifier: BSL-1.0
// Where the tests that need a server find it: DATABASE_URL, which `./dev test` sets. A test executable that links
// support/needs_database.cpp refuses to start without it, so that a run without a server is never taken for a pass.
#pragma once

#include <cstdlib>
#include <stdexcept>
#include <string>

namespace recto::test {

inline constexpr char const no_database[] =
    "DATABASE_URL is not set: these tests need a PostgreSQL server; `./dev test db` starts one";

/// The server to test on; throws if there is none.
inline std::string database_url() {
  char const* const url = std::getenv("DATABASE_URL");
  if (url == nullptr || *url == '\0') throw std::runtime_error(no_database);
  return url;
}

/// Set before main by support/needs_database.cpp.
inline bool needs_database = false;

}  // namespace recto::test
