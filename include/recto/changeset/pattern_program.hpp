// SPDX-License-Identifier: BSL-1.0
// The program of a regular expression as a constant: what pattern_compile.hpp writes, and which characters a match can begin
// with, so that pattern_run.hpp need not look at others.
// Layer 4.
#pragma once

#include <recto/changeset/pattern_class.hpp>
#include <recto/changeset/pattern_compile.hpp>
#include <recto/changeset/pattern_run.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace recto::detail {

/// Where matches of a program begin, at the beginning of the text or elsewhere; says nothing of one with dozens of
/// branches at its beginning.
constexpr pattern_start start_of(pattern_state const* states, code_point_set const* sets, bool at_begin) {
  constexpr std::size_t most_waiting = 64;
  pattern_start start{.only_at_begin = true, .needs_first = true};
  std::uint64_t seen[most_pattern_states / 64 + 1]{};
  std::uint16_t waiting[most_waiting]{};
  for (std::size_t count = 1; count > 0;) {
    std::size_t const state = waiting[--count];
    if ((seen[state / 64] >> (state % 64) & 1) != 0) continue;
    seen[state / 64] |= std::uint64_t{1} << (state % 64);
    pattern_op const op = states[state].op;
    auto const argument = static_cast<std::size_t>(states[state].argument);
    if (op == pattern_op::text_begin && !at_begin) continue;
    if (op == pattern_op::split || op == pattern_op::jump) {
      if (count + 2 > most_waiting) return {};
      waiting[count++] = static_cast<std::uint16_t>(state + argument);  // backwards if that wraps around
      if (op == pattern_op::split) waiting[count++] = static_cast<std::uint16_t>(state + 1);
    } else if (op == pattern_op::accept) {
      return {};
    } else if (op > pattern_op::split) {
      waiting[count++] = static_cast<std::uint16_t>(state + 1);
    } else {
      start.only_at_begin = false;
      ascii_bits first;
      if (op == pattern_op::one_of) {
        first = {{sets[argument].ascii[0], sets[argument].ascii[1]}};
        start.first_beyond |= sets[argument].inverted || sets[argument].ranges > 0;
      } else if (op == pattern_op::character || op == pattern_op::letter) {
        first.add(static_cast<char32_t>(argument), static_cast<char32_t>(argument));
        if (op == pattern_op::letter) first.fold_case();
        start.first_beyond |= argument >= 0x80;
      } else {
        first.add(0, 0x7f);
        start.first_beyond = true;
      }
      for (int word = 0; word < 2; ++word) start.first_ascii[word] |= first.words[word];
    }
  }
  return start;
}

constexpr pattern_start start_of(pattern_state const* states, code_point_set const* sets) {
  pattern_start const elsewhere = start_of(states, sets, false);
  return elsewhere.only_at_begin ? elsewhere : start_of(states, sets, true);
}

/// A program with room for what `pattern_plan` says.
template <std::size_t States, std::size_t Sets, std::size_t Ranges>
struct pattern_program {
  pattern_state states[States]{};
  code_point_set sets[Sets + 1]{};
  code_point_range ranges[Ranges + 1]{};
  pattern_start start{};

  /// The text has no fault.
  explicit consteval pattern_program(std::string_view text) {
    bool const has_context = pattern_compiler{text, states, sets, ranges}.compile().has_context;
    start = start_of(states, sets);
    start.has_context = has_context;
  }
};

}  // namespace recto::detail
