// SPDX-License-Identifier: BSL-1.0
// One field of a schema as a plain value, so that statements over all fields of a table are loops and not templates.
// Layer 3.
#pragma once

#include <recto/types/type.hpp>

#include <string_view>

namespace recto {

/// What becomes of an embedded or associated struct that gives way to another one, or to none. Ecto: `on_replace`.
enum class on_replace : unsigned char {
  raise,            ///< nothing: it is an error of the program, `misuse`
  mark_as_invalid,  ///< nothing: the field has the error "is invalid"
  update,           ///< of an `embeds_one` or `has_one`: what is there is updated, whatever key the params have
  delete_,          ///< it goes: out of the JSON, or the row is deleted (of a many_to_many: only from the join table)
  nilify            ///< of an association: the row stays, and its key becomes NULL
};

/// A field of a struct and the column that it is.
struct field {
  std::string_view name{};                    ///< in C++
  std::string_view column{};                  ///< in the database
  sql_type type{};                            ///< of the column; without a name if the field's type cannot be one
  bool (*writes)(oid column_type) = nullptr;  ///< may its values go to a column of that type?
  bool is_column_type = false;
  bool is_text_format = false;  ///< parameters of it travel as text (arrays of types that only the server numbers)
  bool is_array = false;
  bool is_nullable = false;  ///< std::optional
  bool is_association = false;
  bool is_embed = false;      ///< embeds_one or embeds_many
  bool is_stored = true;      ///< a column: neither virtual nor an association
  bool is_refused = false;    ///< its type cannot be a column, and it is not said to be none
  bool is_key = false;        ///< part of the primary key
  bool is_generated = false;  ///< left out of an INSERT while it equals its default, and read back
  bool is_read_back = false;  ///< read back after writes
  bool is_redacted = false;
  bool is_inserted_at = false;
  bool is_updated_at = false;
  recto::on_replace on_replace = recto::on_replace::raise;
};

}  // namespace recto
