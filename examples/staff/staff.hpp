// SPDX-License-Identifier: BSL-1.0
// The people of a company, and what can be asked of them. Queries leave a .cpp file as `any_query<Row>`: who calls these
// functions knows the rows and nothing of the queries.
#pragma once

#include <recto/recto.hpp>

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace staff {

struct Employee {
  std::int64_t id{};
  std::string name{};
  std::string team{};
  std::int32_t pay{};
  std::optional<std::int64_t> boss_id{};
  bool left_us = false;

  static consteval auto schema() { return recto::table("employees"); }
};

// A column is a value; a program that uses it often names it once.
namespace employee {
inline constexpr auto id = recto::col<&Employee::id>;
inline constexpr auto name = recto::col<&Employee::name>;
inline constexpr auto team = recto::col<&Employee::team>;
inline constexpr auto pay = recto::col<&Employee::pay>;
inline constexpr auto boss_id = recto::col<&Employee::boss_id>;
inline constexpr auto left_us = recto::col<&Employee::left_us>;
}  // namespace employee

/// What a form sends: everything may be missing.
struct search_form {
  std::optional<std::string> team{};
  std::optional<std::int32_t> paid_at_least{};
  std::vector<std::string> names{};  // parts of names, any of which will do
  std::string sort_by = "name";      // as it came in
  bool descending = false;
  bool with_former = false;
  std::optional<std::int64_t> at_most{};
};

/// The people that a form asks for. Errors: the name to sort by is none of those allowed.
std::expected<recto::any_query<Employee>, recto::error> search(search_form const& form);

/// One line of the chart: who, how deep, and the names on the way.
struct Line {
  std::int64_t id{};
  std::string path{};
  std::int32_t depth{};
};

/// Everybody under a boss, however deep.
recto::any_query<Line> chart_of(std::int64_t boss);

/// Pay beside the team's.
struct Ranked {
  std::string name{};
  std::string team{};
  std::int64_t place{};
  std::int64_t below_best{};
};

/// Where everybody stands in their team.
recto::any_query<Ranked> ranks();

}  // namespace staff
