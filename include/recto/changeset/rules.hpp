// SPDX-License-Identifier: BSL-1.0
// The compile-time rules of changesets, by name. Each is the first argument of `failed<...>`, has an entry in
// docs/diagnostics.md and a program under tests/reject/.
// Layer 4.
#pragma once

namespace recto {

struct field_of_other_struct;     ///< <struct, other struct, field>: the field is no member of the changeset's struct
struct not_castable;              ///< <struct, field>: its type cannot be made from outside input
struct value_does_not_fit;        ///< <struct, field>: the value is of another type, or would be narrowed
struct validator_does_not_apply;  ///< <struct, field, validator>: the validator says nothing about such a field
struct constraint_without_table;  ///< <struct>: a constraint's name follows from the table, and there is none
struct malformed_pattern;         ///< <pattern, place, what>: it is not a regular expression
struct unsupported_pattern;       ///< <pattern, place, what>: it is one, with something that recto's engine cannot do
struct not_an_embed;              ///< <struct, field>: it is neither an embeds_one nor an embeds_many
struct embed_function;            ///< <struct, field>: no function is there that casts the embedded struct
struct update_of_many;            ///< <struct, field>: on_replace::update is for an embeds_one

}  // namespace recto
