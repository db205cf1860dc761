// SPDX-License-Identifier: BSL-1.0
// A repo on the test server with a PostgreSQL schema of its own, which is dropped at the end.
#pragma once

#include <recto/recto.hpp>
#include <support/database.hpp>
#include <support/test.hpp>

#include <unistd.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace recto::test {

/// The error that the call throws, or none.
template <class Call>
std::optional<error> thrown_by(Call&& call) {
  try {
    call();
  } catch (error const& thrown) {
    return thrown;
  }
  return std::nullopt;
}

class database {
 public:
  /// Runs `tables` in a new schema, which all connections look into first.
  explicit database(std::string_view tables, std::size_t pool_size = 3)
      : schema("recto_repo_" + std::to_string(::getpid()) + "_" + std::to_string(++made())),
        repo({.conninfo = database_url(), .pool_size = pool_size, .search_path = schema, .on_notice = ignore}) {
    repo.unsafe_script("CREATE SCHEMA " + schema);
    repo.unsafe_script(tables);
  }
  database(database const&) = delete;
  database& operator=(database const&) = delete;
  ~database() {
    try {
      recto::repo({.conninfo = database_url(), .pool_size = 1, .on_notice = ignore})
          .unsafe_script("DROP SCHEMA IF EXISTS " + schema + " CASCADE");
    } catch (error const& failure) {
      UNSCOPED_INFO("the schema " << schema << " was left behind: " << failure.what());
    }
  }

  /// One text from the server.
  std::string ask(std::string_view sql) { return repo.unsafe_sql(sql).get<std::string>(0, 0); }

  std::string const schema;
  recto::repo repo;

 private:
  static void ignore(void*, std::string_view, std::string_view) {}
  static int& made() {
    static int count = 0;
    return count;
  }
};

}  // namespace recto::test
