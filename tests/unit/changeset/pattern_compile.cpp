// SPDX-License-Identifier: BSL-1.0
// The syntax of regular expressions and what it means, and every fault with its place. The answers are those of Perl 5.36, and
// of PCRE where the two differ: U+180E is \h, and a{002} is a count.
#include <recto/changeset/pattern_compile.hpp>

#include "patterns.hpp"

using namespace recto::test;
using recto::detail::pattern_compiler;
using recto::detail::pattern_fault;
using recto::detail::pattern_plan;
using namespace std::string_view_literals;

namespace {

// What one state costs: a character, a set of one range, a split for `?`, a split and a jump for `*`, and the end.
constexpr pattern_plan plan_of(std::string_view text) { return pattern_compiler{text}.compile(); }
static_assert(plan_of("").states == 1);
static_assert(plan_of("abc").states == 4);
static_assert(plan_of("a*").states == 4 && plan_of("a+").states == 3 && plan_of("a?").states == 3);
static_assert(plan_of("a{3}").states == 4 && plan_of("a{2,}").states == 4 && plan_of("a{1,3}").states == 6);
static_assert(plan_of("a|b|c").states == 8);
static_assert(plan_of(R"([\x{80}-\x{90}a\x{ff}])").sets == 1 && plan_of(R"([\x{80}-\x{90}a\x{ff}])").ranges == 2);
static_assert(plan_of(R"(\bx)").has_context && plan_of("(?m)^x").has_context && !plan_of("^x$").has_context);

struct fault_row {
  std::string_view pattern;
  pattern_fault fault;
  std::size_t at;
};

void check_faults(std::initializer_list<fault_row> rows) {
  for (fault_row const& row : rows) {
    INFO("pattern: " << row.pattern);
    pattern_plan const plan = plan_of(row.pattern);
    CHECK(static_cast<int>(plan.fault) == static_cast<int>(row.fault));
    CHECK(plan.at == row.at);
  }
}

}  // namespace

TEST_CASE("patterns: characters and sequences") {
  check_patterns({
      {"", {"", "a", "\n"}, {}},
      {"a", {"a", "ba", "ab"}, {"", "b", "A"}},
      {"abc", {"abc", "xabcx", "ababc"}, {"ab", "acb", "a bc"}},
      {".", {"a", " ", "\t", "\r", "\u00e9"}, {"", "\n"}},
      {"a.c", {"abc", "a\u20acc", "a.c"}, {"ac", "a\nc", "abbc"}},
      {R"(a\.c)", {"a.c"}, {"abc"}},
      {"\u00e9", {"caf\u00e9"}, {"cafe", "e\u0301"}},
      {"^.$", {"a", "\u20ac", "\U0001f600", "a\n"}, {"", "ab", "e\u0301", "\n"}},
      {"a b", {"a b"}, {"ab"}},
      {"#", {"a#"}, {"a"}},
      {"]", {"]"}, {"["}},
      {"}", {"}"}, {"{"}},
      {"a\0b"sv, {"a\0b"sv}, {"ab"}},
  });
}

TEST_CASE("patterns: escapes") {
  check_patterns({
      {R"(\d)", {"0", "9", "a5"}, {"", "a", "\u0663"}},
      {R"(\D)", {"a", "\u0663", "\n"}, {"", "7"}},
      {R"(\w)", {"a", "Z", "0", "_"}, {"", "-", " ", "\u00e9"}},
      {R"(\W)", {"-", "\u00e9", "\n"}, {"aZ0_"}},
      {R"(\s)", {" ", "\t", "\n", "\v", "\f", "\r"}, {"", "a", "\u00a0", "\u0085"}},
      {R"(\S)", {"a", "\u00a0"}, {"", " \t\n\v\f\r"}},
      {R"(\h)", {" ", "\t", "\u00a0", "\u3000", "\u2005"}, {"\n", "\v", "a", "\u200b"}},
      {R"(\H)", {"\n", "a", "\u200b", "\u180d"}, {" ", "\t", "\u00a0", "\u1680\u180e\u2000\u200a\u202f\u205f\u3000"}},
      {R"(\v)", {"\n", "\v", "\f", "\r", "\u0085", "\u2028", "\u2029"}, {" ", "\t", "a", "\u2027"}},
      {R"(\V)", {" ", "a", "\u2027", "\u202a"}, {"\n\v\f\r\u0085\u2028\u2029"}},
      {R"(\N)", {"a", "\r"}, {"\n", ""}},
      {R"((?s)\N)", {"a"}, {"\n"}},
      {R"(^\N{3}$)", {"abc"}, {"ab"}},
      {R"(\t)", {"\t"}, {"t"}},
      {R"(\r)", {"\r"}, {"r"}},
      {R"(\n)", {"\n"}, {"n"}},
      {R"(\f)", {"\f"}, {"f"}},
      {R"(\a)", {"\a"}, {"a"}},
      {R"(\e)", {"\x1b"}, {"e"}},
      {R"(\0)", {"\0"sv, "a\0"sv}, {"0", ""}},
      {R"(^\012$)",
       {"\n"},
       {"\0"
        "12"sv}},
      {R"(^\0123$)", {"\n3"}, {"S"}},
      {R"(\x41)", {"A"}, {"x41"}},
      {R"(^\x4g$)", {"\x04g"}, {"Dg"}},
      {R"(^\x411$)", {"A1"}, {"\u0411"}},
      {R"(\xe9)", {"\u00e9"}, {"e"}},
      {R"(\x{20ac})", {"\u20ac"}, {"\u20ad"}},
      {R"(\x{20AC})", {"\u20ac"}, {"\u20ad"}},
      {R"(\x{1f600})", {"\U0001f600"}, {"\U0001f601"}},
      {R"(\x{0000041})", {"A"}, {"4"}},
      {R"(\.\*\+\?\(\)\[\]\{\}\|\^\$\\\/\-\@\#\ \_\<)", {R"(.*+?()[]{}|^$\/-@# _<)"}, {""}},
      {"\\\u00e9", {"\u00e9"}, {"\\"}},
  });
}

TEST_CASE("patterns: classes") {
  check_patterns({
      {"[abc]", {"a", "xc"}, {"", "d", "A"}},
      {"[a-c]", {"a", "b", "c"}, {"d", "`", "-"}},
      {"[^abc]", {"d", "\n", "\u20ac", "ad"}, {"", "abc"}},
      {R"([^\s])", {"a", "\u20ac", " a"}, {"", " ", "\t\n"}},
      {"[]]", {"]"}, {"", "["}},
      {"[]a]", {"]", "a"}, {"[", "b"}},
      {"[^]]", {"a", "["}, {"", "]"}},
      {"[^]a]", {"b"}, {"]a"}},
      {R"([\]])", {"]"}, {"\\"}},
      {"[-a]", {"-", "a"}, {"b", ","}},
      {"[a-]", {"-", "a"}, {"b"}},
      {"[^-a]", {"b"}, {"-a"}},
      {"[a-c-e]", {"a", "b", "c", "-", "e"}, {"d"}},
      {R"([\d-])", {"5", "-"}, {"a", ","}},
      {R"([a\-c])", {"a", "-", "c"}, {"b", "\\"}},
      {"[--0]", {"-", ".", "/", "0"}, {",", "1"}},
      {"[+--]", {"+", ",", "-"}, {"*", "."}},
      {"[a^]", {"a", "^"}, {"b"}},
      {"[.*+?(){}|$]", {".", "*", "+", "?", "(", ")", "{", "}", "|", "$"}, {"a", "\\", "^"}},
      {"[[]", {"["}, {"]"}},
      {"[[:]", {"[", ":"}, {"]"}},
      {"[:a]", {":", "a"}, {"b"}},
      {"[a[:b]", {"a", "[", ":", "b"}, {"]", "c"}},
      {"[[:alpha:]_]", {"a", "Z", "_"}, {"0", ":", "\u00e9"}},
      {"[[:^alpha:]]", {"0", "\u00e9"}, {"azAZ"}},
      {"[^[:alpha:]]", {"0", "\u00e9"}, {"azAZ"}},
      {"[[:digit:]a]", {"0", "9", "a"}, {"b"}},
      {"[[:upper:]]", {"A"}, {"a"}},
      {"[[:lower:]]", {"a"}, {"A"}},
      {"[[:alnum:]]", {"a", "Z", "5"}, {"_", " "}},
      {"[[:space:]]", {" ", "\v", "\n"}, {"a"}},
      {"[[:blank:]]", {" ", "\t"}, {"\n"}},
      {"[[:punct:]]", {"!", "/", ":", "@", "[", "`", "{", "~", "_"}, {"a", "0", " ", "\x7f"}},
      {"[[:print:]]", {" ", "~"}, {"\n", "\x7f"}},
      {"[[:graph:]]", {"!", "~"}, {" ", "\x7f"}},
      {"[[:cntrl:]]", {"\n", "\x7f", "\x01"}, {" ", "a"}},
      {"[[:xdigit:]]", {"0", "f", "F"}, {"g", "G"}},
      {"[[:word:]]", {"_", "a"}, {"-"}},
      {"[[:ascii:]]", {"\x7f", "a"}, {"\u0080"}},
      {"[[:^ascii:]]", {"\u0080"}, {"\x7f"}},
      {R"([\d\-x])", {"1", "-", "x"}, {"a"}},
      {R"([\D\d])", {"1", "a", "\n", "\u20ac"}, {""}},
      {R"([^\D])", {"1"}, {"a", "\u20ac"}},
      {R"([^\W_])", {"a", "1"}, {"_", "-", "\u20ac"}},
      {R"([\S ])", {" ", "a"}, {"\t"}},
      {R"([\H])", {"a", "\n"}, {" \t\u00a0"}},
      {R"([^\v])", {"a"}, {"\n\u2028"}},
      {R"([\b])", {"\b"}, {"b"}},
      {R"([\n\t\x41\x{20ac}\0\e])", {"\n", "\t", "A", "\u20ac", "\x1b", "\0"sv}, {"n", "x"}},
      {R"([\.\*])", {".", "*"}, {"\\"}},
      {"[\u00e0-\u00ff]", {"\u00e9"}, {"\u0100", "e", "\u00df"}},
      {"[^\u00e0-\u00ff]", {"\u0100", "e"}, {"\u00e9"}},
      {R"([\x{80}-\x{10ffff}])", {"\u0080", "\U0010ffff"}, {"\x7f"}},
      {R"([Z-\x{e9}])", {"Z", "a", "\u00e9", "\x7f"}, {"Y", "\u00ea"}},
      {"[\u20ac\u20ad]", {"\u20ac", "\u20ad"}, {"\u20ae"}},
      {"^[^a]$", {"\U0001f600", "\n\n", "b"}, {"a", "bb"}},
      {"[ #]", {" ", "#"}, {"a"}},
      {"[a-z0-9]+@", {"x1@"}, {"@", "x"}},
  });
}

TEST_CASE("patterns: groups and alternatives") {
  check_patterns({
      {"a|b", {"a", "b"}, {"c", ""}},
      {"^a|b$", {"ax", "xb"}, {"xa", "bx"}},
      {"^(a|b)$", {"a", "b"}, {"ab", ""}},
      {"^(a|b|cd|)$", {"a", "b", "cd", ""}, {"c", "d"}},
      {"a|", {"a", "b", ""}, {}},
      {"^(a|)$", {"a", ""}, {"b"}},
      {"^(|a)$", {"a", ""}, {"b"}},
      {"|", {"", "x"}, {}},
      {"^(?:ab|cd)+$", {"ab", "cdab"}, {"", "abc"}},
      {"()", {"", "a"}, {}},
      {"^()$", {""}, {"a"}},
      {"^(?:)$", {""}, {"a"}},
      {"^((a)(b(c)))$", {"abc"}, {"ab"}},
      {"^(?<year>\\d{4})$", {"2026"}, {"26"}},
      {"^(?P<y2_>a)(?'z'b)$", {"ab"}, {"a"}},
      {"^(ab?|c){2}$", {"aab", "cab", "cc", "abc"}, {"a", "abcab"}},
      {"^(a|ab)(c|bcd)(d*)$", {"abcd", "ac", "abc", "abcdd"}, {"ab", "ad"}},
      {"^(a(b(c(d(e)?)?)?)?)?$", {"", "a", "abc", "abcde"}, {"b", "abd"}},
      {"^(?:(?:(?:(?:a))))$", {"a"}, {"b"}},
  });
}

TEST_CASE("patterns: repeats") {
  check_patterns({
      {"^a*$", {"", "a", "aaaa"}, {"b", "aab"}},
      {"^a+$", {"a", "aaaa"}, {"", "b"}},
      {"^a?$", {"", "a"}, {"aa"}},
      {"^a{3}$", {"aaa"}, {"", "aa", "aaaa"}},
      {"^a{2,}$", {"aa", "aaaaaa"}, {"", "a"}},
      {"^a{2,4}$", {"aa", "aaa", "aaaa"}, {"", "a", "aaaaa"}},
      {"^a{0,2}$", {"", "a", "aa"}, {"aaa"}},
      {"^a{0}$", {""}, {"a"}},
      {"^a{0}b$", {"b"}, {"ab"}},
      {"^a{0,0}b$", {"b"}, {"ab"}},
      {"^(abc){0}$", {""}, {"abc"}},
      {"^a{0,}$", {"", "aaa"}, {"b"}},
      {"^a{1,}$", {"a", "aaa"}, {""}},
      {"^a{1}$", {"a"}, {"", "aa"}},
      {"^a{0,1}$", {"", "a"}, {"aa"}},
      {"^a{002}$", {"aa"}, {"a"}},
      {"^a*?b$", {"b", "aab"}, {"a"}},
      {"^a+?$", {"a", "aaa"}, {""}},
      {"^a\?\?$", {"", "a"}, {"aa"}},
      {"^a{2,3}?$", {"aa", "aaa"}, {"a", "aaaa"}},
      {"^(a*)*$", {"", "a", "aaa"}, {"b", "ab"}},
      {"^(a*)+$", {"", "aaa"}, {"b"}},
      {"^(a+)+$", {"a", "aaa"}, {"", "ab"}},
      {"^(a?)*b$", {"b", "aab"}, {"a"}},
      {"^(a|b*)*c$", {"c", "abbac"}, {"ab"}},
      {"^(|a)+$", {"", "aa"}, {"b"}},
      {"^(a*){3}$", {"", "aaaaa"}, {"b"}},
      {"^(a{2}){3}$", {"aaaaaa"}, {"aaaaa", "aaaaaaa"}},
      {"^(a{1,2}b){2,3}$", {"abaab", "aababab"}, {"ab", "abababab", "aaabab"}},
      {"^(ab*){2,}$", {"aa", "abba", "abab"}, {"a", "b"}},
      {"^([ab]{2}|c)*$", {"", "ab", "cab", "abc"}, {"a", "ca"}},
      {"^(a|b){2}$", {"ab", "ba"}, {"a", "abc"}},
      {"^(^a){2}$", {}, {"aa", "a"}},
      {"(^)*a", {"a", "ba"}, {""}},
      {R"((\b)+a)", {"a"}, {""}},
      {"(){5}", {""}, {}},
      {"^.{2}$", {"\u00e9\u20ac"}, {"\u00e9"}},
      {"a{500}", {}, {"a", ""}},
      // Braces that are no count.
      {"^{$", {"{"}, {""}},
      {"^a{$", {"a{"}, {"a"}},
      {"^a{b}$", {"a{b}"}, {"ab"}},
      {"^a{,$", {"a{,"}, {"a"}},
      {"^a{1$", {"a{1"}, {"a"}},
      {"^a{1,2$", {"a{1,2"}, {"a"}},
      {"^a{,}$", {"a{,}"}, {"a"}},
      {"^a{}$", {"a{}"}, {"a"}},
      {"^a{-1}$", {"a{-1}"}, {"a"}},
      {"^{a}$", {"{a}"}, {"a"}},
      {"^x{a}{2}$", {"x{a}}"}, {"x{a}"}},
      {R"(^a\{2}$)", {"a{2}"}, {"aa"}},
  });
}

TEST_CASE("patterns: places") {
  check_patterns({
      {"^a", {"a", "ab"}, {"ba", "\na", ""}},
      {"a$", {"a", "ba", "a\n"}, {"ab", "a\n\n", "a\nb", "a\r\n"}},
      {"^$", {"", "\n"}, {"a", "\n\n"}},
      {"$", {"", "a", "\n"}, {}},
      {R"(\Aa)", {"a"}, {"ba", "\na"}},
      {R"(a\z)", {"a"}, {"a\n", "ab"}},
      {R"(a\Z)", {"a", "a\n"}, {"ab", "a\n\n"}},
      {R"(^a\z)", {"a"}, {"a\n"}},
      {R"(\n\z)", {"\n", "a\n"}, {"a", ""}},
      {R"(\n$)", {"\n", "\n\n"}, {"a", ""}},
      {R"($\n)", {"\n", "a\n"}, {"", "a"}},
      {"a^", {}, {"a", "aa", ""}},
      {"a?^", {"", "a", "b"}, {}},
      {"a|^b", {"xa", "b"}, {"xb"}},
      {"(^a|b)c", {"ac", "xbc"}, {"xac"}},
      {"(a|^)b", {"b", "xab"}, {"xb"}},
      {"$a", {}, {"a", "\na"}},
      {"(?m)^a", {"a", "b\na", "\na"}, {"ba"}},
      {"(?m)a$", {"a", "a\nb", "a\n\n"}, {"ab"}},
      {"(?m)^$", {"", "a\n\nb", "\na", "\n"}, {"a", "a\nb", "a\n"}},
      {R"((?m)\n^)", {"a\nb", "\n\n"}, {"a\n", "\n"}},
      {R"((?m)\Aa)", {"a"}, {"b\na"}},
      {R"((?m)a\z)", {"a"}, {"a\n"}},
      {R"((?m)a\Z)", {"a\n"}, {"a\nb"}},
      {R"(\ba)",
       {"a", "b a", "-a",
        "\u00e9"
        "a"},
       {"ba", "_a"}},
      {R"(a\b)", {"a", "a b", "a-", "a\u00e9"}, {"ab", "a1"}},
      {R"(\bcat\b)", {"cat", "a cat!", "(cat)"}, {"concat", "cats", "cat_"}},
      {R"(\Ba)", {"ba"}, {"a", "b a"}},
      {R"(a\B)", {"ab"}, {"a", "a b"}},
      {R"(\b)", {"a", " a"}, {"", " ", "-", "\u00e9"}},
      {R"(\B)", {"", " ", "ab"}, {"a"}},
      {R"(^\B$)", {""}, {"a"}},
      {R"(\b\B)", {}, {"a", "", "a b"}},
      {R"(a\b-\bb)", {"a-b"}, {"a--b"}},
  });
}

TEST_CASE("patterns: flags") {
  check_patterns({
      {"(?i)abc", {"abc", "ABC", "xaBcx"}, {"ab"}},
      {"a(?i)b", {"ab", "aB"}, {"Ab", "AB"}},
      {"(a(?i)b)c", {"aBc"}, {"aBC", "ABc"}},
      {"a(?i)b|c", {"aB", "C"}, {"AB"}},
      {"(?i:a)b", {"Ab"}, {"AB"}},
      {"(?i)a(?-i)b", {"Ab"}, {"AB"}},
      {"(?i)a(?-i:b)c", {"AbC"}, {"ABC"}},
      {"(?i)[a-c]", {"A", "c"}, {"D", "d"}},
      {"(?i)[^a-c]", {"d", "D"}, {"A", "abc"}},
      {"(?i)[X-c]", {"x", "A", "C", "Y", "_"}, {"w", "d", "D"}},
      {"(?i)[[:upper:]]", {"a", "A"}, {"0"}},
      {"(?i)[[:^upper:]]", {"0"}, {"aA"}},
      {"(?i)[^[:lower:]]", {"0"}, {"aA"}},
      {R"((?i)\x41)", {"a", "A"}, {"b"}},
      {R"((?i)[@-z])", {"@", "`", "a"}, {"{", "?"}},
      {"(?i)k", {"k", "K"}, {"\u212a"}},
      {"(?i)s", {"s", "S"}, {"\u017f"}},
      {"(?i)@", {"@"}, {"`"}},
      {R"((?i)\[)", {"["}, {"{"}},
      {R"((?i)[a\x{80}-\x{10ffff}])", {"A", "\u00e9"}, {"b"}},
      {"(?i)\u4e2d", {"\u4e2d"}, {"a"}},
      {"(?i)a(?-i:\u00e9)", {"A\u00e9"}, {"A\u00c9"}},
      {"(?s)a.b", {"a\nb", "axb"}, {"ab"}},
      {"a(?s:.)b.c", {"a\nbxc"}, {"a\nb\nc"}},
      {"(?s).(?-s).", {"\na"}, {"a\n"}},
      {"(?im)^A$", {"b\na\nb"}, {"ba"}},
      {"(?si-m:^A.)", {"a\n"}, {"b\na\n"}},
      {"(?is)", {"", "x"}, {}},
      {"(?)a", {"a"}, {"A"}},
      {"(?i-i)a", {"a"}, {"A"}},
  });
}

TEST_CASE("patterns: as people write them") {
  check_patterns({
      {R"(^[^\s]+@[^\s]+\.[^\s]+$)",
       {"a@b.c", "someone@example.org", "\u00e9@\u00e9.\u00e9", "a@b@c.d", "a@b.c\n"},
       {"", "a", "a@b", "@b.c", "a b@c.d", "a@b.", "a@.c"}},
      {"@", {"a@b"}, {"ab"}},
      {"^[^@,;\\s]+@[^@,;\\s]+$", {"a@b"}, {"a@b@c", "a@b,c"}},
      {R"(^\+?[1-9]\d{1,14}$)", {"+4930123456", "12"}, {"+", "012", "1234567890123456"}},
      {"^[a-z0-9]+(?:-[a-z0-9]+)*$", {"a-slug-1", "x"}, {"-a", "a-", "a--b", "A"}},
      {R"(^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$)", {"2026-12-31"}, {"2026-13-01", "2026-00-10", "26-1-1"}},
      {"^#(?:[[:xdigit:]]{3}){1,2}$", {"#fff", "#00FF00"}, {"#ff", "#ffff", "fff"}},
      {R"(^(?:25[0-5]|2[0-4]\d|1?\d?\d)(?:\.(?:25[0-5]|2[0-4]\d|1?\d?\d)){3}\z)",
       {"127.0.0.1", "255.255.255.255"},
       {"256.0.0.1", "1.2.3", "1.2.3.4.5", "1.2.3.4\n"}},
      {R"((?i)^https?://[^\s/?#]+(?:[/?#]\S*)?$)",
       {"http://a", "HTTPS://a.b/c?d#e"},
       {"ftp://a", "http://", "http:// a"}},
      {"^[A-Z]{2}\\d{2}[A-Z0-9]{11,30}$", {"DE89370400440532013000"}, {"DE8937040044", "de89370400440532013000"}},
      {"^[0-9a-f]{8}-([0-9a-f]{4}-){3}[0-9a-f]{12}$",
       {"601d74e4-a8d3-4b6e-8365-eddb4c893327"},
       {"601d74e4-a8d3-4b6e-8365-eddb4c89332"}},
      {R"(\.(?:png|jpe?g|gif)\z)", {"a.png", "b.jpg", "c.jpeg"}, {"png", "a.png\n", "a.bmp"}},
  });
}

TEST_CASE("patterns: malformed") {
  check_faults({
      {"a\xff", pattern_fault::not_utf8, 0},
      {"(a", pattern_fault::open_group, 0},
      {"a(b(c)", pattern_fault::open_group, 1},
      {"(?:a", pattern_fault::open_group, 0},
      {"(?i", pattern_fault::open_group, 0},
      {"(", pattern_fault::open_group, 0},
      {"(?", pattern_fault::open_group, 0},
      {"a)", pattern_fault::no_group, 1},
      {")", pattern_fault::no_group, 0},
      {"a|b)c", pattern_fault::no_group, 3},
      {"[a", pattern_fault::open_class, 0},
      {"x[", pattern_fault::open_class, 1},
      {"[]", pattern_fault::open_class, 0},
      {"[^]", pattern_fault::open_class, 0},
      {"[a-", pattern_fault::open_class, 0},
      {R"([a\])", pattern_fault::open_class, 0},
      {"[[:alpha:]", pattern_fault::open_class, 0},
      {"*a", pattern_fault::nothing_to_repeat, 0},
      {"+", pattern_fault::nothing_to_repeat, 0},
      {"a|?", pattern_fault::nothing_to_repeat, 2},
      {"(*)", pattern_fault::nothing_to_repeat, 1},
      {"{2}", pattern_fault::nothing_to_repeat, 0},
      {"^*", pattern_fault::nothing_to_repeat, 1},
      {"a$+", pattern_fault::nothing_to_repeat, 2},
      {R"(\b?)", pattern_fault::nothing_to_repeat, 2},
      {"(?i)*", pattern_fault::nothing_to_repeat, 4},
      {"a**", pattern_fault::nothing_to_repeat, 2},
      {"a*?*", pattern_fault::nothing_to_repeat, 3},
      {"a{2}{3}", pattern_fault::nothing_to_repeat, 4},
      {"a\?\?\?", pattern_fault::nothing_to_repeat, 3},
      {"[b-a]", pattern_fault::bad_range, 1},
      {"[xz-y]", pattern_fault::bad_range, 2},
      {R"([a-\d])", pattern_fault::bad_range, 1},
      {R"([\d-z])", pattern_fault::bad_range, 1},
      {"[[:alpha:]-z]", pattern_fault::bad_range, 1},
      {"a{3,2}", pattern_fault::bad_count, 1},
      {"a{,2}", pattern_fault::bad_count, 1},
      {"a{ 2}", pattern_fault::bad_count, 1},
      {"a{1, 2}", pattern_fault::bad_count, 1},
      {"a{1,2,3}", pattern_fault::bad_count, 1},
      {R"(\i)", pattern_fault::bad_escape, 0},
      {R"(a\y)", pattern_fault::bad_escape, 1},
      {"a\\", pattern_fault::bad_escape, 1},
      {R"([\A])", pattern_fault::bad_escape, 1},
      {R"([\B])", pattern_fault::bad_escape, 1},
      {R"([\1])", pattern_fault::bad_escape, 1},
      {R"(\x)", pattern_fault::bad_code_point, 0},
      {R"(\xg)", pattern_fault::bad_code_point, 0},
      {R"(\x{})", pattern_fault::bad_code_point, 0},
      {R"(\x{41)", pattern_fault::bad_code_point, 0},
      {R"(\x{4g})", pattern_fault::bad_code_point, 0},
      {R"(\x{110000})", pattern_fault::bad_code_point, 0},
      {R"(\x{fffffffffffffffff})", pattern_fault::bad_code_point, 0},
      {R"(\x{d800})", pattern_fault::bad_code_point, 0},
      {R"(\x{dfff})", pattern_fault::bad_code_point, 0},
      {"[[:alpah:]]", pattern_fault::bad_class_name, 1},
      {"[[:^x:]]", pattern_fault::bad_class_name, 1},
      {"[:alpha:]", pattern_fault::bad_class_name, 0},
  });
}

TEST_CASE("patterns: unsupported") {
  check_faults({
      {R"((a)\1)", pattern_fault::back_reference, 3},
      {R"(\k<n>)", pattern_fault::back_reference, 0},
      {R"(\g1)", pattern_fault::back_reference, 0},
      {"(?P=n)", pattern_fault::back_reference, 0},
      {"a(?=b)", pattern_fault::lookaround, 1},
      {"a(?!b)", pattern_fault::lookaround, 1},
      {"(?<=b)a", pattern_fault::lookaround, 0},
      {"(?<!b)a", pattern_fault::lookaround, 0},
      {"(?>a)", pattern_fault::atomic, 0},
      {"a*+", pattern_fault::atomic, 2},
      {"a++", pattern_fault::atomic, 2},
      {"a?+", pattern_fault::atomic, 2},
      {"a{2}+", pattern_fault::atomic, 4},
      {"(?R)", pattern_fault::recursion, 0},
      {"(?1)", pattern_fault::recursion, 0},
      {"(?-1)", pattern_fault::recursion, 0},
      {"(?+1)", pattern_fault::recursion, 0},
      {"(?&n)", pattern_fault::recursion, 0},
      {"(?P>n)", pattern_fault::recursion, 0},
      {"(?(1)a|b)", pattern_fault::recursion, 0},
      {"(*FAIL)", pattern_fault::recursion, 0},
      {"(*:n)", pattern_fault::recursion, 0},
      {"(?|a|b)", pattern_fault::group_kind, 0},
      {"(?#note)", pattern_fault::group_kind, 0},
      {"(?^:a)", pattern_fault::group_kind, 0},
      {"(?<>a)", pattern_fault::group_kind, 0},
      {"(?<1>a)", pattern_fault::group_kind, 0},
      {"(?<n'a)", pattern_fault::group_kind, 0},
      {"(?i--s)", pattern_fault::group_kind, 0},
      {"(?x)a", pattern_fault::flag, 2},
      {"(?ix:a)", pattern_fault::flag, 3},
      {"(?U)a", pattern_fault::flag, 2},
      {R"(\pL)", pattern_fault::property, 0},
      {R"(\p{Lu})", pattern_fault::property, 0},
      {R"(\PL)", pattern_fault::property, 0},
      {R"([\p{L}])", pattern_fault::property, 1},
      {R"(\N{U+41})", pattern_fault::property, 0},
      {R"(a\Kb)", pattern_fault::escape_kind, 1},
      {R"(\G)", pattern_fault::escape_kind, 0},
      {R"(\R)", pattern_fault::escape_kind, 0},
      {R"(\X)", pattern_fault::escape_kind, 0},
      {R"(\Qa\E)", pattern_fault::escape_kind, 0},
      {R"(\cA)", pattern_fault::escape_kind, 0},
      {R"(\o{12})", pattern_fault::escape_kind, 0},
      {R"([\N])", pattern_fault::escape_kind, 1},
      {"[[.a.]]", pattern_fault::collation, 1},
      {"[[=a=]]", pattern_fault::collation, 1},
      {"(?i)\u00e9", pattern_fault::case_beyond_ascii, 4},
      {"(?i)[\u00e0-\u00ff]", pattern_fault::case_beyond_ascii, 5},
      {R"((?i)\x{3b1})", pattern_fault::case_beyond_ascii, 4},
      {"(?i)[A-\u00e9]", pattern_fault::case_beyond_ascii, 5},
      {"a{2000}", pattern_fault::too_large, 0},
      {"ba{99999999999999999999}", pattern_fault::too_large, 1},
      {"x(a{50}){50}", pattern_fault::too_large, 1},
      {"((((a{1000}){1000}){1000}){1000})", pattern_fault::too_large, 3},
      {"(a{1000}|b{1000})c", pattern_fault::too_large, 9},
  });
  CHECK(plan_of("a{1999}").fault == pattern_fault::none);
  std::string nested(50, '(');
  nested += 'a' + std::string(50, ')');
  CHECK(plan_of(nested).fault == pattern_fault::none);
  CHECK(plan_of('(' + nested + ')').fault == pattern_fault::too_deep);
  CHECK(plan_of('(' + nested + ')').at == 50);
}

TEST_CASE("patterns: the first fault counts") {
  CHECK(plan_of("(a[b").fault == pattern_fault::open_class);
  CHECK(plan_of("*)").fault == pattern_fault::nothing_to_repeat);
  CHECK(plan_of(R"((?=a)\1)").fault == pattern_fault::lookaround);
}

// Every short text of these pieces is either refused or makes a program that can be run.
TEST_CASE("patterns: any text at all") {
  std::string_view const pieces[]{"a", "(", ")", "[", "]", "*", "{2}", "\\", "|", "^", "(?i)", "-", "[:", "\u00e9"};
  std::string_view const texts[]{"", "a", "aa)", "\u00e9-a", "\n"};
  std::size_t programs = 0;
  for (std::size_t number = 0; number < 14 * 14 * 14 * 14; ++number) {
    std::string text;
    for (std::size_t rest = number, i = 0; i < 4; ++i, rest /= 14) text += pieces[rest % 14];
    if (plan_of(text).fault != pattern_fault::none) continue;
    ++programs;
    run_time_pattern const pattern(text);
    for (std::string_view const each : texts) (void)pattern.matches(each);
  }
  CHECK(programs > 5000);
}
