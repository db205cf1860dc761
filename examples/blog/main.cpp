// SPDX-License-Identifier: BSL-1.0
// A blog on PostgreSQL: what recto does today, chapter by chapter. `./dev demo` runs it.
//
//   example_blog [database-url]
//
// The database is the argument, else DATABASE_URL, else what PGHOST and the like say. All tables are made in a PostgreSQL
// schema of their own, recto_blog, which is dropped at the end. Start with schema.hpp, then follow chapters.hpp.
#include "chapters.hpp"
#include "print.hpp"

#include <recto/recto.hpp>

#include <fmt/core.h>

#include <cstdio>
#include <cstdlib>
#include <exception>
#include <string>

namespace {

/// The schema of the demonstration, as long as this lives.
class own_schema {
 public:
  explicit own_schema(recto::repo& repo) : repo_(repo) {
    repo_.unsafe_script("DROP SCHEMA IF EXISTS recto_blog CASCADE; CREATE SCHEMA recto_blog");
  }
  own_schema(own_schema const&) = delete;
  own_schema& operator=(own_schema const&) = delete;
  ~own_schema() {
    try {
      repo_.unsafe_sql("DROP SCHEMA recto_blog CASCADE");
    } catch (recto::error const& problem) {
      fmt::print(stderr, "the schema recto_blog is still there: {}\n", problem.message());
    }
  }

 private:
  recto::repo& repo_;
};

std::string database_url(int argc, char** argv) {
  if (argc > 1) return argv[1];
  char const* const url = std::getenv("DATABASE_URL");
  return url != nullptr ? url : "";  // an empty one leaves it all to libpq: PGHOST, PGDATABASE, ~/.pgpass, ...
}

}  // namespace

int main(int argc, char** argv) {
  try {
    // The pool connects when it is first used. With the search path, "posts" means recto_blog.posts.
    recto::repo repo{{.conninfo = database_url(argc, argv), .pool_size = 1, .search_path = "recto_blog"}};
    own_schema const schema(repo);
    blog::create_tables(repo);
    blog::write_first_rows(repo);
    blog::read(repo);
    blog::join_tables(repo);
    blog::change(repo);
    blog::fill_in_forms(repo);
    blog::fail(repo);
    fmt::print("\nThe source of all this is in examples/blog; begin with schema.hpp.\n");
    return 0;
  } catch (recto::error const& problem) {
    fmt::print(stderr, "{}\n", problem.message());
    if (!problem.hint().empty()) fmt::print(stderr, "  hint: {}\n", problem.hint());
    if (!problem.sql().empty()) fmt::print(stderr, "  in: {}\n", problem.sql());
  } catch (std::exception const& problem) {
    fmt::print(stderr, "{}\n", problem.what());
  }
  return 1;
}
