#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Writes a translation unit for the compile-time benchmark to standard output.

    generate.py recto|raw umbrella        the includes alone
    generate.py recto|raw own COUNT       COUNT distinct queries, each with a result struct of its own of 4 or 5 columns
    generate.py recto|raw known COUNT     COUNT distinct queries that all return the same struct of 12 columns
    generate.py recto|raw fields COUNT    one struct of COUNT fields with get, insert and all
    generate.py recto joins COUNT         four queries, each on a struct of its own, with COUNT joins
    generate.py recto conditions COUNT    the same with COUNT conditions
    generate.py recto columns COUNT       the same with COUNT selected columns
    generate.py recto shapes COUNT        the same with COUNT conditions that may be left out

A query filters by two parameters, orders, limits, is executed and decoded into a vector of structs. `raw` is the same by
hand on libpq, with the helper functions that a program of this kind would have, prepared and in binary.
"""

import sys

# name, C++ type, SQL type, whether the column can be NULL
COLUMNS = [
    ("id", "std::int64_t", "bigint", False),
    ("name", "std::string", "text", False),
    ("price", "double", "double precision", False),
    ("quantity", "std::int32_t", "integer", False),
    ("active", "bool", "boolean", False),
    ("note", "std::string", "text", True),
    ("rating", "double", "double precision", True),
    ("made_at", "time_point", "timestamptz", False),
    ("owner_id", "std::int64_t", "bigint", False),
    ("title", "std::string", "text", False),
    ("position", "std::int32_t", "integer", False),
    ("sold_at", "time_point", "timestamptz", True),
]
OPERATORS = [("==", "="), (">", ">"), ("<", "<"), ("!=", "<>"), (">=", ">="), ("<=", "<=")]
WIDTHS = {"std::int64_t": 8, "double": 8, "std::int32_t": 4, "bool": 1, "time_point": 8}


def cpp_type(column):
    return f"std::optional<{column[1]}>" if column[3] else column[1]


def parameter_type(column):
    return "std::string const&" if column[1] == "std::string" else column[1]


def declaration(name, columns, schema=""):
    fields = "".join(f"  {cpp_type(column)} {column[0]}{{}};\n" for column in columns)
    return f"struct {name} {{\n{fields}{schema}}};\n"


def query(i):
    """The i-th query: what it selects, its two conditions and its order. No two have the same text."""
    n = len(COLUMNS)
    first = i % n
    second = (first + 1 + i // n % (n - 1)) % n
    left, right = OPERATORS[i % 5], OPERATORS[(i // 3) % 6]
    if COLUMNS[first][1] == "bool":
        left = OPERATORS[0]
    if COLUMNS[second][1] == "bool":
        right = OPERATORS[3]
    picked = [COLUMNS[(i * 5 + step * (1 + i // n % 2 * 4)) % n] for step in range(4 + i % 2)]
    return picked, (COLUMNS[first], left), (COLUMNS[second], right), COLUMNS[(i * 7 + 3) % n]


# --- recto ------------------------------------------------------------------------------------------------------------

RECTO_HEAD = """#include <recto/recto.hpp>
"""

RECTO_NAMES = """
using recto::col, recto::limit;
using time_point = recto::utc_datetime;

"""


def recto_table(name, columns, table):
    return declaration(name, columns,
                       f'\n  static consteval auto schema() {{ return recto::table("{table}"); }}\n')


def recto_query(i, own):
    picked, (first, left), (second, right), order = query(i)
    row = f"Row{i}" if own else "Item"
    select = ""
    if own:
        select = f"\n      | select_into<{row}>(" + ", ".join(f"col<&Item::{column[0]}>" for column in picked) + ")"
    return (
        f"std::vector<{row}> query{i}(recto::repo& repo, {parameter_type(first)} first, {parameter_type(second)} second) {{\n"
        f"  return repo.all(recto::from<Item> | where(col<&Item::{first[0]}> {left[0]} first && "
        f"col<&Item::{second[0]}> {right[0]} second)\n"
        f"      | order_by(asc(col<&Item::{order[0]}>)) | limit({10 + i}){select});\n}}\n\n")


GROWING = ("joins", "conditions", "columns", "shapes")


def joined(i, count):
    """Each join is of the same struct under another name, and brings its neighbour's."""
    names = [f'recto::alias<Item{i}, "join{step}">' for step in range(count)]
    columns = [f"col<&Item{i}::owner_id>"] + [f"{name}.col<&Item{i}::owner_id>" for name in names]
    kinds = ("join", "left_join")
    return "".join(f"\n      | {kinds[step % 2]}({name}, {name}.col<&Item{i}::id> == {columns[step]})"
                   for step, name in enumerate(names))


def condition(i, step):
    name, kind, _, _ = COLUMNS[(i + step) % len(COLUMNS)]
    operator = "==" if kind == "bool" else OPERATORS[(i + step // len(COLUMNS)) % len(OPERATORS)][0]
    return f"col<&Item{i}::{name}> {operator} item.{name}" if not COLUMNS[(i + step) % len(COLUMNS)][3] else \
        f"is_not_null(col<&Item{i}::{name}>)"


def recto_growing(kind, count):
    """Four queries, so that what is measured stands out; each on its own struct, so that they share nothing."""
    out = [RECTO_HEAD, RECTO_NAMES]
    for i in range(4):
        columns = wide_columns(60) if kind == "columns" else COLUMNS
        out.append(recto_table(f"Item{i}", columns, f"items{i}"))
        row, select = "std::int64_t", f"select(col<&Item{i}::id>)"
        if kind == "columns":
            row = f"Row{i}"
            out.append(declaration(row, columns[:count]))
            select = f"select_into<{row}>(" + ", ".join(f"col<&Item{i}::{column[0]}>" for column in columns[:count]) + ")"
        stages = {"joins": joined(i, count), "columns": "",
                  "conditions": "\n      | where(" + "\n              && ".join(condition(i, step) for step in range(count)) + ")",
                  "shapes": "".join(f"\n      | where_if(flags[{step}], {condition(i, step)})" for step in range(count))}[kind]
        out.append(f"\nstd::vector<{row}> query{i}(recto::repo& repo, [[maybe_unused]] Item{i} const& item,\n"
                   f"    [[maybe_unused]] bool const* flags) {{\n  return repo.all(recto::from<Item{i}>{stages}\n      | {select});\n}}\n\n")
    return "".join(out)


def recto(kind, count):
    if kind == "umbrella":
        return RECTO_HEAD
    if kind in GROWING:
        return recto_growing(kind, count)
    out = [RECTO_HEAD, RECTO_NAMES]
    if kind == "fields":
        out.append(recto_table("Wide", wide_columns(count), "wide"))
        out.append("""
std::optional<Wide> read_one(recto::repo& repo, std::int64_t id) { return repo.get<Wide>(id); }
Wide write(recto::repo& repo, Wide&& wide) { return repo.insert(std::move(wide)); }
std::vector<Wide> read_all(recto::repo& repo) { return repo.all(recto::from<Wide>); }
""")
        return "".join(out)
    out.append(recto_table("Item", COLUMNS, "items"))
    for i in range(count):
        if kind == "own":
            out.append(declaration(f"Row{i}", query(i)[0]))
        out.append(recto_query(i, kind == "own"))
    return "".join(out)


# --- by hand on libpq -------------------------------------------------------------------------------------------------

RAW_HEAD = """#include <libpq-fe.h>

#include <bit>
#include <chrono>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <stdexcept>
#include <string>
#include <vector>
"""

RAW_NAMES = """
using time_point = std::chrono::sys_time<std::chrono::microseconds>;

struct clear_result {
  void operator()(PGresult* result) const { PQclear(result); }
};
using result = std::unique_ptr<PGresult, clear_result>;

inline std::uint64_t swapped(std::uint64_t value) { return __builtin_bswap64(value); }
inline std::uint32_t swapped(std::uint32_t value) { return __builtin_bswap32(value); }
inline constexpr std::chrono::seconds epoch{946'684'800};

inline std::uint64_t wire(std::int64_t value) { return swapped(static_cast<std::uint64_t>(value)); }
inline std::uint32_t wire(std::int32_t value) { return swapped(static_cast<std::uint32_t>(value)); }
inline std::uint64_t wire(double value) { return swapped(std::bit_cast<std::uint64_t>(value)); }
inline std::uint64_t wire(time_point value) { return wire((value.time_since_epoch() - epoch).count()); }
inline char wire(bool value) { return value ? 1 : 0; }

inline void read(PGresult const* rows, int row, int column, std::int64_t& value) {
  std::uint64_t bytes;
  std::memcpy(&bytes, PQgetvalue(rows, row, column), sizeof bytes);
  value = static_cast<std::int64_t>(swapped(bytes));
}
inline void read(PGresult const* rows, int row, int column, std::int32_t& value) {
  std::uint32_t bytes;
  std::memcpy(&bytes, PQgetvalue(rows, row, column), sizeof bytes);
  value = static_cast<std::int32_t>(swapped(bytes));
}
inline void read(PGresult const* rows, int row, int column, double& value) {
  std::int64_t bits;
  read(rows, row, column, bits);
  value = std::bit_cast<double>(bits);
}
inline void read(PGresult const* rows, int row, int column, time_point& value) {
  std::int64_t count;
  read(rows, row, column, count);
  value = time_point{std::chrono::microseconds{count} + epoch};
}
inline void read(PGresult const* rows, int row, int column, bool& value) { value = *PQgetvalue(rows, row, column) != 0; }
inline void read(PGresult const* rows, int row, int column, std::string& value) {
  value.assign(PQgetvalue(rows, row, column), static_cast<std::size_t>(PQgetlength(rows, row, column)));
}
template <class Value>
void read(PGresult const* rows, int row, int column, std::optional<Value>& value) {
  if (!PQgetisnull(rows, row, column)) read(rows, row, column, value.emplace());
}

inline void check(PGconn* connection, result const& done, ExecStatusType expected) {
  if (PQresultStatus(done.get()) != expected) throw std::runtime_error(PQerrorMessage(connection));
}

inline result execute(PGconn* connection, bool& prepared, char const* name, char const* sql, int count,
                      char const* const* values, int const* lengths, int const* formats) {
  if (!prepared) {
    check(connection, result{PQprepare(connection, name, sql, 0, nullptr)}, PGRES_COMMAND_OK);
    prepared = true;
  }
  result rows{PQexecPrepared(connection, name, count, values, lengths, formats, 1)};
  check(connection, rows, PGRES_TUPLES_OK);
  return rows;
}

"""


def raw_parameter(name, column, expression):
    """Statements before the arrays, the value's pointer and its length."""
    kind = column[1]
    if kind == "std::string":
        if column[3]:
            return "", f"{expression} ? {expression}->data() : nullptr", f"{expression} ? static_cast<int>({expression}->size()) : 0"
        return "", f"{expression}.data()", f"static_cast<int>({expression}.size())"
    if column[3]:
        return (f"  auto const {name} = wire({expression}.value_or({kind}{{}}));\n",
                f"{expression} ? reinterpret_cast<char const*>(&{name}) : nullptr", f"{WIDTHS[kind]}")
    return f"  auto const {name} = wire({expression});\n", f"reinterpret_cast<char const*>(&{name})", f"{WIDTHS[kind]}"


def raw_execute(name, sql, parameters):
    before = "".join(parameter[0] for parameter in parameters)
    if not parameters:
        arrays, names = "", "nullptr, nullptr, nullptr"
    else:
        arrays = (f"  char const* const values[] = {{{', '.join(p[1] for p in parameters)}}};\n"
                  f"  int const lengths[] = {{{', '.join(p[2] for p in parameters)}}};\n"
                  f"  int const formats[] = {{{', '.join('1' for _ in parameters)}}};\n")
        names = "values, lengths, formats"
    return (f'{before}{arrays}  static bool prepared = false;\n'
            f'  result const rows = execute(connection, prepared, "{name}",\n      "{sql}", {len(parameters)}, {names});\n')


def raw_decode(row, columns, indent="    "):
    return "".join(f"{indent}read(rows.get(), i, {index}, {row}.{column[0]});\n" for index, column in enumerate(columns))


def raw_rows(row, columns):
    # The sized constructor: growing a vector of yet another struct costs the compiler twice as much as all the rest.
    return (f"  int const count = PQntuples(rows.get());\n  std::vector<{row}> all(static_cast<std::size_t>(count));\n"
            f"  for (int i = 0; i < count; ++i) {{\n    {row}& one = all[static_cast<std::size_t>(i)];\n"
            f"{raw_decode('one', columns)}  }}\n  return all;\n}}\n\n")


def names_of(columns):
    return ", ".join(column[0] for column in columns)


def raw_query(i, own):
    picked, (first, left), (second, right), order = query(i)
    row, columns = (f"Row{i}", picked) if own else ("Item", COLUMNS)
    sql = (f"select {names_of(columns)} from items where {first[0]} {left[1]} $1 and {second[0]} {right[1]} $2"
           f" order by {order[0]} limit $3")
    plain = [(column[0], column[1], column[2], False) for column in (first, second)]
    parameters = [raw_parameter("first_wire", plain[0], "first"), raw_parameter("second_wire", plain[1], "second"),
                  raw_parameter("limit_wire", COLUMNS[0], f"std::int64_t{{{10 + i}}}")]
    return (f"std::vector<{row}> query{i}(PGconn* connection, {parameter_type(first)} first, {parameter_type(second)} second) {{\n"
            + raw_execute(f"query{i}", sql, parameters) + raw_rows(row, columns))


def raw(kind, count):
    if kind == "umbrella":
        return RAW_HEAD
    out = [RAW_HEAD, RAW_NAMES]
    if kind == "fields":
        columns = wide_columns(count)
        out.append(declaration("Wide", columns) + "\n")
        out.append("std::optional<Wide> read_one(PGconn* connection, std::int64_t id) {\n"
                   + raw_execute("read_one", f"select {names_of(columns)} from wide where id = $1",
                                 [raw_parameter("id_wire", columns[0], "id")])
                   + "  std::optional<Wide> wide;\n  if (PQntuples(rows.get()) == 1) {\n    int const i = 0;\n"
                   + "    Wide& one = wide.emplace();\n" + raw_decode("one", columns) + "  }\n  return wide;\n}\n\n")
        written = columns[1:]
        out.append("Wide write(PGconn* connection, Wide&& wide) {\n"
                   + raw_execute("write", f"insert into wide ({names_of(written)}) values ("
                                 + ", ".join(f"${index + 1}" for index in range(len(written))) + ") returning id",
                                 [raw_parameter(f"{column[0]}_wire", column, f"wide.{column[0]}") for column in written])
                   + "  read(rows.get(), 0, 0, wide.id);\n  return std::move(wide);\n}\n\n")
        out.append("std::vector<Wide> read_all(PGconn* connection) {\n"
                   + raw_execute("read_all", f"select {names_of(columns)} from wide", []) + raw_rows("Wide", columns))
        return "".join(out)
    out.append(declaration("Item", COLUMNS) + "\n")
    for i in range(count):
        if kind == "own":
            out.append(declaration(f"Row{i}", query(i)[0]) + "\n")
        out.append(raw_query(i, kind == "own"))
    return "".join(out)


def wide_columns(count):
    """`id` first, then the other columns over and over."""
    columns = [COLUMNS[0]]
    for i in range(1, count):
        name, kind, sql, nullable = COLUMNS[1 + (i - 1) % (len(COLUMNS) - 1)]
        columns.append((f"{name}_{i}", kind, sql, nullable))
    return columns


def main():
    library, kind = sys.argv[1], sys.argv[2]
    count = int(sys.argv[3]) if len(sys.argv) > 3 else 0
    texts = {str(query(i)[1:]) for i in range(count)}
    assert kind in ("fields", *GROWING) or len(texts) == count, "two queries are alike"
    sys.stdout.write({"recto": recto, "raw": raw}[library](kind, count))


if __name__ == "__main__":
    main()
