// SPDX-License-Identifier: BSL-1.0
// A question, the SQL that asked it and the rows that came back, as text: what is left of a typed answer once it is to be
// printed. Works for the rows of any query, because a row's struct knows the names and types of its fields.
#pragma once

#include <recto/recto.hpp>
#include <recto/reflect/fields.hpp>
#include <recto/types/decimal.hpp>

#include <concepts>
#include <optional>
#include <string>
#include <vector>

namespace music_store {

struct answer {
  int number = 0;
  std::string question{};
  std::string sql{};
  std::vector<std::string> columns{};
  std::vector<std::vector<std::optional<std::string>>> rows{};  // nothing stands for NULL
};

// Two digits at least after the point: 2.00, 0.99, 1.0217.
std::string to_text(recto::decimal const& value);
// As PostgreSQL prints it: 2024-02-29 12:30:00
std::string to_text(recto::naive_datetime const& value);
inline std::string to_text(std::string const& value) { return value; }
template <std::integral Integer>
std::string to_text(Integer value) {
  return std::to_string(value);
}

template <class Value>
std::optional<std::string> to_cell(Value const& value) {
  return to_text(value);
}
template <class Value>
std::optional<std::string> to_cell(std::optional<Value> const& value) {
  return value ? std::optional{to_text(*value)} : std::nullopt;
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
