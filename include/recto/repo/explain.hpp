// SPDX-License-Identifier: BSL-1.0
// EXPLAIN: what the server would do, or did, for a query.
// Layer 7.
#pragma once

#include <recto/query/assert.hpp>
#include <recto/query/values.hpp>
#include <recto/repo/bound_query.hpp>
#include <recto/repo/decode.hpp>
#include <recto/repo/repo_access.hpp>
#include <recto/repo/unsafe.hpp>

#include <expected>
#include <string>
#include <string_view>

namespace recto {

/// What would be done with a query: for `to_sql` and `explain`.
enum class operation { all, update_all, delete_all };

enum class explain_format { text, json, xml, yaml };

/// Options of `explain`, PostgreSQL's EXPLAIN.
struct explain_options {
  bool analyze = false;  ///< run it, and say what it took; its effects are undone
  bool verbose = false;
  bool costs = true;
  bool settings = false;
  bool buffers = false;  ///< PostgreSQL 13 takes it without analyze, too
  bool timing = true;    ///< with analyze
  bool summary = false;
  bool wal = false;  ///< with analyze
  explain_format format = explain_format::text;
};

namespace detail {

consteval statement_kind kind_of_operation(recto::operation what) {
  return what == recto::operation::update_all ? statement_kind::update
       : what == recto::operation::delete_all ? statement_kind::delete_
                                              : statement_kind::select;
}

template <recto::operation What, class Query>
consteval auto judge_operation() {
  if constexpr (What == recto::operation::update_all) return update_verdict<Query>{};
  else if constexpr (What == recto::operation::delete_all) return delete_verdict<Query>{};
  else return query_verdict<Query>{};
}

/// Says so if the query cannot be used so.
template <recto::operation What, class Query>
consteval bool assert_operation() {
  using verdict = decltype(judge_operation<What, Query>());
  static_assert(assert_query<verdict>::value);
  return verdict::value;
}

inline std::string explain_prefix(explain_options const& options) {
  std::string text = "EXPLAIN (";
  auto const add = [&](bool wanted, std::string_view words) {
    if (!wanted) return;
    if (!text.ends_with('(')) text += ", ";
    text += words;
  };
  add(options.analyze, "ANALYZE");
  add(options.verbose, "VERBOSE");
  add(!options.costs, "COSTS OFF");
  add(options.settings, "SETTINGS");
  add(options.buffers, "BUFFERS");
  add(options.analyze && !options.timing, "TIMING OFF");
  add(options.summary, "SUMMARY");
  add(options.analyze && options.wal, "WAL");
  constexpr std::string_view formats[] = {"FORMAT TEXT", "FORMAT JSON", "FORMAT XML", "FORMAT YAML"};
  add(true, formats[static_cast<int>(options.format)]);
  return text + ") ";
}

/// The lines of a plan, which come as rows. A plan in JSON, XML or YAML is one row.
template <class Result>
std::string joined_lines(Result const& answer) {
  std::string text;
  for (int row = 0; row < answer.rows(); ++row) {
    text.append(answer.value(row, 0), static_cast<std::size_t>(answer.length(row, 0)));
    text += '\n';
  }
  return text;
}

/// What the server says of a statement. With `analyze` it runs, in a transaction whose work is undone.
template <class Repo>
[[gnu::noinline, gnu::cold]] std::string explained(Repo& repo, statement const& which, parameters values,
                                                   explain_options const& options) {
  once_statement const once(explain_prefix(options) + which.sql, which);
  row_layout<typename Repo::result_type> const* const any = nullptr;
  if (!options.analyze) return joined_lines(repo_access::run(repo, once.which(), values, any));
  std::string plan;
  static_cast<void>(repo.transact([&](Repo& inner) -> std::expected<int, int> {
    plan = joined_lines(repo_access::run(inner, once.which(), values, any));
    return std::unexpected(0);
  }));
  return plan;
}

}  // namespace detail

}  // namespace recto
