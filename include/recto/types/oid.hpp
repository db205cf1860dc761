// SPDX-License-Identifier: BSL-1.0
// Names of PostgreSQL's built-in types by OID, for messages (catalog pg_type; PostgreSQL keeps these numbers for good).
// Layer 2.
#pragma once

#include <recto/types/type.hpp>

#include <string>
#include <string_view>

namespace recto::detail {

struct oid_name {
  oid number;
  std::string_view name;
};

inline constexpr oid_name oid_names[] = {
    {16, "boolean"},
    {17, "bytea"},
    {18, "\"char\""},
    {19, "name"},
    {20, "bigint"},
    {21, "smallint"},
    {23, "integer"},
    {25, "text"},
    {26, "oid"},
    {114, "json"},
    {142, "xml"},
    {700, "real"},
    {701, "double precision"},
    {705, "unknown"},
    {790, "money"},
    {869, "inet"},
    {650, "cidr"},
    {1000, "boolean[]"},
    {1001, "bytea[]"},
    {1003, "name[]"},
    {1005, "smallint[]"},
    {1007, "integer[]"},
    {1009, "text[]"},
    {1014, "character[]"},
    {1015, "character varying[]"},
    {1016, "bigint[]"},
    {1021, "real[]"},
    {1022, "double precision[]"},
    {1042, "character"},
    {1043, "character varying"},
    {1082, "date"},
    {1083, "time"},
    {1114, "timestamp"},
    {1115, "timestamp[]"},
    {1182, "date[]"},
    {1183, "time[]"},
    {1184, "timestamptz"},
    {1185, "timestamptz[]"},
    {1186, "interval"},
    {1187, "interval[]"},
    {1231, "numeric[]"},
    {1266, "time with time zone"},
    {1560, "bit"},
    {1562, "bit varying"},
    {1700, "numeric"},
    {2249, "record"},
    {2278, "void"},
    {2950, "uuid"},
    {2951, "uuid[]"},
    {3802, "jsonb"},
    {3807, "jsonb[]"},
};

/// `integer`, or `the type with OID 16401` for one that is not built in.
inline std::string name_of_oid(oid number) {
  for (oid_name const& one : oid_names)
    if (one.number == number) return std::string(one.name);
  return "the type with OID " + std::to_string(number);
}

}  // namespace recto::detail
