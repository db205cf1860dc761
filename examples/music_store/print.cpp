// SPDX-License-Identifier: BSL-1.0
#include "answer.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <cstddef>
#include <cstdio>
#include <string_view>

namespace music_store {

namespace {

constexpr std::size_t most_rows = 15;
constexpr std::size_t widest = 40;

// Characters, not bytes: the continuation bytes of UTF-8 do not count.
bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

/// A cell in one line and in at most `widest` characters.
std::string shortened(std::string text) {
  for (char& c : text) {
    if (c == '\n' || c == '\r' || c == '\t') c = ' ';
  }
  if (width(text) <= widest) return text;
  std::size_t end = 0;
  for (std::size_t characters = 0; characters < widest || !begins_character(text[end]); ++end) {
    characters += begins_character(text[end]);
  }
  return text.substr(0, end) + "…";
}

/// SQL with a line for each clause. Every value is a parameter, so a keyword is never part of a text.
std::string in_lines(std::string sql) {
  for (std::string_view const keyword :
       {" FROM ", " JOIN ", " LEFT JOIN ", " WHERE ", " GROUP BY ", " HAVING ", " ORDER BY ", " LIMIT "}) {
    for (std::size_t at = sql.find(keyword); at != std::string::npos; at = sql.find(keyword, at + keyword.size())) {
      bool const part_of_left_join = keyword == " JOIN " && sql.substr(0, at).ends_with(" LEFT");
      if (!part_of_left_join) sql.replace(at, 1, "\n  ");
    }
  }
  return sql;
}

void escape(std::string& out, std::string_view text) {
  for (char const c : text) {
    switch (c) {
      case '\\': out += "\\\\"; break;
      case '\t': out += "\\t"; break;
      case '\n': out += "\\n"; break;
      case '\r': out += "\\r"; break;
      default: out += c;
    }
  }
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.-") == std::string_view::npos;
}

/// A number without the zeros that an average ends in: 0.99 for 0.99000000000000000000.
std::string without_zeros(std::string text) {
  std::size_t const point = text.find('.');
  while (point != std::string::npos && text.size() > point + 3 && text.ends_with('0')) text.pop_back();
  return text;
}

}  // namespace

void print_for_programs(answer const& result) {
  for (auto const& row : result.rows) {
    std::string text = std::to_string(result.number);
    for (auto const& cell : row) {
      text += '\t';
      if (cell) {
        escape(text, *cell);
      } else {
        text += "\\N";
      }
    }
    fmt::print("{}\n", text);
  }
}

void print_for_people(answer const& result) {
  fmt::print("{}. {}\n\n  {}\n\n", result.number, result.question, in_lines(result.sql));

  std::size_t const shown = std::min(result.rows.size(), most_rows);
  std::vector<std::vector<std::string>> grid{result.columns};
  for (std::size_t i = 0; i < shown; ++i) {
    auto& row = grid.emplace_back();
    for (auto const& cell : result.rows[i]) {
      std::string text = cell.value_or("");
      row.push_back(is_number(text) ? without_zeros(text) : shortened(text));
    }
  }
  std::vector<std::size_t> widths(result.columns.size(), 0);
  for (auto const& row : grid) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  }

  for (std::size_t line = 0; line < grid.size(); ++line) {
    std::string text;
    std::string rule;
    for (std::size_t i = 0; i < widths.size(); ++i) {
      std::string const padding(widths[i] - width(grid[line][i]), ' ');
      text += "  " + (is_number(grid[line][i]) ? padding + grid[line][i] : grid[line][i] + padding);
      rule += "  " + std::string(widths[i], '-');
    }
    text.erase(text.find_last_not_of(' ') + 1);
    fmt::print("{}\n", text);
    if (line == 0) fmt::print("{}\n", rule);
  }
  if (shown < result.rows.size()) fmt::print("  ... and {} more\n", result.rows.size() - shown);
  fmt::print("\n");
}

}  // namespace music_store
