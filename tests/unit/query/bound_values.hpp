// SPDX-License-Identifier: BSL-1.0
// The values of a query in the order in which they are bound, as text, to be held against the numbers in its SQL.
#pragma once

#include <recto/query/choice.hpp>
#include <recto/query/values.hpp>

#include <algorithm>
#include <charconv>
#include <string>
#include <string_view>
#include <vector>

namespace recto::test {

struct text_of_values {
  std::string text{};

  template <class T>
  void operator()(T const& value) {
    if (!text.empty()) text += ' ';
    if constexpr (requires { std::to_string(value); }) text += std::to_string(value);
    else if constexpr (requires { value.bits; }) text += "choice";
    else if constexpr (requires { std::string_view(value.data(), value.size()); })
      text += std::string_view(value.data(), value.size());
    else text += "list of " + std::to_string(value.size());
  }
};

template <detail::statement_kind Kind = detail::statement_kind::select, class Query>
std::string values_of(Query const& query) {
  text_of_values visitor{};
  detail::each_parameter<Kind>(query, visitor);
  return visitor.text;
}

/// How many parameters the text has; 0 if they are not numbered in their order.
inline int numbers_of(std::string_view sql) {
  int last = 0;
  for (std::size_t at = sql.find('$'); at != std::string_view::npos; at = sql.find('$', at + 1)) {
    int number = 0;
    std::from_chars(sql.data() + at + 1, sql.data() + sql.size(), number);
    if (number != last + 1) return 0;
    last = number;
  }
  return last;
}

}  // namespace recto::test
