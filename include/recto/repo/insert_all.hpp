// SPDX-License-Identifier: BSL-1.0
// `insert_all` with options, and of a query. Without options the text is a constant and all is in repo/bulk.hpp; here it
// is written at run time and kept, as for changesets.
// Layer 7.
#pragma once

#include <recto/repo/bound_query.hpp>
#include <recto/repo/bulk.hpp>
#include <recto/repo/changeset_write.hpp>
#include <recto/repo/repo_access.hpp>
#include <recto/repo/rules.hpp>
#include <recto/repo/write_options.hpp>
#include <recto/sql/table_write.hpp>

#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <memory>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto {

namespace detail {

struct no_row {};

template <class Rows>
struct row_in_range {
  using type = no_row;
};
template <contiguous_rows Rows>
struct row_in_range<Rows> {
  using type = std::remove_cvref_t<decltype(*std::data(std::declval<Rows const&>()))>;
};
/// What a contiguous range holds.
template <class Rows>
using row_in = typename row_in_range<Rows>::type;

// Fields go by name, from the query's rows to the table's struct.
enum class insert_mismatch : unsigned char { none, unknown, type, null };
struct insert_judgement {
  insert_mismatch what = insert_mismatch::none;
  std::size_t from = 0;
  std::size_t to = 0;
};

template <class T>
constexpr std::size_t stored_field_named(std::string_view name) {
  std::size_t index = 0;
  for (field const& one : table_of<T>.fields) {
    if (one.is_stored && one.name == name) return index;
    ++index;
  }
  return index;
}

// Types are compared as values of the wire: of one number in the server, or, without one, of one name.
template <class T, class Row>
constexpr insert_judgement judge_inserted_fields() {
  std::size_t at = 0;
  for (field const& one : table_of<Row>.fields) {
    std::size_t const from = at++;
    if (!one.is_stored) continue;
    std::size_t const to = stored_field_named<T>(one.name);
    if (to == table_of<T>.fields.size()) return {insert_mismatch::unknown, from, 0};
    field const& other = table_of<T>.fields[to];
    if (one.type.number != other.type.number || one.type.name != other.type.name)
      return {insert_mismatch::type, from, to};
    if (one.is_nullable && !other.is_nullable) return {insert_mismatch::null, from, to};
  }
  return {};
}

template <class Row>
consteval bool has_only_columns() {
  bool found = std::is_aggregate_v<Row>;
  if constexpr (std::is_aggregate_v<Row>)
    for (field const& one : table_of<Row>.fields) found = found && (one.is_column_type || !one.is_stored);
  return found;
}

template <class Row>
inline constexpr bool has_named_fields = [] {
  if constexpr (is_optional<Row> || column_type<value_of<Row>> || is_tuple<Row>) return false;
  else return has_only_columns<Row>();
}();

template <class T, class Row, insert_judgement Found>
consteval auto verdict_of_insert() {
  constexpr std::string_view from = table_of<Row>.fields[Found.from].name;
  constexpr fixed_string<from.size()> name{from};
  if constexpr (Found.what == insert_mismatch::none) {
    return ok{};
  } else if constexpr (Found.what == insert_mismatch::unknown) {
    return failed<inserted_field_unknown, struct_name<T>, name>{};
  } else if constexpr (Found.what == insert_mismatch::null) {
    return failed<inserted_field_null, struct_name<T>, name>{};
  } else {
    constexpr std::string_view wanted = table_of<T>.fields[Found.to].type.name;
    constexpr std::string_view selected = table_of<Row>.fields[Found.from].type.name;
    return failed<inserted_field_type, struct_name<T>, name, fixed_string<wanted.size()>{wanted},
                  fixed_string<selected.size()>{selected}>{};
  }
}

template <class T, class Query>
consteval auto judge_insert_query() {
  if constexpr (!schema_verdict<T>::value) {
    return schema_verdict<T>{};
  } else if constexpr (!query_verdict<Query>::value) {
    return query_verdict<Query>{};
  } else {
    using row = row_of<Query>;
    if constexpr (!has_named_fields<row> || merges<Query>) {
      constexpr std::string_view table = table_of<T>.name;
      return failed<inserted_row_without_names, fixed_string<table.size()>{table}>{};
    } else {
      return verdict_of_insert<T, row, judge_inserted_fields<T, row>()>();
    }
  }
}

template <fixed_string Table>
struct assert_query<failed<inserted_row_without_names, Table>> {
  static_assert(failed<inserted_row_without_names, Table>::value,
                "recto: insert_all: the rows of this query are no plain struct, so nothing says which column is which; "
                "select_into a struct whose fields are named as the table's (subject: table)");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Struct, fixed_string Field>
struct assert_query<failed<inserted_field_unknown, Struct, Field>> {
  static_assert(
      failed<inserted_field_unknown, Struct, Field>::value,
      "recto: insert_all: the query's rows have a field that is no column of the struct to insert; name it as "
      "there, or leave it out (subjects: struct to insert, field)");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Struct, fixed_string Field, fixed_string Wanted, fixed_string Selected>
struct assert_query<failed<inserted_field_type, Struct, Field, Wanted, Selected>> {
  static_assert(failed<inserted_field_type, Struct, Field, Wanted, Selected>::value,
                "recto: insert_all: a field of the query's rows has another type than in the struct to insert; select "
                "that type, with cast_to if need be (subjects: struct to insert, field, its type, selected type)");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Struct, fixed_string Field>
struct assert_query<failed<inserted_field_null, Struct, Field>> {
  static_assert(
      failed<inserted_field_null, Struct, Field>::value,
      "recto: insert_all: a field of the query's rows may be NULL, and the struct to insert says it never is; "
      "select coalesce(...) (subjects: struct to insert, field)");
  static constexpr bool value = true;  // told; asking must not fail once more
};

template <class T, class Row>
constexpr field_set inserted_set() {
  field_set all = 0;
  for (field const& one : table_of<Row>.fields)
    if (one.is_stored) all |= field_set{1} << stored_field_named<T>(one.name);
  return all;
}

/// ` ("title", "body") SELECT ...`: the columns in the order of the query's.
template <class T, class Query>
constexpr void write_inserted_query(sql_writer& out) {
  std::string_view word = " (";
  for (field const& one : table_of<row_of<Query>>.fields) {
    if (!one.is_stored) continue;
    out.put(word);
    word = ", ";
    out.name(table_of<T>.fields[stored_field_named<T>(one.name)].column);
  }
  out.put(") ");
  write_statement<statement_kind::select, Query>(out);
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_only_placeholders() {
  throw error(error_kind::misuse, "insert_all: every column has a placeholder, so nothing tells the rows apart");
}

/// What the repo's members do.
struct insert_many {
  template <class Repo, class Rows, class T>
  static inserted_rows<T> rows(Repo& repo, Rows const& rows, insert_all_options<T> const& options) {
    static_assert(
        contiguous_rows<Rows>,
        "recto: insert_all: it takes structs that lie side by side, as in a std::vector; collect them in one");
    if constexpr (contiguous_rows<Rows>) {
      if constexpr (assert_schema_of<T>()) {
        static_assert(can_be_bulk_inserted<T>(),
                      "recto: insert_all: a field's type has no array type and no literal; add append_literal to its "
                      "recto::type");
        static_assert((stored_set<T> & ~generated_set<T>) != 0,
                      "recto: insert_all: there is nothing to send but the generated key");
        if (std::size(rows) == 0) return {};
        if constexpr (table_of<T>.has_timestamps) {
          std::vector<T> stamped(std::data(rows), std::data(rows) + std::size(rows));
          auto const now = microseconds_now();
          for (T& row : stamped) set_timestamps(row, now, false);
          return send_rows(repo, stamped.data(), stamped.size(), options);
        } else {
          return send_rows(repo, std::data(rows), std::size(rows), options);
        }
      }
    }
    return {};
  }

  template <class T, class Repo, class Query>
  static inserted_rows<T> query(Repo& repo, Query const& asked, insert_all_options<T> const& options) {
    using verdict = decltype(judge_insert_query<T, Query>());
    static_assert(assert_query<verdict>::value);
    if constexpr (verdict::value) {
      content_reader reader;
      each_parameter<statement_kind::select>(asked, reader);
      table_write what{.kind = write_kind::insert_query,
                       .sent = inserted_set<T, row_of<Query>>(),
                       .rows = &write_inserted_query<T, Query>,
                       .shape = reader.shape};
      return send(repo, what, options, query_contents(reader.contents),
                  [&asked](binder& out) { each_parameter<statement_kind::select>(asked, out); });
    } else {
      return {};
    }
  }

 private:
  template <class Repo, class T>
  static inserted_rows<T> send_rows(Repo& repo, T const* rows, std::size_t count,
                                    insert_all_options<T> const& options) {
    bool const with_key = !has_generated_key<T> || !has_unset_key(rows[0]);
    for (std::size_t i = 1; i < count; ++i)
      if (has_generated_key<T> && has_unset_key(rows[i]) == with_key) throw_mixed_keys(table_of<T>.name);
    table_write what{.kind = write_kind::insert_all, .sent = stored_set<T>};
    if (!with_key) what.sent &= ~generated_set<T>;
    for (auto const& one : options.placeholders) what.shared |= field_set{1} << one.field();
    what.sent |= what.shared;
    if ((what.sent & ~what.shared) == 0) throw_only_placeholders();
    return send(repo, what, options, {}, [&](binder& out) {
      bind_placeholders(out, options.placeholders);
      for_each_field(*rows, bulk_binder{out, table_of<T>.fields.data(), with_key, sizeof(T), count, what.shared});
    });
  }

  // In the order of the fields, as they stand in the text; of two for one field the last.
  template <class T>
  static void bind_placeholders(binder& out, std::vector<placeholder_of<T>> const& given) {
    if (given.empty()) return;
    for (std::size_t i = 0; i < table_of<T>.fields.size(); ++i) {
      encoded_value const* value = nullptr;
      for (auto const& one : given)
        if (one.field() == i) value = &one.value();
      if (value == nullptr) continue;
      out.name(&table_of<T>.fields[i]);
      if (value->is_null) out.null();
      else out.encoded(value->bytes);
    }
  }

  template <class Repo, class T, class Bind>
  static inserted_rows<T> send(Repo& repo, table_write& what, insert_all_options<T> const& options,
                               query_contents contents, Bind bind) {
    what.prefix = options.prefix.text;
    what.returned = options.returning.fields;
    what.conflict = conflict_of(options.on_conflict, options.conflict_target);
    std::unique_ptr<write_statement_text> room;
    statement const& which = writes_of<T>.find(table_of<T>.view(), what, room, contents);
    std::size_t const bound = which.parameter_count;
    std::vector<char const*> values(bound + 1);
    std::vector<int> lengths(bound + 1);
    std::vector<char> bytes(bound * parameter_frame<0>::widest + 1);
    binder out(values.data(), lengths.data(), bytes.data(), which.sql);
    bind(out);
    bind_encoded(out, options.on_conflict.values());
    using result = typename Repo::result_type;
    returned_set<T, result> const returned(what.returned);
    result const answer = repo_access::run(repo, which, {values.data(), lengths.data()}, returned.layout());
    return {answer.affected(), returned.read_all(answer)};
  }
};

}  // namespace detail

/// May the rows of `Query` be inserted as `T`s? `ok`, or the first rule that is broken.
template <class T, class Query>
using insert_query_verdict = decltype(detail::judge_insert_query<T, std::remove_cvref_t<Query>>());

}  // namespace recto
