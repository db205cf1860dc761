// SPDX-License-Identifier: BSL-1.0
// A music store in PostgreSQL: makes eleven tables, loads them from CSV files and answers ten questions.
//
//   music_store [--strict] [--answers] <csv-folder> <database-url>
//
// The PostgreSQL schema `music_store` of that database is replaced. Lines of the files that are no rows are reported and
// left out; with --strict nothing is loaded then. With --answers only the rows are printed, one a line with tabs between
// the columns, for comparison with another program's.
#include "load.hpp"
#include "questions.hpp"

#include <recto/recto.hpp>

#include <fmt/core.h>

#include <cstdio>
#include <exception>
#include <string_view>

namespace {

void report(std::vector<music_store::problem> const& problems) {
  for (music_store::problem const& one : problems) fmt::print(stderr, "{}\n", one.to_string());
}

}  // namespace

int main(int argc, char** argv) {
  using namespace music_store;
  bool for_programs = false;
  auto broken = broken_lines::leave_out;
  int first = 1;
  for (; first < argc && std::string_view{argv[first]}.starts_with("--"); ++first) {
    if (std::string_view{argv[first]} == "--answers") for_programs = true;
    else if (std::string_view{argv[first]} == "--strict") broken = broken_lines::refuse_all;
    else break;
  }
  if (argc - first != 2) {
    fmt::print(stderr, "usage: music_store [--strict] [--answers] <csv-folder> <database-url>\n");
    return 2;
  }
  try {
    recto::repo repo{{.conninfo = argv[first + 1], .pool_size = 1}};
    auto const done = load(repo, argv[first], broken);
    report(done ? done->left_out : done.error());
    if (!done) {
      fmt::print(stderr, "nothing was loaded\n");
      return 1;
    }
    if (!for_programs) fmt::print("{} rows loaded into 11 tables\n\n", done->rows);
    for (answer const& answer : ask_all(repo)) for_programs ? print_for_programs(answer) : print_for_people(answer);
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
