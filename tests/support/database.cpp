// SPDX-License-Identifier: BSL-1.0
#include <support/database.hpp>

#include <cstdlib>
#include <stdexcept>

namespace recto::test {

bool needs_database = false;

std::string database_url() {
  char const* const url = std::getenv("DATABASE_URL");
  if (url == nullptr || *url == '\0') {
    throw std::runtime_error(
        "DATABASE_URL is not set: these tests need a PostgreSQL server; `./dev test db` starts one");
  }
  return url;
}

}  // namespace recto::test
