#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Holds the layout of the repository: layout.py ROOT prints what is wrong with it, one line each, and fails then.

Layers and fences of the headers, their first lines, a test for each, the length of files, names, the list of refusals
against docs/diagnostics.md and tests/reject, and words that must not stay. Each rule is one function below; a new rule
gets a bad file in self_test.py.
"""
import pathlib
import re
import sys

# A header includes its own folder and folders with a lower number.
LAYERS = {"base": 0, "reflect": 1, "types": 2, "schema": 3, "changeset": 4, "query": 4, "sql": 5, "pg": 6, "pool": 6,
          "repo": 7, "migration": 8, "cli": 9}
NEVER = {("repo", "pg")}  # tested on a fake connection, so it must not know the real one

FENCES = [  # what, the folders that may include it
    (re.compile(r"boost/pfr"), {"reflect"}),
    (re.compile(r"libpq-fe\.h|libpq/"), {"pg"}),
    (re.compile(r"fmt/"), set(LAYERS) - {"base", "reflect", "query"}),
]
FORBIDDEN = {  # what no header includes: what it costs each user's compilation, or which compiler lacks it
    "iostream": "0.2 s", "regex": "0.4 s", "ranges": "0.25 s", "functional": "0.17 s", "format": "libstdc++ 12 lacks it",
    "boost/hana.hpp": "0.25 s; take the granular headers", "boost/pfr.hpp": "0.4 s; take boost/pfr/core.hpp",
}

NO_TEST_OF_ITS_OWN = {  # header: why
    "recto.hpp": "only includes; every example and the consumer tests use it",
    "changeset/changesets.hpp": "only includes", "query/clauses.hpp": "only includes",
    "query/functions.hpp": "only includes", "sql/functions.hpp": "only includes",
    "base/platform.hpp": "only #error lines for compilers that the tests cannot be run with",
}
for folder in LAYERS:
    NO_TEST_OF_ITS_OWN[f"{folder}/rules.hpp"] = "only names; each has its programs in tests/reject"

MOST_LINES = 500
SOURCES = {".hpp", ".cpp", ".py", ".cmake", ".txt", ".sql", ""}
CODE = {".hpp", ".cpp"}
NOT_OURS = {".git", "build", "__pycache__"}

INCLUDE = re.compile(r'^\s*#\s*include\s*([<"])([^>"]+)[>"]', re.M)
COMMENT_OR_TEXT = re.compile(r'//[^\n]*|/\*.*?\*/|R"(\w*)\(.*?\)\1"|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.S)
# Names that belong to the compiler and the standard library, which a program may use but not make.
COMPILERS = re.compile(r"__(PRETTY_FUNCTION|FUNCTION|FILE|LINE|VA_ARGS|VA_OPT|GNUC|GNUC_MINOR|clang|clang_major|cplusplus"
                       r"|SANITIZE_ADDRESS|SANITIZE_THREAD|OPTIMIZE|EXCEPTIONS|COUNTER|GLIBCXX|STDCPP\w*?)(__)?|__(builtin|has|cpp|int128"
                       r"|extension|attribute|malloc|libc|real|wrap)\w*|_M_(impl|start|finish|end_of_storage)|_(GNU_SOURCE|GLIBCXX\w*|Pragma|exit|Exit)")
UNFINISHED = re.compile("TO" r"DO|FIX" r"ME|\bX" r"XX\b")
PLACES = re.compile(r"(?<![\w.])/(home/\w|root\b|work\b|Users/)")


def headers(root):
    base = root / "include/recto"
    return [(path, path.relative_to(base).as_posix()) for path in sorted(base.rglob("*.hpp"))]


def files(root):
    for path in sorted(root.rglob("*")):
        parts = path.relative_to(root).parts
        if path.is_file() and not path.is_symlink() and not NOT_OURS & set(parts) and not parts[0].startswith("build"):
            yield path, "/".join(parts)


def without_comments_and_text(source):
    return COMMENT_OR_TEXT.sub(lambda match: "\n" * match[0].count("\n") or " ", source)


def folder_of(name):
    return name.split("/")[0] if "/" in name else None


def layers(root):
    for path, name in headers(root):
        folder = folder_of(name)
        if folder is not None and folder not in LAYERS:
            yield f"{name}: {folder}/ is no layer; give it a number in {pathlib.Path(__file__).name}"
            continue
        for _, included in INCLUDE.findall(path.read_text()):
            if not included.startswith("recto/"):
                continue
            other = folder_of(included.removeprefix("recto/"))
            if not (root / "include" / included).exists():
                yield f"{name}: includes {included}, which is not there"
            elif folder is None or other == folder:
                continue
            elif other is None or LAYERS.get(other, 99) >= LAYERS[folder]:
                yield f"{name}: includes {included}, which is not in a lower layer"
            elif (folder, other) in NEVER:
                yield f"{name}: includes {included}; {folder}/ never includes {other}/"


def fences(root):
    for path, name in headers(root):
        for quote, included in INCLUDE.findall(path.read_text()):
            if included in FORBIDDEN:
                yield f"{name}: includes <{included}>, which no header may ({FORBIDDEN[included]})"
            for what, allowed in FENCES:
                if what.match(included) and folder_of(name) not in allowed:
                    yield f"{name}: includes {included}, which only {', '.join(sorted(allowed))} may"
            if quote == '"':
                yield f'{name}: includes "{included}"; write <recto/...>'


def include_order(root):
    def group(included):
        return 0 if included.startswith("recto/") else 1 if "/" in included or included.endswith(".h") else 2

    for path, name in headers(root):
        top = path.read_text().split("namespace recto", 1)[0]
        if "#if" in top:
            continue  # a choice between headers has an order of its own
        groups = [group(included) for _, included in INCLUDE.findall(top)]
        if groups != sorted(groups):
            yield f"{name}: includes stand in another order than own, third party, standard"


def first_lines(root):
    for path, name in headers(root):
        lines = path.read_text().splitlines()
        comment = 0
        while comment < len(lines) and lines[comment].startswith("//"):
            comment += 1
        if not lines or lines[0] != "// SPDX-License-Identifier: BSL-1.0":
            yield f"{name}: its first line is not the SPDX line"
        elif not 3 <= comment <= 11:
            yield f"{name}: the comment after the SPDX line has {comment - 1} lines; 2 to 10 say what it is for and its layer"
        if comment >= len(lines) or lines[comment] != "#pragma once":
            yield f"{name}: #pragma once does not follow its comment"
        stated = re.search(r"Layer (\d+)", "\n".join(lines[:comment]))
        if stated and int(stated[1]) != LAYERS.get(folder_of(name), -1):
            yield f"{name}: says layer {stated[1]}, its folder is layer {LAYERS.get(folder_of(name))}"


def tests(root):
    for _, name in headers(root):
        test = pathlib.PurePosixPath(name).with_suffix(".cpp")
        there = any((root / "tests" / kind / test).exists() for kind in ("unit", "db"))
        if not there and name not in NO_TEST_OF_ITS_OWN:
            yield f"{name}: has neither tests/unit/{test} nor tests/db/{test}"


def length(root):
    for path, name in files(root):
        if path.suffix in SOURCES and not re.match(r"LICENSE|docs/|tests/golden/.*\.txt", name):
            lines = path.read_text(errors="replace").count("\n")
            if lines > MOST_LINES:
                yield f"{name}: has {lines} lines, more than {MOST_LINES}"


def names(root):
    for path, name in files(root):
        if path.suffix not in CODE:
            continue
        for number, line in enumerate(without_comments_and_text(path.read_text()).splitlines(), 1):
            for word in re.findall(r"\b(?:_\w+|\w+__\w*)\b", line):
                if not COMPILERS.fullmatch(word):
                    yield f"{name}:{number}: the name {word} starts with an underscore or has two in a row"


def refusals(root):
    declared = {}
    for path, name in headers(root):
        if path.name == "rules.hpp":
            code = without_comments_and_text(path.read_text())
            declared.update({rule: name for rule in re.findall(r"\bstruct (\w+);", code)})
    page = root / "docs/diagnostics.md"
    documented = re.findall(r"^### `?(\w+)`?\s*$", page.read_text(), re.M) if page.exists() else []
    shown = set()
    for path in sorted((root / "tests/reject").glob("*/*.cpp")):
        macros = re.findall(r"^// expect\[(\w+)\]:", path.read_text(), re.M)
        shown |= {path.stem} | {macro.lower() for macro in macros}
    for rule, where in declared.items():
        if rule not in documented:
            yield f"{where}: {rule} has no entry `### {rule}` in docs/diagnostics.md"
        if not any(case == rule or case.startswith(rule + "_") for case in shown):
            yield f"{where}: {rule} has no program tests/reject/<folder>/{rule}.cpp"
    for rule in sorted(set(documented)):
        if rule not in declared:
            yield f"docs/diagnostics.md: {rule} is not a rule in any rules.hpp"
        if documented.count(rule) > 1:
            yield f"docs/diagnostics.md: {rule} has two entries"
    for path, name in headers(root):
        for rule in re.findall(r"\bfailed<\s*(?:recto::|detail::)*([a-z]\w*)", without_comments_and_text(path.read_text())):
            if rule not in declared:
                yield f"{name}: failed<{rule}, ...>, but {rule} is declared in no rules.hpp"


def words(root):
    for path, name in files(root):
        try:
            lines = path.read_text().splitlines()
        except UnicodeDecodeError:
            continue
        for number, line in enumerate(lines, 1):
            if UNFINISHED.search(line):
                yield f"{name}:{number}: a mark of unfinished work: {line.strip()[:80]}"
            if PLACES.search(line):
                yield f"{name}:{number}: a path of one machine: {line.strip()[:80]}"


RULES = [layers, fences, include_order, first_lines, tests, length, names, refusals, words]


def complaints(root):
    return [f"{rule.__name__}: {complaint}" for rule in RULES for complaint in rule(root)]


if __name__ == "__main__":
    found = complaints(pathlib.Path(sys.argv[1]).resolve())
    print("\n".join(found) or "the layout holds")
    sys.exit(1 if found else 0)
