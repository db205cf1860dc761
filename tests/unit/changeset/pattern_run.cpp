// SPDX-License-Identifier: BSL-1.0
// The engine of regular expressions: text that is not UTF-8, and texts of a megabyte that other engines take hours for.
#include <recto/changeset/pattern_run.hpp>

#include "patterns.hpp"

using namespace recto::test;
using namespace std::string_view_literals;
using recto::detail::take_code_point;

namespace {

std::string megabyte_of(std::string_view piece) {
  std::string text;
  while (text.size() < 1'000'000) text += piece;
  return text;
}

}  // namespace

TEST_CASE("run: code points") {
  std::string_view const text = "a\u00e9\u20ac\U0001f600\u07ff\u0800\uffff\U00010000\U0010ffff";
  std::size_t at = 0;
  for (char32_t const expected : U"a\u00e9\u20ac\U0001f600\u07ff\u0800\uffff\U00010000\U0010ffff"sv)
    CHECK(take_code_point(text, at) == expected);
  CHECK(at == text.size());
}

TEST_CASE("run: a program by hand") {
  using namespace recto::detail;
  pattern_state const states[]{{pattern_op::split, 3},    {pattern_op::character, 'a'}, {pattern_op::jump, 2},
                               {pattern_op::letter, 'b'}, {pattern_op::text_end},       {pattern_op::accept}};
  pattern_start const anywhere{};
  pattern_view const view{states, 6, nullptr, nullptr, &anywhere};
  std::uint16_t lists[18];
  std::uint64_t seen[2];
  auto const matches = [&](std::string_view text) { return run_pattern(view, text, lists, seen); };
  CHECK(matches("a"));
  CHECK(matches("xxB"));
  CHECK(matches("ab"));
  CHECK_FALSE(matches("A"));
  CHECK_FALSE(matches("ax"));
  CHECK_FALSE(matches(""));
}

TEST_CASE("run: text that is not UTF-8 never matches") {
  for (std::string_view const pattern : {"", ".", "a", "^", "[^b]", "(?s)^.*$", R"(\W)"}) {
    INFO(pattern);
    run_time_pattern const compiled(pattern);
    for (std::string_view const text : {"a\xff", "\xffz", "a\xc3", "a\xe2\x82", "a\xf0\x9f\x98", "a\xc0\x80",
                                        "\xed\xa0\x80z", "a\xf4\x90\x80\x80", "\x80z", "a\xe2(\xac"})
      CHECK_FALSE(compiled.matches(text));
    CHECK(compiled.matches("a") == compiled.matches("a\0"sv.substr(0, 1)));
  }
}

TEST_CASE("run: where a match can begin") {
  CHECK(run_time_pattern("^a").start().only_at_begin);
  CHECK(run_time_pattern("^a|^b").start().only_at_begin);
  CHECK(run_time_pattern(R"((\Aa)+)").start().only_at_begin);
  CHECK_FALSE(run_time_pattern("^a|b").start().only_at_begin);
  CHECK_FALSE(run_time_pattern("(?m)^a").start().only_at_begin);
  CHECK_FALSE(run_time_pattern("a?^").start().only_at_begin);
  CHECK(run_time_pattern("a+b").start().needs_first);
  CHECK_FALSE(run_time_pattern("a*").start().needs_first);
  CHECK_FALSE(run_time_pattern("$").start().needs_first);
  CHECK(run_time_pattern("\u20ac|[\u20ac]").start().first_beyond);
  CHECK_FALSE(run_time_pattern("(?i)a|[b-d]").start().first_beyond);
  check_patterns({
      {"b", {"\u20acb", "\U0001f600\u20acb"}, {"\u20ac"}},
      {"[^a]b", {"\u20acb", "aa\u20acb"}, {"ab"}},
      {"\u20ac", {"aaa\u20ac", "\u20ad\u20ac"}, {"\u20ad", "\xe2"}},
      {R"(\bb)", {"a b", "\u20acb"}, {"ab"}},
      {R"(\B1)", {"a1", "--a1"}, {"1", "-1"}},
      {"(?m)^b", {"aaa\nb", "a\n\nb"}, {"aaab"}},
  });
  // More branches at the beginning than are looked at.
  std::string branches = "(";
  for (int i = 0; i < 300; ++i) branches += "a" + std::to_string(i) + "|";
  CHECK(run_time_pattern(branches + "b)c").matches("xxa299c"));
  CHECK_FALSE(run_time_pattern(branches + "b)c").matches("xxa300c"));
}

TEST_CASE("run: runs of characters that change nothing") {
  // With each number of characters before, between and behind; `want` says it without a regular expression.
  for (std::size_t before = 0; before < 12; ++before) {
    for (std::size_t behind = 0; behind < 4; ++behind) {
      std::string const run(before, 'a');
      std::string const end(behind, 'a');
      INFO(before << " and " << behind);
      CHECK(run_time_pattern("^a{3,7}$").matches(run) == (before >= 3 && before <= 7));
      CHECK(run_time_pattern("a{3,7}$").matches(run) == (before >= 3));
      CHECK(run_time_pattern("a{3,}\\z").matches(run + "\n" + end) == (behind >= 3));
      CHECK(run_time_pattern("a{3}$").matches(run + "\n") == (before >= 3));
      CHECK(run_time_pattern("ba{3}").matches(run + "b" + end) == (behind >= 3));
      CHECK(run_time_pattern("^(aa)*$").matches(run) == (before % 2 == 0));
      CHECK(run_time_pattern("^(aaa)*b(aa)*\n?$").matches(run + "b" + end + "\n")
            == (before % 3 == 0 && behind % 2 == 0));
      CHECK(run_time_pattern("a{5}\u20aca$").matches(run + "\u20ac" + end) == (before >= 5 && behind == 1));
      CHECK(run_time_pattern(R"(a{4}\b)").matches(run + "b " + end) == (behind >= 4));
      CHECK(run_time_pattern(R"([^b]{4}\z)").matches(end + "b" + run) == (before >= 4));
    }
  }
}

// Each of these is a failing match for which backtracking tries a number of ways that doubles with every character, or squares it.
// The bound itself is that of the loops in `step` and `enter`; a breach would be a test that never ends.
TEST_CASE("run: a megabyte that was made to be slow") {
  std::string const letters = megabyte_of("a") + "!";
  for (std::string_view const pattern :
       {"^(a+)+$", "(a*)*b", "^(a|a)*$", "(a|aa)+$", "(x+x+)+y", "^(([a-z])+.)+[A-Z]([a-z])+$", R"(^(\w+\s?)*$)",
        "a{1,500}b", "(a?){300}b", R"((?m)^(a+)+$)", R"(\b(a+)+\b$)"}) {
    INFO(pattern);
    CHECK_FALSE(run_time_pattern(pattern).matches(letters));
  }
  CHECK(run_time_pattern("^(a+)+!$").matches(letters));
  CHECK(run_time_pattern("a{500}!").matches(letters));
  CHECK_FALSE(run_time_pattern(R"(^[^\s]+@[^\s]+\.[^\s]+$)").matches(megabyte_of("a@") + " "));
  CHECK(run_time_pattern(R"(^[^\s]+@[^\s]+\.[^\s]+$)").matches(megabyte_of("a@b.") + "c"));
  CHECK_FALSE(run_time_pattern("(\u20ac+)+$").matches(megabyte_of("\u20ac") + "!"));
  CHECK_FALSE(run_time_pattern(".").matches(megabyte_of("a") + "\xff"));
}
