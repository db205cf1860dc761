// expect[BACK_REFERENCE]: recto: validate_format: back references are not supported; write validate_change with a function of your own
// expect[LOOKAROUND]: recto: validate_format: lookahead and lookbehind are not supported; write one validate_format for each condition, or validate_change with a function of your own
// expect[ATOMIC]: recto: validate_format: atomic groups and possessive quantifiers are not supported; write the ordinary ones, which cannot be slow here
// expect[RECURSION]: recto: validate_format: recursion, conditions and verbs are not supported; write validate_change with a function of your own
// expect[GROUP]: recto: validate_format: this kind of group is not supported; write ( ) or (?: ), and comments outside of the pattern
// expect[FLAG]: recto: validate_format: of the flags only i, m and s are supported; leave this one out, and with x the blanks too
// expect[PROPERTY]: recto: validate_format: Unicode properties and names are not supported; write ranges of code points, or validate_change with a function of your own
// expect[ESCAPE]: recto: validate_format: this escape is not supported; write the characters themselves, or validate_change with a function of your own
// expect[COLLATION]: recto: validate_format: collating elements are not supported; write the characters themselves
// expect[CASE]: recto: validate_format: (?i) knows the letters of ASCII only; write both cases in (?-i:...)
// expect[LARGE]: recto: validate_format: the pattern needs more than 2000 states, counting repeats; write lower counts, and validate_length for the length
// expect[DEEP]: recto: validate_format: more than 50 groups within each other; write fewer
#include <recto/changeset/pattern.hpp>

using recto::detail::assert_pattern;

static_assert(assert_pattern<"(?i)^[a-z]+(?:-[a-z]+)*\\z">());
#ifdef REJECT_BACK_REFERENCE
static_assert(assert_pattern<R"((a)\1)">());
#endif
#ifdef REJECT_LOOKAROUND
static_assert(assert_pattern<R"(^(?=.*\d)(?=.*[a-z]).{8,}$)">());
#endif
#ifdef REJECT_ATOMIC
static_assert(assert_pattern<"a++">());
#endif
#ifdef REJECT_RECURSION
static_assert(assert_pattern<"a(?R)?b">());
#endif
#ifdef REJECT_GROUP
static_assert(assert_pattern<"a(?#the first letter)b">());
#endif
#ifdef REJECT_FLAG
static_assert(assert_pattern<"(?x) a b">());
#endif
#ifdef REJECT_PROPERTY
static_assert(assert_pattern<R"(^\p{L}+$)">());
#endif
#ifdef REJECT_ESCAPE
static_assert(assert_pattern<R"(a\R)">());
#endif
#ifdef REJECT_COLLATION
static_assert(assert_pattern<"[[.a.]]">());
#endif
#ifdef REJECT_CASE
static_assert(assert_pattern<"(?i)caf\u00e9">());
#endif
#ifdef REJECT_LARGE
static_assert(assert_pattern<"^.{1,2000}$">());
#endif
#ifdef REJECT_DEEP
static_assert(assert_pattern<"(((((((((((((((((((((((((((((((((((((((((((((((((((a">());
#endif
