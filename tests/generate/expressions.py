#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Random expressions that make sense, each as recto's C++ and as SQL: every operator in parentheses, literals in place of
parameters. well_typed.py makes queries of them.
"""
import random

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


class Generator:
    def __init__(self, seed):
        self.random = random.Random(seed)
        self.rules = {}
        for name in dir(self):
            if name.startswith("make_"):
                kind, *_ = name[5:].split("__")
                self.rules.setdefault(kind, []).append(getattr(self, name))
        self.structs, self.setup, self.number = [], [], 0

    # --- small things ---------------------------------------------------------------------------------------------

    def pick(self, some):
        return self.random.choice(list(some))

    def chance(self, percent):
        return self.random.random() * 100 < percent

    def fresh(self, letter):
        self.number += 1
        return f"{letter}{self.number}"

    def literal(self, kind):
        """A plain C++ value, and the same in SQL."""
        r = self.random
        whole = r.randint(0, 6)
        if kind == "i16":
            cpp, sql = f"std::int16_t{{{whole}}}", f"{whole}"
        elif kind == "i32":
            cpp, sql = f"{whole}", f"{whole}"
        elif kind == "i64":
            cpp, sql = self.pick([f"std::int64_t{{{whole}}}", f"{whole}L"]), f"{whole}"
        elif kind == "f32":
            cpp, sql = f"{whole}.5f", f"{whole}.5"
        elif kind == "f64":
            cpp, sql = f"{whole}.25", f"{whole}.25"
        elif kind == "dec":
            cpp, sql = f'decimal{{"{whole}.75"}}', f"{whole}.75"
        elif kind == "bool":
            cpp = sql = self.pick(["true", "false"])
        elif kind == "text":
            word = self.pick(WORDS)
            cpp = self.pick([f'"{word}"', f'std::string("{word}")'])
            sql = "'" + word.replace("'", "''") + "'"
        elif kind == "date":
            cpp, sql = f"date{{std::chrono::year{{2024}} / 2 / {whole + 20}}}", f"'2024-02-{whole + 20}'"
        elif kind == "ts":
            cpp = f"utc_datetime{{std::chrono::seconds{{1709300000 + {whole} * 3600}}}}"
            sql = f"to_timestamp({1709300000 + whole * 3600})"
        elif kind == "naive":
            cpp = f"naive_datetime{{std::chrono::seconds{{1709300000 + {whole} * 3600}}}}"
            sql = f"(to_timestamp({1709300000 + whole * 3600}) at time zone 'UTC')"
        elif kind == "time":
            cpp, sql = f"time_of_day{{std::chrono::hours{{{whole}}}}}", f"'0{whole}:00:00'"
        elif kind == "span":
            cpp = f"interval{{.months = {whole % 2}, .days = {whole}, .time = std::chrono::minutes{{30}}}}"
            sql = f"'{whole % 2} month {whole} days 30 minutes'"
        elif kind == "texts":
            cpp, sql = 'std::vector<std::string>{"a", "x"}', "'{a,x}'"
        elif kind == "ints":
            cpp, sql = f"std::vector<std::int32_t>{{{whole}, 2}}", f"'{{{whole},2}}'"
        else:
            cpp, sql = f'boost::json::value{{{{"a", {whole}}}}}', f"'{{\"a\": {whole}}}'"
        return cpp, f"({sql}::{SQL[kind]})"

    def plain(self, kind):
        cpp, sql = self.literal(kind)
        return Expression(cpp, sql, kind, False)

    def value(self, kind):
        if kind in ("i32", "bool", "text") and self.chance(15):
            cpp, sql = self.literal(kind)
            if "std::string" not in cpp:
                return Expression(f"constant<{cpp}>", sql, kind, False, binds=False)
        cpp, sql = self.literal(kind)
        return Expression(f"value({cpp})", sql, kind, False)

    def columns(self, here, kind=None):
        if here.grouped is not None:
            found = here.grouped
        else:
            found = [column for source in here.sources for column in source.all()]
            if self.chance(20):
                found = found + [column for source in here.outer for column in source.all()]
        return [column for column in found if column.kind == kind or kind is None]

    def leaf(self, kind, here):
        found = self.columns(here, kind)
        return self.pick(found) if found and self.chance(90) else self.value(kind)

    def expression(self, kind, depth, here):
        """Any expression of that kind."""
        if kind == "binding":
            return self.leaf(kind, here)
        if depth <= 0 or self.chance(15):
            return self.leaf(kind, here)
        if here.grouped is not None and self.chance(50):
            made = self.aggregate(kind, here)
            if made:
                return made
        for _ in range(20):
            made = self.pick(self.rules[kind])(depth - 1, here)
            if made is not None:
                return made
        return self.leaf(kind, here)

    def argument(self, kind, depth, here):
        """An expression or a plain value."""
        return self.plain(kind) if self.chance(45) else self.expression(kind, depth, here)

    def call(self, cpp, sql, kind, *arguments, null=None):
        if null is None:
            null = any(one.null for one in arguments)
        names = [one.cpp for one in arguments]
        texts = [one.sql for one in arguments]
        return Expression(cpp.format(*names), f"({sql.format(*texts)})", kind, null, False,
                          any(one.binds for one in arguments))

    def pair(self, kind, depth, here):
        """Two operands of a comparison, one of them an expression."""
        left = self.expression(kind, depth, here)
        right = self.argument(kind, depth, here)
        return (left, right) if self.chance(75) else (right, left)

    # --- conditions -----------------------------------------------------------------------------------------------

    COMPARISONS = [("==", "="), ("!=", "<>"), ("<", "<"), ("<=", "<="), (">", ">"), (">=", ">=")]

    def compared(self, left, right):
        cpp, sql = self.pick(self.COMPARISONS)
        return self.call(f"({{}} {cpp} {{}})", f"{{}} {sql} {{}}", "bool", left, right)

    def make_bool__compare(self, depth, here):
        return self.compared(*self.pair(self.pick(SCALAR), depth, here))

    def make_bool__compare_again(self, depth, here):
        return self.make_bool__compare(depth, here)

    def make_bool__compare_widths(self, depth, here):
        left, right = self.pick([(a, b) for a in EXACT for b in EXACT] + [("f32", "f64"), ("i16", "f32"), ("f64", "i32")])
        return self.compared(self.expression(left, depth, here), self.expression(right, depth, here))

    def make_bool__and(self, depth, here):
        op, word = self.pick([("&&", "AND"), ("||", "OR")])
        return self.call(f"({{}} {op} {{}})", f"{{}} {word} {{}}", "bool", self.expression("bool", depth, here),
                         self.expression("bool", depth, here))

    def make_bool__and_again(self, depth, here):
        return self.make_bool__and(depth, here)

    def make_bool__not(self, depth, here):
        return self.call("!{}", "NOT {}", "bool", self.expression("bool", depth, here))

    def make_bool__null(self, depth, here):
        found = [column for column in self.columns(here) if column.null and column.is_column]
        if not found:
            return None
        name, word = self.pick([("is_null", "IS NULL"), ("is_not_null", "IS NOT NULL")])
        return self.call(name + "({})", "{} " + word, "bool", self.pick(found), null=False)

    def make_bool__in(self, depth, here):
        kind = self.pick(["i16", "i32", "i64", "f64", "dec", "text", "date", "ts"])
        count = self.random.randint(0, 3)
        values = [self.plain(kind) for _ in range(count)]
        operand = self.expression(kind, depth, here)
        negated = self.chance(40)
        listed = ", ".join(one.cpp for one in values)
        text = ", ".join(one.sql for one in values)
        cpp = f"{'not_in' if negated else 'in'}({operand.cpp}, std::vector<{CPP[kind]}>{{{listed}}})"
        if values and kind not in ("text",) and self.chance(50):
            cpp = f"{'not_in' if negated else 'in'}({operand.cpp}, {{{listed}}})"
        if not values:
            return Expression(cpp, f"({'true' if negated else 'false'})", "bool", operand.null)
        return Expression(cpp, f"({operand.sql} {'NOT IN' if negated else 'IN'} ({text}))", "bool", operand.null)

    def make_bool__in_array(self, depth, here):
        kind, array = self.pick([("text", "texts"), ("i32", "ints")])
        name, word = self.pick([("in", "= ANY"), ("not_in", "<> ALL")])
        cast = f"::{SQL[array]}"
        one, many = self.expression(kind, depth, here), self.expression(array, depth, here)
        if self.chance(30):
            return self.call("contains_element({1}, {0})", "{} = ANY ({}" + cast + ")", "bool", one, many)
        return self.call(name + "({}, {})", "{} " + word + " ({}" + cast + ")", "bool", one, many)

    def make_bool__between(self, depth, here):
        kind = self.pick(["i16", "i32", "i64", "f64", "dec", "text", "date", "ts", "naive", "time"])
        return self.call("between({}, {}, {})", "{} BETWEEN {} AND {}", "bool", self.expression(kind, depth, here),
                         self.argument(kind, depth, here), self.argument(kind, depth, here))

    def make_bool__distinct(self, depth, here):
        kind = self.pick(SCALAR[:13])
        name, word = self.pick([("is_distinct_from", "IS DISTINCT FROM"), ("is_not_distinct_from", "IS NOT DISTINCT FROM")])
        left, right = self.expression(kind, depth, here), self.argument(kind, depth, here)
        if self.chance(20):
            return Expression(f"{name}({left.cpp}, std::nullopt)", f"({left.sql} {word} NULL::{SQL[kind]})", "bool", False)
        return self.call(name + "({}, {})", "{} " + word + " {}", "bool", left, right, null=False)

    def make_bool__rows(self, depth, here):
        kinds = [self.pick(["i32", "i64", "text", "date", "f64", "dec"]) for _ in range(self.random.randint(1, 3))]
        lefts = [self.expression(kind, depth, here) for kind in kinds]
        rights = [self.argument(kind, depth, here) for kind in kinds]
        op, word = self.pick(self.COMPARISONS)
        row = lambda side: ", ".join(one.cpp for one in side)
        text = lambda side: ", ".join(one.sql for one in side)
        return Expression(f"(row_value({row(lefts)}) {op} row_value({row(rights)}))",
                          f"(ROW({text(lefts)}) {word} ROW({text(rights)}))", "bool")

    def make_bool__like(self, depth, here):
        name, word = self.pick([("like", "LIKE"), ("ilike", "ILIKE")])
        return self.call(name + "({}, {})", "{} " + word + " {}", "bool", self.expression("text", depth, here),
                         self.argument("text", depth, here))

    def make_bool__part(self, depth, here):
        word = self.pick(WORDS)
        literal = "'" + word.replace("'", "''") + "'"
        name, text = self.pick([("starts_with", f"starts_with({{}}, {literal})"), ("contains", f"strpos({{}}, {literal}) > 0"),
                                ("ends_with", f"right({{0}}, {len(word)}) = {literal}")])
        if not word:
            name, text = "contains", "{} IS NOT NULL OR NULL"
        return self.call(f'{name}({{}}, "{word}")', text, "bool", self.expression("text", depth, here))

    def make_bool__arrays(self, depth, here):
        kind = self.pick(["texts", "ints"])
        name, word = self.pick([("array_contains", "@>"), ("array_overlaps", "&&")])
        return self.call(name + "({}, {})", "{} " + word + " {}", "bool", self.expression(kind, depth, here),
                         self.argument(kind, depth, here))

    def make_bool__json(self, depth, here):
        document = self.expression("json", depth, here)
        choice = self.random.randint(0, 3)
        if choice == 0:
            return self.call("json_has_key({}, {})", "{} ? {}", "bool", document, self.argument("text", depth, here))
        if choice == 1:
            return self.call('json_has_any_key({}, {{"a", "z"}})', "{} ?| array['a', 'z']", "bool", document)
        if choice == 2:
            return self.call('json_has_all_keys({}, {{"a", "b"}})', "{} ?& array['a', 'b']", "bool", document)
        return self.call("json_contains({}, {})", "{} @> {}", "bool", document, self.argument("json", depth, here))

    def make_bool__search(self, depth, here):
        name = self.pick(["plainto_tsquery", "phraseto_tsquery", "websearch_to_tsquery"])
        return self.call(f'matches(to_tsvector<"english">({{}}), {name}<"english">({{}}))',
                         f"to_tsvector('english', {{}}) @@ {name}('english', {{}})", "bool",
                         self.expression("text", depth, here), self.argument("text", depth, here))

    def make_bool__fragment(self, depth, here):
        kind = self.pick(["i32", "text"])
        return self.call('fragment<"? = ? OR ? IS NULL", bool>({}, {}, {})', "{} = {} OR {} IS NULL", "bool",
                         self.expression(kind, depth, here), self.expression(kind, depth, here),
                         self.expression("i64", depth, here))

    def make_bool__when(self, depth, here):
        """A condition that may not be there, beside one that is."""
        there = self.chance(50)
        sure, unsure = self.expression("bool", depth, here), self.expression("bool", depth, here)
        flag = "on" if there else "off"
        op, word = self.pick([("&&", "AND"), ("||", "OR")])
        no = self.pick(["", "!"])
        cpp = f"({sure.cpp} {op} {no}when({flag}, {unsure.cpp}))"
        if not there:
            return Expression(cpp, sure.sql, "bool")
        return Expression(cpp, f"({sure.sql} {word} {'NOT' if no else ''} {unsure.sql})", "bool")

    def make_bool__exists(self, depth, here):
        inner = self.inner(here, None)
        return inner and Expression(f"exists({inner.cpp})", f"(EXISTS ({inner.sql}))", "bool", False)

    def make_bool__in_query(self, depth, here):
        kind = self.pick(["i32", "i64", "text", "dec", "date"])
        inner = self.inner(here, kind)
        if not inner:
            return None
        operand = self.expression(kind, depth, here)
        name, word = self.pick([("in", "IN"), ("not_in", "NOT IN")])
        return Expression(f"{name}({operand.cpp}, {inner.cpp})", f"({operand.sql} {word} ({inner.sql}))", "bool")

    def make_bool__quantified(self, depth, here):
        kind = self.pick(["i32", "i64", "text", "dec", "date"])
        inner = self.inner(here, kind)
        if not inner:
            return None
        operand = self.expression(kind, depth, here)
        op, word = self.pick(self.COMPARISONS)
        name = self.pick(["any", "all"])
        return Expression(f"({operand.cpp} {op} {name}({inner.cpp}))", f"({operand.sql} {word} {name.upper()} ({inner.sql}))",
                          "bool")

    # --- of any kind ----------------------------------------------------------------------------------------------

    def chosen(self, kind, depth, here):
        """coalesce, case, nullif, greatest, either, a scalar subquery."""
        choice = self.random.randint(0, 8)
        first, second = self.expression(kind, depth, here), self.argument(kind, depth, here)
        if choice == 0:
            return self.call("coalesce({}, {})", "coalesce({}, {})", kind, first, second)
        if choice == 1 and kind not in ("json",):
            return self.call("nullif({}, {})", "nullif({}, {})", kind, first, second, null=True)
        if choice == 2 and kind not in ("json",):
            name = self.pick(["greatest", "least"])
            return self.call(name + "({}, {})", name + "({}, {})", kind, first, second)
        if choice == 3:
            condition = self.expression("bool", depth, here)
            return self.call("case_(when({}, {}), else_({}))", "CASE WHEN {} THEN {} ELSE {} END", kind, condition, first,
                             second, null=True)
        if choice == 4:
            one, two = self.expression("bool", depth, here), self.expression("bool", depth, here)
            return self.call("case_(when({}, {}), when({}, {}))", "CASE WHEN {} THEN {} WHEN {} THEN {} END", kind, one,
                             first, two, second, null=True)
        if choice == 5:
            flag = self.pick(["on", "off"])
            sql = first.sql if flag == "on" else second.sql
            return Expression(f"either({flag}, {first.cpp}, {second.cpp})", sql, kind)
        if choice == 6:
            inner = self.inner(here, kind, single=True)
            return inner and Expression(f"scalar({inner.cpp})", f"({inner.sql})", kind)
        if choice == 7 and kind != "json":
            return self.call(f'fragment<"coalesce(?, ?)", {CPP[kind]}>({{}}, {{}})', "coalesce({}, {})", kind, first,
                             self.expression(kind, depth, here))
        if choice == 8 and here.windows:
            return self.window(kind, here)
        return None

    def arithmetic(self, kind, depth, here, operators="+-*"):
        op = self.pick(operators)
        left, right = self.pair(kind, depth, here)
        return self.call(f"({{}} {op} {{}})", f"{{}} {op} {{}}", kind, left, right)

    def divided(self, kind, depth, here):
        op = self.pick("/%") if kind not in ("f32", "f64") else "/"
        left, right = self.expression(kind, depth, here), self.plain(kind)
        return self.call(f"({{}} {op} {{}})", f"{{}} {op} {{}}", kind, left, right)

    def cast(self, target, kinds, depth, here):
        operand = self.expression(self.pick(kinds), depth, here)
        return self.call(f"cast_to<{CPP[target]}>({{}})", f"{{}}::{SQL[target]}", target, operand)

    # --- numbers --------------------------------------------------------------------------------------------------

    def make_i16__arithmetic(self, depth, here):
        return self.arithmetic("i16", depth, here, "+-")

    def make_i16__cast(self, depth, here):
        return self.cast("i16", ["i32", "i64", "dec", "f64"], depth, here)

    def make_i32__arithmetic(self, depth, here):
        return self.arithmetic("i32", depth, here)

    def make_i32__mixed(self, depth, here):
        return self.call("({} + {})", "{} + {}", "i32", self.expression("i16", depth, here),
                         self.expression("i32", depth, here))

    def make_i32__divide(self, depth, here):
        return self.divided("i32", depth, here)

    def make_i32__length(self, depth, here):
        return self.call("length({})", "length({})", "i32", self.expression("text", depth, here))

    def make_i32__strpos(self, depth, here):
        return self.call("strpos({}, {})", "strpos({}, {})", "i32", self.expression("text", depth, here),
                         self.argument("text", depth, here))

    def make_i32__cardinality(self, depth, here):
        return self.call("cardinality({})", "cardinality({})", "i32", self.expression("texts", depth, here))

    def make_i32__position(self, depth, here):
        return self.call("array_position({}, {})", "array_position({}, {})", "i32", self.expression("ints", depth, here),
                         self.argument("i32", depth, here), null=True)

    def make_i32__extract(self, depth, here):
        kind = self.pick(["date", "ts", "naive"])
        unit = self.pick(["year", "month", "day", "dow", "doy", "quarter", "week"])
        return self.call(f'extract<"{unit}">({{}})', f"extract({unit} from {{}})::int4", "i32",
                         self.expression(kind, depth, here))

    def make_i32__days(self, depth, here):
        return self.call("({} - {})", "{} - {}", "i32", self.expression("date", depth, here),
                         self.expression("date", depth, here))

    def make_i32__cast(self, depth, here):
        return self.cast("i32", ["i16", "i64", "bool", "dec", "f64"], depth, here)

    def make_i32__minus(self, depth, here):
        return self.call("-({})", "- ({})", "i32", self.expression("i32", depth, here))

    def make_i32__abs(self, depth, here):
        return self.call("abs({})", "abs({})", "i32", self.expression("i32", depth, here))

    def make_i64__arithmetic(self, depth, here):
        return self.arithmetic("i64", depth, here)

    def make_i64__mixed(self, depth, here):
        op = self.pick("+-*")
        return self.call(f"({{}} {op} {{}})", f"{{}} {op} {{}}", "i64", self.expression("i64", depth, here),
                         self.expression(self.pick(["i16", "i32"]), depth, here))

    def make_i64__divide(self, depth, here):
        return self.divided("i64", depth, here)

    def make_i64__cast(self, depth, here):
        return self.cast("i64", ["i32", "i16", "dec"], depth, here)

    def make_f32__arithmetic(self, depth, here):
        return self.arithmetic("f32", depth, here)

    def make_f32__cast(self, depth, here):
        return self.cast("f32", ["i32", "f64", "dec"], depth, here)

    def make_f64__arithmetic(self, depth, here):
        return self.arithmetic("f64", depth, here)

    def make_f64__mixed(self, depth, here):
        return self.call("({} * {})", "{} * {}", "f64", self.expression("f64", depth, here),
                         self.expression(self.pick(["i16", "i32", "f32"]), depth, here))

    def make_f64__divide(self, depth, here):
        return self.divided("f64", depth, here)

    def make_f64__round(self, depth, here):
        name = self.pick(["ceil", "floor", "round"])
        return self.call(name + "({})", name + "({})", "f64", self.expression("f64", depth, here))

    def make_f64__sqrt(self, depth, here):
        return self.call("sqrt(abs({}))", "sqrt(abs({}))", "f64", self.expression("f64", depth, here))

    def make_f64__power(self, depth, here):
        return self.call("power({}, 2)", "power({}, 2)", "f64", self.expression("f64", depth, here))

    def make_f64__epoch(self, depth, here):
        return self.call('extract<"epoch">({})', "extract(epoch from {})::float8", "f64",
                         self.expression(self.pick(["span", "ts"]), depth, here))

    def make_f64__cast(self, depth, here):
        return self.cast("f64", ["i64", "dec", "i32"], depth, here)

    def make_dec__arithmetic(self, depth, here):
        return self.arithmetic("dec", depth, here)

    def make_dec__mixed(self, depth, here):
        op = self.pick("+-*")
        left, right = self.expression("dec", depth, here), self.expression(self.pick(["i16", "i32", "i64"]), depth, here)
        if self.chance(50):
            left, right = right, left
        return self.call(f"({{}} {op} {{}})", f"{{}} {op} {{}}", "dec", left, right)

    def make_dec__divide(self, depth, here):
        return self.divided("dec", depth, here)

    def make_dec__round(self, depth, here):
        return self.call("round({}, {})", "round({}, {})", "dec", self.expression("dec", depth, here),
                         self.argument("i32", depth, here))

    def make_dec__ceil(self, depth, here):
        name = self.pick(["ceil", "floor", "round", "abs"])
        return self.call(name + "({})", name + "({})", "dec", self.expression("dec", depth, here))

    def make_dec__cast(self, depth, here):
        return self.cast("dec", ["i32", "i64", "f64"], depth, here)

    # --- text -----------------------------------------------------------------------------------------------------

    def make_text__concat(self, depth, here):
        kinds = [self.pick(["text", "i32", "i64", "dec", "date", "bool"]) for _ in range(self.random.randint(1, 3))]
        parts = [self.expression("text", depth, here)] + [self.argument(kind, depth, here) for kind in kinds]
        holes = ", ".join("{}" for _ in parts)
        return self.call(f"concat({holes})", f"concat({holes})", "text", *parts, null=False)

    def make_text__case(self, depth, here):
        name = self.pick(["lower", "upper", "reverse"])
        return self.call(name + "({})", name + "({})", "text", self.expression("text", depth, here))

    def make_text__trim(self, depth, here):
        name = self.pick(["trim", "ltrim", "rtrim"])
        sql = "btrim" if name == "trim" else name
        if self.chance(50):
            return self.call(name + "({})", sql + "({})", "text", self.expression("text", depth, here))
        return self.call(name + "({}, {})", sql + "({}, {})", "text", self.expression("text", depth, here),
                         self.argument("text", depth, here))

    def make_text__part(self, depth, here):
        name = self.pick(["left", "right"])
        return self.call(name + "({}, {})", name + "({}, {})", "text", self.expression("text", depth, here),
                         self.argument("i32", depth, here))

    def make_text__substring(self, depth, here):
        if self.chance(50):
            return self.call("substring({}, {})", "substring({} from {})", "text", self.expression("text", depth, here),
                             self.argument("i32", depth, here))
        return self.call("substring({}, {}, {})", "substring({} from {} for {})", "text",
                         self.expression("text", depth, here), self.argument("i32", depth, here), self.plain("i32"))

    def make_text__replace(self, depth, here):
        return self.call("replace({}, {}, {})", "replace({}, {}, {})", "text", self.expression("text", depth, here),
                         self.argument("text", depth, here), self.argument("text", depth, here))

    def make_text__cast(self, depth, here):
        return self.cast("text", ["i32", "dec", "bool", "date", "span", "time", "texts"], depth, here)

    def make_text__json(self, depth, here):
        return self.call('json_text({}, "b", 0)', "{} -> 'b' ->> 0", "text", self.expression("json", depth, here), null=True)

    def make_text__json_path(self, depth, here):
        return self.call('json_extract_path_text({}, {{"b", 0}})', "{} #>> '{{b,0}}'", "text",
                         self.expression("json", depth, here), null=True)

    def make_text__fragment(self, depth, here):
        return self.call('fragment<"? || ? COLLATE ?", std::string>({}, {}, identifier<"C">)', '{} || ({} COLLATE "C")',
                         "text", self.expression("text", depth, here), self.expression("text", depth, here))

    # --- dates and times ------------------------------------------------------------------------------------------

    def make_date__plus(self, depth, here):
        return self.call("({} + {})", "{} + {}", "date", self.expression("date", depth, here), self.plain("i32"))

    def make_date__add(self, depth, here):
        unit, count = self.pick(["day", "week", "month", "year"]), self.random.randint(-3, 3)
        return self.call(f'date_add<"{unit}">({{}}, {count})', f"({{}} + interval '{count} {unit}')::date", "date",
                         self.expression("date", depth, here))

    def make_date__trunc(self, depth, here):
        unit = self.pick(["week", "month", "year"])
        return self.call(f'date_trunc<"{unit}">({{}})', f"date_trunc('{unit}', {{}})::date", "date",
                         self.expression("date", depth, here))

    def make_date__cast(self, depth, here):
        return self.cast("date", ["ts", "naive"], depth, here)

    def make_date__today(self, depth, here):
        return Expression("current_date()", "CURRENT_DATE", "date", False, binds=False)

    def make_ts__plus(self, depth, here):
        op = self.pick("+-")
        return self.call(f"({{}} {op} {{}})", f"{{}} {op} {{}}", "ts", self.expression("ts", depth, here),
                         self.argument("span", depth, here))

    def make_ts__duration(self, depth, here):
        op, hours = self.pick("+-"), self.random.randint(1, 50)
        return self.call(f"({{}} {op} std::chrono::hours{{{{{hours}}}}})", f"{{}} {op} interval '{hours} hours'", "ts",
                         self.expression("ts", depth, here))

    def make_ts__add(self, depth, here):
        unit, count = self.pick(["second", "hour", "day", "month"]), self.random.randint(-3, 3)
        if self.chance(40):
            return self.call(f'datetime_add<"{unit}">({{}}, {{}})', f"{{}} + {{}} * interval '1 {unit}'", "ts",
                             self.expression("ts", depth, here), self.expression("i32", depth, here))
        return self.call(f'datetime_add<"{unit}">({{}}, {count})', f"{{}} + interval '{count} {unit}'", "ts",
                         self.expression("ts", depth, here))

    def make_ts__trunc(self, depth, here):
        unit = self.pick(["hour", "day", "month", "quarter"])
        if self.chance(50):
            return self.call(f'date_trunc<"{unit}">({{}}, "Europe/Berlin")', f"date_trunc('{unit}', {{}}, 'Europe/Berlin')",
                             "ts", self.expression("ts", depth, here))
        return self.call(f'date_trunc<"{unit}">({{}})', f"date_trunc('{unit}', {{}})", "ts", self.expression("ts", depth, here))

    def make_ts__now(self, depth, here):
        count = self.random.randint(1, 4)
        return self.pick([Expression("now()", "now()", "ts", False, binds=False),
                          Expression(f'ago<"day">({count})', f"(now() - interval '{count} days')", "ts", False),
                          Expression(f'from_now<"month">({count})', f"(now() + interval '{count} months')", "ts", False)])

    def make_naive__plus(self, depth, here):
        op = self.pick("+-")
        return self.call(f"({{}} {op} {{}})", f"{{}} {op} {{}}", "naive", self.expression(self.pick(["naive", "date"]), depth, here),
                         self.expression("span", depth, here))

    def make_naive__trunc(self, depth, here):
        return self.call('date_trunc<"day">({})', "date_trunc('day', {})", "naive", self.expression("naive", depth, here))

    def make_naive__cast(self, depth, here):
        return self.cast("naive", ["date", "ts"], depth, here)

    def make_naive__day_and_time(self, depth, here):
        return self.call("({} + {})", "{} + {}", "naive", self.expression("date", depth, here),
                         self.expression("time", depth, here))

    def make_time__plus(self, depth, here):
        return self.call("({} + {})", "{} + {}", "time", self.expression("time", depth, here),
                         self.expression("span", depth, here))

    def make_time__cast(self, depth, here):
        return self.cast("time", ["naive", "span"], depth, here)

    def make_span__difference(self, depth, here):
        kind = self.pick(["ts", "naive", "time"])
        return self.call("({} - {})", "{} - {}", "span", self.expression(kind, depth, here), self.expression(kind, depth, here))

    def make_span__times(self, depth, here):
        return self.call("({} * {})", "{} * {}", "span", self.expression("span", depth, here),
                         self.expression(self.pick(["i32", "f64"]), depth, here))

    def make_span__age(self, depth, here):
        kind = self.pick(["ts", "naive"])
        return self.call("age({}, {})", "age({}, {})", "span", self.expression(kind, depth, here), self.argument(kind, depth, here))

    def make_span__minus(self, depth, here):
        return self.call("-({})", "- ({})", "span", self.expression("span", depth, here))

    # --- lists and documents --------------------------------------------------------------------------------------

    def make_texts__add(self, depth, here):
        many, one = self.expression("texts", depth, here), self.plain("text")
        if self.chance(33):
            return self.call("array_append({}, {})", "array_append({}, {})", "texts", many, one, null=False)
        if self.chance(50):
            return self.call("array_prepend({}, {})", "array_prepend({}, {})", "texts", one, many, null=False)
        return self.call("array_remove({}, {})", "array_remove({}, {})", "texts", many, self.argument("text", depth, here))

    def make_ints__add(self, depth, here):
        many, one = self.expression("ints", depth, here), self.plain("i32")
        if self.chance(50):
            return self.call("array_append({}, {})", "array_append({}, {})", "ints", many, one, null=False)
        return self.call("array_remove({}, {})", "array_remove({}, {})", "ints", many, self.argument("i32", depth, here))

    def make_json__get(self, depth, here):
        return self.call('json_get({}, "b")', "{} -> 'b'", "json", self.expression("json", depth, here), null=True)

    def make_json__path(self, depth, here):
        return self.call('json_extract_path({}, {{"b", -1}})', "{} #> '{{b,-1}}'", "json", self.expression("json", depth, here),
                         null=True)

    def make_json__of(self, depth, here):
        kind = self.pick(["i32", "text", "dec", "bool", "texts"])
        return self.call("to_jsonb({})", "to_jsonb({})", "json", self.expression(kind, depth, here))

    def make_json__object(self, depth, here):
        kind = self.pick(["i32", "text", "dec", "bool"])
        return self.call('jsonb_build_object("k", {}, "l", {})', "jsonb_build_object('k', {}, 'l', {})", "json",
                         self.expression(kind, depth, here), self.argument("text", depth, here), null=False)


def _choices():
    """coalesce and its like, for each kind."""
    for kind in SCALAR:
        def make(self, depth, here, kind=kind):
            return self.chosen(kind, depth, here)
        setattr(Generator, f"make_{kind}__chosen", make)
        setattr(Generator, f"make_{kind}__chosen_again", make)


_choices()
