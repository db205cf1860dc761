// SPDX-License-Identifier: BSL-1.0
// `fmt::format("{}", query)`: the text of a query with $1, $2, ... and never a value. For logs and debugging. Include it on
// purpose: fmt costs compile time, and recto/recto.hpp does without.
// Layer 5.
#pragma once

#include <recto/sql/choice.hpp>
#include <recto/sql/clauses.hpp>
#include <recto/sql/functions.hpp>
#include <recto/sql/shape.hpp>

#include <fmt/format.h>  // core.h only declares what formats text

#include <string>

namespace recto::detail {

/// The SELECT that the query becomes, or the UPDATE if it has `set(...)`.
template <class Query>
std::string printed_query(Query const& asked) {
  if constexpr (Query::has(clause::set)) {
    static_assert(assert_query<update_verdict<Query>>::value);
    if constexpr (update_verdict<Query>::value) return text_of_query<statement_kind::update>(asked);
  } else {
    static_assert(assert_query<query_verdict<Query>>::value);
    if constexpr (query_verdict<Query>::value) return text_of_query<statement_kind::select>(asked);
  }
  return {};
}

}  // namespace recto::detail

/// A query prints as its SELECT, or as its UPDATE if it has `set(...)`, with the options of text: `{:.200}` for its
/// beginning. Errors: `misuse` as the query would have in a repo.
template <class... Clauses>
struct fmt::formatter<recto::query<Clauses...>> : fmt::formatter<fmt::string_view> {
  template <class Context>
  auto format(recto::query<Clauses...> const& asked, Context& context) const {
    return fmt::formatter<fmt::string_view>::format(recto::detail::printed_query(asked), context);
  }
};
