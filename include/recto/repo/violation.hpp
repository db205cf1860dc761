// SPDX-License-Identifier: BSL-1.0
// A constraint that the database found violated: if the changeset declares it, an error of a field; if not, an exception
// that says what was declared and what to add.
// Layer 7; cold code only.
#pragma once

#include <recto/base/error.hpp>
#include <recto/changeset/constraint.hpp>
#include <recto/changeset/record.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace recto::detail {

/// The kind of a violation by its SQLSTATE (PostgreSQL's appendix A, class 23); nothing for one that no changeset can
/// declare, such as NOT NULL.
inline std::optional<constraint_kind> violated_kind(std::string_view sqlstate) {
  if (sqlstate == "23505") return constraint_kind::unique;
  if (sqlstate == "23503" || sqlstate == "23001") return constraint_kind::foreign_key;  // also: restrict_violation
  if (sqlstate == "23514") return constraint_kind::check;
  if (sqlstate == "23P01") return constraint_kind::exclusion;
  return std::nullopt;
}

template <class Record>
[[noreturn, gnu::noinline, gnu::cold]] void throw_undeclared(error const& failure, constraint_kind kind,
                                                             Record const& record, std::string_view table) {
  error_fields fields = failure.fields();
  fields.message = std::string(name_of(record.what)) + " of \"" + std::string(table) + "\": the constraint \""
                 + fields.constraint + "\" (" + std::string(name_of(kind))
                 + ") was violated and is not declared; declared: ";
  char const* between = "";
  for (declared_constraint const& one : record.constraints) {
    constexpr std::string_view places[] = {"", " as a prefix", " as a suffix"};
    fields.message.append(between).append("\"").append(one.name).append("\" (").append(name_of(one.kind));
    fields.message.append(places[static_cast<int>(one.match)]).append(")");
    between = ", ";
  }
  if (record.constraints.empty()) fields.message += "nothing";
  fields.hint = "to make it an error of a field, add to the changeset: | recto::" + std::string(name_of(kind))
              + "<&...>({.name = \"" + fields.constraint + "\"})";
  throw error(std::move(fields));
}

/// Enters the error of the declared constraint that was violated, and says true. False for what is no such violation.
/// Errors: `constraint` if it is one and was not declared.
template <class Record>
[[gnu::noinline, gnu::cold]] bool explains_violation(error const& failure, Record& record, std::string_view table) {
  std::optional<constraint_kind> const kind = violated_kind(failure.sqlstate());
  if (!kind) return false;
  for (declared_constraint const& one : record.constraints) {
    if (!one.fits(*kind, failure.constraint())) continue;
    record.add_error(one.error);
    return true;
  }
  throw_undeclared(failure, *kind, record, table);
}

}  // namespace recto::detail
