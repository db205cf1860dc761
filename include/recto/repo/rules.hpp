// SPDX-License-Identifier: BSL-1.0
// The compile-time rules of writes, by name. Each is the first argument of `failed<...>`, has an entry in
// docs/diagnostics.md and a program under tests/reject/.
// Layer 7.
#pragma once

namespace recto {

struct inserted_row_without_names;  ///< <table>: the query's rows are no struct, so nothing says which column is which
struct inserted_field_unknown;      ///< <struct, field>: a field of the query's rows that the table's struct has not
struct inserted_field_type;         ///< <struct, field, its type, selected type>
struct inserted_field_null;         ///< <struct, field>: what is selected may be NULL, the field is not optional

}  // namespace recto
