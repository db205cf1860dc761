// SPDX-License-Identifier: BSL-1.0
// Linked into the test executables that talk to a server: without DATABASE_URL they fail with one sentence.
#include <support/database.hpp>

namespace {

[[maybe_unused]] bool const said = (recto::test::needs_database = true);

}  // namespace
