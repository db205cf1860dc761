// SPDX-License-Identifier: BSL-1.0
// The compile-time rules of schemas, by name. Each is the first argument of `failed<...>`, has an entry in
// docs/diagnostics.md and a program under tests/reject/.
// Layer 3.
#pragma once

namespace recto {

struct no_schema;               ///< <struct>: it has no schema()
struct no_table_name;           ///< <struct>: schema() does not say table("...")
struct not_a_column_type;       ///< <struct, field>: its type has no recto::type
struct embed_without_json;      ///< <struct, field>: an embedded struct, and recto/types/json.hpp is not included
struct option_of_other_struct;  ///< <struct>: an option names a member of another struct
struct no_timestamp_fields;     ///< <struct>: timestamps without inserted_at or updated_at
struct no_primary_key;          ///< <struct>: the operation needs a primary key
struct not_an_association;      ///< <struct, field>: an association was asked for, and this is a plain field
struct no_association_key;      ///< <struct, association, struct>: the last one has no field that could be the key
struct association_key_types;   ///< <struct, association, struct>: the key and what it leads to differ in type
struct through_broken;  ///< <struct, association>: the associations that it leads through are no path to its struct
struct through_is_read_only;  ///< <struct, association>: what leads through others is written through them
struct no_join_table;         ///< <struct, association>: a many_to_many whose join table nobody names

}  // namespace recto
