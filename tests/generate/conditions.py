# SPDX-License-Identifier: BSL-1.0
"""Conditions that make sense. Each make_bool__... writes one kind of them."""
from vocabulary import CPP, EXACT, SCALAR, SQL, WORDS, Expression


class Conditions:
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
