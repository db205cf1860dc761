#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Holds README.md against the programs that are compiled and run: compare.py [--program PROGRAM] ROOT

The first block of C++ is examples/readme/first_program.cpp, each further one is found in a file of examples/readme, line by
line, however far it is indented there. Links to files of the repository lead somewhere. With --program, the first block
marked `text` is what that program prints.
"""
import argparse
import pathlib
import re
import subprocess
import sys


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.M | re.S)


def lines_of(text):
    return [line.strip() for line in text.strip("\n").split("\n")]


def holds(lines, wanted):
    return any(lines[at:at + len(wanted)] == wanted for at in range(len(lines) - len(wanted) + 1))


def complaints(root, program):
    page = (root / "README.md").read_text()
    first, *others = blocks(page, "cpp")
    if first != (root / "examples/readme/first_program.cpp").read_text():
        yield "the first block of C++ is not examples/readme/first_program.cpp"
    sources = [lines_of(path.read_text()) for path in sorted((root / "examples/readme").glob("*.cpp"))]
    for block in others:
        if not any(holds(source, lines_of(block)) for source in sources):
            yield f"this block is in no file of examples/readme:\n{block}"
    prose = re.sub(r"^```.*?^```$", "", page, flags=re.M | re.S)
    for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", prose):
        if not (root / link).exists():
            yield f"the link to {link} leads nowhere"
    if program:
        printed = subprocess.run([program], stdout=subprocess.PIPE, text=True, timeout=60, check=False)
        shown = blocks(page, "text")[0]
        if printed.returncode != 0 or printed.stdout != shown:
            yield f"the program ended with {printed.returncode} and printed\n{printed.stdout}README.md shows\n{shown}"


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--program")
    parser.add_argument("root", type=pathlib.Path)
    arguments = parser.parse_args()
    found = list(complaints(arguments.root, arguments.program))
    print("\n".join(f"README.md: {complaint}" for complaint in found) or "README.md is as the programs are")
    sys.exit(1 if found else 0)
