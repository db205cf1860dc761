// SPDX-License-Identifier: BSL-1.0
// Columns by names that come as text: from an allow-list of members, so that a name from outside chooses one of them and can be
// nothing else. An unknown name is an error value that says what is allowed.
// Layer 4.
#pragma once

#include <recto/base/error.hpp>
#include <recto/query/choice.hpp>
#include <recto/query/function.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace recto {

/// Direction of an order that is known at run time.
enum class direction { asc, desc };

namespace detail {

/// `"x"` where `x` is one of several columns, known at run time. All have one type.
template <class... Columns>
struct one_column_of : expression {
  using first = std::tuple_element_t<0, std::tuple<Columns...>>;
  using value_type = typename first::value_type;
  static constexpr std::size_t parameters = 1;
  static constexpr std::uint32_t bits = std::bit_width(sizeof...(Columns) - 1);

  std::uint32_t index = 0;

  static constexpr bool nullable(scope const& sources) { return (Columns::nullable(sources) || ...); }
  static constexpr void inspect(inspector& watcher) { (detail::inspect<Columns>(watcher), ...); }
  template <class Function>
  constexpr void each_value(Function& function) const {
    function(chosen_bits{index, bits});
  }
};

template <std::size_t Count>
[[gnu::cold]] std::unexpected<error> unknown_name(char const* what, std::string_view name,
                                                  std::array<std::string_view, Count> const& allowed) {
  // What came from outside is shown, but not all of it, and nothing that could disturb a log.
  std::string shown;
  for (char const c : name.substr(0, 40)) shown += (c >= 0x20 && c < 0x7f) ? c : '?';
  if (name.size() > 40) shown += "...";
  std::string message = std::string(what) + ": there is no field \"" + shown + "\" to choose; allowed are";
  for (std::size_t i = 0; i < Count; ++i) (message += i == 0 ? " " : ", ") += allowed[i];
  return std::unexpected(error(error_kind::invalid_value, std::move(message)));
}

template <std::size_t Count>
constexpr std::size_t find_name(std::string_view name, std::array<std::string_view, Count> const& allowed) {
  std::size_t index = 0;
  while (index < Count && allowed[index] != name) ++index;
  return index;
}

}  // namespace detail

/// `order_by` by a name that comes as text, which must be that of one of `Members`: `order_by_name<&User::name, &User::age>(name)`. SQL:
/// the column of that member, as the compiler knows it. Errors: an error value of kind `invalid_value` that lists what is allowed.
template <auto... Members>
std::expected<
    detail::adding_stage<
        detail::order_by_clause,
        detail::pack<detail::one_term_of<
            detail::order_term<detail::column<Members, "">, detail::sort::ascending, detail::nulls::as_usual>...,
            detail::order_term<detail::column<Members, "">, detail::sort::descending, detail::nulls::as_usual>...>>>,
    error>
order_by_name(std::string_view name, direction towards = direction::asc) {
  static_assert(sizeof...(Members) > 0, "recto: order_by_name: it needs the members that are allowed");
  constexpr std::array<std::string_view, sizeof...(Members)> allowed{member_name<Members>...};
  std::size_t const index = detail::find_name(name, allowed);
  if (index == allowed.size()) return detail::unknown_name("order_by_name", name, allowed);
  using terms = detail::one_term_of<
      detail::order_term<detail::column<Members, "">, detail::sort::ascending, detail::nulls::as_usual>...,
      detail::order_term<detail::column<Members, "">, detail::sort::descending, detail::nulls::as_usual>...>;
  terms chosen{};
  chosen.index = static_cast<std::uint32_t>(index + (towards == direction::desc ? sizeof...(Members) : 0));
  return detail::adding_stage<detail::order_by_clause, detail::pack<terms>>{{}, detail::make_pack(std::move(chosen))};
}

/// A condition `column = value` on a column whose name comes as text, which must be that of one of `Members`; they have one type.
/// Errors: an error value of kind `invalid_value` that lists what is allowed.
template <auto... Members, class Value>
auto where_name(std::string_view name, Value&& value) {
  static_assert(sizeof...(Members) > 0, "recto: where_name: it needs the members that are allowed");
  using one_of = detail::one_column_of<detail::column<Members, "">...>;
  constexpr bool one_type =
      (std::is_same_v<typename detail::column<Members, "">::value_type, typename one_of::value_type> && ...);
  static_assert(one_type, "recto: where_name: the members have different types; list those of one type");
  constexpr std::array<std::string_view, sizeof...(Members)> allowed{member_name<Members>...};
  using result = decltype(where(one_of{} == std::forward<Value>(value)));
  std::size_t const index = detail::find_name(name, allowed);
  if (index == allowed.size()) return std::expected<result, error>(detail::unknown_name("where_name", name, allowed));
  one_of chosen{};
  chosen.index = static_cast<std::uint32_t>(index);
  return std::expected<result, error>(where(chosen == std::forward<Value>(value)));
}

}  // namespace recto
