// SPDX-License-Identifier: BSL-1.0
// A regular expression as a template argument: the compiler reads it, refuses it in words, or makes a program of it; see
// validate_format. The syntax and the meaning are Perl's (and so PCRE's, which Elixir's ~r uses), without what needs
// backtracking. Only asks whether there is a match: no captures, no replacement.
// Layer 4.
#pragma once

#include <recto/base/fixed_string.hpp>
#include <recto/base/verdict.hpp>
#include <recto/changeset/pattern_compile.hpp>
#include <recto/changeset/pattern_program.hpp>
#include <recto/changeset/pattern_run.hpp>
#include <recto/changeset/rules.hpp>

#include <cstddef>
#include <string_view>

namespace recto {

namespace detail {

/// Names of faults in verdicts.
consteval std::string_view text_of(pattern_fault fault) {
  switch (fault) {
    case pattern_fault::none: return "";
    case pattern_fault::not_utf8: return "not UTF-8";
    case pattern_fault::open_group: return "unclosed group";
    case pattern_fault::no_group: return "unopened group";
    case pattern_fault::open_class: return "unclosed class";
    case pattern_fault::nothing_to_repeat: return "nothing to repeat";
    case pattern_fault::bad_range: return "bad range";
    case pattern_fault::bad_count: return "bad count";
    case pattern_fault::bad_escape: return "unknown escape";
    case pattern_fault::bad_code_point: return "bad code point";
    case pattern_fault::bad_class_name: return "bad class name";
    case pattern_fault::back_reference: return "back reference";
    case pattern_fault::lookaround: return "lookaround";
    case pattern_fault::atomic: return "atomic group";
    case pattern_fault::recursion: return "recursion";
    case pattern_fault::group_kind: return "kind of group";
    case pattern_fault::flag: return "flag";
    case pattern_fault::property: return "Unicode property";
    case pattern_fault::escape_kind: return "escape";
    case pattern_fault::collation: return "collation";
    case pattern_fault::case_beyond_ascii: return "case beyond ASCII";
    case pattern_fault::too_large: return "too large";
    case pattern_fault::too_deep: return "too deep";
  }
}

/// "character 7": the place of a byte of a text, in characters from 1.
struct character_place {
  char text[32]{};
  std::size_t size = 0;

  consteval character_place(std::string_view of, std::size_t byte) {
    std::size_t number = 1;
    for (std::size_t i = 0; i < byte && i < of.size(); ++i)
      number += (static_cast<unsigned char>(of[i]) & 0xc0) != 0x80;
    for (char const c : std::string_view("character ")) text[size++] = c;
    std::size_t unit = 1;
    while (number / unit >= 10) unit *= 10;
    for (; unit > 0; unit /= 10) text[size++] = static_cast<char>('0' + number / unit % 10);
  }
  constexpr std::string_view view() const { return {text, size}; }
};

template <fixed_string Text>
inline constexpr pattern_plan plan_of_pattern = pattern_compiler{Text.view()}.compile();

template <fixed_string Text>
consteval auto judge_pattern() {
  constexpr pattern_plan const& plan = plan_of_pattern<Text>;
  if constexpr (plan.fault == pattern_fault::none) {
    return ok{};
  } else {
    constexpr character_place found{Text.view(), plan.at};
    constexpr fixed_string<found.size> place{found.view()};
    constexpr fixed_string<text_of(plan.fault).size()> what{text_of(plan.fault)};
    if constexpr (plan.fault < pattern_fault::back_reference) return failed<malformed_pattern, Text, place, what>{};
    else return failed<unsupported_pattern, Text, place, what>{};
  }
}

/// A regular expression; `pattern_verdict<Text>` is `ok`.
///
/// Syntax: characters; `.`; classes with ranges, `^`, escapes and [:names:]; ( ), (?: ), (?<name> ); `|`; `*`, `+`, `?`, {n},
/// {n,}, {n,m} and their lazy forms; ^ $ \A \z \Z \b \B; \d \w \s \h \v, the same in capitals, \N; \t \n \r \f \a \e \0 \xHH
/// \x{HHHH}; (?i), (?m), (?s) and (?i-s: ). A brace that is no count is a brace.
///
/// Meaning: the match may be anywhere in the text. Without (?m), `^` is the beginning of the text and `$` its end or the place
/// before a \n at its end: to refuse that \n, write `\z`. `.` is no \n without (?s). Characters are code points of UTF-8: `.`
/// and `[^a]` take a whole one, and text that is not UTF-8 never matches. \d, \w, \s, \b and [:names:] know ASCII alone,
/// and (?i) the ASCII letters: a pattern that asks for more is refused.
///
/// Cost: for any text at most its length times the states of the program, and no allocation; 6 bytes of the stack for each of
/// the at most 2,000 states. A megabyte takes some milliseconds with patterns as people write them and with those that are slow
/// elsewhere: `^(a+)+$`, for which backtracking takes time exponential in the text, 2 ms; and 4 s with the worst of the largest,
/// `a[ab]{1990}c` over random a and b.
template <fixed_string Text>
struct pattern {
  static constexpr pattern_plan const& plan = plan_of_pattern<Text>;

  static bool matches(std::string_view text) {
    if constexpr (plan.fault == pattern_fault::none) {
      pattern_memory<plan.states> memory;
      return run_pattern(view, text, memory.lists, memory.seen);
    } else {
      return false;
    }
  }

 private:
  static consteval auto compile() {
    if constexpr (plan.fault == pattern_fault::none)
      return pattern_program<plan.states, plan.sets, plan.ranges>{Text.view()};
    else return pattern_program<1, 0, 0>{""};
  }
  static constexpr auto program = compile();
  static constexpr pattern_view view{program.states, plan.states, program.sets, program.ranges, &program.start};
};

/// Says what is wrong with the pattern of `validate_format<..., Text>()`, if something is. Always true, so that asking for
/// it is no second error.
template <fixed_string Text>
consteval bool assert_pattern() {
  using verdict = decltype(judge_pattern<Text>());
  constexpr pattern_fault fault = plan_of_pattern<Text>.fault;
  if constexpr (fault == pattern_fault::not_utf8)
    static_assert(verdict::value,
                  "recto: validate_format: the pattern is not UTF-8; save the file as UTF-8, or write \\x{...}");
  else if constexpr (fault == pattern_fault::open_group)
    static_assert(verdict::value,
                  "recto: validate_format: this group is not closed; add ), or write \\( for the character");
  else if constexpr (fault == pattern_fault::no_group)
    static_assert(verdict::value,
                  "recto: validate_format: this ) closes no group; leave it out, or write \\) for the character");
  else if constexpr (fault == pattern_fault::open_class)
    static_assert(verdict::value,
                  "recto: validate_format: this class is not closed; add ], or write \\[ for the character");
  else if constexpr (fault == pattern_fault::nothing_to_repeat)
    static_assert(
        verdict::value,
        "recto: validate_format: this quantifier has nothing to repeat; put it behind a character, class or group "
        "and only one of them, or write a backslash before it for the character");
  else if constexpr (fault == pattern_fault::bad_range)
    static_assert(
        verdict::value,
        "recto: validate_format: this range of a class runs backwards or has a class at an end; turn it around, or "
        "write \\- for the character");
  else if constexpr (fault == pattern_fault::bad_count)
    static_assert(
        verdict::value,
        "recto: validate_format: this count is neither {n}, {n,} nor {n,m} with n <= m; write one of these, or \\{ "
        "for the character");
  else if constexpr (fault == pattern_fault::bad_escape)
    static_assert(
        verdict::value,
        "recto: validate_format: this escape does not exist here; write the character without a backslash, or "
        "\\\\ for a backslash");
  else if constexpr (fault == pattern_fault::bad_code_point)
    static_assert(
        verdict::value,
        "recto: validate_format: this is no code point; write \\xHH or \\x{...} with hexadecimal digits, up to "
        "10ffff");
  else if constexpr (fault == pattern_fault::bad_class_name)
    static_assert(
        verdict::value,
        "recto: validate_format: there is no such class, or it stands outside of brackets; write [[:alpha:]] and "
        "the like");
  else if constexpr (fault == pattern_fault::back_reference)
    static_assert(
        verdict::value,
        "recto: validate_format: back references are not supported; write validate_change with a function of your "
        "own");
  else if constexpr (fault == pattern_fault::lookaround)
    static_assert(
        verdict::value,
        "recto: validate_format: lookahead and lookbehind are not supported; write one validate_format for each "
        "condition, or validate_change with a function of your own");
  else if constexpr (fault == pattern_fault::atomic)
    static_assert(
        verdict::value,
        "recto: validate_format: atomic groups and possessive quantifiers are not supported; write the ordinary "
        "ones, which cannot be slow here");
  else if constexpr (fault == pattern_fault::recursion)
    static_assert(
        verdict::value,
        "recto: validate_format: recursion, conditions and verbs are not supported; write validate_change with a "
        "function of your own");
  else if constexpr (fault == pattern_fault::group_kind)
    static_assert(
        verdict::value,
        "recto: validate_format: this kind of group is not supported; write ( ) or (?: ), and comments outside of "
        "the pattern");
  else if constexpr (fault == pattern_fault::flag)
    static_assert(
        verdict::value,
        "recto: validate_format: of the flags only i, m and s are supported; leave this one out, and with x the "
        "blanks too");
  else if constexpr (fault == pattern_fault::property)
    static_assert(
        verdict::value,
        "recto: validate_format: Unicode properties and names are not supported; write ranges of code points, or "
        "validate_change with a function of your own");
  else if constexpr (fault == pattern_fault::escape_kind)
    static_assert(verdict::value,
                  "recto: validate_format: this escape is not supported; write the characters themselves, or "
                  "validate_change with a function of your own");
  else if constexpr (fault == pattern_fault::collation)
    static_assert(verdict::value,
                  "recto: validate_format: collating elements are not supported; write the characters themselves");
  else if constexpr (fault == pattern_fault::case_beyond_ascii)
    static_assert(verdict::value,
                  "recto: validate_format: (?i) knows the letters of ASCII only; write both cases in (?-i:...)");
  else if constexpr (fault == pattern_fault::too_large)
    static_assert(
        verdict::value,
        "recto: validate_format: the pattern needs more than 2000 states, counting repeats; write lower counts, "
        "and validate_length for the length");
  else if constexpr (fault == pattern_fault::too_deep)
    static_assert(verdict::value, "recto: validate_format: more than 50 groups within each other; write fewer");
  return true;
}

}  // namespace detail

/// Verdict on a regular expression for validate_format: `ok`, or what is wrong with it and where.
template <fixed_string Text>
using pattern_verdict = decltype(detail::judge_pattern<Text>());

}  // namespace recto
