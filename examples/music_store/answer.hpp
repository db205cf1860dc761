// SPDX-License-Identifier: BSL-1.0
// A question, the SQL that asked it and the rows that came back, as text: what is left of a typed answer when it is to
// be printed. Works for the rows of any query, because reflection knows the names and types of a struct's fields.
#pragma once

#include <recto/recto.hpp>
#include <recto/reflect/fields.hpp>
#include <recto/types/literal.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace music_store {

struct answer {
  int number = 0;
  std::string question{};
  std::string sql{};
  std::vector<std::string> columns{};
  std::vector<std::vector<std::optional<std::string>>> rows{};  // nothing stands for NULL
};

/// A value as PostgreSQL prints it: 2.00, 2024-02-29 12:30:00
template <class Value>
std::optional<std::string> to_cell(Value const& value) {
  std::string text;
  recto::append_literal(text, value);
  return text;
}
template <class Value>
std::optional<std::string> to_cell(std::optional<Value> const& value) {
  return value ? to_cell(*value) : std::nullopt;
}

/// Rows of structs as an answer.
template <class Row>
answer answer_with(int number, std::string question, std::string sql, std::vector<Row> const& rows) {
  answer result{.number = number, .question = std::move(question), .sql = std::move(sql)};
  for (std::string_view const name : recto::field_names<Row>) result.columns.emplace_back(name);
  for (Row const& row : rows) {
    auto& cells = result.rows.emplace_back();
    recto::for_each_field(row, [&](auto const& field) { cells.push_back(to_cell(field)); });
  }
  return result;
}

/// Asks `query` and keeps the answer.
template <class Query>
answer ask(recto::repo& repo, int number, std::string question, Query const& query) {
  return answer_with(number, std::move(question), std::string(repo.to_sql(query)), repo.all(query));
}

/// Prints the question, the SQL and the rows as an aligned table, of a long answer only the beginning.
void print_for_people(answer const& result);

/// Prints one line for each row: the question's number and the columns between tabs, as PostgreSQL's COPY writes them.
void print_for_programs(answer const& result);

}  // namespace music_store
