#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Holds pages against the programs that are compiled and run: compare.py [--program PROGRAM] ROOT

README.md: its first block of C++ is examples/readme/first_program.cpp, and with --program its first block marked `text` is what
that program prints. Each other block of C++ there and in the pages of docs/ that PAGES names is found in a file of
examples/readme, line by line, however far it is indented there. Links to files of the repository lead somewhere, on every page.
"""
import argparse
import pathlib
import re
import subprocess
import sys

PAGES = ["README.md", "docs/changesets.md", "docs/queries.md", "docs/repo.md", "docs/schema.md"]


def blocks(page, language):
    return re.findall(rf"^```{language}\n(.*?)^```$", page, re.M | re.S)


def lines_of(text):
    return [line.strip() for line in text.strip("\n").split("\n")]


def holds(lines, wanted):
    return any(lines[at:at + len(wanted)] == wanted for at in range(len(lines) - len(wanted) + 1))


def readme(root, program):
    page = (root / "README.md").read_text()
    if blocks(page, "cpp")[0] != (root / "examples/readme/first_program.cpp").read_text():
        yield "README.md: the first block of C++ is not examples/readme/first_program.cpp"
    if program:
        printed = subprocess.run([program], stdout=subprocess.PIPE, text=True, timeout=60, check=False)
        shown = blocks(page, "text")[0]
        if printed.returncode != 0 or printed.stdout != shown:
            yield (f"README.md: the program ended with {printed.returncode} and printed\n{printed.stdout}"
                   f"and the page shows\n{shown}")


def pieces(root):
    sources = [lines_of(path.read_text()) for path in sorted((root / "examples/readme").glob("*.cpp"))]
    for name in PAGES:
        for block in blocks((root / name).read_text(), "cpp"):
            if not any(holds(source, lines_of(block)) for source in sources):
                yield f"{name}: this block is in no file of examples/readme:\n{block}"


def links(root):
    for path in [root / "README.md", *sorted((root / "docs").rglob("*.md"))]:
        prose = re.sub(r"^```.*?^```$|`[^`\n]*`", "", path.read_text(), flags=re.M | re.S)
        for link in re.findall(r"\]\((?!https?:|#)([^)#]+)", prose):
            if not (path.parent / link).exists():
                yield f"{path.relative_to(root)}: the link to {link} leads nowhere"


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("--program")
    parser.add_argument("root", type=pathlib.Path)
    arguments = parser.parse_args()
    found = [*readme(arguments.root, arguments.program), *pieces(arguments.root), *links(arguments.root)]
    print("\n".join(found) or "the pages are as the programs are")
    sys.exit(1 if found else 0)
