// SPDX-License-Identifier: BSL-1.0
// Names for selected expressions, so that ORDER BY and GROUP BY can mean one without writing it again:
// `select(selected_as<"total">(sum(x))) | order_by(desc(selected_as<"total">()))`.
// Layer 4.
#pragma once

#include <recto/query/clause.hpp>
#include <recto/query/expression.hpp>
#include <recto/types/bytes.hpp>

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace recto {

namespace detail {

/// Type of a name where it stands for an expression: one that nothing is compared with by chance.
using selected_value = std::vector<std::byte>;

/// `"total"`: an expression of the select list, by its name.
template <fixed_string Name>
struct selected_name : expression {
  using value_type = selected_value;
  static constexpr std::size_t parameters = 0;
  static constexpr std::string_view selected = Name.view();

  static constexpr bool nullable(scope const&) { return true; }
  static constexpr void inspect(inspector& watcher) { watcher.selected_name(Name.view()); }
};

/// `sum(x) AS "total"`
template <fixed_string Name, class Operand>
struct named_item : expression {
  using value_type = typename Operand::value_type;
  static constexpr std::size_t parameters = Operand::parameters;
  static constexpr std::string_view selected_as = Name.view();

  [[no_unique_address]] Operand operand;

  static constexpr bool nullable(scope const& sources) { return Operand::nullable(sources); }
  static constexpr void inspect(inspector& watcher) {
    watcher.named_item(Name.view());
    bool const is_grouped = watcher.is_grouped<selected_name<Name>>();
    if (is_grouped) watcher.enter_group_key();
    detail::inspect<Operand>(watcher);
    if (is_grouped) watcher.leave_group_key();
  }
  template <class Function>
  constexpr void each_value(Function& function) const {
    operand.each_value(function);
  }
};

}  // namespace detail

/// Gives a selected expression a name: `sum(x) AS "total"`. It stands at the top of a select list. Ecto: `selected_as(expr, :name)`.
template <fixed_string Name, is_expression Operand>
constexpr auto selected_as(Operand operand) {
  return detail::named_item<Name, Operand>{{}, std::move(operand)};
}

/// The selected expression of that name, in order_by, group_by or distinct_on. PostgreSQL has it nowhere else. Ecto: `selected_as(:name)`.
template <fixed_string Name>
constexpr auto selected_as() {
  return detail::selected_name<Name>{};
}

}  // namespace recto
