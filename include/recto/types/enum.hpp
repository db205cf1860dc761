// SPDX-License-Identifier: BSL-1.0
// Every enum class is a column: kept as text, by the names of its enumerators. `pg_enum` keeps it as an enum type of
// PostgreSQL instead. A trailing underscore is not part of the label: `delete_` is stored as "delete".
// Layer 2.
#pragma once

#include <recto/base/fixed_string.hpp>
#include <recto/reflect/enumerators.hpp>
#include <recto/types/invalid.hpp>
#include <recto/types/text.hpp>
#include <recto/types/type.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace recto {

namespace detail {

constexpr std::string_view label_of_name(std::string_view name) {
  return name.size() > 1 && name.back() == '_' ? name.substr(0, name.size() - 1) : name;
}

template <class Enum>
inline constexpr auto enum_labels = [] {
  auto labels = enumerator_names<Enum>;
  for (std::string_view& label : labels) label = label_of_name(label);
  return labels;
}();

// What follows is no template, so that a further enum costs the compiler little. Neither message says the value: text
// from the server may be a secret that was read into the wrong field.
inline std::size_t find_label(std::string_view const* labels, std::size_t count, std::string_view wanted) {
  std::size_t i = 0;
  while (i < count && labels[i] != wanted) ++i;
  return i;
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_unknown_label(std::string_view type_name,
                                                                       std::string_view const* labels,
                                                                       std::size_t count) {
  std::string message = "the server sent a value of type " + std::string(type_name) + " that is none of";
  for (std::size_t i = 0; i < count; ++i) message.append(i == 0 ? " " : ", ").append(labels[i]);
  throw_invalid(std::move(message));
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_unnamed_enumerator(std::string_view type_name) {
  throw_invalid("a value of an enum kept as " + std::string(type_name)
                + " has no enumerator; if it has one below -8 or above 127, list them in recto::enumerators");
}

template <class Enum, class Type>
struct enum_codec {
  static std::string_view view(Enum value) {
    std::size_t const index = enumerator_index(value);
    if (index >= enum_labels<Enum>.size()) [[unlikely]]
      throw_unnamed_enumerator(Type::sql.name);
    return enum_labels<Enum>[index];
  }

  static void decode(std::string_view wire, Enum& value) {
    constexpr auto const& labels = enum_labels<Enum>;
    std::size_t const index = find_label(labels.data(), labels.size(), wire);
    if (index >= labels.size()) [[unlikely]]
      throw_unknown_label(Type::sql.name, labels.data(), labels.size());
    value = enumerators<Enum>[index];
  }
};

template <class Enum>
struct text_enum : enum_codec<Enum, text_enum<Enum>> {
  static constexpr sql_type sql = sql_text;
  static constexpr bool accepts(oid number) { return number == 25 || number == 1043 || number == 19; }
};

}  // namespace detail

/// The text that stands for an enumerator in the database: its name without a trailing underscore; empty if the value
/// has no name.
template <detail::fixed_enum Enum>
constexpr std::string_view enum_label(Enum value) {
  std::size_t const index = enumerator_index(value);
  return index < detail::enum_labels<Enum>.size() ? detail::enum_labels<Enum>[index] : std::string_view{};
}

/// Keeps `Enum` as PostgreSQL's enum type `Name`, whose labels are the names of the enumerators:
///
///     template <> struct recto::type<blog::status> : recto::pg_enum<blog::status, "status"> {};
///
/// Only the server knows such a type's number, so arrays of it are sent as text.
template <class Enum, fixed_string Name>
struct pg_enum : detail::enum_codec<Enum, pg_enum<Enum, Name>> {
 private:
  static constexpr auto name_ = Name;

 public:
  static constexpr sql_type sql{.name = name_.view(), .number = 0, .array = 0};
};

template <detail::fixed_enum Enum>
struct type<Enum> : detail::text_enum<Enum> {};

}  // namespace recto
