// SPDX-License-Identifier: BSL-1.0
#include "print.hpp"

#include <fmt/core.h>

#include <algorithm>
#include <utility>

namespace blog {

namespace {

constexpr std::size_t line_width = 96;

// Characters, not bytes: the continuation bytes of UTF-8 do not count.
bool begins_character(char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }

std::size_t width(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), begins_character));
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789.-") == std::string_view::npos;
}

/// Prints text behind `before`, continued on further lines behind `indent` where it is too long.
void print_wrapped(std::string_view before, std::string_view text, std::string_view indent) {
  while (before.size() + width(text) > line_width) {
    std::size_t const end = text.rfind(' ', line_width - before.size());
    if (end == std::string_view::npos) break;
    fmt::print("{}{}\n", before, text.substr(0, end));
    text.remove_prefix(end + 1);
    before = indent;
  }
  fmt::print("{}{}\n", before, text);
}

}  // namespace

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

void print_chapter(std::string_view title) { fmt::print("\n{}\n{}\n", title, std::string(title.size(), '=')); }

void print_question(std::string_view question) { fmt::print("\n{}\n\n", question); }

void print_line(std::string_view text) { fmt::print("  {}\n", text); }

void print_labelled(std::string_view label, std::string_view text) {
  if (!text.empty()) print_wrapped(fmt::format("  {:<14}", label), text, std::string(16, ' '));
}

void print_sql(std::string_view sql) {
  // Every value is a parameter, so a keyword is never part of a text.
  for (;;) {
    std::size_t end = sql.size();
    for (std::string_view const keyword :
         {" SELECT ", " FROM ", " JOIN ", " LEFT JOIN ", " SET ", " VALUES ", " WHERE ", " GROUP BY ", " HAVING ",
          " ORDER BY ", " LIMIT ", " RETURNING "}) {
      std::size_t const at = sql.find(keyword);
      if (at >= end) continue;
      std::string_view const before = sql.substr(0, at);
      if (!before.ends_with("LEFT") && before != "DELETE") end = at;
    }
    print_wrapped("    ", sql.substr(0, end), "      ");
    if (end == sql.size()) break;
    sql.remove_prefix(end + 1);
  }
  fmt::print("\n");
}

void print_table(cells const& head, std::vector<cells> const& rows) {
  std::vector<std::size_t> widths;
  for (std::string const& name : head) widths.push_back(width(name));
  for (cells const& row : rows) {
    for (std::size_t i = 0; i < row.size(); ++i) widths[i] = std::max(widths[i], width(row[i]));
  }
  auto const print_row = [&](cells const& row) {
    std::string line;
    for (std::size_t i = 0; i < row.size(); ++i) {
      std::string const padding(widths[i] - width(row[i]), ' ');
      line += "  " + (is_number(row[i]) ? padding + row[i] : row[i] + padding);
    }
    line.erase(line.find_last_not_of(' ') + 1);
    fmt::print("{}\n", line);
  };
  cells rule;
  for (std::size_t const size : widths) rule.emplace_back(size, '-');

  print_row(head);
  print_row(rule);
  std::for_each(rows.begin(), rows.end(), print_row);
  if (rows.empty()) print_line("(no rows)");
}

void print_last_statement(recto::repo& repo) {
  auto const found = repo.unsafe_sql("SELECT statement FROM pg_prepared_statements ORDER BY prepare_time DESC LIMIT 1");
  if (!found.empty()) print_sql(found.get<std::string>(0, 0));
}

}  // namespace blog
