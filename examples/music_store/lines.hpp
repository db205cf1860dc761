// SPDX-License-Identifier: BSL-1.0
// From the records of a CSV file to changesets, and from these to rows: what is wrong with a line is noted with its file,
// its number and its field, and the line is left out. The order of the columns does not matter.
#pragma once

#include "csv.hpp"

#include <recto/changeset/changesets.hpp>
#include <recto/reflect/fields.hpp>

#include <algorithm>
#include <cstddef>
#include <expected>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace music_store {

/// What is wrong with a line, as a compiler would say it: "track.csv:2: unit_price: is invalid".
struct problem {
  std::string file{};
  std::size_t line = 0;
  std::string field{};  ///< empty if it is the line as a whole
  std::string message{};

  std::string to_string() const {
    return file + ":" + std::to_string(line) + ": " + field + (field.empty() ? "" : ": ") + message;
  }
};

/// A line, good or not.
template <class Row>
struct parsed_line {
  std::size_t number = 0;
  recto::changeset<Row> row{};
};

/// Columns and fields must have the same names: were the header wrong, so would be every line.
inline void check_header(csv::table const& table, std::span<std::string_view const> fields) {
  std::vector<std::string> names = table.header;
  std::sort(names.begin(), names.end());
  if (auto const twice = std::adjacent_find(names.begin(), names.end()); twice != names.end())
    throw csv::error(table.file, 1, "column \"" + *twice + "\" stands twice");
  for (std::string const& name : names) {
    if (std::find(fields.begin(), fields.end(), name) == fields.end())
      throw csv::error(table.file, 1, "column \"" + name + "\" has no field");
  }
  for (std::string_view const field : fields) {
    if (std::find(names.begin(), names.end(), field) == names.end())
      throw csv::error(table.file, 1, "no column \"" + std::string(field) + "\"");
  }
}

/// The records as changesets, each made by `from_line(Row{}, params)`. What is wrong with a line as a whole has no field.
template <class Row, class FromLine>
std::vector<parsed_line<Row>> lines_of(csv::table const& table, FromLine from_line) {
  check_header(table, recto::field_names<Row>);
  std::vector<parsed_line<Row>> lines;
  lines.reserve(table.records.size());
  for (csv::record const& record : table.records) {
    std::expected<recto::params, recto::error> const given = recto::params::from_row(table.header, record.cells);
    lines.push_back(
        {record.line, given ? from_line(Row{}, *given) : recto::change(Row{}).add_error("", given.error().message())});
  }
  return lines;
}

/// In the order of the struct's fields.
template <class Row>
void note_errors(parsed_line<Row> const& line, std::string const& file, std::vector<problem>& problems) {
  recto::error_tree const errors = errors_on(line.row);
  auto const note = [&](std::string_view field) {
    for (std::string const& message : errors[field].messages())
      problems.push_back({file, line.number, std::string(field), message});
  };
  note("");
  for (std::string_view const field : recto::field_names<Row>) note(field);
}

/// The rows of the valid lines; the errors of the others are noted.
template <class Row>
std::vector<Row> rows_of(std::vector<parsed_line<Row>> lines, std::string const& file, std::vector<problem>& problems) {
  std::vector<Row> rows;
  rows.reserve(lines.size());
  for (parsed_line<Row>& line : lines) {
    if (line.row.valid()) rows.push_back(apply_changes(std::move(line.row)));
    else note_errors(line, file, problems);
  }
  return rows;
}

}  // namespace music_store
