// SPDX-License-Identifier: BSL-1.0
// Searching a table by a form of which anything may be missing, walking a tree, ranking rows.
#include "staff.hpp"

#include <fmt/core.h>

#include <cstdlib>

namespace {

using namespace recto;
using namespace staff;

void fill(repo& repo) {
  repo.unsafe_sql(
      "CREATE TEMPORARY TABLE employees (id bigint PRIMARY KEY, name text NOT NULL, team text NOT NULL,"
      " pay integer NOT NULL, boss_id bigint, left_us boolean NOT NULL)");
  repo.insert_all(std::vector<Employee>{{1, "Ada", "engines", 300, {}},
                                        {2, "Bob", "engines", 200, 1},
                                        {3, "Cleo", "notes", 250, 1},
                                        {4, "Dan 100%", "notes", 150, 3},
                                        {5, "Eve", "notes", 150, 3},
                                        {6, "Fay", "notes", 90, 4, true}});
}

void show(repo& repo, std::string_view asked, search_form const& form) {
  fmt::print("{}\n", asked);
  auto const query = search(form);
  if (!query) return fmt::print("  {}\n", query.error().message());
  fmt::print("  {}\n", repo.to_sql(*query));
  for (Employee const& one : repo.all(*query)) fmt::print("  {:<9} {:<8} {}\n", one.name, one.team, one.pay);
}

}  // namespace

int main() try {
  char const* const url = std::getenv("DATABASE_URL");
  repo repo{{.conninfo = url ? url : "", .pool_size = 1}};
  fill(repo);

  show(repo, "Everybody:", {});
  show(repo, "The two best paid of a team:", {.team = "notes", .sort_by = "pay", .descending = true, .at_most = 2});
  show(repo, "Names with a percent sign or a b:", {.names = {"%", "b"}, .with_former = true});
  show(repo, "A name that nobody may sort by:", {.sort_by = "pay; DROP TABLE employees"});

  fmt::print("Under Ada:\n");
  for (Line const& line : repo.all(chart_of(1))) fmt::print("  {:>{}}{}\n", "", 2 * line.depth, line.path);

  fmt::print("In their teams:\n");
  for (Ranked const& one : repo.all(ranks()))
    fmt::print("  {:<8} {} {:<9} {} below the best\n", one.team, one.place, one.name, one.below_best);
} catch (recto::error const& error) {
  fmt::print(stderr, "{}\n", error.what());
  return 1;
}
