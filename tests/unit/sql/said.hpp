// SPDX-License-Identifier: BSL-1.0
// What a query says to the server at run time: its text, the types of its parameters, and their values on the wire.
#pragma once

#include <recto/repo/bound_query.hpp>
#include <recto/sql/choice.hpp>
#include <recto/sql/clauses.hpp>
#include <recto/sql/functions.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace recto::test {

struct said {
  std::string text{};
  std::vector<oid> types{};
  std::vector<std::optional<std::string>> values{};

  friend bool operator==(said const&, said const&) = default;
};

template <detail::statement_kind Kind = detail::statement_kind::select, class Query>
said say(Query const& asked) {
  detail::bound_query<Kind, Query> const bound(asked);
  statement const& which = bound.which();
  parameters const values = bound.values();
  said all{.text = which.sql};
  for (std::size_t i = 0; i < which.parameter_count; ++i) {
    all.types.push_back(which.parameter_types[i]);
    if (values.values[i] == nullptr) all.values.push_back(std::nullopt);
    else all.values.emplace_back(std::in_place, values.values[i], static_cast<std::size_t>(values.lengths[i]));
  }
  return all;
}

template <detail::statement_kind Kind = detail::statement_kind::select, class Query>
std::string text(Query const& asked) {
  return say<Kind>(asked).text;
}

/// The query with a stage, if the bit is set: what a program without choices would have to write for each combination.
template <bool There, class Query, class Stage>
constexpr auto with_stage(Query query, Stage stage) {
  if constexpr (There) return query | stage;
  else return query;
}

/// Calls `function.template operator()<Bits>()` for all numbers of `Count` bits.
template <unsigned Count, class Function>
void for_each_combination(Function function) {
  [&]<unsigned... Bits>(std::integer_sequence<unsigned, Bits...>) {
    (function.template operator()<Bits>(), ...);
  }(std::make_integer_sequence<unsigned, 1u << Count>{});
}

}  // namespace recto::test
