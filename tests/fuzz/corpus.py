#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Inputs for libFuzzer to begin with: corpus.py DICTIONARY COUNT SEED FOLDER writes COUNT files there, each of a few words of
the dictionary. The same seed writes the same files; what libFuzzer has added since is taken away, so that runs repeat."""
import pathlib
import random
import re
import shutil
import sys

LINE = re.compile(rb'"((?:[^"\\]|\\.)*)"$')
ESCAPE = re.compile(rb'\\(x([0-9A-Fa-f]{2})|.)')


def words_of(path):
    for line in path.read_bytes().splitlines():
        if found := LINE.match(line):
            yield ESCAPE.sub(lambda one: bytes([int(one[2], 16)]) if one[2] else one[1], found[1])


def main(dictionary, count, seed, folder):
    words = list(words_of(pathlib.Path(dictionary)))
    if not words:
        sys.exit(f"{dictionary} has no words")
    chosen = random.Random(int(seed))
    folder = pathlib.Path(folder)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for number in range(int(count)):
        (folder / f"{number:06}").write_bytes(b"".join(chosen.choices(words, k=chosen.randint(1, 8))))
    print(f"{count} inputs of {len(words)} words")


if __name__ == "__main__":
    main(*sys.argv[1:])
