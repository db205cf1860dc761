// SPDX-License-Identifier: BSL-1.0
// EXPLAIN: what the server would do, or did, for a query.
// Layer 7.
#pragma once

#include <recto/repo/unsafe.hpp>

#include <string>
#include <string_view>

namespace recto {

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

}  // namespace detail

}  // namespace recto
