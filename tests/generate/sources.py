# SPDX-License-Identifier: BSL-1.0
"""Aggregates, windows, and the sources that a query can have."""
from expressions import Generator
from vocabulary import CPP, SQL, TABLES, Context, Expression, Source

SELECTED = ["i16", "i32", "i64", "f64", "dec", "bool", "bool", "bool", "text", "text", "date", "ts", "naive", "time", "span", "texts", "json"]
ORDERED = ["i32", "i64", "text", "date", "dec"]


class Sources(Generator):
    # --- aggregates and windows -------------------------------------------------------------------------------------

    def rows_of(self, here):
        """Where the operand of an aggregate stands: among single rows, which are of this query."""
        return here.copy(grouped=None, outer=[], windows=False, nesting=9)

    def aggregate(self, kind, here):
        rows = self.rows_of(here)
        one = lambda kind: self.expression(kind, 1, rows)
        made = None
        if kind == "i64":
            choice = self.random.randint(0, 3)
            if choice == 0:
                made = Expression("count()", "count(*)", "i64", False, binds=False)
            elif choice == 1:
                made = self.call("count({})", "count({})", "i64", one(self.pick(SELECTED)), null=False)
            elif choice == 2:
                made = self.call("count(distinct({}))", "count(DISTINCT {})", "i64", one(self.pick(ORDERED)), null=False)
            else:
                made = self.call("sum({})", "sum({})", "i64", one(self.pick(["i16", "i32"])))
        elif kind == "dec":
            name = self.pick(["sum", "avg", "variance", "stddev_pop"])
            made = self.call(name + "({})", name + "({})", "dec", one("dec" if name == "sum" else self.pick(["i32", "dec", "i64"])))
        elif kind == "bool":
            name = self.pick(["bool_and", "bool_or", "every"])
            made = self.call(name + "({})", name + "({})", "bool", one("bool"))
        elif kind == "texts" and self.chance(80):
            column = [each for each in self.columns(rows, "text") if not each.null]
            if not column:
                return None
            text = self.pick(column)
            made = self.call("array_agg({0}).order_by({0})", "array_agg({0} ORDER BY {0})", "texts", text)
        elif kind == "text" and self.chance(50):
            text, order = one("text"), self.columns(rows)
            term = self.pick([each for each in order if each.kind not in ("json", "binding")] or [text])
            word = self.pick([", ", "/"])
            made = self.call(f'string_agg({{0}}, "{word}").order_by(desc({{1}}), {{0}})',
                             f"string_agg({{0}}, '{word}' ORDER BY {{1}} DESC, {{0}})", "text", text, term)
        elif kind == "json":
            keys = [key for source in rows.sources for key in source.keys()]
            if not keys:
                return None
            order = ", ".join(key.cpp for key in keys), ", ".join(key.sql for key in keys)
            made = self.call(f"jsonb_agg({{}}).order_by({order[0]})", f"jsonb_agg({{}} ORDER BY {order[1]})", "json",
                             one(self.pick(["i32", "text"])))
        elif kind in ("i16", "i32"):
            name = self.pick(["min", "max", "bit_and", "bit_or"])
            made = self.call(name + "({})", name + "({})", kind, one(kind))
        elif kind not in ("binding", "bool"):
            name = self.pick(["min", "max"])
            made = self.call(name + "({})", name + "({})", kind, one(kind))
        if made and self.chance(25):
            condition = self.expression("bool", 1, rows)
            made = self.call("filter({}, {})", "{} FILTER (WHERE {})", kind,
                             Expression(made.cpp, made.sql[1:-1] if made.sql.startswith("(") else made.sql, kind), condition,
                             null=kind != "i64" or made.null)
        if made:
            made.null = kind != "i64" or "sum" in made.cpp
        return made

    def keys_of(self, here):
        return [key for source in here.sources for key in source.keys()]

    def window(self, kind, here):
        """A window function or an aggregate over a window whose order is total."""
        keys = self.keys_of(here)
        if here.grouped is not None or not keys or any(not source.key for source in here.sources):
            return None
        rows = self.rows_of(here)
        inner = self.expression(kind, 1, rows)
        if kind == "i64":
            name = self.pick(["row_number", "rank", "dense_rank"])
            called = Expression(f"{name}()", f"{name}()", kind, False)
        elif kind == "f64":
            name = self.pick(["percent_rank", "cume_dist"])
            called = Expression(f"{name}()", f"{name}()", kind, False)
        elif kind == "i32" and self.chance(40):
            called = Expression("ntile(3)", "ntile(3)", kind, False)
        elif kind in ("dec", "bool", "i16") and self.chance(40):
            called = self.aggregate(kind, here)
            if called is None or "DISTINCT" in called.sql or "ORDER BY" in called.sql:
                return None
        else:
            shape = self.pick(["lag({})", "lead({})", "lag({}, 2)", "lead({}, 1)", "first_value({})", "last_value({})",
                               "nth_value({}, 2)"])
            called = self.call(shape, shape, kind, inner, null=True)
        text = called.sql[1:-1] if called.sql.startswith("(") else called.sql
        cpp, sql = [], []
        if self.chance(50):
            term = self.expression(self.pick(["bool", "text", "i32"]), 1, rows)
            cpp.append(f"partition_by({term.cpp})")
            sql.append(f"PARTITION BY {term.sql}")
        direction = self.pick(["asc", "desc"])
        cpp.append("order_by(" + ", ".join(f"{direction}({key.cpp})" for key in keys) + ")")
        sql.append("ORDER BY " + ", ".join(f"{key.sql} {direction.upper()}" for key in keys))
        if self.chance(35):
            unit = self.pick(["rows", "range", "groups"])
            low = self.pick([("unbounded_preceding", "UNBOUNDED PRECEDING"), ("current_row", "CURRENT ROW")]
                            + ([("preceding<2>", "2 PRECEDING")] if unit != "range" else []))
            high = self.pick([("unbounded_following", "UNBOUNDED FOLLOWING"), ("current_row", "CURRENT ROW")]
                             + ([("following<1>", "1 FOLLOWING")] if unit != "range" else []))
            cpp.append(f"{unit}_between({low[0]}, {high[0]})")
            sql.append(f"{unit.upper()} BETWEEN {low[1]} AND {high[1]}")
        return Expression(f"over({called.cpp}, {', '.join(cpp)})", f"({text} OVER ({' '.join(sql)}))", kind, True)

    # --- sources ----------------------------------------------------------------------------------------------------

    def source(self, names, struct=None, plain_only=False):
        """A table, under its own name or an alias."""
        struct = struct or self.pick(TABLES)
        table, columns, key = TABLES[struct]
        if table not in names and self.chance(65):
            names.add(table)
            how = self.random.randint(0, 12) if not plain_only else 9
            if how == 0:
                made = Source(table, columns, f"col<&{struct}::@>", key, f"prefixed<\"recto_generate\", {struct}>",
                              f'"recto_generate"."{table}"', struct)
            else:
                made = Source(table, columns, f"col<&{struct}::@>", key, struct, f'"{table}"', struct)
            made.takes_type = True
            return made
        name = self.fresh(table[0])
        names.add(name)
        alias = f'alias<{struct}, "{name}">'
        prefix = f"{alias}.col<&{struct}::@>" if self.chance(50) else f"{alias}[col<&{struct}::@>]"
        made = Source(name, columns, f"({prefix})", key, alias, f'"{table}" AS "{name}"', struct)
        made.takes_type = False
        return made

    def list_source(self, names):
        name = self.fresh("v")
        names.add(name)
        kind = self.pick(["i64", "text", "i32"])
        values = [self.plain(kind) for _ in range(self.random.randint(0, 4))]
        self.setup.append(f"[[maybe_unused]] auto const {name} = unnest<\"{name}\">(std::vector<{CPP[kind]}>{{"
                          + ", ".join(one.cpp for one in values) + "});")
        made = Source(name, [("value", kind, 0)], f"{name}.@", [], name,
                      f"unnest(ARRAY[{', '.join(one.sql for one in values)}]::{SQL[kind]}[]) AS \"{name}\" (\"value\")")
        made.takes_type = False
        return made

    def row_struct(self, kinds):
        """A struct for select_into, whose fields may all be NULL."""
        name = self.fresh("Row")
        fields = [(f"f{index}", kind, 1) for index, kind in enumerate(kinds)]
        self.structs.append(f"struct {name} {{\n" + "".join(f"  std::optional<{CPP[kind]}> {field}{{}};\n"
                                                           for field, kind, _ in fields) + "};\n")
        return name, fields

    def derived(self, names, outer=()):
        """A query as a source: a subquery or a CTE; with `outer` a lateral one."""
        name = self.fresh("d")
        names.add(name)
        inner = self.body(Context([], outer, names), True)
        struct, fields = self.row_struct([one.kind for one in inner.items])
        as_cte = not outer and self.chance(50)
        into = " | ".join([inner.head, *inner.stages, f"select_into<{struct}>({', '.join(one.cpp for one in inner.items)})"])
        aliases = ", ".join(f'{one.sql} AS "{field}"' for one, (field, *_) in zip(inner.items, fields))
        text = inner.text(aliases)
        if as_cte:
            word = self.pick(["cte", "materialized_cte", "inlined_cte"])
            self.setup.append(f'[[maybe_unused]] auto const {name} = {word}<"{name}">({into});')
            self.ctes.append(f'"{name}" AS ({text})')
            made = Source(name, fields, f"col<&{struct}::@>", [], name, f'"{name}"')
        else:
            self.setup.append(f'[[maybe_unused]] auto const {name} = subquery<"{name}">({into});')
            made = Source(name, fields, f"{name}.col<&{struct}::@>", [], name, f'({text}) AS "{name}"')
        made.takes_type = False
        made.is_cte = as_cte
        return made

    def recursive(self, names):
        name = self.fresh("r")
        names.add(name)
        struct = self.fresh("Row")
        self.structs.append(f"struct {struct} {{\n  std::int32_t id{{}};\n  std::string path{{}};\n  std::int32_t depth{{}};\n}};\n")
        low, high = self.random.randint(1, 3), self.random.randint(2, 5)
        distinct = self.pick(["", "_distinct"])
        self.setup.append(
            f'[[maybe_unused]] auto const {name} = recursive_cte{distinct}<"{name}", {struct}>(\n'
            f"      from<Node> | where(col<&Node::id> >= {low}) | select_into<{struct}>(col<&Node::id>, col<&Node::name>, value(0)),\n"
            f"      [](auto self) {{\n        return from<Node> | join(self, col<&Node::parent_id> == col<&{struct}::id>)\n"
            f"             | where(col<&{struct}::depth> < {high})\n"
            f'             | select_into<{struct}>(col<&Node::id>, concat(col<&{struct}::path>, "/", col<&Node::name>),'
            f" col<&{struct}::depth> + 1);\n      }});")
        self.ctes.append(f'"{name}" ("id", "path", "depth") AS (SELECT id, name, 0 FROM nodes WHERE id >= {low} '
                         f"UNION {'' if distinct else 'ALL'} SELECT n.id, concat(r.path, '/', n.name), r.depth + 1 FROM nodes n "
                         f'JOIN "{name}" r ON n.parent_id = r.id WHERE r.depth < {high})')
        self.is_recursive = True
        made = Source(name, [("id", "i32", 0), ("path", "text", 0), ("depth", "i32", 0)], f"col<&{struct}::@>", [], name,
                      f'"{name}"')
        made.takes_type = False
        return made
