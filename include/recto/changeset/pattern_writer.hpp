// SPDX-License-Identifier: BSL-1.0
// Writes the program of a regular expression, or counts what it needs. Jumps are relative, so a counted repeat is the repeated
// states once more. Knows the size that a program may have, and no syntax: that is pattern_compile.hpp.
// Layer 4.
#pragma once

#include <recto/changeset/pattern_class.hpp>
#include <recto/changeset/pattern_run.hpp>

#include <cstddef>
#include <cstdint>

namespace recto::detail {

class pattern_writer {
 public:
  static constexpr std::size_t unbounded = ~std::size_t{0};

  /// Counts only.
  constexpr pattern_writer() = default;
  /// Writes into arrays that are as long as a writer counted before.
  constexpr pattern_writer(pattern_state* states, code_point_set* sets, code_point_range* ranges)
      : states_(states), sets_(sets), ranges_(ranges), writes_(true) {}

  constexpr bool writes() const { return writes_; }
  /// The next state's number.
  constexpr std::size_t next_state() const { return state_count_; }
  /// More than there are in the end, if x{0} was dropped.
  constexpr std::size_t most_states() const { return most_states_; }
  constexpr std::size_t sets() const { return set_count_; }
  constexpr std::size_t ranges() const { return range_count_; }
  constexpr bool has_context() const { return has_context_; }
  /// Was there too much, and what followed left out?
  constexpr bool is_full() const { return is_full_; }

  constexpr void append(pattern_op op, std::size_t argument = 0) {
    if (!has_room(1)) return;
    if (writes_) states_[state_count_] = {op, static_cast<std::int32_t>(argument)};
    has_context_ |= op >= pattern_op::line_begin && op < pattern_op::accept;
    grow(1);
  }
  constexpr void append_back(pattern_op op, std::size_t back) { append(op, std::size_t{0} - back); }

  constexpr void insert(std::size_t place, pattern_op op, std::size_t argument) {
    append(op);
    if (!writes_ || is_full_) return;
    for (std::size_t i = state_count_ - 1; i > place; --i) states_[i] = states_[i - 1];
    states_[place] = {op, static_cast<std::int32_t>(argument)};
  }

  constexpr void copy(std::size_t place, std::size_t length) {
    if (!has_room(length)) return;
    if (writes_)
      for (std::size_t i = 0; i < length; ++i) states_[state_count_ + i] = states_[place + i];
    grow(length);
  }

  /// Jumps from the state `last`, and from those that it and the ones before have as arguments, `count` in all, come here.
  constexpr void land(std::size_t last, std::size_t count) {
    if (!writes_) return;
    for (; count > 0; --count) {
      auto const before = static_cast<std::size_t>(states_[last].argument);
      states_[last].argument = static_cast<std::int32_t>(state_count_ - last);
      last = before;
    }
  }

  /// Repeats what was written since the state `begin`, until now once.
  constexpr void repeat(std::size_t begin, std::size_t least, std::size_t most) {
    std::size_t const length = state_count_ - begin;
    std::size_t const copies = most == unbounded ? (least == 0 ? 1 : least) : most;
    if (copies > most_pattern_states || copies * (length + 1) > 2 * most_pattern_states) {
      is_full_ = true;
      return;
    }
    std::size_t source = begin;
    std::size_t done = 1;
    if (most == 0) {
      state_count_ = begin;
    } else if (least == 0 && most == unbounded) {
      insert(begin, pattern_op::split, length + 2);
      append_back(pattern_op::jump, length + 1);
    } else if (least == 0) {
      insert(begin, pattern_op::split, most * (length + 1));
      ++source;
    }
    for (; done < least; ++done) copy(source, length);
    if (most == unbounded) {
      if (least > 0) append_back(pattern_op::split, length);
      return;
    }
    for (; done < most; ++done) {
      append(pattern_op::split, (most - done) * (length + 1));
      copy(source, length);
    }
  }

  /// A set whose ranges are the next ones.
  constexpr code_point_set new_set() const { return {.first_range = static_cast<std::uint32_t>(range_count_)}; }

  constexpr void add_range(code_point_set& set, char32_t first, char32_t last) {
    if (first < 0x80) {
      ascii_bits bits;
      bits.add(first, last < 0x80 ? last : 0x7f);
      add_ascii(set, bits);
    }
    if (last < 0x80) return;
    if (writes_) ranges_[range_count_] = {first < 0x80 ? 0x80 : first, last};
    ++range_count_;
    ++set.ranges;
  }
  static constexpr void add_ascii(code_point_set& set, ascii_bits const& bits) {
    for (int word = 0; word < 2; ++word) set.ascii[word] |= bits.words[word];
  }

  constexpr void add_class(code_point_set& set, named_class named, bool inverted) {
    if (inverted) named.ascii.invert();
    add_ascii(set, named.ascii);
    char32_t next = 0x80;
    for (std::size_t i = 0; i < named.beyond_count; ++i) {
      code_point_range const& range = named.beyond[i];
      if (!inverted) add_range(set, range.first, range.last);
      else if (range.first > next) add_range(set, next, range.first - 1);
      next = range.last + 1;
    }
    if (inverted) add_range(set, next, 0x10ffff);
  }

  constexpr void append_set(code_point_set const& set) {
    append(pattern_op::one_of, set_count_);
    if (writes_) sets_[set_count_] = set;
    ++set_count_;
  }

 private:
  constexpr bool has_room(std::size_t states) {
    is_full_ |= state_count_ + states > most_pattern_states;
    return !is_full_;
  }

  constexpr void grow(std::size_t by) {
    state_count_ += by;
    if (state_count_ > most_states_) most_states_ = state_count_;
  }

  pattern_state* states_ = nullptr;
  code_point_set* sets_ = nullptr;
  code_point_range* ranges_ = nullptr;
  bool writes_ = false;  // g++ 12 with -fsanitize=undefined does not let constants compare pointers with nullptr
  std::size_t state_count_ = 0;
  std::size_t most_states_ = 0;
  std::size_t set_count_ = 0;
  std::size_t range_count_ = 0;
  bool has_context_ = false;
  bool is_full_ = false;
};

}  // namespace recto::detail
