// SPDX-License-Identifier: BSL-1.0
// How many rows: limit, offset, with_ties. A number may be missing at run time, which is a choice.
// Layer 4.
#pragma once

#include <recto/base/error.hpp>
#include <recto/query/choice.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <utility>

namespace recto {

namespace detail {

constexpr std::int64_t checked_count(std::int64_t count, char const* message) {
  if (count < 0) throw error(error_kind::invalid_value, message);
  return count;
}

struct with_ties_tag {};

template <std::integral Count>
constexpr bound<std::int64_t> count_of_rows(Count count, char const* message) {
  if (!std::in_range<std::int64_t>(count))
    throw error(error_kind::invalid_value, "limit: the number of rows is too large");
  return {{}, checked_count(static_cast<std::int64_t>(count), message)};
}
template <std::integral Count>
constexpr maybe_count count_of_rows(std::optional<Count> const& count, char const* message) {
  if (!count) return {};
  return {count_of_rows(*count, message).value};
}

}  // namespace detail

/// `LIMIT`: at most `count` rows; an empty std::optional means no limit. A later one replaces an earlier. A negative count
/// is error_kind::invalid_value, and does not compile where it is a constant. Ecto: `limit`.
template <class Count>
constexpr auto limit(Count const& count) {
  auto rows = detail::count_of_rows(count, "limit: the number of rows is negative");
  return detail::put_stage<detail::limit_clause<decltype(rows)>>{{}, {rows}};
}

/// `OFFSET`: skips `count` rows; an empty std::optional skips none. A later one replaces an earlier. Ecto: `offset`.
template <class Count>
constexpr auto offset(Count const& count) {
  auto rows = detail::count_of_rows(count, "offset: the number of rows is negative");
  return detail::put_stage<detail::offset_clause<decltype(rows)>>{{}, {rows}};
}

/// `FETCH FIRST count ROWS WITH TIES`: a limit that also takes the rows that are equal to the last in the order; needs an
/// order_by. Ecto: `with_ties`.
template <class Count>
constexpr auto limit_with_ties(Count const& count) {
  auto rows = detail::count_of_rows(count, "limit: the number of rows is negative");
  return detail::put_stage<detail::limit_clause<decltype(rows), detail::with_ties_tag>>{{}, {rows}};
}

}  // namespace recto
