// SPDX-License-Identifier: BSL-1.0
// How many rows: limit, offset, with_ties. A number may be missing at run time, which is a choice.
// Layer 4.
#pragma once

#include <recto/base/error.hpp>
#include <recto/query/choice.hpp>

#include <concepts>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>

namespace recto {

namespace detail {

// Not inline: a limit is in many queries. A call to it is no constant, so a bad constant does not compile.
[[noreturn, gnu::noinline, gnu::cold]] inline void throw_bad_number_of_rows(bool is_limit, bool is_negative) {
  throw error(error_kind::invalid_value, std::string(is_limit ? "limit" : "offset") + ": the number of rows is "
                                             + (is_negative ? "negative" : "too large"));
}

template <class T>
inline constexpr bool is_character = std::same_as<T, char> || std::same_as<T, char8_t> || std::same_as<T, char16_t>
                                  || std::same_as<T, char32_t> || std::same_as<T, wchar_t>;

template <bool IsLimit, std::integral Count>
constexpr bound<std::int64_t> count_of_rows(Count count) {
  if (!std::in_range<std::int64_t>(count) || count < 0) throw_bad_number_of_rows(IsLimit, count < 0);
  return {{}, static_cast<std::int64_t>(count)};
}
template <bool IsLimit, std::integral Count>
constexpr maybe_count count_of_rows(std::optional<Count> const& count) {
  if (!count) return {};
  return {count_of_rows<IsLimit>(*count).value};
}

/// A number of rows that is part of the text.
template <std::int64_t Rows>
struct constant_rows {
  static constexpr std::size_t parameters = 0;
  static constexpr auto rows = static_cast<std::size_t>(Rows);
};

template <std::int64_t Rows>
consteval bool assert_not_negative() {
  static_assert(Rows >= 0, "recto: limit/offset: the number of rows is negative; write 0 or more, or leave it out");
  return true;  // told; asking must not fail once more
}

/// Can `Count` say how many rows? Whole numbers can, and optional ones.
template <class Count>
inline constexpr bool counts_rows = std::integral<Count> && !std::same_as<Count, bool> && !is_character<Count>;
template <class Count>
inline constexpr bool counts_rows<std::optional<Count>> = counts_rows<Count>;

template <bool IsLimit, class Count>
constexpr auto checked_count_of_rows(Count const& count) {
  static_assert(counts_rows<Count>,
                "recto: limit/offset: a number of rows is a whole number, or a std::optional of one; convert it first");
  if constexpr (counts_rows<Count>) return count_of_rows<IsLimit>(count);
  else return bound<std::int64_t>{};  // refused
}

}  // namespace detail

/// `LIMIT`: at most `count` rows; an empty std::optional means no limit. A later one replaces an earlier. A negative count
/// is error_kind::invalid_value, and does not compile where it is a constant. Ecto: `limit`.
template <class Count>
constexpr auto limit(Count const& count) {
  auto rows = detail::checked_count_of_rows<true>(count);
  return detail::put_stage<detail::limit_clause<decltype(rows)>>{{}, {rows}};
}

/// `LIMIT 10`: `limit<10>()`. The number is part of the text, so the server plans for it; a negative one does not compile.
template <std::int64_t Rows>
constexpr auto limit() {
  static_cast<void>(detail::assert_not_negative<Rows>());
  return detail::put_stage<detail::limit_clause<detail::constant_rows<Rows>>>{};
}

/// `OFFSET`: skips `count` rows; an empty std::optional skips none. A later one replaces an earlier. Ecto: `offset`.
template <class Count>
constexpr auto offset(Count const& count) {
  auto rows = detail::checked_count_of_rows<false>(count);
  return detail::put_stage<detail::offset_clause<decltype(rows)>>{{}, {rows}};
}

/// `OFFSET 10`: `offset<10>()`, as `limit<10>()`.
template <std::int64_t Rows>
constexpr auto offset() {
  static_cast<void>(detail::assert_not_negative<Rows>());
  return detail::put_stage<detail::offset_clause<detail::constant_rows<Rows>>>{};
}

/// `FETCH FIRST count ROWS WITH TIES`: a limit that also takes the rows that are equal to the last in the order; needs an
/// order_by. Ecto: `with_ties`.
template <class Count>
constexpr auto limit_with_ties(Count const& count) {
  auto rows = detail::checked_count_of_rows<true>(count);
  return detail::put_stage<detail::limit_clause<decltype(rows), detail::with_ties>>{{}, {rows}};
}

}  // namespace recto
