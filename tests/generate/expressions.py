# SPDX-License-Identifier: BSL-1.0
"""Random expressions that make sense, each as recto's C++ and as SQL: every operator in parentheses, literals in place of
parameters. well_typed.py makes queries of them.
"""
import random
import re

from conditions import Conditions
from scalars import Scalars
from vocabulary import CPP, SQL, WORDS, Expression


class Generator(Conditions, Scalars):
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
                          any(one.binds for one in arguments) or re.search(r'["\d]', re.sub(r"{\d*}", "", cpp)) is not None)

    def pair(self, kind, depth, here):
        """Two operands of a comparison, one of them an expression."""
        left = self.expression(kind, depth, here)
        right = self.argument(kind, depth, here)
        return (left, right) if self.chance(75) else (right, left)
