// SPDX-License-Identifier: BSL-1.0
// What an everyday program needs: schemas, changesets, queries, and a repo on PostgreSQL. Heavy or rare parts are headers
// of their own: types/decimal.hpp, types/json.hpp, changeset/format.hpp.
#pragma once

#include <recto/changeset/changesets.hpp>
#include <recto/pg/connection.hpp>
#include <recto/query/clauses.hpp>
#include <recto/query/functions.hpp>
#include <recto/repo/cast_assoc.hpp>
#include <recto/repo/put_assoc.hpp>
#include <recto/repo/repo.hpp>
#include <recto/repo/unique.hpp>
#include <recto/schema/table.hpp>
#include <recto/sql/association.hpp>
#include <recto/sql/choice.hpp>
#include <recto/sql/clauses.hpp>
#include <recto/sql/fragment_source.hpp>
#include <recto/sql/functions.hpp>
#include <recto/sql/text.hpp>
#include <recto/types/basic.hpp>

namespace recto {

/// A repo on PostgreSQL through libpq.
using repo = basic_repo<pg::connection>;

}  // namespace recto
