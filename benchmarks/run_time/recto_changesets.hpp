// SPDX-License-Identifier: BSL-1.0
// Writes by changesets, in a translation unit of their own: what else a unit holds changes what the compiler inlines into
// the writes of structs, which are measured beside them.
#pragma once

#include "contender.hpp"

#include <recto/recto.hpp>

#include <cstdint>

namespace benchmark {

consteval auto Post::schema() { return recto::table("posts"); }
consteval auto Draft::schema() { return recto::table("drafts"); }

void insert_changeset(recto::repo& repo, Draft& draft);
void update(recto::repo& repo, Post const& post, std::int32_t view_count);
/// Casts and validates a form of 8 fields; is it valid?
bool cast_form(recto::params const& form);

}  // namespace benchmark
