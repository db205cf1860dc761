// SPDX-License-Identifier: BSL-1.0
// Runs the program of a regular expression over text: all its threads at once, one code point after another (Thompson's
// way), so the time is bounded by text times program whatever the two are. One function for all patterns, without
// allocation and without recursion. What a pattern means, and who makes the program: pattern_compile.hpp.
// Layer 4.
#pragma once

#include <recto/types/utf8.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace recto::detail {

enum class pattern_op : std::uint8_t {
  character,    ///< takes the code point `argument`
  letter,       ///< takes the ASCII letter `argument` (a small one) in either case
  any,          ///< takes any code point
  not_newline,  ///< takes any code point but \n
  one_of,       ///< takes a code point of the set number `argument`
  // From here on nothing is taken.
  split,          ///< goes on at the next state and at the one `argument` further
  jump,           ///< goes on at the state `argument` further
  text_begin,     ///< the next state, if this is the beginning of the text
  text_end,       ///< the next state, if this is the end of the text
  last_line_end,  ///< or before a \n that is the last character
  line_begin,     ///< or after a \n that is not the last character
  line_end,       ///< or before any \n
  word_edge,      ///< the next state, if a word begins or ends here
  no_word_edge,   ///< the next state, if none does
  accept,         ///< a match
};

struct pattern_state {
  pattern_op op{};
  std::int32_t argument = 0;
};

struct code_point_range {
  char32_t first = 0;
  char32_t last = 0;
};

struct code_point_set {
  std::uint64_t ascii[2]{};
  std::uint32_t first_range = 0;  ///< of code points beyond ASCII, among the program's
  std::uint32_t ranges = 0;
  bool inverted = false;  ///< beyond ASCII: what is not in the ranges
};

/// Where a match can begin.
struct pattern_start {
  bool only_at_begin = false;  ///< of the text
  bool needs_first = false;    ///< a match takes at least one code point, and begins with one of these:
  std::uint64_t first_ascii[2]{};
  bool first_beyond = false;
  bool has_context = false;  ///< whether a thread goes on may depend on the characters around: \b, \B, and (?m)
};

/// A program that lives elsewhere.
struct pattern_view {
  pattern_state const* states = nullptr;
  std::size_t size = 0;
  code_point_set const* sets = nullptr;
  code_point_range const* ranges = nullptr;
  pattern_start const* start = nullptr;
};

inline constexpr std::size_t most_pattern_states = 2000;

/// What running a program of `States` states needs.
template <std::size_t States>
struct pattern_memory {
  std::uint16_t lists[3 * States];
  std::uint64_t seen[2 * ((States + 63) / 64)];
};

/// The code point at `at` of UTF-8; goes behind it.
constexpr char32_t take_code_point(std::string_view text, std::size_t& at) {
  auto const byte = [&] { return static_cast<char32_t>(static_cast<unsigned char>(text[at++])); };
  char32_t const first = byte();
  if (first < 0x80) return first;
  char32_t taken = first < 0xe0 ? first & 0x1f : first < 0xf0 ? first & 0x0f : first & 0x07;
  for (int more = first < 0xe0 ? 1 : first < 0xf0 ? 2 : 3; more > 0; --more) taken = taken << 6 | (byte() & 0x3f);
  return taken;
}

class pattern_runner {
  static constexpr char32_t no_character = ~char32_t{0};

 public:
  pattern_runner(pattern_view const& pattern, std::string_view text, std::uint16_t* lists, std::uint64_t* seen)
      : pattern_(pattern),
        text_(text),
        now_(lists),
        next_(lists + pattern.size),
        waiting_(lists + 2 * pattern.size),
        seen_words_((pattern.size + 63) / 64),
        seen_(seen),
        seen_before_(seen + seen_words_) {}

  bool run() {
    if (!is_utf8(text_)) return false;
    forget_seen();
    for (;;) {
      if (next_count_ == 0 && !find_start()) return false;
      if ((at_ == 0 || !pattern_.start->only_at_begin) && enter(0)) return true;
      if (!pattern_.start->has_context) skip_idle();
      if (at_ == text_.size()) return false;
      if (step()) return true;
    }
  }

 private:
  static bool is_in(std::uint64_t const (&bits)[2], char32_t ascii) {
    return (bits[ascii >> 6] >> (ascii & 63) & 1) != 0;
  }

  static bool is_word(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
  }

  void forget_seen() {
    for (std::size_t i = 0; i < seen_words_; ++i) seen_[i] = 0;
  }

  bool is_seen_as_before() const {
    std::size_t i = 0;
    while (i < seen_words_ && seen_[i] == seen_before_[i]) ++i;
    return i == seen_words_;
  }

  /// Most long texts soon bring a program into a state that the same characters do not change any more: `\w{1,500}@` has all
  /// its threads after 500 letters. These are learnt here, and passed over. Not before the last two bytes, where `$` looks.
  void skip_idle() {
    if (taken_ == no_character || !is_seen_as_before()) idle_[0] = idle_[1] = 0;
    else if (taken_ < 0x80 && at_ + 1 < text_.size()) idle_[taken_ >> 6] |= std::uint64_t{1} << (taken_ & 63);
    if ((idle_[0] | idle_[1]) == 0) return;
    while (at_ + 2 < text_.size() && static_cast<unsigned char>(text_[at_]) < 0x80
           && is_in(idle_, static_cast<unsigned char>(text_[at_])))
      ++at_;
  }

  /// No thread is alive: on to the next place where one can begin.
  bool find_start() {
    pattern_start const& start = *pattern_.start;
    if (start.only_at_begin) return at_ == 0;
    if (!start.needs_first) return true;
    std::size_t const before = at_;
    for (; at_ < text_.size(); ++at_) {
      auto const byte = static_cast<unsigned char>(text_[at_]);
      if (byte < 0x80 ? is_in(start.first_ascii, byte) : byte >= 0xc0 && start.first_beyond) break;
    }
    if (at_ != before) {
      forget_seen();
      taken_ = no_character;
    }
    return at_ < text_.size();
  }

  /// Takes one code point of the text. Is the pattern matched then?
  bool step() {
    taken_ = take_code_point(text_, at_);
    std::uint16_t* const last = now_;
    now_ = next_;
    next_ = last;
    std::size_t const count = next_count_;
    next_count_ = 0;
    std::uint64_t* const seen = seen_;
    seen_ = seen_before_;
    seen_before_ = seen;
    forget_seen();
    for (std::size_t i = 0; i < count; ++i) {
      if (takes(pattern_.states[now_[i]], taken_) && enter(now_[i] + std::size_t{1})) return true;
    }
    return false;
  }

  bool takes(pattern_state state, char32_t taken) const {
    switch (state.op) {
      case pattern_op::character: return taken == static_cast<char32_t>(state.argument);
      case pattern_op::letter: return (taken | 0x20) == static_cast<char32_t>(state.argument);
      case pattern_op::any: return true;
      case pattern_op::not_newline: return taken != '\n';
      default: return is_in_set(pattern_.sets[state.argument], taken);
    }
  }

  bool is_in_set(code_point_set const& set, char32_t taken) const {
    if (taken < 0x80) return is_in(set.ascii, taken);
    code_point_range const* const ranges = pattern_.ranges + set.first_range;
    for (std::uint32_t i = 0; i < set.ranges; ++i) {
      if (taken >= ranges[i].first && taken <= ranges[i].last) return !set.inverted;
    }
    return set.inverted;
  }

  /// Follows what takes nothing, each state once at each place, so `waiting_` holds at most as many as there are states.
  /// Is the pattern matched?
  bool enter(std::size_t state) {
    std::size_t waiting = 0;
    for (;;) {
      bool alive = (seen_[state / 64] >> (state % 64) & 1) == 0;
      if (alive) {
        seen_[state / 64] |= std::uint64_t{1} << (state % 64);
        pattern_state const now = pattern_.states[state];
        if (now.op < pattern_op::split) {
          next_[next_count_++] = static_cast<std::uint16_t>(state);
          alive = false;
        } else if (now.op == pattern_op::split) {
          waiting_[waiting++] = static_cast<std::uint16_t>(further(state, now.argument));
          ++state;
        } else if (now.op == pattern_op::jump) {
          state = further(state, now.argument);
        } else if (now.op == pattern_op::accept) {
          return true;
        } else {
          alive = holds(now.op);
          ++state;
        }
      }
      if (!alive) {
        if (waiting == 0) return false;
        state = waiting_[--waiting];
      }
    }
  }

  static std::size_t further(std::size_t state, std::int32_t by) {
    return static_cast<std::size_t>(static_cast<std::ptrdiff_t>(state) + by);
  }

  bool holds(pattern_op assertion) const {
    std::size_t const size = text_.size();
    switch (assertion) {
      case pattern_op::text_begin: return at_ == 0;
      case pattern_op::text_end: return at_ == size;
      case pattern_op::last_line_end: return at_ == size || (at_ == size - 1 && text_[at_] == '\n');
      case pattern_op::line_begin: return at_ == 0 || (at_ < size && text_[at_ - 1] == '\n');
      case pattern_op::line_end: return at_ == size || text_[at_] == '\n';
      default:
        bool const edge = (at_ > 0 && is_word(text_[at_ - 1])) != (at_ < size && is_word(text_[at_]));
        return edge == (assertion == pattern_op::word_edge);
    }
  }

  pattern_view const& pattern_;
  std::string_view text_;
  std::uint16_t* now_;   // states that take a code point, and may take this one
  std::uint16_t* next_;  // the same, behind it
  std::uint16_t* waiting_;
  std::size_t seen_words_;
  std::uint64_t* seen_;         // bit by bit: the states that threads were in at this place
  std::uint64_t* seen_before_;  // and at the place before
  std::uint64_t idle_[2]{};     // what leads from these states to the same ones
  char32_t taken_ = no_character;
  std::size_t next_count_ = 0;
  std::size_t at_ = 0;
};

/// Does the pattern match somewhere in the text? Never, if the text is not UTF-8. `lists` and `seen` are as in pattern_memory.
// Not inlined, or the compiler would optimise the engine once more for each pattern.
[[gnu::noinline]] inline bool run_pattern(pattern_view const& pattern, std::string_view text, std::uint16_t* lists,
                                          std::uint64_t* seen) {
  return pattern_runner{pattern, text, lists, seen}.run();
}

}  // namespace recto::detail
