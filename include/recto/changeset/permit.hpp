// SPDX-License-Identifier: BSL-1.0
// Which fields a changeset may be asked about and given: the rules, and `permit<...>`.
// Layer 4.
#pragma once

#include <recto/base/verdict.hpp>
#include <recto/changeset/cast_value.hpp>
#include <recto/changeset/record.hpp>
#include <recto/changeset/rules.hpp>
#include <recto/reflect/fields.hpp>
#include <recto/schema/table.hpp>

#include <array>
#include <concepts>
#include <cstddef>
#include <optional>
#include <string_view>
#include <type_traits>

namespace recto {

namespace detail {

template <auto Member>
inline constexpr fixed_string<member_name<Member>.size()> field_name{member_name<Member>};

template <class T, auto Member>
consteval auto judge_field() {
  if constexpr (std::is_same_v<owner_of<Member>, T>) return ok{};
  else return failed<field_of_other_struct, struct_name<T>, struct_name<owner_of<Member>>, field_name<Member>>{};
}

// What the language takes for a number and a program hardly means as one.
template <class Value>
inline constexpr bool is_no_number =
    std::is_enum_v<Value> || std::same_as<Value, bool> || std::same_as<Value, char> || std::same_as<Value, char8_t>
    || std::same_as<Value, wchar_t> || std::same_as<Value, char16_t> || std::same_as<Value, char32_t>;

// Braces refuse what narrows; the conversion refuses what only braces could build, such as a vector from its elements.
template <class Field, class Value>
concept fits_field = std::same_as<Field, Value>
                  || (is_embed<Field> && std::convertible_to<Value, Field>) || std::same_as<value_of<Field>, Value>
                  || (is_optional<Field> && std::same_as<Value, std::nullopt_t>)
                  || (std::convertible_to<Value, value_of<Field>>
                      && requires(Value& value) { value_of<Field>{static_cast<Value&&>(value)}; }
                      && !(std::same_as<value_of<Field>, bool> && !std::same_as<Value, bool>)
                      && !(std::is_arithmetic_v<value_of<Field>> && is_no_number<Value>))
                  || (!column_type<value_of<Field>> && std::convertible_to<Value, Field>)
                  || (is_optional<Field> && is_optional<Value> && std::same_as<value_of<Value>, value_of<Field>>);

template <class T, auto Member, class Value>
consteval auto judge_put() {
  if constexpr (!std::is_same_v<owner_of<Member>, T>) return judge_field<T, Member>();
  else if constexpr (!fits_field<member_type<Member>, Value>)
    return failed<value_does_not_fit, struct_name<T>, field_name<Member>>{};
  else return ok{};
}

template <class T, auto Member>
consteval auto judge_permitted() {
  if constexpr (!std::is_same_v<owner_of<Member>, T>) return judge_field<T, Member>();
  else if constexpr (!recto::castable<member_type<Member>>)
    return failed<not_castable, struct_name<T>, field_name<Member>>{};
  else return ok{};
}

template <class Verdict>
struct assert_changeset {
  static constexpr bool value = true;
};
template <fixed_string Struct, fixed_string Other, fixed_string Field>
struct assert_changeset<failed<field_of_other_struct, Struct, Other, Field>> {
  static_assert(failed<field_of_other_struct, Struct, Other, Field>::value,
                "recto: changeset: this field is a member of another struct than the changeset is of; name a member of "
                "the changeset's struct (subjects: its struct, the other struct, the field)");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Struct, fixed_string Field>
struct assert_changeset<failed<value_does_not_fit, Struct, Field>> {
  static_assert(failed<value_does_not_fit, Struct, Field>::value,
                "recto: changeset: the value does not fit the field; give it the field's type, and convert it yourself "
                "where that may lose something (subjects: struct, field)");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Struct, fixed_string Field>
struct assert_changeset<failed<not_castable, Struct, Field>> {
  static_assert(
      failed<not_castable, Struct, Field>::value,
      "recto: cast: a value of this field's type cannot be made from outside input; for a nested struct write "
      "cast_embed, for a type of your own give its recto::type a `cast`, for decimal or json include its header, "
      "or put the value (subjects: struct, field)");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Struct, fixed_string Field, fixed_string Validator>
struct assert_changeset<failed<validator_does_not_apply, Struct, Field, Validator>> {
  static_assert(failed<validator_does_not_apply, Struct, Field, Validator>::value,
                "recto: changeset: this validator cannot apply to a field of that type, and would never find anything; "
                "length is for text, bytes and lists, number for numbers, format for text, subset for lists, "
                "acceptance for bool (subjects: struct, field, validator)");
  static constexpr bool value = true;  // told; asking must not fail once more
};

template <class T, auto... Members>
consteval bool assert_field() {
  static_assert((assert_changeset<decltype(judge_field<T, Members>())>::value && ...));
  return (std::is_same_v<owner_of<Members>, T> && ...);
}
template <class T, auto Member>
consteval void require_field() {
  static_cast<void>(assert_field<T, Member>());
}
template <class T, auto Member, class Value>
consteval bool assert_put() {
  using verdict = decltype(judge_put<T, Member, Value>());
  static_assert(assert_changeset<verdict>::value);
  return verdict::value;
}

template <auto Member>
consteval cast_step step_of() {
  using field = member_type<Member>;
  return {field_index<Member>, &cast_field<field>, std::is_same_v<value_of<field>, std::vector<std::byte>>};
}

/// The fields that `cast` may take from params.
template <auto... Members>
struct permitted_fields {
  static constexpr std::size_t count = sizeof...(Members);

  template <class T>
  static consteval bool check() {
    static_assert((assert_changeset<decltype(judge_permitted<T, Members>())>::value && ...));
    return (decltype(judge_permitted<T, Members>())::value && ...);
  }
  static consteval auto steps() { return std::array<cast_step, sizeof...(Members)>{step_of<Members>()...}; }
};

}  // namespace detail

/// The fields that `cast` takes from params; whatever else these hold is left there. Ecto: the list of permitted keys.
template <auto... Members>
inline constexpr detail::permitted_fields<Members...> permit{};

/// May a changeset of `T` be cast with these fields? `ok`, or the first rule that is broken.
template <class T, auto Member>
using permit_verdict = decltype(detail::judge_permitted<T, Member>());

/// May a `Value` be put into a field of a changeset of `T`?
template <class T, auto Member, class Value>
using put_verdict = decltype(detail::judge_put<T, Member, Value>());

}  // namespace recto
