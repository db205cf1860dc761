// SPDX-License-Identifier: BSL-1.0
// Prints what the demonstration asks, the SQL and the rows. Nothing here is part of recto; the templates use its
// reflection, which knows the names and types of a struct's fields.
#pragma once

#include <recto/recto.hpp>
#include <recto/reflect/fields.hpp>
#include <recto/types/literal.hpp>

#include <algorithm>
#include <chrono>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace blog {

using cells = std::vector<std::string>;

void print_chapter(std::string_view title);
void print_question(std::string_view question);
/// A line for each clause, and no line longer than 96 characters.
void print_sql(std::string_view sql);
void print_line(std::string_view text);
/// A label and what it has to say; nothing if that is empty.
void print_labelled(std::string_view label, std::string_view text);
void print_table(cells const& head, std::vector<cells> const& rows);

/// The SQL that this connection prepared last, from the server's own list: what a write was sent as.
void print_last_statement(recto::repo& repo);

/// A value as PostgreSQL prints it, in at most `widest` characters; NULL is a dash, and of a moment only the
/// seconds are shown.
inline constexpr std::size_t widest = 44;
std::string shortened(std::string text);

template <class Value>
std::string cell(Value const& value) {
  std::string text;
  recto::append_literal(text, value);
  return shortened(std::move(text));
}
inline std::string cell(recto::utc_datetime value) {
  std::string text;
  recto::append_literal(text, recto::utc_datetime{std::chrono::floor<std::chrono::seconds>(value)});
  return text;
}
template <class Value>
std::string cell(std::optional<Value> const& value) {
  return value ? cell(*value) : "-";
}

/// Rows of structs as a table, of all that are columns and may be shown.
template <class Row>
void print_rows(std::vector<Row> const& rows) {
  auto const& fields = recto::table_of<Row>.fields;
  auto const is_shown = [&](std::size_t i) { return fields[i].is_stored && !fields[i].is_redacted; };
  cells head;
  for (std::size_t i = 0; i < fields.size(); ++i)
    if (is_shown(i)) head.emplace_back(fields[i].name);
  std::vector<cells> table;
  for (Row const& row : rows) {
    cells& line = table.emplace_back();
    std::size_t next = 0;
    recto::for_each_field(row, [&]<class Field>(Field const& field) {
      bool const shown = is_shown(next++);
      if constexpr (!recto::is_association<Field>)
        if (shown) line.push_back(cell(field));
    });
  }
  print_table(head, table);
}

/// A form that was refused, as it is shown again: each input, what was typed, and what is wrong with it.
template <class T>
void print_form(recto::changeset<T> const& refused) {
  recto::error_tree const errors = errors_on(refused);
  std::vector<std::string_view> const ignored = refused.unknown_params();
  std::vector<cells> table;
  for (recto::param_view const input : refused.given_params()) {
    std::string const key(input.key());
    std::string said = std::find(ignored.begin(), ignored.end(), key) != ignored.end() ? "(ignored)" : "";
    for (std::string const& message : errors[key].messages()) said += (said.empty() ? "" : "; ") + message;
    bool const is_secret = key.starts_with("password");
    table.push_back({key, is_secret ? "******" : input.is_text() ? shortened(std::string(input.text())) : "", said});
  }
  print_table({"input", "typed", ""}, table);
}

/// Says what is asked, shows the SQL, asks, shows the rows.
template <class Query>
void ask(recto::repo& repo, std::string_view question, Query const& query) {
  print_question(question);
  print_sql(repo.to_sql(query));
  print_rows(repo.all(query));
}

}  // namespace blog
