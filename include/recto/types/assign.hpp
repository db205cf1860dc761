// SPDX-License-Identifier: BSL-1.0
// Into which column types may a value be written? PostgreSQL's assignment casts take more than is safe: a double goes
// into a numeric or an integer column and is rounded on the way (manual, "CREATE CAST"). Here is what loses nothing.
// Layer 2.
#pragma once

#include <recto/types/text.hpp>
#include <recto/types/type.hpp>

namespace recto::detail {

struct oid_pair {
  oid from;
  oid to;
};

/// Casts that keep every value, or fail: none rounds, and none depends on a setting of the session.
inline constexpr oid_pair lossless_casts[] = {
    {21, 23},   {21, 20},     {23, 20},      // smallint, integer, bigint
    {21, 1700}, {23, 1700},   {20, 1700},    // numeric
    {21, 700},  {21, 701},    {23, 701},     // real and double precision hold 24 and 53 bits
    {700, 701}, {1082, 1114}, {1083, 1186},  // date as timestamp, time as interval
};

/// Array types and what they are arrays of (catalog pg_type).
inline constexpr oid_pair elements_of_arrays[] = {
    {1005, 21},   {1007, 23},   {1016, 20}, {1021, 700},  {1022, 701},  {1231, 1700}, {1009, 25},
    {1015, 1043}, {1014, 1042}, {1003, 19}, {1182, 1082}, {1115, 1114}, {1183, 1083}, {1187, 1186},
};

/// The element's type of a built-in array; 0 for what is none.
constexpr oid element_of_array(oid array) {
  for (oid_pair const& one : elements_of_arrays)
    if (one.from == array) return one.to;
  return 0;
}

/// Does a column of type `to` keep every value of type `from`, or refuse it? Arrays do as their elements.
constexpr bool keeps_values(oid from, oid to) {
  if (from == to || (from == 25 && is_text(to))) return true;
  for (oid_pair const& one : lossless_casts)
    if (one.from == from && one.to == to) return true;
  oid const inner = element_of_array(from);
  return inner != 0 && element_of_array(to) != 0 && keeps_values(inner, element_of_array(to));
}

/// May a `T` be written to a column of type `number`? To what may be read from, and to what loses nothing. Arrays of a
/// type that only the server numbers go to arrays of text too.
template <class T>
constexpr bool writes_column(oid number) {
  if (accepts_column<T>(number)) return true;
  constexpr oid own = sql_type_of<T>.number;
  return own == 0 ? number == 1009 || number == 1015 : keeps_values(own, number);
}

}  // namespace recto::detail
