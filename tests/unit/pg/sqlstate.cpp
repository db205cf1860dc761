// SPDX-License-Identifier: BSL-1.0
#include <recto/pg/sqlstate.hpp>
#include <support/test.hpp>

using recto::error_kind;
using recto::pg::sqlstate::kind_of;

static_assert(kind_of("23505") == error_kind::constraint);
static_assert(kind_of("23502") == error_kind::constraint);
static_assert(kind_of("23P01") == error_kind::constraint);
static_assert(kind_of("44000") == error_kind::constraint);
static_assert(kind_of("22P02") == error_kind::invalid_value);
static_assert(kind_of("22003") == error_kind::invalid_value);
static_assert(kind_of("57014") == error_kind::timeout);
static_assert(kind_of("08006") == error_kind::connection);
static_assert(kind_of("57P01") == error_kind::connection);
static_assert(kind_of("57P03") == error_kind::connection);
static_assert(kind_of("57P05") == error_kind::connection);
static_assert(kind_of("25P03") == error_kind::connection);
static_assert(kind_of("42P01") == error_kind::query);
static_assert(kind_of("0A000") == error_kind::query);
static_assert(kind_of("40001") == error_kind::query);
static_assert(kind_of("55P03") == error_kind::query);
static_assert(kind_of("") == error_kind::query);

TEST_CASE("a class is not mistaken for a code of another class") {
  CHECK(kind_of("42230") == error_kind::query);
  CHECK(kind_of("57000") == error_kind::query);
}
