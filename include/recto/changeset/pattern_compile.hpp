// SPDX-License-Identifier: BSL-1.0
// Turns the text of a regular expression into a program for pattern_run.hpp, within the compiler. The text is read twice:
// once to count what the program needs, and once to write it. What is wrong with a text is a `pattern_fault` and a place;
// pattern.hpp has the words.
// Layer 4.
#pragma once

#include <recto/changeset/pattern_class.hpp>
#include <recto/changeset/pattern_run.hpp>
#include <recto/changeset/pattern_writer.hpp>
#include <recto/types/utf8.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace recto::detail {

enum class pattern_fault : std::uint8_t {
  none,
  not_utf8,
  open_group,
  no_group,
  open_class,
  nothing_to_repeat,
  bad_range,
  bad_count,
  bad_escape,
  bad_code_point,
  bad_class_name,
  // From here on it is a regular expression, but not one for recto.
  back_reference,
  lookaround,
  atomic,
  recursion,
  group_kind,
  flag,
  property,
  escape_kind,
  collation,
  case_beyond_ascii,
  too_large,
  too_deep,
};

/// What the program of a pattern needs, or why it has none.
struct pattern_plan {
  std::size_t states = 0;
  std::size_t sets = 0;
  std::size_t ranges = 0;
  bool has_context = false;
  pattern_fault fault = pattern_fault::none;
  std::size_t at = 0;  ///< the fault's place, in bytes
};

class pattern_compiler {
 public:
  /// Counts only.
  explicit constexpr pattern_compiler(std::string_view text) : text_(text) {}
  /// Writes into arrays that are as long as the plan of the same text says.
  constexpr pattern_compiler(std::string_view text, pattern_state* states, code_point_set* sets,
                             code_point_range* ranges)
      : text_(text), out_(states, sets, ranges) {}

  constexpr pattern_plan compile() {
    if (!out_.writes() && !is_utf8(text_)) blame(pattern_fault::not_utf8, 0);
    alternatives({});
    if (more()) blame(pattern_fault::no_group, at_);
    out_.append(pattern_op::accept);
    if (out_.is_full()) blame(pattern_fault::too_large, 0);
    return {out_.most_states(), out_.sets(), out_.ranges(), out_.has_context(), fault_, fault_at_};
  }

 private:
  struct flags {
    bool any_case = false;    // (?i)
    bool dot_is_any = false;  // (?s)
    bool lines = false;       // (?m)
  };
  static constexpr std::size_t most_groups = 50;  // within each other; the compilers stop at 512 calls
  static constexpr std::size_t unbounded = pattern_writer::unbounded;
  static constexpr char32_t no_character = ~char32_t{0};

  // The text.

  constexpr bool more() const { return at_ < text_.size(); }
  constexpr char peek(std::size_t ahead = 0) const { return at_ + ahead < text_.size() ? text_[at_ + ahead] : '\0'; }
  constexpr bool at(std::string_view words) const { return text_.substr(at_).starts_with(words); }
  constexpr bool skip(char c) {
    bool const there = more() && peek() == c;
    at_ += there;
    return there;
  }
  static constexpr bool is_digit(char c) { return c >= '0' && c <= '9'; }
  static constexpr bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

  constexpr char32_t take() { return take_code_point(text_, at_); }

  /// The first fault counts; the text ends with it, so all loops do.
  constexpr void blame(pattern_fault fault, std::size_t place) {
    if (fault_ == pattern_fault::none) {
      fault_ = fault;
      fault_at_ = place;
    }
    text_ = text_.substr(0, at_ < text_.size() ? at_ : text_.size());
  }

  // The syntax.

  constexpr void alternatives(flags now) {
    std::size_t branch = out_.next_state();
    std::size_t jumps = 0;
    std::size_t last_jump = 0;  // each knows the one before
    sequence(now);
    for (; skip('|'); ++jumps) {
      out_.insert(branch, pattern_op::split, out_.next_state() - branch + 2);
      out_.append(pattern_op::jump, last_jump);
      last_jump = out_.next_state() - 1;
      branch = out_.next_state();
      sequence(now);
    }
    out_.land(last_jump, jumps);
  }

  /// `now` is what (?i) and its like change, until the group ends.
  constexpr void sequence(flags& now) {
    while (more() && peek() != '|' && peek() != ')') {
      std::size_t const begin = out_.next_state();
      std::size_t const place = at_;
      bool const repeatable = atom(now);
      if (fault_ != pattern_fault::none) return;
      quantifier(begin, repeatable);
      if (out_.is_full()) return blame(pattern_fault::too_large, place);
    }
  }

  struct count {
    std::size_t least = 1;
    std::size_t most = 1;
    std::size_t size = 0;  // of its text; zero: there is none
  };

  /// {n}, {n,} or {n,m}. Other text in braces is text, as in Perl, unless it looks like a count.
  constexpr count braces() {
    std::size_t end = 1;
    bool digits = false;
    for (; is_digit(peek(end)) || peek(end) == ',' || peek(end) == ' '; ++end) digits |= is_digit(peek(end));
    if (!digits || peek(end) != '}') return {};
    std::size_t next = 1;
    std::size_t const least = number(next);
    bool const begins = next > 1;
    std::size_t most = least;
    if (peek(next) == ',') {
      std::size_t const second = ++next;
      most = number(next);
      if (next == second) most = unbounded;
    }
    if (begins && next == end && least <= most) return {least, most, end + 1};
    blame(pattern_fault::bad_count, at_);
    return {};
  }

  /// The digits that stand so far ahead; goes behind them.
  constexpr std::size_t number(std::size_t& ahead) const {
    std::size_t value = 0;
    for (; is_digit(peek(ahead)); ++ahead)
      if (value <= most_pattern_states) value = value * 10 + static_cast<std::size_t>(peek(ahead) - '0');
    return value;
  }

  constexpr count next_count() {
    switch (peek()) {
      case '*': return {0, unbounded, 1};
      case '+': return {1, unbounded, 1};
      case '?': return {0, 1, 1};
      case '{': return braces();
      default: return {};
    }
  }

  constexpr void quantifier(std::size_t begin, bool repeatable) {
    count const found = next_count();
    if (found.size == 0) return;
    if (!repeatable) return blame(pattern_fault::nothing_to_repeat, at_);
    at_ += found.size;
    if (!skip('?') && peek() == '+') return blame(pattern_fault::atomic, at_);
    out_.repeat(begin, found.least, found.most);
    if (next_count().size != 0) blame(pattern_fault::nothing_to_repeat, at_);
  }

  /// Can it be repeated?
  constexpr bool atom(flags& now) {
    std::size_t const place = at_;
    char const c = peek();
    switch (c) {
      case '(': return group(now);
      case '[': bracket(now); return true;
      case '\\': ++at_; return escape(now, place);
      case '*':
      case '+':
      case '?': blame(pattern_fault::nothing_to_repeat, place); return false;
      case '{':
        if (braces().size != 0) blame(pattern_fault::nothing_to_repeat, place);
        break;
      case '.':
        ++at_;
        out_.append(now.dot_is_any ? pattern_op::any : pattern_op::not_newline);
        return true;
      case '^':
        ++at_;
        out_.append(now.lines ? pattern_op::line_begin : pattern_op::text_begin);
        return false;
      case '$':
        ++at_;
        out_.append(now.lines ? pattern_op::line_end : pattern_op::last_line_end);
        return false;
      default: break;
    }
    if (more()) character(take(), now, place);
    return true;
  }

  constexpr void character(char32_t taken, flags now, std::size_t place) {
    if (now.any_case && taken >= 0x80 && may_have_case(taken, taken))
      return blame(pattern_fault::case_beyond_ascii, place);
    char32_t const small = taken | 0x20;
    bool const folds = now.any_case && small >= 'a' && small <= 'z';
    out_.append(folds ? pattern_op::letter : pattern_op::character, folds ? small : taken);
  }

  constexpr bool group(flags& now) {
    std::size_t const place = at_++;
    flags inside = now;
    if (peek() == '*' && (is_letter(peek(1)) || peek(1) == ':')) blame(pattern_fault::recursion, place);
    if (peek() == '?') {
      ++at_;
      if (group_head(inside, place)) {
        now = inside;
        return false;
      }
    }
    if (++depth_ > most_groups) blame(pattern_fault::too_deep, place);
    alternatives(inside);
    --depth_;
    if (!skip(')')) blame(pattern_fault::open_group, place);
    return true;
  }

  /// What follows (?. Was it all, as in (?i)?
  constexpr bool group_head(flags& inside, std::size_t place) {
    if (skip(':')) return false;
    if (at("=") || at("!") || at("<=") || at("<!")) return blame(pattern_fault::lookaround, place), false;
    if (at(">")) return blame(pattern_fault::atomic, place), false;
    if (at("P=")) return blame(pattern_fault::back_reference, place), false;
    if (at("R") || at("&") || at("P>") || at("+") || at("(") || is_digit(peek()) || (at("-") && is_digit(peek(1))))
      return blame(pattern_fault::recursion, place), false;
    if (at("<") || at("P<") || at("'")) return name_of_group(place), false;
    return flags_of_group(inside, place);
  }

  constexpr void name_of_group(std::size_t place) {
    skip('P');
    char const end = skip('\'') ? '\'' : '>';
    if (end == '>') ++at_;
    std::size_t size = 0;
    while (is_letter(peek()) || peek() == '_' || (size > 0 && is_digit(peek()))) {
      ++at_;
      ++size;
    }
    if (size == 0 || !skip(end)) blame(pattern_fault::group_kind, place);
  }

  constexpr bool flags_of_group(flags& inside, std::size_t place) {
    bool on = true;
    for (; more(); ++at_) {
      char const c = peek();
      if (c == 'i') inside.any_case = on;
      else if (c == 's') inside.dot_is_any = on;
      else if (c == 'm') inside.lines = on;
      else if (c == '-' && on) on = false;
      else if (c == ')' || c == ':') return ++at_, c == ')';
      else
        return blame(is_letter(c) ? pattern_fault::flag : pattern_fault::group_kind, is_letter(c) ? at_ : place), false;
    }
    return blame(pattern_fault::open_group, place), false;
  }

  // Escapes. `place` is that of the backslash; at_ is behind it.

  constexpr bool escape(flags now, std::size_t place) {
    switch (char const c = peek()) {
      case 'b': ++at_; return out_.append(pattern_op::word_edge), false;
      case 'B': ++at_; return out_.append(pattern_op::no_word_edge), false;
      case 'A': ++at_; return out_.append(pattern_op::text_begin), false;
      case 'z': ++at_; return out_.append(pattern_op::text_end), false;
      case 'Z': ++at_; return out_.append(pattern_op::last_line_end), false;
      case 'N':
        ++at_;
        if (peek() == '{' && braces().size == 0) return blame(pattern_fault::property, place), false;
        return out_.append(pattern_op::not_newline), true;
      default:
        if (c >= '1' && c <= '9') return blame(pattern_fault::back_reference, place), false;
        code_point_set set = out_.new_set();
        char32_t const taken = escaped(set, place);
        if (fault_ != pattern_fault::none) return false;
        if (taken != no_character) character(taken, now, place);
        else out_.append_set(set);
        return true;
    }
  }

  /// The character that is escaped, or none after adding a class to the set.
  constexpr char32_t escaped(code_point_set& set, std::size_t place) {
    if (!more()) return blame(pattern_fault::bad_escape, place), no_character;
    if (!is_letter(peek()) && !is_digit(peek())) return take();
    char const c = text_[at_++];
    if (std::optional<named_class> const named = class_of_escape(static_cast<char>(c | 0x20))) {
      out_.add_class(set, *named, c < 'a');
      return no_character;
    }
    switch (c) {
      case 't': return '\t';
      case 'r': return '\r';
      case 'n': return '\n';
      case 'f': return '\f';
      case 'a': return 0x07;
      case 'e': return 0x1b;
      case '0': return digits(2, 8);
      case 'x': return code_point(place);
      case 'p':
      case 'P': blame(pattern_fault::property, place); break;
      case 'k':
      case 'g': blame(pattern_fault::back_reference, place); break;
      case 'K':
      case 'G':
      case 'R':
      case 'X':
      case 'C':
      case 'Q':
      case 'E':
      case 'L':
      case 'l':
      case 'U':
      case 'u':
      case 'N':
      case 'c':
      case 'o': blame(pattern_fault::escape_kind, place); break;
      default: blame(pattern_fault::bad_escape, place); break;
    }
    return no_character;
  }

  /// As many digits as there are, up to `most`; large numbers stay large.
  constexpr char32_t digits(std::size_t most, char32_t base) {
    char32_t value = 0;
    for (; most > 0 && more(); --most, ++at_) {
      char const c = peek();
      char const small = static_cast<char>(c | 0x20);
      char32_t const digit = is_digit(c)                  ? static_cast<char32_t>(c - '0')
                           : small >= 'a' && small <= 'f' ? static_cast<char32_t>(small - 'a' + 10)
                                                          : 16;
      if (digit >= base) break;
      if (value < 0x1000000) value = value * base + digit;
    }
    return value;
  }

  constexpr char32_t code_point(std::size_t place) {
    bool const braced = skip('{');
    std::size_t const begin = at_;
    char32_t const value = digits(braced ? text_.size() : 2, 16);
    bool const any = at_ > begin;
    if (!any || (braced && !skip('}')) || value > 0x10ffff || (value >= 0xd800 && value < 0xe000))
      return blame(pattern_fault::bad_code_point, place), no_character;
    return value;
  }

  // Sets.

  constexpr void bracket(flags now) {
    std::size_t const place = at_;
    if (size_of_name() != 0) return blame(pattern_fault::bad_class_name, place);
    ++at_;
    code_point_set set = out_.new_set();
    set.inverted = skip('^');
    for (bool first = true; first || !skip(']'); first = false) {
      if (!more()) return blame(pattern_fault::open_class, place);
      std::size_t const member = at_;
      char32_t const low = class_member(set, now);
      char32_t high = low;
      if (peek() == '-' && at_ + 1 < text_.size() && peek(1) != ']') {
        ++at_;
        high = class_member(set, now);
        if (low > high || high == no_character) blame(pattern_fault::bad_range, member);
      }
      if (fault_ != pattern_fault::none) return;
      if (low == no_character) continue;
      bool const all_beyond = low <= 0x80 && high == 0x10ffff;
      if (now.any_case && !all_beyond && may_have_case(low, high)) blame(pattern_fault::case_beyond_ascii, member);
      out_.add_range(set, low, high);
    }
    ascii_bits bits{{set.ascii[0], set.ascii[1]}};
    if (now.any_case) bits.fold_case();
    if (set.inverted) bits.invert();
    for (int word = 0; word < 2; ++word) set.ascii[word] = bits.words[word];
    out_.append_set(set);
  }

  /// A character, or none after adding a class to the set.
  constexpr char32_t class_member(code_point_set& set, flags now) {
    std::size_t const place = at_;
    if (std::size_t const size = size_of_name()) {
      std::string_view name = text_.substr(at_ + 2, size - 4);
      bool const inverted = name.starts_with('^');
      if (inverted) name.remove_prefix(1);
      if (now.any_case && (name == "upper" || name == "lower")) name = "alpha";
      std::optional<ascii_bits> const bits = class_of_name(name);
      if (!bits) return blame(pattern_fault::bad_class_name, place), no_character;
      at_ += size;
      out_.add_class(set, {*bits}, inverted);
      return no_character;
    }
    if ((at("[.") || at("[=")) && peek(3) == peek(1) && peek(4) == ']')
      return blame(pattern_fault::collation, place), no_character;
    if (!skip('\\')) return more() ? take() : no_character;
    if (skip('b')) return 0x08;
    if (peek() >= '1' && peek() <= '9') return blame(pattern_fault::bad_escape, place), no_character;
    return escaped(set, place);
  }

  /// The length of [:name:], if it stands here.
  constexpr std::size_t size_of_name() const {
    if (!at("[:")) return 0;
    std::size_t size = 2;
    if (peek(size) == '^') ++size;
    while (is_letter(peek(size))) ++size;
    return size > 2 && peek(size) == ':' && peek(size + 1) == ']' ? size + 2 : 0;
  }

  std::string_view text_;
  pattern_writer out_;
  std::size_t at_ = 0;
  std::size_t depth_ = 0;
  pattern_fault fault_ = pattern_fault::none;
  std::size_t fault_at_ = 0;
};

}  // namespace recto::detail
