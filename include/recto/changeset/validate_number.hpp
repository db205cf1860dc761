// SPDX-License-Identifier: BSL-1.0
// `validate_number`: is a number within bounds?
// Layer 4.
#pragma once

#include <recto/changeset/number_value.hpp>
#include <recto/changeset/validate.hpp>

#include <compare>
#include <cstddef>
#include <string_view>
#include <utility>

namespace recto {

/// Bounds of a number, each of which may be left out: numbers of any kind, `{.greater_than = 0, .less_than = 0.5}`. The
/// first that does not hold is the error, in this order.
struct number_options {
  number_value greater_than{};
  number_value greater_than_or_equal_to{};
  number_value less_than{};
  number_value less_than_or_equal_to{};
  number_value equal_to{};
  number_value not_equal_to{};
  custom_message message{};
};

namespace detail {

/// One of the bounds: what it is called and when it holds.
struct number_rule {
  number_value number_options::* bound;
  std::string_view kind;
  std::string_view message;
  bool (*holds)(std::partial_ordering order);
};
inline constexpr number_rule number_rules[] = {
    {&number_options::greater_than, "greater_than", "must be greater than %{number}",
     [](std::partial_ordering order) { return order > 0; }},
    {&number_options::greater_than_or_equal_to, "greater_than_or_equal_to",
     "must be greater than or equal to %{number}", [](std::partial_ordering order) { return order >= 0; }},
    {&number_options::less_than, "less_than", "must be less than %{number}",
     [](std::partial_ordering order) { return order < 0; }},
    {&number_options::less_than_or_equal_to, "less_than_or_equal_to", "must be less than or equal to %{number}",
     [](std::partial_ordering order) { return order <= 0; }},
    {&number_options::equal_to, "equal_to", "must be equal to %{number}",
     [](std::partial_ordering order) { return order == 0; }},
    {&number_options::not_equal_to, "not_equal_to", "must be not equal to %{number}",
     [](std::partial_ordering order) { return order != 0; }},
};

template <class Record>
void note_number(Record& record, std::string_view field, number_options const& options) {
  error_meta meta;
  for (number_rule const& rule : number_rules)
    if (options.*rule.bound) meta.push_back({std::string(rule.kind), (options.*rule.bound).meta()});
  note_validation(record, field, "number", std::move(meta));
}

template <class Record>
void check_number(Record& record, std::string_view field, number_value const& value, number_options const& options) {
  for (number_rule const& rule : number_rules) {
    number_value const& bound = options.*rule.bound;
    if (!bound || rule.holds(value <=> bound)) continue;
    return record.add_error(make_error(field, rule.message, options.message,
                                       {{"validation", "number"}, {"kind", rule.kind}, {"number", bound.meta()}}));
  }
}

template <class Value>
constexpr bool holds_number() {
  using wire = recto::wire_of<Value>;
  return !std::is_enum_v<Value>
      && (std::same_as<wire, decimal> || (std::is_arithmetic_v<wire> && !std::same_as<wire, bool>));
}

template <auto Member>
struct number_stage {
  number_options options;

  template <class T>
  changeset<T> operator()(changeset<T> of) const {
    if constexpr (assert_validator<T, Member, holds_number<value_of<member_type<Member>>>(), "validate_number">()) {
      changeset_record& record = changeset_access::record(of);
      note_number(record, member_name<Member>, options);
      if (auto const* const change = present_change<Member>(of))
        with_stored(*change, [&](auto const& number) { check_number(record, member_name<Member>, number, options); });
    }
    return of;
  }
};

}  // namespace detail

/// A number must be within bounds, compared by value whatever kinds of number they are. Asked if there is a change that
/// is not NULL.
///
/// Errors: "must be greater than %{number}" and its like; {validation: number, kind: the bound's name, number}. Ecto:
/// `validate_number`, which tries the bounds in the order in which they are written.
template <auto Member>
detail::number_stage<Member> validate_number(number_options options) {
  return {std::move(options)};
}

}  // namespace recto
