// SPDX-License-Identifier: BSL-1.0
// From the records of a CSV file to structs, for any struct: its field names are matched with the header's columns, so
// the order in the file does not matter, and each field's type decides how its text is read. A record that does not fit
// is an error that names file, line and column.
#pragma once

#include "csv.hpp"

#include <recto/reflect/fields.hpp>
#include <recto/types/chrono.hpp>
#include <recto/types/decimal.hpp>

#include <charconv>
#include <chrono>
#include <concepts>
#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace music_store {

/// Why a text is no value of a type: "is not a whole number". The caller knows where the text stands.
struct bad_text {
  std::string problem{};
};

// One overload of from_text for each type of field; a type that is missing here does not compile.

inline void from_text(std::string& text, std::string& field) { field = std::move(text); }

template <std::integral Integer>
void from_text(std::string const& text, Integer& field) {
  char const* const end = text.data() + text.size();
  auto const [stop, problem] = std::from_chars(text.data(), end, field);
  if (problem == std::errc::result_out_of_range) throw bad_text{"is out of range"};
  if (problem != std::errc{} || stop != end) throw bad_text{"is not a whole number"};
}

// Money, in this store. PostgreSQL would round what numeric(10,2) cannot hold; a loader had better say so.
inline void from_text(std::string const& text, recto::decimal& field) {
  try {
    field = recto::decimal{text};
  } catch (recto::error const&) {
    throw bad_text{"is not a decimal number"};
  }
  if (field.scale() > 2) throw bad_text{"has more than two digits after the point"};
}

inline bool is_digit(char c) { return c >= '0' && c <= '9'; }

/// "2024-02-29 12:30:00", with up to six digits of a second after a point.
inline void from_text(std::string const& text, recto::naive_datetime& field) {
  constexpr std::string_view shape = "0000-00-00 00:00:00";
  bool valid = text.size() >= shape.size();
  for (std::size_t i = 0; valid && i < shape.size(); ++i) {
    valid = shape[i] == '0' ? is_digit(text[i]) : text[i] == shape[i];
  }
  std::string fraction = valid ? text.substr(shape.size()) : std::string{};
  if (!fraction.empty()) {
    valid = fraction.size() >= 2 && fraction.size() <= 7 && fraction[0] == '.';
    for (std::size_t i = 1; i < fraction.size(); ++i) valid = valid && is_digit(fraction[i]);
  }
  if (!valid) throw bad_text{"is not a date and time like 2024-02-29 12:30:00"};

  fraction.resize(7, '0');
  auto const number = [](std::string_view digits) {
    int result = 0;
    for (char const c : digits) result = result * 10 + (c - '0');
    return result;
  };
  std::string_view const view = text;
  auto const part = [&](std::size_t at, std::size_t length) { return number(view.substr(at, length)); };
  std::chrono::year_month_day const day{std::chrono::year{part(0, 4)},
                                        std::chrono::month{static_cast<unsigned>(part(5, 2))},
                                        std::chrono::day{static_cast<unsigned>(part(8, 2))}};
  if (!day.ok() || part(11, 2) > 23 || part(14, 2) > 59 || part(17, 2) > 59) throw bad_text{"is not in the calendar"};
  field = std::chrono::local_days{day} + std::chrono::hours{part(11, 2)} + std::chrono::minutes{part(14, 2)}
        + std::chrono::seconds{part(17, 2)} + std::chrono::microseconds{number(std::string_view{fraction}.substr(1))};
}

// NULL is for optional fields only.

template <class Value>
void from_cell(csv::cell& cell, std::optional<Value>& field) {
  if (cell) from_text(*cell, field.emplace());
}

template <class Value>
void from_cell(csv::cell& cell, Value& field) {
  if (!cell) throw bad_text{"is empty, but must have a value"};
  from_text(*cell, field);
}

/// For each of `fields`, which column of the table it is. Fields and columns must have the same names.
inline std::vector<std::size_t> match_columns(csv::table const& table, std::span<std::string_view const> fields) {
  std::vector<std::size_t> columns(fields.size(), table.header.size());
  for (std::size_t column = 0; column < table.header.size(); ++column) {
    std::string const& name = table.header[column];
    std::size_t field = 0;
    while (field < fields.size() && fields[field] != name) ++field;
    if (field == fields.size()) throw csv::error(table.file, 1, "column \"" + name + "\" has no field");
    if (columns[field] < table.header.size()) throw csv::error(table.file, 1, "column \"" + name + "\" stands twice");
    columns[field] = column;
  }
  for (std::size_t field = 0; field < fields.size(); ++field) {
    if (columns[field] == table.header.size()) {
      throw csv::error(table.file, 1, "no column \"" + std::string(fields[field]) + "\"");
    }
  }
  return columns;
}

/// The records of `table` as structs.
template <class Row>
std::vector<Row> rows_of(csv::table table) {
  std::vector<std::size_t> const columns = match_columns(table, recto::field_names<Row>);
  std::vector<Row> rows(table.records.size());
  for (std::size_t i = 0; i < rows.size(); ++i) {
    csv::record& record = table.records[i];
    std::size_t next = 0;
    recto::for_each_field(rows[i], [&](auto& field) {
      std::size_t const column = columns[next++];
      csv::cell& cell = record.cells[column];
      try {
        from_cell(cell, field);
      } catch (bad_text const& bad) {
        throw csv::error(table.file, record.line,
                         "column " + table.header[column] + ": " + (cell ? '"' + *cell + "\" " : "") + bad.problem);
      }
    });
  }
  return rows;
}

}  // namespace music_store
