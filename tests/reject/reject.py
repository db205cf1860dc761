#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Runs programs that must not compile: reject.py --compiler CXX --flags FILE [--jobs N] FOLDER_OR_FILE...

A case is one .cpp file. Its first line says what the compiler must answer when the bad line is switched on:

    // expect: recto: where(...): the condition is not boolean

The bad line stands inside `#ifdef REJECT`. Several mistakes may share a file, to save the good compilation; each then
has a line and a macro of its own, all at the top:

    // expect[NUMBER]: text for what stands inside #ifdef REJECT_NUMBER
    // expect[DATE]: text for what stands inside #ifdef REJECT_DATE

Optional, after these: `// names: posts, title` lists names that the compiler must print in quotes.

A case passes only if it compiles without a warning as it stands; if the compiler exits non-zero with the macro, and of
itself (no crash); if one of its *error* lines contains the text (a line of source that it echoes does not count); and
if it says all that in fewer than 30 lines.
"""
import argparse
import concurrent.futures
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

MOST_LINES = 30  # exclusive
EXPECT = re.compile(r"// expect(?:\[(\w+)\])?: (.+)")
NAMES = re.compile(r"// names: (.+)")
ECHO = re.compile(r"\s*\d*\s*\|")  # how g++ and clang show a line of source and the marks below it
ERROR = re.compile(r":\d+(:\d+)?: (fatal )?error: ")
PRECOMPILED = "<recto/recto.hpp>"  # by far the dearest header of a case: read once for all of them


class Compiler:
    def __init__(self, command, flags, folder):
        self.command = [command, *flags, "-fsyntax-only", "-fdiagnostics-color=never"]
        self.clang = "clang" in subprocess.run([command, "--version"], capture_output=True, text=True).stdout
        self.include = self.precompile(command, flags, pathlib.Path(folder))

    def precompile(self, command, flags, folder):
        header = folder / "precompiled.hpp"
        header.write_text(f"#include {PRECOMPILED}\n")
        output = folder / ("precompiled.pch" if self.clang else "precompiled.hpp.gch")
        done = subprocess.run([command, *flags, "-x", "c++-header", header, "-o", output], capture_output=True)
        if done.returncode != 0:
            return []  # the cases say what is wrong with it
        return ["-include-pch", str(output)] if self.clang else ["-include", str(header)]

    def run(self, source, macro=None):
        include = self.include if PRECOMPILED in source.read_text() else []
        define = [f"-D{macro}"] if macro else []
        done = subprocess.run([*self.command, *include, *define, source], capture_output=True, text=True)
        return done.returncode, done.stdout + done.stderr


def indented(output):
    lines = output.splitlines()
    more = [f"... and {len(lines) - 40} lines more"] if len(lines) > 40 else []
    return "\n".join("      " + line[:400] for line in lines[:40] + more)


def judge(code, output, text, names):
    """What is wrong with how the compiler refused a program; None if nothing is."""
    if code == 0:
        return "it compiles"
    if code < 0 or "internal compiler error" in output or "PLEASE submit a bug report" in output:
        return "the compiler crashed"
    said = [line for line in output.splitlines() if not ECHO.match(line)]
    if not any(ERROR.search(line) and text in line[ERROR.search(line).end():] for line in said):
        return f"no error line says: {text}"
    missing = [name for name in names if not any(f'"{name}"' in line for line in said)]
    if missing:
        return f"the compiler does not print {', '.join(missing)}"
    if len(output.splitlines()) >= MOST_LINES:
        return f"the compiler needs {len(output.splitlines())} lines to say it; fewer than {MOST_LINES} are asked for"
    return None


def run_case(source, compiler):
    """A list of (name, complaint or None, lines of output or None) for one file."""
    lines = source.read_text().splitlines()
    expected = []
    names = []
    for line in lines:
        if match := EXPECT.fullmatch(line):
            expected.append(("REJECT" + ("_" + match[1] if match[1] else ""), match[2].strip()))
        elif match := NAMES.fullmatch(line):
            names = [name.strip() for name in match[1].split(",")]
        else:
            break
    if not expected:
        return [(source.stem, "its first line is not `// expect: text`", None)]
    code, output = compiler.run(source)
    if code != 0 or output.strip():
        return [(source.stem, "it does not compile clean without the bad line\n" + indented(output), None)]
    results = []
    for macro, text in expected:
        name = source.stem + ("" if macro == "REJECT" else f"[{macro.removeprefix('REJECT_')}]")
        if not any(re.search(rf"\b{macro}\b", line) for line in lines if line.lstrip().startswith("#")):
            results.append((name, f"nothing in it depends on {macro}", None))
            continue
        code, output = compiler.run(source, macro)
        complaint = judge(code, output, text, names)
        results.append((name, complaint and complaint + "\n" + indented(output), len(output.splitlines())))
    return results


def main(arguments):
    parser = argparse.ArgumentParser()
    parser.add_argument("--compiler", required=True)
    parser.add_argument("--flags", required=True, type=pathlib.Path)
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("cases", nargs="+", type=pathlib.Path)
    given = parser.parse_args(arguments)
    flags = given.flags.read_text().split("\n")  # one a line
    flags = [flag for flag in flags if flag]
    cases = [case for path in given.cases for case in (sorted(path.glob("*.cpp")) if path.is_dir() else [path])]
    passed = failed = most = 0
    with tempfile.TemporaryDirectory() as folder, concurrent.futures.ThreadPoolExecutor(given.jobs) as pool:
        compiler = Compiler(given.compiler, flags, folder)
        for results in pool.map(lambda case: run_case(case, compiler), cases):
            for name, complaint, lines in results:
                passed, failed = passed + (not complaint), failed + bool(complaint)
                most = max(most, lines or 0)
                print(f"{'FAILED' if complaint else 'ok'}  {name}" + (f"  ({lines} lines)" if lines else "")
                      + (f": {complaint}" if complaint else ""), flush=True)
    print(f"longest refusal: {most} lines, {shutil.which(given.compiler) or given.compiler}")
    print(f"test cases: {passed + failed} | {passed} passed | {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
