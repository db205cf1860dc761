// SPDX-License-Identifier: BSL-1.0
// A music store in PostgreSQL: makes eleven tables, loads them from CSV files and answers ten questions.
//
//   music_store [--answers] <csv-folder> <database-url>
//
// The PostgreSQL schema `music_store` of that database is replaced. With --answers only the rows are printed, one a
// line with tabs between the columns, for comparison with another program's.
#include "load.hpp"
#include "questions.hpp"

#include <recto/recto.hpp>

#include <fmt/core.h>

#include <cstdio>
#include <exception>
#include <string_view>

int main(int argc, char** argv) {
  bool const for_programs = argc > 1 && std::string_view{argv[1]} == "--answers";
  int const first = for_programs ? 2 : 1;
  if (argc - first != 2) {
    fmt::print(stderr, "usage: music_store [--answers] <csv-folder> <database-url>\n");
    return 2;
  }
  try {
    recto::repo repo{{.conninfo = argv[first + 1], .pool_size = 1}};
    auto const rows = music_store::load(repo, argv[first]);
    if (!for_programs) fmt::print("{} rows loaded into 11 tables\n\n", rows);
    for (music_store::answer const& answer : music_store::ask_all(repo)) {
      for_programs ? print_for_programs(answer) : print_for_people(answer);
    }
    return 0;
  } catch (recto::error const& problem) {
    fmt::print(stderr, "{}\n", problem.message());
    if (!problem.detail().empty()) fmt::print(stderr, "  {}\n", problem.detail());
    if (!problem.hint().empty()) fmt::print(stderr, "  hint: {}\n", problem.hint());
    if (!problem.sql().empty()) fmt::print(stderr, "  in: {}\n", problem.sql());
  } catch (std::exception const& problem) {
    fmt::print(stderr, "{}\n", problem.what());
  }
  return 1;
}
