#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Feeds golden.py texts that it must accept and texts that it must complain about."""
import os
import pathlib
import subprocess
import sys
import tempfile

DRIVER = pathlib.Path(__file__).with_name("golden.py")
GOOD = "first\tSELECT 1\nsecond\tSELECT 2\n"


def main():
    complaints = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)

        def passes(printed, stored, code=0, accept="0"):
            program, text = folder / "program", folder / "stored.txt"
            (folder / "printed").write_text(printed)
            program.write_text(f"#!/bin/sh\ncat '{folder}/printed'\nexit {code}\n")
            program.chmod(0o755)
            text.unlink(missing_ok=True)
            if stored is not None:
                text.write_text(stored)
            done = subprocess.run([sys.executable, DRIVER, program, text], stdout=subprocess.DEVNULL,
                                  env={**os.environ, "RECTO_GOLDEN_ACCEPT": accept})
            return done.returncode == 0

        def want(condition, what):
            if not condition:
                complaints.append(what)

        want(passes(GOOD, GOOD), "the same text is refused")
        want(not passes(GOOD, GOOD.replace("SELECT 2", "SELECT 3")), "another text is accepted")
        want(not passes(GOOD, None), "a missing stored text is accepted")
        want(not passes(GOOD.splitlines(True)[0], GOOD), "a missing line is accepted")
        want(not passes("", ""), "a program that prints nothing is accepted")
        want(not passes(GOOD, GOOD, code=1), "a program that fails is accepted")
        want(not passes("no tab\n", "no tab\n"), "a line without a name is accepted")
        want(not passes(GOOD + GOOD, GOOD + GOOD), "a name given twice is accepted")
        want(passes(GOOD, "old\tSELECT 0\n", accept="1"), "accepting fails")
        want((folder / "stored.txt").read_text() == GOOD, "accepting does not rewrite")
    print("\n".join(complaints) or "the driver accepts and complains as it should")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main())
