// SPDX-License-Identifier: BSL-1.0
#include "staff.hpp"

namespace staff {

namespace {

using namespace recto;

// A stage of the program's own: it fits every query that has employees among its sources.
constexpr auto current = [](has_source<Employee> auto query) { return std::move(query) | where(!employee::left_us); };

// A condition whose number of terms nobody knows before the form comes in. What people type is matched literally: a `%`
// is a percent sign.
dynamic<Employee> named_like_any(std::vector<std::string> const& parts) {
  auto condition = dynamic<Employee>::none();
  for (std::string const& part : parts) condition = condition || contains(lower(employee::name), part);
  return condition;
}

}  // namespace

std::expected<any_query<Employee>, error> search(search_form const& form) {
  // A name from outside chooses one of these columns, and can be nothing else.
  auto const sorted = order_by_name<&Employee::name, &Employee::team, &Employee::pay>(
      form.sort_by, form.descending ? direction::desc : direction::asc);
  if (!sorted) return std::unexpected(sorted.error());

  // What is not asked for leaves no trace in the SQL. Each combination has a text of its own, which is made once.
  return from<Employee> | where_if(form.team, [](auto const& team) { return employee::team == team; })
       | where_if(form.paid_at_least, [](auto pay) { return employee::pay >= pay; })
       | where_if(!form.with_former, !employee::left_us) | where_if(!form.names.empty(), named_like_any(form.names))
       | *sorted | limit(form.at_most);
}

any_query<Line> chart_of(std::int64_t boss) {
  constexpr auto line_id = col<&Line::id>;
  constexpr auto path = col<&Line::path>;
  constexpr auto depth = col<&Line::depth>;
  auto const under = recursive_cte<"under", Line>(
      from<Employee> | where(employee::id == boss) | select_into<Line>(employee::id, employee::name, value(0)),
      [&](auto self) {
        return from<Employee> | current | join(self, employee::boss_id == line_id)
             | select_into<Line>(employee::id, concat(path, " / ", employee::name), depth + 1);
      });
  return under | order_by(path);
}

any_query<Ranked> ranks() {
  constexpr auto best = over<"team">(max(employee::pay));
  return from<Employee> | current | window<"team">(partition_by(employee::team), order_by(desc(employee::pay)))
       | order_by(employee::team, employee::name)
       | select_into<Ranked>(employee::name, employee::team, over<"team">(rank()),
                             coalesce(cast_to<std::int64_t>(best - employee::pay), 0));
}

}  // namespace staff
