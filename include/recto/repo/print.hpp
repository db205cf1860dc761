// SPDX-License-Identifier: BSL-1.0
// `fmt::format("{}", stored)` for an any_query, as sql/print.hpp has it for queries. Include it on purpose: it brings fmt.
// Layer 7.
#pragma once

#include <recto/repo/any_query.hpp>
#include <recto/sql/print.hpp>

/// A stored query prints as its SELECT, without its values. Errors: `misuse` if it was moved from.
template <class Row>
struct fmt::formatter<recto::any_query<Row>> : fmt::formatter<fmt::string_view> {
  template <class Context>
  auto format(recto::any_query<Row> const& stored, Context& context) const {
    return fmt::formatter<fmt::string_view>::format(stored.sql(), context);
  }
};
