#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Takes random queries that make sense and breaks each in one way: ill_typed.py SEED COUNT PARTS FOLDER

FOLDER/part_<n>.cpp ask the verdict on each broken query: it has to be the rule that was broken. Mistakes within an expression
are refused where they are written: FOLDER/programs/*.cpp are for tests/reject/reject.py.
"""
import pathlib
import sys

from vocabulary import CPP, SCALAR, TABLES, Context
from well_typed import HEAD, Queries

TABLES_WITH_TEXT = {"Author": "name", "Book": "title", "Review": "body", "Shelf": "label", "Node": "name"}


class Mistakes(Queries):
    """Each break_... takes a query that makes sense and returns (rule, kind of statement, pipeline)."""

    def start(self, grouped=False):
        """A query of tables without groups: its place and its stages."""
        while True:
            self.structs, self.setup, self.ctes = [], [], []
            here, body = Context([]), None
            body = self.body(here)
            tables = all(source.struct for source in here.sources)
            if tables and not body.grouped and not any("over(" in one.cpp for one in body.items):
                return here, body

    def pipe(self, body, *more, select=True):
        items = [f"select({', '.join(one.cpp for one in body.items)})"] if select else []
        return "\n      | ".join([body.head, *body.stages, *items, *more])

    def sure(self, here):
        """A source whose columns are not NULL."""
        found = [source for source in here.sources if not source.null]
        return self.pick(found) if found else None

    def stranger(self, here):
        """A column of a table that the query does not have."""
        used = {source.name for source in here.sources}
        struct = self.pick([each for each in TABLES if TABLES[each][0] not in used])
        if self.chance(50):
            return f'(alias<{struct}, "elsewhere">.col<&{struct}::{TABLES_WITH_TEXT[struct]}>)'
        return f"col<&{struct}::{TABLES_WITH_TEXT[struct]}>"

    def break_scope(self):
        here, body = self.start()
        column = self.stranger(here)
        mistake = self.pick([f'where({column} == "x")', f"order_by(desc({column}))", f"group_by({column})",
                             f'where(exists(alias<Node, "inside"> | where({column} == "x")))',
                             f'where_if(off, {column} == "x")', f'where(value(1) == 1 || contains(lower({column}), "x"))'])
        if self.chance(30):
            struct = self.pick(TABLES)
            name = self.fresh("j")
            body.stages.append(f'left_join(alias<{struct}, "{name}">, {column} == "x")')
            return "column_not_in_scope", "query", self.pipe(body)
        if self.chance(20):
            body.items.append(self.value("i32"))
            body.items[-1].cpp = f"concat({column}, 1)"
            return "column_not_in_scope", "query", self.pipe(body)
        return "column_not_in_scope", "query", self.pipe(body, mistake)

    def break_late_join(self):
        here, body = self.start()
        body.stages.append('left_join(alias<Author, "early">, alias<Author, "early">.col<&Author::name> == '
                           'alias<Node, "late">.col<&Node::name>)')
        body.stages.append('cross_join(alias<Node, "late">)')
        return "column_not_in_scope", "query", self.pipe(body)

    def break_sibling(self):
        """A subquery that is not lateral does not see the tables beside it."""
        here, body = self.start()
        column = self.pick([each for each in here.sources[0].all() if each.kind == "text"])
        body.stages.append(f'cross_join(subquery<"beside">(alias<Node, "within"> | where({column.cpp} == "x")))')
        return "column_not_in_scope", "query", self.pipe(body)

    def break_twice(self):
        here, body = self.start()
        source = self.pick(here.sources)
        again = f"cross_join<{source.cpp}>()" if source.takes_type else f"cross_join({source.cpp})"
        body.stages.append(again)
        return "table_twice", "query", self.pipe(body)

    def break_null_check(self):
        here, body = self.start()
        source = self.sure(here)
        if source is None:
            return None
        column = self.pick([each for each in source.all() if not each.null])
        name = self.pick(["is_null", "is_not_null"])
        return "null_check_without_null", "query", self.pipe(body, f"where({name}({column.cpp}))")

    def break_aggregate(self):
        here, body = self.start()
        number = self.pick(here.sources[0].keys())
        aggregate = self.pick(["count()", f"max({number.cpp})", f"count(distinct({number.cpp}))"])
        mistake = self.pick([f"where({aggregate} > 1)", f"where(value(true) && {aggregate} + 1 > 2)", f"group_by({aggregate})",
                             f"where(in({aggregate}, {{1, 2}}))"])
        return "aggregate_not_allowed", "query", self.pipe(body, mistake)

    def break_aggregate_join(self):
        here, body = self.start()
        number = self.pick(here.sources[0].keys())
        body.stages.append(f'join(alias<Node, "other">, max({number.cpp}) == alias<Node, "other">.col<&Node::id>)')
        return "aggregate_not_allowed", "query", self.pipe(body)

    def break_nested_aggregate(self):
        here, body = self.start()
        body.items = []
        mistake = self.pick(["max(count())", "sum(count() + 1)", "filter(count(), count() > 1)",
                             "string_agg(cast_to<std::string>(count()), \",\")"])
        return "aggregate_in_aggregate", "query", self.pipe(body, f"select({mistake})", select=False)

    def break_group(self):
        here, body = self.start()
        source = here.sources[0]
        plain = [each for each in source.all() if each.kind not in ("json", "binding") and each not in source.keys()]
        keys = [key.cpp for key in source.keys()]
        plain = [each for each in plain if each.cpp not in keys]
        if len(plain) < 2:
            return None
        one, other = self.random.sample(plain, 2)
        how = self.random.randint(0, 5)
        group = f"group_by({one.cpp})"
        pipe = {0: [group, f"select({one.cpp}, {other.cpp})"], 1: [group, f"select(count(), concat({other.cpp}, 1))"],
                2: [group, f"order_by({other.cpp})", f"select({one.cpp})"], 3: [f"select(count(), {other.cpp})"],
                4: [group, f"having({other.cpp} == {other.cpp} && count() > 1)", f"select({one.cpp})"],
                5: [group, f"select(scalar(alias<Node, \"within\"> | select(max(alias<Node, \"within\">.col<&Node::id>))"
                           f" | where(concat({other.cpp}, \"x\") == \"x\")))"]}[how]
        return "ungrouped_column", "query", self.pipe(body, *pipe, select=False)

    def break_window(self):
        here, body = self.start()
        number = self.pick(here.sources[0].keys())
        called = self.pick(["row_number()", "rank()", "count()", f"lag({number.cpp})"])
        window = f"over({called}, order_by({number.cpp}))"
        mistake = self.pick([f"where({window} > 1)", f"group_by({window})", f"having(count() > 1 && {window} > 1)"])
        return "window_not_allowed", "query", self.pipe(body, mistake)

    def break_window_in_window(self):
        here, body = self.start()
        number = self.pick(here.sources[0].keys())
        body.items = []
        inner = f"over(row_number(), order_by({number.cpp}))"
        return "window_not_allowed", "query", self.pipe(body, f"select(over(max({inner}), partition_by({number.cpp})))", select=False)

    def break_window_name(self):
        here, body = self.start()
        number = self.pick(here.sources[0].keys())
        if self.chance(50):
            return "window_twice", "query", self.pipe(body, f'window<"w">(order_by({number.cpp}))', f'window<"w">(partition_by({number.cpp}))')
        return "window_not_defined", "query", self.pipe(
            body, f'window<"w">(order_by({number.cpp}))', 'select(over<"v">(rank()))', select=False)

    def break_having(self):
        here, body = self.start()
        condition = self.pick(["value(true)", "value(2) > 1", 'like(value("a"), "b")'])
        return "having_without_group", "query", self.pipe(body, "select(value(1))", f"having({condition})", select=False)

    def break_cte(self):
        here, body = self.start()
        name = self.fresh("c")
        self.setup.append(f'[[maybe_unused]] auto const {name} = cte<"{name}">(from<Node>);')
        if self.chance(50):
            return "cte_twice", "query", self.pipe(body, f"with({name})", f"with({name})")
        body.stages.append(f'cross_join({name}.as<"used">())')
        return "cte_not_defined", "query", self.pipe(body)

    def break_distinct(self):
        here, body = self.start()
        columns = [each for source in here.sources for each in source.all() if each.kind not in ("json", "binding")]
        one, other = self.random.sample(columns, 2)
        if self.chance(50):
            return "distinct_on_order", "query", self.pipe(body, f"distinct_on({one.cpp})", f"order_by({other.cpp}, {one.cpp})")
        return "order_not_selected", "query", self.pipe(body, "distinct()", f"select({one.cpp})", f"order_by({other.cpp})",
                                                         select=False)

    def break_lock(self):
        here, body = self.start()
        one = self.pick([each for each in here.sources[0].all() if each.kind not in ("json", "binding")])
        more = self.pick([["select(count())"], [f"group_by({one.cpp})", f"select({one.cpp})"], ["distinct()", f"select({one.cpp})"],
                          [f"select({one.cpp})", f"union_all({body.head} | select({one.cpp}))"]])
        return "lock_of_groups", "query", self.pipe(body, *more, self.pick(["lock(for_update)", "lock(for_share, skip_locked)"]),
                                                    select=False)

    def break_union(self):
        here, body = self.start()
        body.items = [each for each in here.sources[0].all() if each.kind not in ("json", "binding") and not each.null][:2]
        if here.sources[0].null or len(body.items) < 2:
            return None
        one, other = body.items
        kind = self.pick([kind for kind in ("i64", "text", "i32", "f64") if kind != one.kind])
        wrong = self.pick([f"select({one.cpp})", f"select({one.cpp}, {other.cpp}, value(1))",
                           f"select({self.value(kind).cpp}, {other.cpp})", f"select(nullif({one.cpp}, {one.cpp}), {other.cpp})"])
        op = self.pick(["union_", "union_all", "intersect", "except_all"])
        return "combined_rows_differ", "query", self.pipe(body, f"{op}({here.sources[0].cpp if not here.sources[0].takes_type else body.head} | {wrong})")

    def break_into(self):
        here, body = self.start()
        source = self.sure(here)
        if source is None:
            return None
        column = self.pick([each for each in source.all() if not each.null and each.kind != "binding"])
        struct = self.fresh("Row")
        how = self.random.randint(0, 2)
        if how == 0:
            self.structs.append(f"struct {struct} {{\n  {CPP[column.kind]} one{{}};\n  int two{{}};\n}};\n")
            return "select_into_count", "query", self.pipe(body, f"select_into<{struct}>({column.cpp})", select=False)
        if how == 1:
            other = self.pick([kind for kind in CPP if kind not in (column.kind, "binding")])
            self.structs.append(f"struct {struct} {{\n  {CPP[other]} one{{}};\n}};\n")
            return "select_into_type", "query", self.pipe(body, f"select_into<{struct}>({column.cpp})", select=False)
        self.structs.append(f"struct {struct} {{\n  {CPP[column.kind]} one{{}};\n}};\n")
        if column.kind == "json":
            return None
        return "select_into_null", "query", self.pipe(body, f"select_into<{struct}>(nullif({column.cpp}, {column.cpp}))", select=False)

    def break_outer_join(self):
        """Behind a LEFT JOIN a column may be NULL."""
        here, body = self.start()
        struct = self.fresh("Row")
        self.structs.append(f"struct {struct} {{\n  std::string one{{}};\n}};\n")
        body.stages.append('left_join(alias<Node, "maybe">, alias<Node, "maybe">.col<&Node::id> == 1)')
        return "select_into_null", "query", self.pipe(
            body, f'select_into<{struct}>(upper(alias<Node, "maybe">.col<&Node::name>))', select=False)

    def break_parent(self):
        here, body = self.start()
        column = self.pick(here.sources[0].all())
        return "column_not_around", "query", self.pipe(body, f"select(parent_as({column.cpp}))", select=False)

    def break_read(self):
        here, body = self.start()
        column = here.sources[0].keys()[0]
        return "clause_not_allowed", "query", self.pipe(body, f"set({column.cpp} = 1)")

    def write_start(self):
        source = self.source(set(), self.pick(TABLES_WITH_TEXT))
        here = Context([source])
        head = f"from<{source.cpp}>" if source.takes_type else source.cpp
        condition = self.expression("bool", 2, here)
        column = source.column(TABLES_WITH_TEXT[source.struct], "text", 0)
        return head, f"where({condition.cpp})", column, source

    def break_write(self):
        head, where, column, source = self.write_start()
        assign = f'set({column.cpp} = "x")'
        key = source.keys()[0]
        found = [("unbounded_write", "update", [head, assign]), ("unbounded_write", "delete", [head]),
                 ("nothing_to_set", "update", [head, where]),
                 ("column_twice", "update", [head, where, assign, f"set({column.cpp} = upper({column.cpp}))"]),
                 ("column_twice", "update", [head, where, f'set({column.cpp} = "x", {column.cpp} = "y")']),
                 ("assignment_of_null", "update", [head, where, f'set({column.cpp} = nullif({column.cpp}, "x"))']),
                 ("assignment_of_null", "update",
                  [head, where, f'set({column.cpp} = scalar(alias<Node, "within"> | select(alias<Node, "within">.col<&Node::name>)))']),
                 ("aggregate_not_allowed", "update", [head, where, f"set({column.cpp} = cast_to<std::string>(count()))"]),
                 ("column_not_in_scope", "update", [head, where, f"set({column.cpp} = alias<Node, \"elsewhere\">.col<&Node::name>)"]),
                 ("column_not_in_scope", "delete", [head, where, 'returning(alias<Node, "elsewhere">.col<&Node::name>)'])]
        for clause in (f"order_by({key.cpp})", "limit(1)", f"select({key.cpp})", f"group_by({key.cpp})", "distinct()",
                       "lock(for_update)"):
            found.append(("clause_not_allowed", "update", [head, where, assign, clause]))
            found.append(("clause_not_allowed", "delete", [head, where, clause]))
        found.append(("clause_not_allowed", "delete", [head, where, assign]))
        found.append(("clause_not_allowed", "update",
                      [head, where, assign, f'left_join(alias<Node, "other">, alias<Node, "other">.col<&Node::id> == {key.cpp})']))
        rule, kind, stages = self.pick(found)
        return rule, kind, "\n      | ".join(stages)

    def comparable(self, left, right):
        exact, numbers = ("i16", "i32", "i64", "dec"), ("i16", "i32", "f32", "f64")
        lossless = (left, right) in [(a, b) for a in numbers for b in numbers if {a, b} != {"i32", "f32"}]
        return left == right or (left in exact and right in exact) or lossless

    def break_comparison(self):
        here, _ = self.start()
        while True:
            left, right = self.pick(SCALAR), self.pick(SCALAR)
            if not self.comparable(left, right):
                break
        return "operands_do_not_fit", "comparison", (self.expression(left, 2, here).cpp, self.expression(right, 2, here).cpp)

    def break_narrowing(self):
        here, _ = self.start()
        kind, wider = self.pick([("i16", "70000"), ("i32", "70000L"), ("i32", "1.5"), ("i64", "1.5"), ("f32", "1.5"),
                                 ("dec", "1.5"), ("i64", "7UL"), ("text", "1"), ("date", '"2024-01-01"'), ("bool", "1"),
                                 ("i32", "true"), ("ts", "naive_datetime{}")])
        return "operands_do_not_fit", "comparison", (self.expression(kind, 2, here).cpp, wider)

    def break_condition(self):
        here, _ = self.start()
        kind = self.pick([each for each in SCALAR if each != "bool"])
        return "condition_not_boolean", "condition", (self.expression(kind, 2, here).cpp,)

    break_write_again = break_write
    break_comparison_again = break_comparison
    break_scope_again = break_scope
    break_group_again = break_group

    def statement(self, number):
        names = sorted(name for name in dir(self) if name.startswith("break_"))
        made = None
        while made is None:  # each in turn, so that none is left to chance
            made = getattr(self, names[number % len(names)])()
            number += made is None
        rule, kind, pipe = made
        return rule, kind, pipe

    def function(self, number):
        self.structs, self.setup, self.ctes, self.is_recursive = [], [], [], False
        rule, kind, pipe = self.statement(number)
        lines = "".join(f"  {line}\n" for line in self.setup)
        if isinstance(pipe, tuple):
            types = ", ".join(f"std::remove_const_t<decltype(operand_{index})>" for index in range(len(pipe)))
            operands = "".join(f"  [[maybe_unused]] auto const operand_{index} = {one};\n" for index, one in enumerate(pipe))
            return ("".join(self.structs) + f"void broken_{number}(refusals& check) {{\n{lines}{operands}"
                    f'  check.expect<{rule}>("broken_{number}", detail::{kind}_verdict<{types}>{{}});\n}}\n\n')
        return ("".join(self.structs) + f"void broken_{number}(refusals& check) {{\n{lines}"
                f"  [[maybe_unused]] auto const query = detail::as_query(\n      {pipe});\n"
                f'  check.expect<{rule}>("broken_{number}", {kind}_verdict<std::remove_const_t<decltype(query)>>{{}});\n}}\n\n')


OPERANDS = "recto: expression: these operands do not fit without losing digits or meaning"
ARGUMENT = "recto: expression: this function does not take that argument"
CONDITION = "recto: condition: this is not a boolean expression"
WITH_NULL = "recto: comparison: comparing with NULL is never true"


def mistakes_within(e):
    """A message and an expression that must not compile because of it; `e(kind)` is any that makes sense."""
    return [
        (OPERANDS, f"({e('text')} == {e('i32')})"),
        (OPERANDS, f"({e('i16')} < 70000)"),
        (OPERANDS, f"({e('dec')} * 1.5)"),
        (OPERANDS, f"({e('date')} + {e('date')})"),
        (OPERANDS, f"({e('bool')} + {e('i32')})"),
        (OPERANDS, f"in({e('i32')}, std::vector<std::int64_t>{{}})"),
        (OPERANDS, f"between({e('date')}, date{{}}, {e('text')})"),
        (OPERANDS, f"sum({e('text')})"),
        (OPERANDS, f"max({e('bool')})"),
        (OPERANDS, f"({e('i64')} > any(from<Node> | select(col<&Node::name>)))"),
        (CONDITION, f"({e('bool')} && {e('i32')})"),
        (CONDITION, f"!{e('text')}"),
        (CONDITION, f"filter(count(), {e('json')})"),
        (WITH_NULL, f"({e('text')} == std::nullopt)"),
        (WITH_NULL, f"({e('i64')} == std::optional<std::int64_t>{{1}})"),
        (ARGUMENT, f"lower({e('i32')})"),
        (ARGUMENT, f"round({e('i32')})"),
        (ARGUMENT, f"coalesce({e('i32')}, \"x\")"),
        (ARGUMENT, f"nullif({e('date')}, {e('ts')})"),
        (ARGUMENT, f"array_append({e('texts')}, 1)"),
        (ARGUMENT, f"json_get({e('text')}, \"a\")"),
        (ARGUMENT, f"extract<\"year\">({e('text')})"),
        (ARGUMENT, f"matches({e('text')}, plainto_tsquery({e('text')}))"),
        ("recto: expression: this function has no such unit", f"extract<\"hour\">({e('date')})"),
        ("recto: cast_to: PostgreSQL has no conversion", f"cast_to<date>({e('bool')})"),
        ("recto: pattern: only text can be matched", f"like({e('i32')}, \"x\")"),
        ("recto: fragment: ", f"fragment<\"? + ?\", std::int32_t>({e('i32')})"),
        ("recto: row_value: the two rows differ", f"(row_value({e('i32')}, {e('text')}) < row_value({e('i32')}))"),
        ("recto: subquery: it must select exactly one", "scalar(from<Node>)"),
        ("recto: over: this is neither a window function nor an aggregate", f"over({e('i32')})"),
    ]


def programs(seed, folder):
    queries = Queries(seed)
    queries.setup, queries.structs, queries.ctes = [], [], []
    found = mistakes_within(lambda kind: queries.expression(kind, 2, Context([queries.source(set(), "Book", True)])).cpp)
    folder.mkdir(exist_ok=True)
    for number in range(3):
        part = found[number::3]
        expected = "".join(f"// expect[{index}]: {message}\n" for index, (message, _) in enumerate(part))
        bodies = "".join(f"#ifdef REJECT_{index}\n  [[maybe_unused]] auto const wrong = {text};\n#endif\n"
                         for index, (_, text) in enumerate(part))
        write(folder / f"mistakes_{number}.cpp",
              f"{expected}#include <recto/recto.hpp>\n#include <generate/schema.hpp>\n\nusing namespace recto;\n"
              f"using namespace library;\n\n[[maybe_unused]] constexpr bool on = true, off = false;\n\n"
              f"void mistakes() {{\n{bodies}}}\n")


def write(path, text):
    if not path.exists() or path.read_text() != text:
        path.write_text(text)


def main():
    seed, count, parts = (int(word) for word in sys.argv[1:4])
    folder = pathlib.Path(sys.argv[4])
    folder.mkdir(parents=True, exist_ok=True)
    programs(seed, folder / "programs")
    mistakes = Mistakes(seed)
    for part in range(parts):
        numbers = range(count * part // parts, count * (part + 1) // parts)
        out = [HEAD.replace("well_typed", "ill_typed").replace("check.hpp", "refusals.hpp")]
        out += [mistakes.function(number) for number in numbers]
        out.append(f"}}  // namespace\n\nvoid part_{part}(refusals& check) {{\n")
        out += [f"  broken_{number}(check);\n" for number in numbers]
        out.append("}\n\n}  // namespace generate\n")
        write(folder / f"part_{part}.cpp", "".join(out))
    declared = "".join(f"void part_{part}(refusals& check);\n" for part in range(parts))
    calls = "".join(f"  part_{part}(check);\n" for part in range(parts))
    write(folder / "main.cpp",
          f"// Written by ill_typed.py.\n#include <generate/refusals.hpp>\n\nnamespace generate {{\n{declared}}}\n\n"
          f"int main() {{\n  using namespace generate;\n  refusals check;\n{calls}  return check.report() ? 0 : 1;\n}}\n")


if __name__ == "__main__":
    main()
