#!/usr/bin/env python3
# SPDX-License-Identifier: BSL-1.0
"""Feeds reject.py cases that it must accept and cases that it must complain about: self_test.py --compiler CXX"""
import pathlib
import subprocess
import sys
import tempfile

DRIVER = pathlib.Path(__file__).with_name("reject.py")
MESSAGE = "recto: the two halves differ; make them equal"

RULE = f"""
template <int Left, int Right>
constexpr bool halves() {{
  static_assert(Left == Right, "{MESSAGE}");
  return true;
}}
"""

# name: (source, what the driver must say of it; None: it must accept it)
CASES = {
    "right_reason": (f"""// expect: {MESSAGE}
{RULE}
#ifdef REJECT
static_assert(halves<1, 2>());
#endif
""", None),
    "two_mistakes": (f"""// expect[FIRST]: {MESSAGE}
// expect[SECOND]: nothing_of_that_name
{RULE}
#ifdef REJECT_FIRST
static_assert(halves<1, 2>());
#endif
#ifdef REJECT_SECOND
int value = nothing_of_that_name;
#endif
""", None),
    "named": (f"""// expect: {MESSAGE}
// names: posts
template <unsigned long Size> struct text {{ char letters[Size]{{}}; consteval text(char const (&from)[Size]) {{
  for (unsigned long i = 0; i < Size; ++i) letters[i] = from[i]; }} }};
template <text Name> struct table {{ static constexpr bool value = Name.letters[0] == 'x'; }};
template <class Table> void check() {{ static_assert(Table::value, "{MESSAGE}"); }}
#ifdef REJECT
void use() {{ check<table<"posts">>(); }}
#endif
""", None),
    "not_named": (f"""// expect: {MESSAGE}
// names: comments
{RULE}
#ifdef REJECT
static_assert(halves<1, 2>());
#endif
""", "the compiler does not print comments"),
    "wrong_reason": (f"""// expect: {MESSAGE}
{RULE}
#ifdef REJECT
static_assert(halves<1>());
#endif
""", "no error line says"),
    "compiles": (f"""// expect: {MESSAGE}
{RULE}
#ifdef REJECT
static_assert(halves<2, 2>());
#endif
""", "it compiles"),
    "never_compiles": (f"""// expect: {MESSAGE}
{RULE}
static_assert(halves<1, 2>());
#ifdef REJECT
#endif
""", "does not compile clean"),
    "warns": (f"""// expect: {MESSAGE}
{RULE}
inline void noise() {{ int unused = 0; }}
#ifdef REJECT
static_assert(halves<1, 2>());
#endif
""", "does not compile clean"),
    "only_echoed": (f"""// expect: {MESSAGE}
#ifdef REJECT
int value = nothing_of_that_name;  // {MESSAGE}
#endif
""", "no error line says"),
    "only_noted": (f"""// expect: {MESSAGE}
[[deprecated("{MESSAGE}")]] inline void old() {{}}
#ifdef REJECT
#pragma GCC diagnostic warning "-Wdeprecated-declarations"
inline void use() {{ old(); nothing_of_that_name(); }}
#endif
""", "no error line says"),
    "no_macro": (f"""// expect: {MESSAGE}
{RULE}
""", "nothing in it depends on REJECT"),
    "no_text": (f"""{RULE}
#ifdef REJECT
static_assert(halves<1, 2>());
#endif
""", "its first line is not"),
    "long_winded": (f"""// expect: {MESSAGE}
{RULE}
#ifdef REJECT
template <int Depth> struct deep : deep<Depth - 1> {{}};
template <> struct deep<0> {{ static_assert(halves<1, 2>()); }};
""" + "\n".join(f"static_assert(halves<1, {number}>());" for number in range(2, 32)) + """
#endif
""", "lines to say it"),
}


def main(compiler):
    complaints = []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        flags = folder / "flags"
        flags.write_text("-std=c++23\n-Wall\n-Wextra\n-Werror\n")
        for case, (source, wanted) in CASES.items():
            file = folder / f"{case}.cpp"
            file.write_text(source)
            done = subprocess.run([sys.executable, DRIVER, "--compiler", compiler, "--flags", flags, file],
                                  capture_output=True, text=True)
            said = done.stdout + done.stderr
            if wanted is None:
                right = done.returncode == 0 and "FAILED" not in said
            else:
                right = done.returncode != 0 and any(
                    line.startswith("FAILED") and wanted in line for line in said.splitlines())
            if not right:
                complaints.append(f"{case}: wanted {wanted or 'no complaint'}, got:\n{said}")
        # no case at all is no success
        (folder / "empty").mkdir()
        done = subprocess.run([sys.executable, DRIVER, "--compiler", compiler, "--flags", flags, folder / "empty"],
                              capture_output=True)
        if done.returncode == 0:
            complaints.append("an empty folder passes")
    print("\n".join(complaints) or "the driver accepts and complains as it should")
    total = len(CASES) + 1
    print(f"test cases: {total} | {total - len(complaints)} passed | {len(complaints)} failed")
    return 1 if complaints else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[sys.argv.index("--compiler") + 1]))
