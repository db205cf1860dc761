// SPDX-License-Identifier: BSL-1.0
// Takes the values of rows and parameters out of what the server says. PostgreSQL quotes them in the messages of class
// 22 (data exceptions) and in the details of class 23 (constraints); an error of recto never holds a value.
// The server may speak any language, so this goes by punctuation and not by words.
// Layer 6, text only: knows nothing of libpq.
#pragma once

#include <recto/base/concat.hpp>
#include <recto/pg/sqlstate.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace recto::detail {

inline constexpr std::string_view taken_out = "\u2026";

/// `text` on one line: every run of blanks and line ends becomes one space, none is left at the ends.
[[gnu::noinline, gnu::cold]] inline std::string one_line(std::string_view text) {
  std::string line(text.size(), '\0');
  std::size_t size = 0;
  for (char const c : text) {
    bool const blank = c == ' ' || (c >= '\t' && c <= '\r');
    if (!blank) line[size++] = c;
    else if (size != 0 && line[size - 1] != ' ') line[size++] = ' ';
  }
  if (size != 0 && line[size - 1] == ' ') --size;
  line.resize(size);
  return line;
}

/// `Failing row contains (1, secret).` -> `Failing row contains (…).`: from the first parenthesis to the last, since
/// values may hold parentheses themselves.
[[gnu::noinline, gnu::cold]] inline std::string without_row(std::string_view detail, std::size_t open) {
  if (open == detail.npos) return std::string(detail);
  std::size_t const close = detail.rfind(')');
  return concat({detail.substr(0, open + 1), taken_out,
                 close != detail.npos && close > open ? detail.substr(close) : std::string_view()});
}

/// `Key (email)=(ada@x.org) already exists.` -> `Key (email)=(…) already exists.`: the names of the columns stay.
[[gnu::noinline, gnu::cold]] inline std::string without_key(std::string_view detail) {
  std::size_t const between = detail.find(")=(");
  return without_row(detail, between == detail.npos ? detail.find('(') : between + 2);
}

/// `invalid input syntax for type uuid: "x"` -> `invalid input syntax for type uuid: "…"`: everything from the first
/// quotation mark to the last, since values may hold quotation marks themselves. The marks are those of the languages
/// that PostgreSQL speaks; apostrophes count only where nothing else does, because French is full of them.
[[gnu::noinline, gnu::cold]] inline std::string without_quoted(std::string_view message) {
  static constexpr std::string_view marks[] = {"\"",     "\u00ab", "\u00bb", "\u201c", "\u201d", "\u201e", "\u300c",
                                               "\u300d", "\u2018", "\u2019", "\u201a", "\u2039", "\u203a", "'"};
  std::size_t begin = message.npos;  // after the first mark
  std::size_t first = message.npos;
  std::size_t last = 0;
  for (std::string_view const mark : marks) {
    if (mark == "'" && first != message.npos) break;
    std::size_t const at = message.find(mark);
    if (at == message.npos) continue;
    if (mark == "'" && message.rfind(mark) == at) continue;
    if (at < first) {
      first = at;
      begin = at + mark.size();
    }
    if (std::size_t const end = message.rfind(mark); end > last) last = end;
  }
  if (first == message.npos) return std::string(message);
  return concat({message.substr(0, begin), taken_out, last >= begin ? message.substr(last) : std::string_view()});
}

/// `invalid byte sequence for encoding "UTF8": 0xe2 0x82` -> `... : 0x…`.
[[gnu::noinline, gnu::cold]] inline std::string without_bytes(std::string_view message) {
  std::size_t const first = message.find("0x");
  if (first == message.npos) return std::string(message);
  std::size_t end = message.rfind("0x") + 2;
  while (end < message.size() && message.find_first_of("0123456789abcdefABCDEF", end) == end) ++end;
  return concat({message.substr(0, first + 2), taken_out, message.substr(end)});
}

/// The server's message for `state` with what it quotes of values taken out, on one line.
[[gnu::noinline, gnu::cold]] inline std::string safe_message(std::string_view state, std::string_view message) {
  namespace states = pg::sqlstate;
  if (!state.starts_with(states::data_exception)) return one_line(message);
  if (state == states::character_not_in_repertoire || state == states::untranslatable_character)
    return one_line(without_bytes(message));
  return one_line(without_quoted(message));
}

/// The server's detail for `state` likewise. Of class 22 only the one that tells precision and scale is kept: others
/// quote the value without marks, or a token of it, or the line of it that could not be read.
[[gnu::noinline, gnu::cold]] inline std::string safe_detail(std::string_view state, std::string_view detail) {
  namespace states = pg::sqlstate;
  if (state == states::unique_violation || state == states::foreign_key_violation || state == states::restrict_violation
      || state == states::exclusion_violation)
    return without_key(detail);
  // Here the first ")=(" may be within a value.
  if (state.starts_with(states::integrity_constraint_violation) || state == states::with_check_option_violation)
    return without_row(detail, detail.find('('));
  if (!state.starts_with(states::data_exception)) return std::string(detail);
  return state == states::numeric_value_out_of_range ? without_quoted(detail) : std::string();
}

}  // namespace recto::detail
