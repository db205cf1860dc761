// SPDX-License-Identifier: BSL-1.0
// The main function of every test executable, compiled once.
#define CATCH_CONFIG_RUNNER
#include <support/test.hpp>

#include <support/database.hpp>

#include <cstdio>
#include <exception>

int main(int argc, char** argv) {
  if (recto::test::needs_database) {
    try {
      recto::test::database_url();
    } catch (std::exception const& error) {
      std::fprintf(stderr, "%s\n", error.what());
      return 1;
    }
  }
  return Catch::Session().run(argc, argv);
}
