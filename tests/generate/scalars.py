# SPDX-License-Identifier: BSL-1.0
"""Numbers, text, dates, lists and documents that make sense. Each make_<kind>__... writes one kind of them."""
from vocabulary import CPP, SCALAR, SQL, Expression


class Scalars:
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
        return self.call("replace_text({}, {}, {})", "replace({}, {}, {})", "text", self.expression("text", depth, here),
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
        setattr(Scalars, f"make_{kind}__chosen", make)
        setattr(Scalars, f"make_{kind}__chosen_again", make)


_choices()
