// expect[GROUP]: recto: validate_format: this group is not closed; add ), or write \( for the character
// expect[NO_GROUP]: recto: validate_format: this ) closes no group; leave it out, or write \) for the character
// expect[CLASS]: recto: validate_format: this class is not closed; add ], or write \[ for the character
// expect[REPEAT]: recto: validate_format: this quantifier has nothing to repeat; put it behind a character, class or group and only one of them, or write a backslash before it for the character
// expect[RANGE]: recto: validate_format: this range of a class runs backwards or has a class at an end; turn it around, or write \- for the character
// expect[COUNT]: recto: validate_format: this count is neither {n}, {n,} nor {n,m} with n <= m; write one of these, or \{ for the character
// expect[ESCAPE]: recto: validate_format: this escape does not exist here; write the character without a backslash, or \\ for a backslash
// expect[CODE_POINT]: recto: validate_format: this is no code point; write \xHH or \x{...} with hexadecimal digits, up to 10ffff
// expect[CLASS_NAME]: recto: validate_format: there is no such class, or it stands outside of brackets; write [[:alpha:]] and the like
// names: character 2
#include <recto/changeset/pattern.hpp>

using recto::detail::assert_pattern;

static_assert(assert_pattern<R"(^[^\s]+@[^\s]+\.[^\s]+$)">());
#ifdef REJECT_GROUP
static_assert(assert_pattern<"a(b">());
#endif
#ifdef REJECT_NO_GROUP
static_assert(assert_pattern<"a)">());
#endif
#ifdef REJECT_CLASS
static_assert(assert_pattern<"a[b">());
#endif
#ifdef REJECT_REPEAT
static_assert(assert_pattern<"^*">());
#endif
#ifdef REJECT_RANGE
static_assert(assert_pattern<"[z-a]">());
#endif
#ifdef REJECT_COUNT
static_assert(assert_pattern<"a{3,2}">());
#endif
#ifdef REJECT_ESCAPE
static_assert(assert_pattern<R"(a\y)">());
#endif
#ifdef REJECT_CODE_POINT
static_assert(assert_pattern<R"(a\x{110000})">());
#endif
#ifdef REJECT_CLASS_NAME
static_assert(assert_pattern<"[[:letter:]]">());
#endif
