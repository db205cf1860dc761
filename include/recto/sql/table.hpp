// SPDX-License-Identifier: BSL-1.0
// The statements that follow from a table alone: get by key, insert, update, delete, bulk insert. Each is a loop over
// the table's fields, so another struct costs the compiler its text and nothing else.
// Layer 5.
#pragma once

#include <recto/sql/query.hpp>
#include <recto/sql/text.hpp>
#include <recto/sql/type_name.hpp>

#include <span>

namespace recto::detail {

/// Is the column sent by an INSERT? A generated key is not while it is unset.
constexpr bool is_inserted(field const& one, bool with_key) { return one.is_stored && (with_key || !one.is_generated); }

/// Is the column read back after an INSERT?
constexpr bool is_returned(field const& one, bool with_key) {
  return one.is_stored && (one.is_read_back || (!with_key && one.is_generated));
}

constexpr void write_parameter(sql_writer& out, field const& one) {
  out.parameter(one.type.number, one.is_text_format);
}

/// ` WHERE "id" = $1`
constexpr void write_where_key(sql_writer& out, std::span<field const> fields) {
  std::string_view word = " WHERE ";
  for (field const& one : fields) {
    if (!one.is_key) continue;
    out.put(word);
    word = " AND ";
    out.name(one.column);
    out.put(" = ");
    write_parameter(out, one);
  }
}

/// ` RETURNING "id"`, or nothing.
constexpr void write_returning(sql_writer& out, std::span<field const> fields, bool with_key) {
  std::string_view word = " RETURNING ";
  for (field const& one : fields) {
    if (!is_returned(one, with_key)) continue;
    out.put(word);
    word = ", ";
    out.name(one.column);
  }
}

template <class T>
struct get_writer {
  static constexpr void write(sql_writer& out) {
    auto const& table = table_of<T>;
    out.put("SELECT ");
    write_columns(out, table.fields, {});
    out.put(" FROM ");
    write_table(out, table.prefix, table.name);
    write_where_key(out, table.fields);
  }
};

/// `SELECT "id", "title" FROM "posts"`: what is described before the first write.
template <class T>
struct columns_writer {
  static constexpr void write(sql_writer& out) {
    auto const& table = table_of<T>;
    out.put("SELECT ");
    write_columns(out, table.fields, {});
    out.put(" FROM ");
    write_table(out, table.prefix, table.name);
  }
};

template <class T, sent_order Order>
inline constexpr write_target target_by{text_by<columns_writer<T>>.text.data(), table_of<T>.name, table_of<T>.fields,
                                        Order};

template <bool WithKey>
inline constexpr sent_order order_of_insert = WithKey ? sent_order::with_key : sent_order::without_key;

constexpr void write_inserted_columns(sql_writer& out, table_view table, bool with_key) {
  out.put("INSERT INTO ");
  write_table(out, table.prefix, table.name);
  std::string_view word = " (";
  for (field const& one : table.fields) {
    if (!is_inserted(one, with_key)) continue;
    out.put(word);
    word = ", ";
    out.name(one.column);
  }
  if (word == ", ") out.put(')');
}

template <class T, bool WithKey>
struct insert_writer {
  static constexpr write_target const& target = target_by<T, order_of_insert<WithKey>>;

  static constexpr void write(sql_writer& out) {
    auto const& table = table_of<T>;
    write_inserted_columns(out, table.view(), WithKey);
    std::string_view word = " VALUES (";
    for (field const& one : table.fields) {
      if (!is_inserted(one, WithKey)) continue;
      out.put(word);
      word = ", ";
      write_parameter(out, one);
    }
    out.put(word == ", " ? ")" : " DEFAULT VALUES");
    write_returning(out, table.fields, WithKey);
  }
};

/// The type that a column's values travel as in a bulk insert: an array of the column's type, or of text for what
/// unnest would flatten (arrays) or what has no number here (enums of the database).
constexpr bool is_unnested_as_text(field const& one) { return one.is_array || one.type.array == 0; }

/// `INSERT INTO "t" ("a", "b") SELECT "a", "b"::text[] FROM unnest($1, $2) AS "row" ("a", "b")`: one statement of fixed
/// text, whatever the number of rows.
template <class T, bool WithKey>
struct insert_all_writer {
  static constexpr write_target const& target = target_by<T, order_of_insert<WithKey>>;

  static constexpr void write(sql_writer& out) {
    auto const& table = table_of<T>;
    write_inserted_columns(out, table.view(), WithKey);
    out.put(" SELECT ");
    list(out, [&](field const& one) {
      out.name(one.column);
      if (is_unnested_as_text(one)) {
        out.put("::");
        write_type_name(out, one.type);
      }
    });
    out.put(" FROM unnest(");
    list(out, [&](field const& one) { out.parameter(is_unnested_as_text(one) ? 1009 : one.type.array); });
    out.put(") AS \"row\" (");
    list(out, [&](field const& one) { out.name(one.column); });
    out.put(')');
  }

 private:
  template <class Write>
  static constexpr void list(sql_writer& out, Write write_one) {
    bool first = true;
    for (field const& one : table_of<T>.fields) {
      if (!is_inserted(one, WithKey)) continue;
      if (!first) out.put(", ");
      first = false;
      write_one(one);
    }
  }
};

template <class T>
struct update_writer {
  static constexpr write_target const& target = target_by<T, sent_order::key_last>;

  static constexpr void write(sql_writer& out) {
    auto const& table = table_of<T>;
    out.put("UPDATE ");
    write_table(out, table.prefix, table.name);
    std::string_view word = " SET ";
    for (field const& one : table.fields) {
      if (!one.is_stored || one.is_key) continue;
      out.put(word);
      word = ", ";
      out.name(one.column);
      out.put(" = ");
      write_parameter(out, one);
    }
    write_where_key(out, table.fields);
    write_returning(out, table.fields, true);
  }
};

template <class T>
struct delete_writer {
  static constexpr void write(sql_writer& out) {
    auto const& table = table_of<T>;
    out.put("DELETE FROM ");
    write_table(out, table.prefix, table.name);
    write_where_key(out, table.fields);
  }
};

/// The fields of a table that are part of its key.
template <class T>
consteval auto key_indices() {
  std::array<std::size_t, table_of<T>.key_count()> indices{};
  std::size_t next = 0;
  for (std::size_t i = 0; i < table_of<T>.fields.size(); ++i)
    if (table_of<T>.fields[i].is_key) indices[next++] = i;
  return indices;
}

}  // namespace recto::detail
