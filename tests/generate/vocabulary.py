# SPDX-License-Identifier: BSL-1.0
"""The tables of schema.hpp, and what an expression, a source and the place of an expression are to the generators."""

CPP = {"i16": "std::int16_t", "i32": "std::int32_t", "i64": "std::int64_t", "f32": "float", "f64": "double",
       "dec": "decimal", "bool": "bool", "text": "std::string", "date": "date", "ts": "utc_datetime",
       "naive": "naive_datetime", "time": "time_of_day", "span": "interval", "texts": "std::vector<std::string>",
       "ints": "std::vector<std::int32_t>", "json": "boost::json::value", "binding": "json<Binding>"}
SQL = {"i16": "int2", "i32": "int4", "i64": "int8", "f32": "float4", "f64": "float8", "dec": "numeric", "bool": "bool",
       "text": "text", "date": "date", "ts": "timestamptz", "naive": "timestamp", "time": "time", "span": "interval",
       "texts": "text[]", "ints": "int4[]", "json": "jsonb", "binding": "jsonb"}
TABLES = {
    "Author": ("authors", [("id", "i64", 0), ("name", "text", 0), ("nick", "text", 1), ("age", "i32", 0), ("level", "i16", 1),
                           ("rating", "f64", 0), ("weight", "f32", 1), ("fee", "dec", 0), ("active", "bool", 0),
                           ("born", "date", 0), ("joined", "ts", 0), ("seen", "naive", 1), ("tags", "texts", 0)], ["id"]),
    "Book": ("books", [("id", "i64", 0), ("author_id", "i64", 0), ("editor_id", "i64", 1), ("title", "text", 0),
                       ("subtitle", "text", 1), ("pages", "i32", 0), ("price", "dec", 1), ("sold", "i64", 0),
                       ("printed", "bool", 1), ("on_sale", "date", 1), ("added", "ts", 0), ("length", "span", 0),
                       ("meta", "json", 0), ("binding", "binding", 0), ("codes", "ints", 0)], ["id"]),
    "Review": ("reviews", [("id", "i64", 0), ("book_id", "i64", 0), ("author_id", "i64", 1), ("stars", "i16", 0),
                           ("body", "text", 0), ("score", "f64", 1), ("factor", "f32", 0), ("at", "naive", 0),
                           ("hour", "time", 0), ("pause", "span", 1), ("marks", "texts", 1), ("extra", "json", 1)], ["id"]),
    "Shelf": ("shelves", [("room", "i32", 0), ("number", "i32", 0), ("label", "text", 0), ("book_id", "i64", 1)],
              ["room", "number"]),
    "Node": ("nodes", [("id", "i32", 0), ("parent_id", "i32", 1), ("name", "text", 0)], ["id"]),
}
WORDS = ["a", "Red", "o", "100%", "_", "it's", "n1", "sub2", "", "cat"]
NUMERIC = ["i16", "i32", "i64", "f32", "f64", "dec"]
EXACT = ["i16", "i32", "i64", "dec"]
SCALAR = ["i16", "i32", "i64", "f32", "f64", "dec", "bool", "text", "date", "ts", "naive", "time", "span", "texts", "ints", "json"]


class Expression:
    def __init__(self, cpp, sql, kind, null=True, is_column=False, binds=True):
        self.cpp, self.sql, self.kind, self.null, self.is_column, self.binds = cpp, sql, kind, null, is_column, binds


class Source:
    """A source of a query: how its columns are written, and whether it may be missing behind an outer join."""

    def __init__(self, name, columns, prefix, key, cpp, sql, struct=None):
        self.name, self.columns, self.prefix, self.key, self.cpp, self.sql, self.struct = \
            name, columns, prefix, key, cpp, sql, struct
        self.null = False
        self.takes_type = None

    def column(self, field, kind, null):
        cpp = self.prefix.replace("@", field).replace("#", CPP[kind] if not null else f"std::optional<{CPP[kind]}>")
        return Expression(cpp, f'"{self.name}"."{field}"', kind, null or self.null, True, False)

    def all(self):
        return [self.column(*each) for each in self.columns]

    def keys(self):
        return [self.column(*each) for each in self.columns if each[0] in self.key]


class Context:
    """Where an expression stands: what it sees, and whether it may aggregate."""

    def __init__(self, sources, outer=(), names=()):
        self.sources, self.outer, self.names = list(sources), list(outer), set(names)
        self.grouped = None  # the terms that the query groups by
        self.windows = False
        self.nesting = 0

    def copy(self, **changes):
        new = Context(self.sources, self.outer, self.names)
        new.names = self.names  # shared: a name is used once in a statement
        new.grouped, new.windows, new.nesting = self.grouped, self.windows, self.nesting
        for key, value in changes.items():
            setattr(new, key, value)
        return new
