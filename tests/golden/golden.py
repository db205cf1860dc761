#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Compares what a program prints with a stored text: golden.py PROGRAM STORED.txt

The program prints one `name<TAB>text` line for each thing it shows, and a name only once. With RECTO_GOLDEN_ACCEPT=1 in
the environment (`./dev test golden --accept`) the stored text is rewritten; `git diff` then shows what to review.
"""
import difflib
import os
import pathlib
import subprocess
import sys


def main(program, stored):
    done = subprocess.run([program], stdout=subprocess.PIPE, text=True)
    if done.returncode != 0:
        print(f"{program} exits with {done.returncode}")
        return 1
    printed = done.stdout.splitlines()
    names = set()
    for line in printed:
        name, tab, _ = line.partition("\t")
        if not tab or not name or name in names:
            print(f"not a `name<TAB>text` line, or a name for the second time: {line}")
            return 1
        names.add(name)
    if not printed:
        print(f"{program} prints nothing")
        return 1
    if os.environ.get("RECTO_GOLDEN_ACCEPT") == "1":
        stored.write_text(done.stdout)
        print(f"{stored.name} rewritten; review it with git diff")
        return 0
    expected = stored.read_text().splitlines() if stored.exists() else []
    difference = list(difflib.unified_diff(expected, printed, "stored", "printed", n=0, lineterm=""))
    if difference:
        print("\n".join(difference))
        print(f"{stored.name} differs; if the new text is right: ./dev test golden --accept")
        return 1
    print(f"test cases: {len(printed)} | {len(printed)} passed | 0 failed")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], pathlib.Path(sys.argv[2])))
