// SPDX-License-Identifier: BSL-1.0
// What an everyday program needs of changesets: cast, change, validations, constraints, locks, errors. Headers of their own, to
// be included on purpose: changeset/format.hpp (regular expressions) and changeset/print.hpp (fmt).
// Layer 4.
#pragma once

#include <recto/changeset/association_constraints.hpp>
#include <recto/changeset/cast.hpp>
#include <recto/changeset/cast_embed.hpp>
#include <recto/changeset/change.hpp>
#include <recto/changeset/constraints.hpp>
#include <recto/changeset/debug_string.hpp>
#include <recto/changeset/errors.hpp>
#include <recto/changeset/optimistic_lock.hpp>
#include <recto/changeset/prepare_changes.hpp>
#include <recto/changeset/put_embed.hpp>
#include <recto/changeset/validate.hpp>
#include <recto/changeset/validate_agreement.hpp>
#include <recto/changeset/validate_choice.hpp>
#include <recto/changeset/validate_length.hpp>
#include <recto/changeset/validate_number.hpp>
