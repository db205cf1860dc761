// SPDX-License-Identifier: BSL-1.0
// Writes of a struct of which only some columns are sent: the changed ones, those that are not NULL, with or without a
// conflict clause. What varies is plain data, so the text is written at run time by plain code, once for each set of
// columns, and kept with its statement.
// Layer 5.
#pragma once

#include <recto/schema/table.hpp>
#include <recto/sql/shape.hpp>
#include <recto/sql/table.hpp>
#include <recto/sql/write_target.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace recto::detail {

/// A set of fields of a struct, by position.
using field_set = std::uint64_t;

constexpr bool contains(field_set fields, std::size_t field) { return (fields >> field & 1) != 0; }

enum class write_kind : unsigned char { insert, insert_all, insert_query, update, delete_, find_equal };

enum class conflict_kind : unsigned char { raise, nothing, replace, update };

/// What an INSERT does with a row that is there already. Its texts are constants of the program.
struct conflict_clause {
  conflict_kind kind = conflict_kind::raise;
  field_set target = 0;                   ///< the columns of a unique index
  std::string_view constraint{};          ///< or a constraint by name
  write_function target_where = nullptr;  ///< the condition of a partial index
  field_set replaced = 0;                 ///< of `replace`: set to what was to be inserted
  write_function assignments = nullptr;   ///< of `update`: `"a" = $7, ... [WHERE ...]`

  friend constexpr bool operator==(conflict_clause const&, conflict_clause const&) = default;
};

/// One statement that writes rows of a table, or looks whether there is one like that (`find_equal`). Borrows from
/// constants of the program only.
struct table_write {
  write_kind kind = write_kind::insert;
  std::string_view prefix{};   ///< in place of the table's own
  field_set sent = 0;          ///< columns inserted or set, in the order of the fields
  field_set matched = 0;       ///< of an update or delete: columns that must be as given, after the key
  field_set matched_null = 0;  ///< and those that must be NULL
  field_set returned = 0;
  field_set shared = 0;  ///< of `insert_all`: sent once for all rows
  conflict_clause conflict{};
  write_function rows = nullptr;  ///< of `insert_query`: `("a", "b") SELECT ...`
  std::uint64_t shape = 0;        ///< of `insert_query`: what the choices of the SELECT are
  bool other_key = false;         ///< of `find_equal`: leave out the row of this key

  friend constexpr bool operator==(table_write const&, table_write const&) = default;
};

/// Calls `write(field)` for each of the fields, with `between` between.
template <class Write>
inline void write_list(sql_writer& out, table_view const& table, field_set fields, std::string_view between,
                       Write write) {
  std::string_view word{};
  for (std::size_t i = 0; i < table.fields.size(); ++i) {
    if (!contains(fields, i)) continue;
    out.put(word);
    word = between;
    write(table.fields[i]);
  }
}

inline void write_names(sql_writer& out, table_view const& table, field_set fields) {
  write_list(out, table, fields, ", ", [&](field const& one) { out.name(one.column); });
}

[[gnu::noinline]] inline void write_conflict(sql_writer& out, table_view const& table, conflict_clause const& clause) {
  if (clause.kind == conflict_kind::raise) return;
  out.put(" ON CONFLICT");
  if (!clause.constraint.empty()) {
    out.put(" ON CONSTRAINT ");
    out.name(clause.constraint);
  } else if (clause.target != 0) {
    out.put(" (");
    write_names(out, table, clause.target);
    out.put(')');
    if (clause.target_where != nullptr) clause.target_where(out);
  }
  if (clause.kind == conflict_kind::nothing) return out.put(" DO NOTHING");
  out.put(" DO UPDATE SET ");
  if (clause.kind == conflict_kind::update) return clause.assignments(out);
  write_list(out, table, clause.replaced, ", ", [&](field const& one) {
    out.name(one.column);
    out.put(" = EXCLUDED.");
    out.name(one.column);
  });
}

/// ` SELECT "a", "b"::text[], $1 FROM unnest($2, $3) AS "row" ("a", "b")`; columns of `shared` have one value for all rows.
inline void write_unnested_rows(sql_writer& out, table_view const& table, field_set all, field_set shared) {
  field_set const sent = all & ~shared;
  out.put(" SELECT ");
  write_list(out, table, all, ", ", [&](field const& one) {
    if (contains(shared, static_cast<std::size_t>(&one - table.fields.data()))) {
      write_parameter(out, one);
      out.put("::");
      return write_type_name(out, one.type);
    }
    out.name(one.column);
    if (!is_unnested_as_text(one)) return;
    out.put("::");
    write_type_name(out, one.type);
  });
  out.put(" FROM unnest(");
  write_list(out, table, sent, ", ",
             [&](field const& one) { out.parameter(is_unnested_as_text(one) ? 1009 : one.type.array); });
  out.put(") AS \"row\" (");
  write_names(out, table, sent);
  out.put(')');
}

inline void write_inserted(sql_writer& out, table_view const& table, table_write const& what) {
  out.put("INSERT INTO ");
  write_table(out, what.prefix.empty() ? table.prefix : what.prefix, table.name);
  if (what.kind == write_kind::insert_query) return what.rows(out);
  if (what.sent == 0) return out.put(" DEFAULT VALUES");
  out.put(" (");
  write_names(out, table, what.sent);
  out.put(')');
  if (what.kind == write_kind::insert_all) return write_unnested_rows(out, table, what.sent, what.shared);
  out.put(" VALUES (");
  write_list(out, table, what.sent, ", ", [&](field const& one) { write_parameter(out, one); });
  out.put(')');
}

// Behind a condition on the key, or by themselves.
inline void write_matched(sql_writer& out, table_view const& table, table_write const& what, std::string_view word) {
  for (std::size_t i = 0; i < table.fields.size(); ++i) {
    if (!contains(what.matched | what.matched_null, i)) continue;
    out.put(word);
    word = " AND ";
    out.name(table.fields[i].column);
    if (contains(what.matched_null, i)) {
      out.put(" IS NULL");
    } else {
      out.put(" = ");
      write_parameter(out, table.fields[i]);
    }
  }
}

/// ` AND NOT ("id" = $3)`
inline void write_other_key(sql_writer& out, std::span<field const> fields) {
  std::string_view word = " AND NOT (";
  for (field const& one : fields) {
    if (!one.is_key) continue;
    out.put(word);
    word = " AND ";
    out.name(one.column);
    out.put(" = ");
    write_parameter(out, one);
  }
  out.put(')');
}

/// Writes the statement; parameters in the order of the text.
[[gnu::noinline]] inline void write_table_write(sql_writer& out, table_view const& table, table_write const& what) {
  std::string_view const prefix = what.prefix.empty() ? table.prefix : what.prefix;
  switch (what.kind) {
    case write_kind::update:
      out.put("UPDATE ");
      write_table(out, prefix, table.name);
      out.put(" SET ");
      write_list(out, table, what.sent, ", ", [&](field const& one) {
        out.name(one.column);
        out.put(" = ");
        write_parameter(out, one);
      });
      write_where_key(out, table.fields);
      write_matched(out, table, what, " AND ");
      break;
    case write_kind::delete_:
      out.put("DELETE FROM ");
      write_table(out, prefix, table.name);
      write_where_key(out, table.fields);
      write_matched(out, table, what, " AND ");
      break;
    case write_kind::find_equal:
      out.put("SELECT EXISTS (SELECT FROM ");
      write_table(out, prefix, table.name);
      write_matched(out, table, what, " WHERE ");
      if (what.other_key) write_other_key(out, table.fields);
      return out.put(')');
    default: write_inserted(out, table, what); write_conflict(out, table, what.conflict);
  }
  if (what.returned == 0) return;
  out.put(" RETURNING ");
  write_names(out, table, what.returned);
}

/// What the renderer of a `rendered_statement` is handed.
struct write_content {
  table_view table;
  table_write const* what;

  static void write(sql_writer& out) {
    auto const& content = *static_cast<write_content const*>(out.next_content());
    write_table_write(out, content.table, *content.what);
  }
  static void write_columns_of(sql_writer& out) {
    auto const& content = *static_cast<write_content const*>(out.next_content());
    out.put("SELECT ");
    write_columns(out, content.table.fields, {});
    out.put(" FROM ");
    write_table(out, content.what->prefix.empty() ? content.table.prefix : content.what->prefix, content.table.name);
  }
};

/// The conditions of a query that were built at run time.
using query_contents = std::span<void const* const>;

/// A statement that writes some columns, with all that it borrows.
template <class = void>
class basic_write_statement {
 public:
  basic_write_statement(table_view const& table, table_write const& asked, query_contents contents = {})
      : what(asked),
        columns_(rendered({table, &what}, &write_content::write_columns_of, {})),
        target_{.columns = columns_.text().c_str(),
                .table = table.name,
                .fields = table.fields,
                .order = asked.kind == write_kind::insert_query || asked.shared != 0 ? sent_order::by_query
                                                                                     : sent_order::by_set,
                .sent = asked.sent,
                .matched = asked.matched,
                .has_condition = asked.kind == write_kind::update || asked.kind == write_kind::delete_},
        text_(rendered({table, &what}, &write_content::write, contents)),
        which(text_.text().c_str(), text_.types(), text_.formats(), text_.count(),
              asked.kind == write_kind::delete_ || asked.kind == write_kind::find_equal ? nullptr : &target_) {}
  basic_write_statement(basic_write_statement const&) = delete;
  basic_write_statement& operator=(basic_write_statement const&) = delete;

  table_write const what;

 private:
  static rendered_statement rendered(write_content const& content, write_function write, query_contents contents) {
    std::vector<void const*> all{&content};
    all.insert(all.end(), contents.begin(), contents.end());
    return rendered_statement(write, content.what->shape, all.data());
  }

  rendered_statement columns_;
  write_target target_;
  rendered_statement text_;

 public:
  statement which;
  basic_write_statement* next = nullptr;
};
using write_statement_text = basic_write_statement<>;

/// The statements of one table that write some of its columns, as they were met. For the life of the program, because
/// connections hold their addresses.
template <class = void>
class basic_write_cache {
 public:
  static constexpr std::size_t most = 512;  ///< statements that are kept

  constexpr basic_write_cache() = default;

  /// The statement; `room` holds it if there are too many to keep another one, or if its text depends on `contents`.
  /// Threads: any; two that ask for a new one at once may both have theirs kept.
  statement const& find(table_view const& table, table_write const& what, std::unique_ptr<write_statement_text>& room,
                        query_contents contents = {}) {
    if (!contents.empty()) return once(std::make_unique<write_statement_text>(table, what, contents), room);
    std::atomic<write_statement_text*>& bucket = buckets_[hash(what) % bucket_count];
    for (auto* one = bucket.load(std::memory_order_acquire); one != nullptr; one = one->next)
      if (one->what == what) return one->which;
    return add(bucket, table, what, room);
  }

 private:
  static constexpr std::size_t bucket_count = 16;

  static std::size_t hash(table_write const& what) {
    field_set const mixed = (what.sent * 0x9e3779b97f4a7c15u) ^ (what.returned * 0xc2b2ae3d27d4eb4fu)
                          ^ (static_cast<field_set>(what.kind) << 60);
    return static_cast<std::size_t>(mixed >> 56);
  }

  [[gnu::noinline, gnu::cold]] static statement const& once(std::unique_ptr<write_statement_text> fresh,
                                                            std::unique_ptr<write_statement_text>& room) {
    room = std::move(fresh);
    room->which.number.store(once_number, std::memory_order_relaxed);
    return room->which;
  }

  [[gnu::noinline, gnu::cold]] statement const& add(std::atomic<write_statement_text*>& bucket, table_view const& table,
                                                    table_write const& what,
                                                    std::unique_ptr<write_statement_text>& room) {
    auto fresh = std::make_unique<write_statement_text>(table, what);
    if (size_.fetch_add(1, std::memory_order_relaxed) >= most) {
      size_.fetch_sub(1, std::memory_order_relaxed);
      return once(std::move(fresh), room);
    }
    fresh->next = bucket.load(std::memory_order_acquire);
    while (
        !bucket.compare_exchange_weak(fresh->next, fresh.get(), std::memory_order_acq_rel, std::memory_order_acquire)) {
    }
    return fresh.release()->which;
  }

  std::atomic<write_statement_text*> buckets_[bucket_count]{};
  std::atomic<std::size_t> size_{0};
};

using write_cache = basic_write_cache<>;

template <class T>
inline constinit write_cache writes_of{};

}  // namespace recto::detail
