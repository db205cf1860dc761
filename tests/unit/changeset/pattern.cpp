// SPDX-License-Identifier: BSL-1.0
// Regular expressions as template arguments: verdicts with their subjects, and matches. The syntax is tested in
// pattern_compile.cpp, and the engine in pattern_run.cpp.
#include <recto/changeset/pattern.hpp>

#include <support/test.hpp>

#include <string>
#include <type_traits>

using namespace recto;
using recto::detail::pattern;

namespace {

template <fixed_string Text>
constexpr bool good = std::is_same_v<pattern_verdict<Text>, ok>;
template <fixed_string Text, fixed_string Place, fixed_string What>
constexpr bool malformed = std::is_same_v<pattern_verdict<Text>, failed<malformed_pattern, Text, Place, What>>;
template <fixed_string Text, fixed_string Place, fixed_string What>
constexpr bool unsupported = std::is_same_v<pattern_verdict<Text>, failed<unsupported_pattern, Text, Place, What>>;

static_assert(good<"">);
static_assert(good<R"(^[^\s]+@[^\s]+\.[^\s]+$)">);
static_assert(good<"a{1999}">);
static_assert(detail::assert_pattern<"a|b">());

static_assert(malformed<"a\xff", "character 1", "not UTF-8">);
static_assert(malformed<"a(b", "character 2", "unclosed group">);
static_assert(malformed<"a)", "character 2", "unopened group">);
static_assert(malformed<"\u00e9\u20ac[b", "character 3", "unclosed class">);
static_assert(malformed<"abcdefghij**", "character 12", "nothing to repeat">);
static_assert(malformed<"[b-a]", "character 2", "bad range">);
static_assert(malformed<"a{2,1}", "character 2", "bad count">);
static_assert(malformed<R"(\y)", "character 1", "unknown escape">);
static_assert(malformed<R"(\x{})", "character 1", "bad code point">);
static_assert(malformed<"[:alpha:]", "character 1", "bad class name">);

static_assert(unsupported<R"((a)\1)", "character 4", "back reference">);
static_assert(unsupported<"(?=a)", "character 1", "lookaround">);
static_assert(unsupported<"abcdefghi*+", "character 11", "atomic group">);
static_assert(unsupported<"(?R)", "character 1", "recursion">);
static_assert(unsupported<"(?#a)", "character 1", "kind of group">);
static_assert(unsupported<"(?x)a", "character 3", "flag">);
static_assert(unsupported<R"(\p{L})", "character 1", "Unicode property">);
static_assert(unsupported<R"(\R)", "character 1", "escape">);
static_assert(unsupported<"[[.a.]]", "character 2", "collation">);
static_assert(unsupported<"(?i)\u00e9", "character 5", "case beyond ASCII">);
static_assert(unsupported<"a{2000}", "character 1", "too large">);
static_assert(unsupported<"((((((((((((((((((((((((((((((((((((((((((((((((((((", "character 51", "too deep">);

}  // namespace

TEST_CASE("pattern: matches") {
  using email = pattern<R"(^[^\s]+@[^\s]+\.[^\s]+$)">;
  CHECK(email::matches("someone@example.org"));
  CHECK_FALSE(email::matches("someone@example"));
  CHECK_FALSE(email::matches("some one@example.org"));
  CHECK_FALSE(email::matches(""));
  CHECK(pattern<"">::matches(""));
  CHECK(pattern<"(?i)^(?:yes|no)\\z">::matches("YES"));
  CHECK_FALSE(pattern<"(?i)^(?:yes|no)\\z">::matches("yes\n"));
  CHECK(pattern<"^[\u00e0-\u00ff]{2}$">::matches("\u00e9\u00e8"));
  CHECK(pattern<"a{0}b">::matches("b"));
}

TEST_CASE("pattern: the largest") {
  CHECK(pattern<"^a{1997}$">::matches(std::string(1997, 'a')));
  CHECK_FALSE(pattern<"^a{1997}$">::matches(std::string(1996, 'a')));
  CHECK_FALSE(pattern<"^a{1997}$">::matches(std::string(1998, 'a')));
  CHECK(pattern<"^(?:[a-z]{0,9},){90}$">::matches(std::string(90, ',')));
}
