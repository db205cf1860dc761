// SPDX-License-Identifier: BSL-1.0
// Where the tests that need a server find it: DATABASE_URL, which `./dev test` sets. A test executable that links
// support/needs_database.cpp refuses to start without it, so that a run without a server is never taken for a pass.
#pragma once

#include <string>

namespace recto::test {

/// The server to test on; throws std::runtime_error if there is none.
std::string database_url();

/// Set before main by support/needs_database.cpp.
extern bool needs_database;

}  // namespace recto::test
