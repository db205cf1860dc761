#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Writes random queries that make sense, with the SQL that says the same: well_typed.py SEED COUNT PARTS FOLDER

The files FOLDER/part_<n>.cpp hold COUNT queries between them. check.hpp holds each against the SQL, on the server. Same
seed, same queries.
"""
import pathlib
import sys

from sources import ORDERED, SELECTED, Sources
from vocabulary import CPP, NUMERIC, Context, Expression


class Queries(Sources):
    """Clauses and statements."""

    # --- queries ----------------------------------------------------------------------------------------------------

    def inner(self, here, kind, single=False):
        """A query within an expression that brings one column of `kind`; with `single` at most one row."""
        if here.nesting >= 1 or here.windows:
            return None
        outer = [] if here.grouped is not None else list(here.sources) + list(here.outer)
        source = self.source(here.names, plain_only=True)
        there = Context([source], outer)
        there.names, there.nesting = here.names, here.nesting + 1
        head = f"from<{source.cpp}>" if source.takes_type else source.cpp
        where = self.weakened(self.expression("bool", 1, there), there)
        cpp = f"({head} | where({where.cpp})"
        tail = f"FROM {source.sql} WHERE {where.sql}"
        if kind is None:
            if source.takes_type is False:
                cpp += f" | select({self.leaf('i32', there).cpp})" if self.chance(50) else ""
            return Expression(cpp + ")", f"SELECT 1 {tail}", "bool")
        if single and self.chance(50):
            item = self.aggregate(kind, there)
            if item is None:
                return None
            return Expression(f"{cpp} | select({item.cpp}))", f"SELECT {item.sql} {tail}", kind)
        item = self.expression(kind, 1, there)
        if single:
            keys = source.keys()
            cpp += f" | order_by({', '.join(key.cpp for key in keys)}) | limit(1)"
            tail += f" ORDER BY {', '.join(key.sql for key in keys)} LIMIT 1"
        return Expression(f"{cpp} | select({item.cpp}))", f"SELECT {item.sql} {tail}", kind)

    def weakened(self, condition, here):
        """The condition, or one that also lets other rows through, so that not every result is empty."""
        numbers = [each for each in here.sources[0].all() if each.kind in ("i32", "i64") and "id" in each.sql]
        if not numbers or self.chance(40):
            return condition
        column = self.pick(numbers)
        rest = Expression(f"({column.cpp} % 3 != 1)", f"(({column.sql} % 3) <> 1)", "bool", column.null)
        return self.call("({} || {})", "{} OR {}", "bool", condition, rest)

    def stage(self, kind, condition):
        """where or having, in one of the ways to say it; the condition may turn out not to be there."""
        how = self.random.randint(0, 9)
        if how == 0:
            return f"{kind}_if(on, {condition.cpp})", condition.sql
        if how == 1:
            return f"{kind}_if(off, {condition.cpp})", None
        return f"{kind}({condition.cpp})", condition.sql

    def joins(self, here, count, clauses, body):
        for _ in range(count):
            kind = self.pick(["join", "left_join", "join", "left_join", "right_join", "full_join", "cross_join"])
            lateral = body.may_derive and self.chance(12)
            if lateral:
                source = self.derived(here.names, here.sources)
                kind = self.pick(["lateral_join", "left_lateral_join", "cross_lateral_join"])
            elif body.may_derive and self.chance(25):
                source = self.derived(here.names) if self.chance(65) else self.list_source(here.names)
            else:
                source = self.source(here.names)
            word = {"join": "JOIN", "left_join": "LEFT JOIN", "right_join": "RIGHT JOIN", "full_join": "FULL JOIN",
                    "cross_join": "CROSS JOIN", "lateral_join": "JOIN LATERAL", "left_lateral_join": "LEFT JOIN LATERAL",
                    "cross_lateral_join": "CROSS JOIN LATERAL"}[kind]
            there = here.copy()
            there.sources = here.sources + [source]
            there.outer, there.nesting = [], 9
            kinds = [("i32", "i64"), ("i64", "i64"), ("text", "text"), ("i64", "i32")]
            self.random.shuffle(kinds)
            on = None
            keys = lambda one: [each for each in one.all() if not one.struct or "id" in each.sql.split(".")[1].split("_")[-1]]
            for left, right in kinds:
                lefts = [each for one in here.sources for each in keys(one) if each.kind == left]
                rights = [each for each in keys(source) if each.kind == right]
                if lefts and rights:
                    one, other = self.pick(lefts), self.pick(rights)
                    on = self.call("({} == {})", "{} = {}", "bool", one, other)
                    break
            # The server can only merge or hash for a full join, so that its condition is an equality.
            if on is None:
                if kind in ("full_join", "right_join"):
                    continue
                on = self.expression("bool", 1, there)
            elif kind != "full_join" and self.chance(40):
                on = self.call("({} && {})", "{} AND {}", "bool", on, self.expression("bool", 1, there))
            arguments = [] if source.takes_type else [source.cpp]
            if "cross" not in kind:
                arguments.append(on.cpp)
            typed = f"<{source.cpp}>" if source.takes_type else ""
            body.stages.append(f"{kind}{typed}({', '.join(arguments)})")
            clauses.append(f"{word} {source.sql}" + (f" ON {on.sql}" if "cross" not in kind else ""))
            if kind in ("left_join", "full_join", "left_lateral_join"):
                source.null = True
            if kind in ("right_join", "full_join"):
                for one in here.sources:
                    one.null = True
            here.sources.append(source)

    def body(self, here, within=False, kinds=None):
        """A SELECT: its stages, clauses and selected expressions, without what comes behind select."""
        body = Body()
        body.may_derive = not within
        if within or not self.chance(22):
            first = self.source(here.names, plain_only=within)
        else:
            first = self.pick([self.derived, self.derived, self.recursive, self.list_source])(here.names)
        here.sources.append(first)
        clauses = [f"FROM {first.sql}"]
        body.head = f"from<{first.cpp}>" if first.takes_type else first.cpp
        self.joins(here, self.pick([0, 0, 1, 1, 2, 3] if not within else [0, 0, 0, 1]), clauses, body)
        conditions = []
        for _ in range(self.pick([0, 1, 1, 2])):
            condition = self.weakened(self.expression("bool", 2, here), here)
            if conditions and self.chance(25):
                body.stages.append(f"or_where({condition.cpp})")
                conditions = [f"(({' AND '.join(conditions)}) OR {condition.sql})"]
                continue
            cpp, sql = self.stage("where", condition)
            body.stages.append(cpp)
            conditions += [sql] if sql else []
        if conditions:
            clauses.append("WHERE " + " AND ".join(conditions))
        body.grouped = self.chance(30) and kinds is None
        if body.grouped:
            self.group(here, clauses, body)
        here.windows = not body.grouped and not within
        wanted = kinds or [self.pick(SELECTED) for _ in range(self.random.randint(1, 4 if not within else 3))]
        body.items = [self.expression(kind, 2, here) for kind in wanted]
        here.windows = False
        body.clauses = clauses
        return body

    def group(self, here, clauses, body):
        terms = []
        for _ in range(self.pick([1, 1, 2])):
            columns = [each for each in self.columns(here.copy(outer=[])) if each.kind not in ("json", "binding")]
            column = self.pick(columns)
            if self.chance(25) and column.kind == "text":
                column = self.call("lower({})", "lower({})", "text", column)
            elif self.chance(25) and column.kind == "ts":
                column = self.call('date_trunc<"month">({})', "date_trunc('month', {})", "ts", column)
            if column.cpp not in [one.cpp for one in terms]:
                terms.append(column)
        body.stages.append(f"group_by({', '.join(one.cpp for one in terms)})")
        clauses.append("GROUP BY " + ", ".join(one.sql for one in terms))
        body.terms = terms
        here.grouped = list(terms)
        for source in here.sources:  # a grouped key frees its table
            keys = [key.cpp for key in source.keys()]
            if keys and all(key in [one.cpp for one in terms] for key in keys) and source.struct:
                here.grouped += [each for each in source.all() if each.cpp not in keys]
        if self.chance(40):
            cpp, sql = self.stage("having", self.expression("bool", 2, here))
            body.stages.append(cpp)
            if sql:
                clauses.append("HAVING " + sql)

    def order(self, here, body):
        """Order and page: rows are told apart by all keys, or by all that is grouped."""
        total = body.terms if body.grouped else self.keys_of(here)
        terms = []
        for _ in range(self.pick([0, 0, 1, 2])):
            one = self.expression(self.pick(ORDERED), 2, here)
            name, word = self.pick([("asc", "ASC"), ("desc", "DESC"), ("asc_nulls_first", "ASC NULLS FIRST"),
                                    ("desc_nulls_last", "DESC NULLS LAST")])
            if self.chance(10):
                flag = self.pick(["on", "off"])
                body.stages.append(f"order_by_if({flag}, {name}({one.cpp}))")
                terms += [f"{one.sql} {word}"] if flag == "on" else []
            else:
                body.stages.append(f"order_by({name}({one.cpp}))")
                terms.append(f"{one.sql} {word}")
        complete = body.grouped or all(source.key for source in here.sources)
        if complete and total and self.chance(50):
            body.stages.append(f"order_by({', '.join(one.cpp for one in total)})")
            terms += [one.sql for one in total]
            count, skipped = self.random.randint(1, 4), self.random.randint(0, 2)
            page = self.random.randint(0, 4)
            if page == 0:
                body.stages.append(f"limit_with_ties({count})")
                body.page = f"FETCH FIRST {count} ROWS WITH TIES"
            elif page == 1:
                body.stages.append("limit(std::optional<int>{})")
            elif page == 2:
                body.stages.append(f"limit(std::optional{{{count}}}) | offset({skipped})")
                body.page = f"LIMIT {count} OFFSET {skipped}"
            else:
                body.stages.append(f"limit({count})")
                body.page = f"LIMIT {count}"
        if terms:
            body.page = "ORDER BY " + ", ".join(terms) + " " + body.page

    def select(self):
        """A whole SELECT."""
        here = Context([])
        kind = self.pick(["plain", "plain", "plain", "distinct", "distinct_on", "union", "lock", "whole", "into"])
        body = self.body(here)
        listed = ", ".join(one.sql for one in body.items)
        selected = f"select({', '.join(one.cpp for one in body.items)})"
        if kind == "into":
            struct, _ = self.row_struct([one.kind for one in body.items])
            selected = f"select_into<{struct}>({', '.join(one.cpp for one in body.items)})"
        tables = all(source.struct for source in here.sources)
        if kind == "distinct" and not any(one.kind == "json" for one in body.items):
            free = [one for one in body.items if not one.binds]
            text = body.text("DISTINCT " + listed)
            if free and self.chance(60):
                body.stages.append(f"order_by({', '.join(one.cpp for one in free)})")
            return body, f"distinct() | {selected}", text
        if kind == "distinct_on" and not body.grouped and tables:
            column = self.pick([each for each in self.columns(here) if each.kind not in ("json", "binding")])
            keys = self.keys_of(here)
            body.stages.append(f"distinct_on({column.cpp}) | order_by({column.cpp}, {', '.join(key.cpp for key in keys)})")
            text = body.text(f"DISTINCT ON ({column.sql}) {listed}")
            return body, selected, f"{text} ORDER BY {column.sql}, {', '.join(key.sql for key in keys)}"
        if kind == "union" and not body.grouped:
            return self.combined(here, body)
        if kind == "lock" and not body.grouped and tables and not any(source.null for source in here.sources):
            if not any("over(" in one.cpp for one in body.items):
                strength, word = self.pick([("for_update", "FOR UPDATE"), ("for_share", "FOR SHARE"),
                                            ("for_no_key_update", "FOR NO KEY UPDATE"), ("for_key_share", "FOR KEY SHARE")])
                option, more = self.pick([("", ""), (", nowait", " NOWAIT"), (", skip_locked", " SKIP LOCKED")])
                body.stages.append(f"lock({strength}{option})")
                return body, selected, body.text(listed) + f" {word}{more}"
        if kind == "whole" and not body.grouped and tables:
            source = self.pick(here.sources)
            star = ", ".join(each.sql for each in source.all())
            if source is here.sources[0] and not source.null and self.chance(40):
                self.order(here, body)
                return body, None, body.text(star) + " " + body.page
            row = f"row<{source.struct}>" if source.takes_type and "prefixed" not in source.cpp else f"{source.cpp}.row"
            if "prefixed" in source.cpp:
                row = f"row<{source.struct}>"
            self.order(here, body)
            return body, f"select({row}, {body.items[0].cpp})", body.text(f"{star}, {body.items[0].sql}") + " " + body.page
        self.order(here, body)
        return body, selected, body.text(listed) + " " + body.page

    def combined(self, here, body):
        """Set operations of queries with the same columns."""
        body.items = [self.pick(self.columns(here, None)) for _ in range(self.random.randint(1, 3))]
        body.items = [one for one in body.items if one.kind != "binding"] or [self.value("i32")]
        if any(one.kind == "json" for one in body.items):
            body.items = [self.value("text")]
        text = body.text(", ".join(one.sql for one in body.items))
        for _ in range(self.pick([1, 1, 2])):
            there = Context([self.source(set(), plain_only=True)])
            head = f"from<{there.sources[0].cpp}>" if there.sources[0].takes_type else there.sources[0].cpp
            condition = self.weakened(self.expression("bool", 1, there), there)
            items = []
            for one in body.items:
                if one.null:
                    items.append(self.expression(one.kind, 1, there))
                else:
                    sure = [each for each in self.columns(there, one.kind) if not each.null]
                    items.append(self.pick(sure) if sure else self.value(one.kind))
            op = self.pick(["union", "union_all", "intersect", "intersect_all", "except", "except_all"])
            name = "union_" if op == "union" else op
            body.stages.append(f"{name}({head} | where({condition.cpp}) | select({', '.join(one.cpp for one in items)}))")
            text = (f"({text}) {op.replace('_', ' ').upper()} (SELECT {', '.join(one.sql for one in items)}"
                    f" FROM {there.sources[0].sql} WHERE {condition.sql})")
        free = [one for one in body.items if not one.binds]
        if free and len(free) == len(body.items) and self.chance(60):
            body.stages.append(f"order_by({', '.join(one.cpp for one in free)}) | limit(3)")
            text += f" ORDER BY {', '.join(str(index + 1) for index in range(len(free)))} LIMIT 3"
        return body, f"select({', '.join(one.cpp for one in body.items)})", text

    def write(self):
        """An UPDATE or a DELETE."""
        names = set()
        source = self.source(names)
        here = Context([source])
        here.names = names
        body = Body()
        body.head = f"from<{source.cpp}>" if source.takes_type else source.cpp
        joined = None
        if self.chance(35) and source.struct in ("Book", "Review", "Shelf"):
            joined = self.source(names, "Author" if source.struct == "Book" else "Book")
            key = "author_id" if source.struct == "Book" else "book_id"
            on = self.call("({} == {})", "{} = {}", "bool",
                           next(each for each in source.all() if each.cpp.rstrip(">])").endswith("::" + key)),
                           joined.keys()[0])
            here.sources.append(joined)
            typed = f"<{joined.cpp}>({on.cpp})" if joined.takes_type else f"({joined.cpp}, {on.cpp})"
            body.stages.append("join" + typed)
        condition = self.weakened(self.expression("bool", 2, here), here)
        body.stages.append(f"where({condition.cpp})")
        where = f"{on.sql} AND {condition.sql}" if joined else condition.sql
        returned = [self.expression(self.pick(SELECTED), 2, here) for _ in range(self.pick([0, 1, 2]))]
        returning = f" RETURNING {', '.join(one.sql for one in returned)}" if returned else ""
        tail = f"returning({', '.join(one.cpp for one in returned)})" if returned else None
        if self.chance(40):
            using = f" USING {joined.sql}" if joined else ""
            return "remove", body, tail, f"DELETE FROM {source.sql}{using} WHERE {where}{returning}"
        fields = [each for each in source.columns if each[0] not in source.key and each[1] != "binding"]
        changes, texts = [], []
        for field, kind, null in self.random.sample(fields, min(len(fields), self.random.randint(1, 3))):
            column = source.column(field, kind, null)
            if kind in NUMERIC and self.chance(25):
                op = self.pick("+-")
                amount = self.plain(kind)
                changes.append(f"{column.cpp} {op}= {amount.cpp}")
                texts.append(f'"{field}" = {column.sql} {op} {amount.sql}')
                continue
            if null and self.chance(15):
                changes.append(f"{column.cpp} = std::nullopt")
                texts.append(f'"{field}" = NULL')
                continue
            if null:
                changed = self.argument(kind, 2, here)
            elif kind != "json" and self.chance(50):
                changed = self.call("coalesce({}, {})", "coalesce({}, {})", kind, self.expression(kind, 1, here), self.plain(kind))
            else:
                changed = self.pick([self.plain(kind)] + [each for each in self.columns(here, kind)
                                                         if not each.null and each.cpp != column.cpp])
            changes.append(f"{column.cpp} = {changed.cpp}")
            texts.append(f'"{field}" = {changed.sql}')
        body.stages.append(f"set({', '.join(changes)})")
        frm = f" FROM {joined.sql}" if joined else ""
        return "update", body, tail, f"UPDATE {source.sql} SET {', '.join(texts)}{frm} WHERE {where}{returning}"

    def statement(self, number):
        """One function of the generated program."""
        self.structs, self.setup, self.ctes, self.is_recursive = [], [], [], False
        if self.chance(80):
            kind = "select"
            body, tail, sql = self.select()
        else:
            kind, body, tail, sql = self.write()
        if self.ctes:
            sql = f"WITH {'RECURSIVE ' if self.is_recursive else ''}{', '.join(self.ctes)} {sql}"
        stages = [body.head, *body.stages] + ([tail] if tail else [])
        lines = "".join(f"  {line}\n" for line in self.setup)
        return ("".join(self.structs) + f"void query_{number}(checker& check) {{\n{lines}"
                + f'  check.{kind}("query_{number}", ' + "\n      | ".join(stages) + f',\n    R"~({sql})~");\n}}\n\n')


class Body:
    def __init__(self):
        self.head, self.stages, self.clauses, self.items = "", [], [], []
        self.page, self.grouped, self.terms, self.may_derive = "", False, [], True

    def text(self, selected):
        return f"SELECT {selected} " + " ".join(self.clauses)


HEAD = """// Written by well_typed.py.
#include <generate/check.hpp>

namespace generate {

namespace {

[[maybe_unused]] constexpr bool on = true;
[[maybe_unused]] constexpr bool off = false;

"""


def main():
    seed, count, parts = (int(word) for word in sys.argv[1:4])
    folder = pathlib.Path(sys.argv[4])
    folder.mkdir(parents=True, exist_ok=True)
    queries = Queries(seed)
    for part in range(parts):
        numbers = range(count * part // parts, count * (part + 1) // parts)
        out = [HEAD] + [queries.statement(number) for number in numbers]
        out.append(f"}}  // namespace\n\nvoid part_{part}(checker& check) {{\n")
        out += [f"  query_{number}(check);\n" for number in numbers]
        out.append("}\n\n}  // namespace generate\n")
        text = "".join(out)
        path = folder / f"part_{part}.cpp"
        if not path.exists() or path.read_text() != text:
            path.write_text(text)
    calls = "".join(f"  part_{part}(check);\n" for part in range(parts))
    declared = "".join(f"void part_{part}(checker& check);\n" for part in range(parts))
    main_text = (f"// Written by well_typed.py.\n#include <generate/check.hpp>\n\n#include <cstdio>\n#include <exception>\n\n"
                 f"namespace generate {{\n{declared}}}\n\n"
                 f"int main() try {{\n  using namespace generate;\n  checker check;\n{calls}  return check.report() ? 0 : 1;\n"
                 f'}} catch (std::exception const& failure) {{\n  std::printf("%s\\n", failure.what());\n  return 1;\n}}\n')
    path = folder / "main.cpp"
    if not path.exists() or path.read_text() != main_text:
        path.write_text(main_text)


if __name__ == "__main__":
    main()
