// SPDX-License-Identifier: BSL-1.0
// The text of a statement as a constant: `sql_of<decltype(query)>`, rendered by the compiler, with the types of its
// parameters, and the `statement` object by which connections know it.
// Layer 5.
#pragma once

#include <recto/query/assert.hpp>
#include <recto/sql/executor.hpp>
#include <recto/sql/query.hpp>

#include <array>
#include <cstddef>
#include <string_view>

namespace recto {

/// When the text of a query is made.
enum class cache {
  constant,   ///< by the compiler
  per_shape,  ///< at first use of each combination of its run-time choices, then kept
  by_content  ///< at first use of each different content, then kept
};

namespace detail {

/// Text and parameters of a statement, of exactly the size that they have.
template <std::size_t Size, std::size_t Parameters>
struct statement_text {
  std::array<char, Size + 1> text{};
  static constexpr cache policy = cache::constant;

  // One more than needed, so that no array is empty.
  std::array<oid, Parameters + 1> types{};
  std::array<int, Parameters + 1> formats{};

  constexpr std::string_view view() const { return {text.data(), Size}; }
};

/// Stands for the text of a statement that is not known before the program runs. `Policy`: what it depends on.
template <cache Policy>
struct varying_text {
  static constexpr cache policy = Policy;
};

struct text_measure {
  std::size_t size = 0;
  std::size_t parameters = 0;
  std::size_t choices = 0;
  std::size_t contents = 0;
};

consteval text_measure measure_text(void (*write)(sql_writer&)) {
  sql_writer counter;
  write(counter);
  return {counter.size(), counter.parameters(), counter.choices(), counter.contents()};
}

/// Renders by `Writer::write(sql_writer&)`: once to measure, once to write.
template <class Writer>
consteval auto render_text() {
  constexpr text_measure measured = measure_text(&Writer::write);
  static_assert(measured.choices <= 64, "recto: query: more than 64 choices in one query; make it two queries");
  if constexpr (measured.contents > 0) {
    return varying_text<cache::by_content>{};
  } else if constexpr (measured.choices > 0) {
    return varying_text<cache::per_shape>{};
  } else {
    statement_text<measured.size, measured.parameters> rendered;
    sql_writer out(rendered.text.data(), rendered.types.data(), rendered.formats.data());
    Writer::write(out);
    return rendered;
  }
}

template <class Writer>
inline constexpr auto text_by = render_text<Writer>();

/// The struct's columns that a statement writes, if `Writer` says so.
template <class Writer>
consteval write_target const* target_of() {
  if constexpr (requires { Writer::target; }) return &Writer::target;
  else return nullptr;
}

/// The statement that `Writer` writes; its address is its identity.
template <class Writer>
inline constinit statement statement_by{
    text_by<Writer>.text.data(), text_by<Writer>.types.data(), text_by<Writer>.formats.data(),
    static_cast<std::uint16_t>(text_by<Writer>.types.size() - 1), target_of<Writer>()};

template <statement_kind Kind, class Query>
struct query_writer {
  static constexpr void write(sql_writer& out) { write_statement<Kind, Query>(out); }
};

template <class Assignment>
consteval field assigned_field() {
  // Of a table without a struct: not compared. What is no assignment was refused already.
  if constexpr (requires { Assignment::column::pointer; }) {
    using column = typename Assignment::column;
    return table_of<typename column::owner>.fields[field_index<column::pointer>];
  } else {
    return {.is_stored = false};
  }
}

/// The fields that an update_all sets.
template <class Assignments>
struct assigned_fields;
template <class... Assignments>
struct assigned_fields<pack<Assignments...>> {
  static constexpr std::array<field, sizeof...(Assignments)> values{assigned_field<Assignments>()...};
};

/// Their columns: what is described to compare their types with the fields'.
template <class Query>
struct assigned_columns_writer {
  static constexpr void write(sql_writer& out) {
    auto const outer = out.enter({}, false, prefix_of<Query>());
    out.put("SELECT ");
    write_columns(out, assigned_fields<content_of<clause::set, Query>>::values, {});
    out.put(" FROM ");
    render<content_of<clause::from, Query>>::write(out);
    out.leave(outer);
  }
};

template <class Query>
struct query_writer<statement_kind::update, Query> {
  static constexpr write_target target{text_by<assigned_columns_writer<Query>>.text.data(),
                                       content_of<clause::from, Query>::table(),
                                       assigned_fields<content_of<clause::set, Query>>::values, sent_order::by_query};

  static constexpr void write(sql_writer& out) { write_statement<statement_kind::update, Query>(out); }
};

template <class Query>
consteval std::string_view checked_text() {
  static_assert(assert_query<query_verdict<Query>>::value);
  if constexpr (query_verdict<Query>::value) {
    constexpr auto const& text = text_by<query_writer<statement_kind::select, Query>>;
    constexpr bool is_constant = std::remove_cvref_t<decltype(text)>::policy == cache::constant;
    static_assert(is_constant,
                  "recto: sql_of: the text depends on choices that are made at run time; ask repo.to_sql(query)");
    if constexpr (is_constant) return text.view();
  }
  return {};
}

}  // namespace detail

/// The SELECT that `Query` becomes. Ecto: `to_sql`.
template <class Query>
inline constexpr std::string_view sql_of = detail::checked_text<std::remove_cvref_t<Query>>();

/// When the text of `Query` is made; a program can assert that a hot query's is constant.
template <class Query>
inline constexpr cache cache_policy =
    std::remove_cvref_t<decltype(detail::text_by<detail::query_writer<detail::statement_kind::select,
                                                                      std::remove_cvref_t<Query>>>)>::policy;

}  // namespace recto
