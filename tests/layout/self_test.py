#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Feeds layout.py a small tree without a fault, then the same with one fault at a time, and expects it to complain of
that fault and of nothing else."""
import pathlib
import sys
import tempfile

sys.dont_write_bytecode = True
import layout  # noqa: E402

TOP = "// SPDX-License-Identifier: BSL-1.0\n// What it is for, and\n// what not.\n#pragma once\n"

GOOD = {
    "include/recto/base/text.hpp": TOP.replace("what not.", "what not. Layer 0.") + "\n#include <string>\n",
    "include/recto/schema/table.hpp": TOP + "\n#include <recto/base/text.hpp>\n\n#include <fmt/core.h>\n\n#include <array>\n"
                                            "namespace recto { using bad = failed<no_table, \"x\">; }\n",
    "include/recto/schema/rules.hpp": TOP + "namespace recto {\nstruct no_table;  ///< <struct>\n}\n",
    "include/recto/recto.hpp": TOP + "\n#include <recto/schema/table.hpp>\n",
    "include/recto/pg/connection.hpp": TOP + "\n#include <libpq-fe.h>\n",
    "include/recto/reflect/fields.hpp": TOP + "\n#include <boost/pfr/core.hpp>\n",
    "tests/unit/base/text.cpp": "// __no complaint__ of a comment\nchar const* text = \"_nor of text\";\nint a_ = __LINE__;\n",
    "tests/unit/schema/table.cpp": "",
    "tests/unit/reflect/fields.cpp": "",
    "tests/db/pg/connection.cpp": "",
    "tests/reject/schema/no_table.cpp": "// expect: no table\n",
    "docs/diagnostics.md": "# Refusals\n\n### no_table\n\nWhat to do.\n",
    "LICENSE": "line\n" * 600,
}

UNFINISHED = "TO" + "DO"
HOME = "/ho" + "me/somebody"

# what is put in the tree (None: taken away), the rule that must complain, a word of its complaint
FAULTS = [
    ({"include/recto/base/text.hpp": TOP + "#include <recto/schema/table.hpp>\n"}, "layers", "not in a lower layer"),
    ({"include/recto/base/text.hpp": TOP + "#include <recto/recto.hpp>\n"}, "layers", "not in a lower layer"),
    ({"include/recto/pool/pool.hpp": TOP + "#include <recto/pg/connection.hpp>\n", "tests/unit/pool/pool.cpp": ""},
     "layers", "not in a lower layer"),
    ({"include/recto/query/from.hpp": TOP + "#include <recto/changeset/cast.hpp>\n", "tests/unit/query/from.cpp": "",
      "include/recto/changeset/cast.hpp": TOP, "tests/unit/changeset/cast.cpp": ""}, "layers", "not in a lower layer"),
    ({"include/recto/repo/repo.hpp": TOP + "#include <recto/pg/connection.hpp>\n", "tests/unit/repo/repo.cpp": ""},
     "layers", "never includes"),
    ({"include/recto/other/thing.hpp": TOP, "tests/unit/other/thing.cpp": ""}, "layers", "no layer"),
    ({"include/recto/recto.hpp": TOP + "#include <recto/gone.hpp>\n"}, "layers", "not there"),
    ({"include/recto/base/text.hpp": TOP + "#include <fmt/core.h>\n"}, "fences", "fmt/core.h"),
    ({"include/recto/schema/table.hpp": TOP + "#include <libpq-fe.h>\n"}, "fences", "only pg"),
    ({"include/recto/schema/table.hpp": TOP + "#  include <boost/pfr/core.hpp>\n"}, "fences", "only reflect"),
    ({"include/recto/reflect/fields.hpp": TOP + "#include <boost/pfr.hpp>\n"}, "fences", "no header may"),
    ({"include/recto/schema/table.hpp": TOP + "#include <iostream>\n"}, "fences", "no header may"),
    ({"include/recto/schema/table.hpp": TOP + '#include "columns.hpp"\n'}, "fences", "write <recto/"),
    ({"include/recto/schema/table.hpp": TOP + "#include <string>\n\n#include <recto/base/text.hpp>\n"}, "include_order",
     "another order"),
    ({"include/recto/base/text.hpp": TOP.split("\n", 1)[1]}, "first_lines", "SPDX"),
    ({"include/recto/base/text.hpp": "// SPDX-License-Identifier: BSL-1.0\n#pragma once\n"}, "first_lines", "0 lines"),
    ({"include/recto/base/text.hpp": TOP.replace("#pragma once\n", "")}, "first_lines", "#pragma once"),
    ({"include/recto/base/text.hpp": TOP.replace("what not.", "Layer 3.")}, "first_lines", "says layer 3"),
    ({"tests/unit/base/text.cpp": None}, "tests", "tests/unit/base/text.cpp"),
    ({"tests/db/pg/connection.cpp": None}, "tests", "tests/db/pg/connection.cpp"),
    ({"tests/unit/base/text.cpp": "\n" * 501}, "length", "501 lines"),
    ({"dev": "\n" * 501}, "length", "501 lines"),
    ({"include/recto/base/text.hpp": TOP + "int _value;\n"}, "names", "_value"),
    ({"tests/unit/base/text.cpp": "int a__b;\n"}, "names", "a__b"),
    ({"docs/diagnostics.md": "# Refusals\n"}, "refusals", "no entry"),
    ({"docs/diagnostics.md": "### no_table\n### gone\n"}, "refusals", "gone is not a rule"),
    ({"docs/diagnostics.md": "### no_table\n### no_table\n"}, "refusals", "two entries"),
    ({"tests/reject/schema/no_table.cpp": None}, "refusals", "no program"),
    ({"include/recto/base/text.hpp": TOP + "using a = failed<nowhere_declared>;\n"}, "refusals", "nowhere_declared"),
    ({"docs/notes.md": f"{UNFINISHED}: write this\n"}, "words", "unfinished"),
    ({"docs/notes.md": f"it lies in {HOME}/recto\n"}, "words", "one machine"),
]


def complaints_of(tree):
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        for path, text in tree.items():
            if text is not None:
                (root / path).parent.mkdir(parents=True, exist_ok=True)
                (root / path).write_text(text)
        return layout.complaints(root)


def main():
    wrong = [f"the good tree: {complaint}" for complaint in complaints_of(GOOD)]
    for change, rule, word in FAULTS:
        found = complaints_of(GOOD | change)
        if len(found) != 1 or not found[0].startswith(rule + ":") or word not in found[0]:
            wrong.append(f"{change}: wanted one complaint of {rule} with '{word}', got {found}")
    unseen = {rule.__name__ for rule in layout.RULES} - {rule for _, rule, _ in FAULTS}
    wrong += [f"no fault shows that the rule {rule} works" for rule in sorted(unseen)]
    print("\n".join(wrong) or "the layout script complains as it should")
    print(f"test cases: {len(FAULTS) + 1} | {len(FAULTS) + 1 - len(wrong)} passed | {len(wrong)} failed")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
