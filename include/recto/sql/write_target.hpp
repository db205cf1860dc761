// SPDX-License-Identifier: BSL-1.0
// What a statement of a struct writes: which table's columns, from which fields. A connection compares their types before
// the first use of such a statement, because the server would convert what does not fit (types/assign.hpp).
// Layer 5.
#pragma once

#include <recto/base/error.hpp>
#include <recto/schema/field.hpp>
#include <recto/types/oid.hpp>

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace recto::detail {

/// Which fields are sent, in what order: all, all but a generated key, or the changed ones and then the key; the ones of a
/// set, then the key, then those that are only compared; or what a query says, whose parameters are not one for each field.
enum class sent_order : unsigned char { with_key, without_key, key_last, by_set, by_query };

/// A constant for each kind of write of a struct.
struct write_target {
  char const* columns = "";  ///< `SELECT "id", "title" FROM "posts"`, every field's in `fields`: described, never run
  std::string_view table{};
  std::span<field const> fields{};
  sent_order order = sent_order::with_key;
  std::uint64_t sent = 0;      ///< by_set: the fields that are sent
  std::uint64_t matched = 0;   ///< by_set: the fields that are compared, after the key
  bool has_condition = false;  ///< by_set: are the key and `matched` sent too?
};

/// The field that is sent as parameter `index`, counted from 0; null if there are not so many.
[[gnu::noinline, gnu::cold]] inline field const* field_of_parameter(write_target const& target, std::size_t index) {
  if (target.order == sent_order::by_query) return nullptr;
  if (target.order == sent_order::by_set) {
    for (int pass = 0; pass < (target.has_condition ? 3 : 1); ++pass)
      for (std::size_t i = 0; i < target.fields.size(); ++i) {
        bool const in_pass =
            pass == 1 ? target.fields[i].is_key : ((pass == 0 ? target.sent : target.matched) >> i & 1) != 0;
        if (in_pass && index-- == 0) return &target.fields[i];
      }
    return nullptr;
  }
  bool const key_last = target.order == sent_order::key_last;
  for (bool const keys : {false, true}) {
    for (field const& one : target.fields) {
      if (!one.is_stored) continue;
      if (key_last ? one.is_key != keys : keys) continue;
      if (target.order == sent_order::without_key && one.is_generated) continue;
      if (index-- == 0) return &one;
    }
  }
  return nullptr;
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_wrong_target(write_target const& target, field const& one,
                                                                      oid found, char const* sql) {
  throw error(error_fields{.kind = error_kind::type_mismatch,
                           .message = "column \"" + std::string(one.column) + "\" of \"" + std::string(target.table)
                                    + "\" has type " + name_of_oid(found) + ", but field " + std::string(one.name)
                                    + " is written as " + std::string(one.type.name),
                           .hint = "give the field the column's type, or migrate the column; nothing was written",
                           .table = std::string(target.table),
                           .column = std::string(one.column),
                           .sql = sql});
}

/// Compares the fields with the columns that `described` has, one for each stored field. Errors: `type_mismatch`.
template <class Result>
[[gnu::noinline, gnu::cold]] void check_target(write_target const& target, Result const& described, char const* sql) {
  int column = 0;
  for (field const& one : target.fields) {
    if (!one.is_stored) continue;
    oid const found = described.column_type(column++);
    if (!one.writes(found)) throw_wrong_target(target, one, found, sql);
  }
}

}  // namespace recto::detail
