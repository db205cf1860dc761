// SPDX-License-Identifier: BSL-1.0
// `fragment<"lower(?)", std::string>(x)`: SQL for which recto has no word. The text is a template argument, so nothing
// of the run time can get into it; what it is given becomes expressions and parameters. The compiler counts the
// placeholders and finds what would run out of the fragment: open quotes and parentheses, comments, semicolons.
// Layer 4.
#pragma once

#include <recto/query/aggregate.hpp>
#include <recto/query/argument.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

enum class fragment_fault { none, empty, quotes, brackets, comment, semicolon, parameter, nul, placeholder };

consteval std::string_view text_of(fragment_fault fault) {
  switch (fault) {
    case fragment_fault::none: return "";
    case fragment_fault::empty: return "there is no text";
    case fragment_fault::quotes: return "a quote is not closed";
    case fragment_fault::brackets: return "parentheses are not paired";
    case fragment_fault::comment: return "a comment";
    case fragment_fault::semicolon: return "a semicolon";
    case fragment_fault::parameter: return "a numbered parameter";
    case fragment_fault::nul: return "a NUL";
    case fragment_fault::placeholder: return "a placeholder within quotes";
  }
}

constexpr bool is_word(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.';
}

/// A fragment's text taken apart. `Size` is the length of what the program wrote, and enough for all.
template <std::size_t Size>
struct fragment_parts {
  char text[Size + 3]{};  ///< without placeholders, and without the backslashes before literal question marks
  std::size_t size = 0;
  std::size_t holes[Size + 1]{};  ///< where in `text` the placeholders were
  bool delimited[Size + 1]{};     ///< is the placeholder an argument by itself: between parentheses and commas?
  std::size_t count = 0;          ///< of placeholders
  bool is_atom = false;           ///< one word, or one call: needs no parentheses inside an operator
  fragment_fault fault = fragment_fault::none;

  explicit consteval fragment_parts(std::string_view from) {
    take_apart(from);
    for (std::size_t i = 0; i < count; ++i) delimited[i] = is_delimited(holes[i]);
    is_atom = is_call();
  }

  constexpr std::string_view between(std::size_t begin, std::size_t end) const { return {text + begin, end - begin}; }

 private:
  constexpr void blame(fragment_fault found) {
    if (fault == fragment_fault::none) fault = found;
  }

  constexpr void take_apart(std::string_view from) {
    char quote = 0;
    int depth = 0;
    bool blank = true;
    for (std::size_t i = 0; i < from.size(); ++i) {
      char const c = from[i];
      char const next = i + 1 < from.size() ? from[i + 1] : ' ';
      if (c != ' ') blank = false;
      if (c == '\0') blame(fragment_fault::nul);
      if (c == '?') {
        if (quote != 0) blame(fragment_fault::placeholder);
        holes[count++] = size;
        continue;
      }
      if (c == '\\' && next == '?') {
        text[size++] = '?';
        ++i;
        continue;
      }
      text[size++] = c;
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(' || c == '[') {
        ++depth;
      } else if (c == ')' || c == ']') {
        if (--depth < 0) blame(fragment_fault::brackets);
      } else if (c == ';') {
        blame(fragment_fault::semicolon);
      } else if ((c == '-' && next == '-') || (c == '/' && next == '*')) {
        blame(fragment_fault::comment);
      } else if (c == '$' && next >= '0' && next <= '9') {
        blame(fragment_fault::parameter);
      }
    }
    if (blank) blame(fragment_fault::empty);
    if (quote != 0) blame(fragment_fault::quotes);
    if (depth != 0) blame(fragment_fault::brackets);
  }

  // A neighbour may also be another placeholder, which leaves no trace in `text`: `? ?` is not delimited.
  constexpr bool is_delimited(std::size_t hole) const {
    std::size_t before = hole;
    while (before > 0 && text[before - 1] == ' ') --before;
    std::size_t after = hole;
    while (after < size && text[after] == ' ') ++after;
    std::size_t near = 0;
    for (std::size_t i = 0; i < count; ++i) near += holes[i] >= before && holes[i] <= after;
    return near == 1 && (before == 0 || text[before - 1] == '(' || text[before - 1] == ',' || text[before - 1] == '[')
        && (after == size || text[after] == ')' || text[after] == ',' || text[after] == ']');
  }

  // `word` or `word(...)`, and not `NOT(...)`.
  constexpr bool is_call() const {
    std::size_t at = 0;
    while (at < size && is_word(text[at])) ++at;
    if (count > 0 && holes[0] <= at) return false;
    if (at == size) return true;
    bool const negates = at == 3 && (text[0] | 32) == 'n' && (text[1] | 32) == 'o' && (text[2] | 32) == 't';
    if (negates || text[at] != '(') return false;
    int depth = 0;
    char quote = 0;
    for (; at < size; ++at) {
      char const c = text[at];
      if (quote != 0) {
        if (c == quote) quote = 0;
      } else if (c == '\'' || c == '"') {
        quote = c;
      } else if (c == '(') {
        ++depth;
      } else if (c == ')' && --depth == 0) {
        break;
      }
    }
    return at + 1 == size && (count == 0 || holes[count - 1] <= at);
  }
};

template <fixed_string Text>
inline constexpr fragment_parts<Text.size()> parts_of{Text.view()};

/// `2 placeholders`, `1 argument`.
template <std::size_t Number, fixed_string Unit>
consteval auto counted() {
  constexpr std::size_t digits = Number < 10 ? 1 : Number < 100 ? 2 : 3;
  fixed_string<digits + 1 + Unit.size() + (Number != 1 ? 1 : 0)> text{};
  std::size_t rest = Number;
  for (std::size_t i = digits; i > 0; --i, rest /= 10) text.text[i - 1] = static_cast<char>('0' + rest % 10);
  text.text[digits] = ' ';
  for (std::size_t i = 0; i < Unit.size(); ++i) text.text[digits + 1 + i] = Unit.text[i];
  if (Number != 1) text.text[digits + 1 + Unit.size()] = 's';
  text.text[text.size()] = 0;  // as in fixed_string: for clang 19
  return text;
}

template <fixed_string Text, std::size_t Arguments>
consteval auto judge_fragment() {
  constexpr auto const& parts = parts_of<Text>;
  if constexpr (parts.fault != fragment_fault::none) {
    constexpr std::string_view why = text_of(parts.fault);
    return failed<fragment_text, Text, fixed_string<why.size()>{why}>{};
  } else if constexpr (parts.count != Arguments) {
    return failed<fragment_arguments, Text, counted<parts.count, "placeholder">(), counted<Arguments, "argument">()>{};
  } else {
    return ok{};
  }
}

template <fixed_string Text, fixed_string Placeholders, fixed_string Arguments>
struct assert_operands<failed<fragment_arguments, Text, Placeholders, Arguments>> {
  static_assert(failed<fragment_arguments, Text, Placeholders, Arguments>::value,
                "recto: fragment: its text has another number of ? than it is given arguments; give one for each, and "
                "write \\\\? for a question mark");
  static constexpr bool value = true;  // told; asking must not fail once more
};
template <fixed_string Text, fixed_string Why>
struct assert_operands<failed<fragment_text, Text, Why>> {
  static_assert(failed<fragment_text, Text, Why>::value,
                "recto: fragment: this text would not stay within its place in the statement; write one complete "
                "expression");
  static constexpr bool value = true;  // told; asking must not fail once more
};

/// `Nullable`: the program says that it may be NULL even if nothing in it is.
template <fixed_string Text, class Value, bool Nullable, class... Children>
struct fragment_node : operation<Value, Children...> {
  static constexpr bool nullable(scope const& sources) { return Nullable || (Children::nullable(sources) || ...); }
};

/// The same as an aggregate: what is in it needs no grouping.
template <class Fragment>
struct aggregate_fragment_node : Fragment {
  static constexpr bool nullable(scope const&) { return true; }
  static constexpr void inspect(inspector& watcher) {
    watcher.enter_aggregate();
    Fragment::inspect(watcher);
    watcher.leave_aggregate();
  }
};
template <class Fragment>
inline constexpr bool is_aggregate<aggregate_fragment_node<Fragment>> = true;

/// A name in a fragment.
template <fixed_string Name>
struct identifier_node {
  static constexpr std::size_t parameters = 0;
  static constexpr bool nullable(scope const&) { return false; }
  static constexpr void inspect(inspector&) {}
};
template <class T>
inline constexpr bool is_identifier = false;
template <fixed_string Name>
inline constexpr bool is_identifier<identifier_node<Name>> = true;

/// Several arguments at one placeholder, with commas between them.
template <class... Children>
struct splice_node {
  static constexpr std::size_t parameters = pack<Children...>::parameters;

  [[no_unique_address]] pack<Children...> operands;

  static constexpr bool nullable(scope const& sources) { return pack<Children...>::any_nullable(sources); }
  static constexpr void inspect(inspector& watcher) { pack<Children...>::inspect(watcher); }
  template <class Function>
  constexpr void each_value(Function& function) const {
    operands.each_value(function);
  }
};
template <class T>
inline constexpr bool is_splice = false;
template <class... Children>
inline constexpr bool is_splice<splice_node<Children...>> = true;

template <class Argument>
constexpr auto fragment_argument(Argument&& argument) {
  using raw = std::remove_cvref_t<Argument>;
  if constexpr (is_identifier<raw>) return raw{};
  else if constexpr (is_splice<raw>) return raw(static_cast<Argument&&>(argument));
  else return any_argument<"fragment">(static_cast<Argument&&>(argument));
}

}  // namespace detail

/// SQL of the program's own, of type `T`: each `?` of the text stands for one argument, an expression or a C++ value that
/// becomes a parameter of its type; `\?` (in a C++ literal `"\\?"`) is a question mark. Every other `?` counts, and one
/// within quotes is refused. It may be NULL if an argument may, or if `T` is a std::optional. Ecto: `fragment`.
template <fixed_string Text, class T, class... Arguments>
constexpr auto fragment(Arguments&&... arguments) {
  using verdict = decltype(detail::judge_fragment<Text, sizeof...(Arguments)>());
  static_assert(detail::assert_operands<verdict>::value);
  if constexpr (verdict::value) {
    auto all = detail::make_pack(detail::fragment_argument(static_cast<Arguments&&>(arguments))...);
    return [&]<class... Nodes>(detail::pack<Nodes...>&& nodes) {
      return detail::fragment_node<Text, value_of<T>, is_optional<T>, Nodes...>{{{}, std::move(nodes)}};
    }(std::move(all));
  } else {
    return detail::fragment_node<"NULL", value_of<T>, is_optional<T>>{};
  }
}

/// A fragment that aggregates: `aggregate_fragment<"percentile_cont(0.5) WITHIN GROUP (ORDER BY ?)", double>(x)`. Its
/// columns need no grouping, it cannot stand in WHERE, and it may be NULL, over no rows.
template <fixed_string Text, class T, class... Arguments>
constexpr auto aggregate_fragment(Arguments&&... arguments) {
  auto inner = fragment<Text, T>(static_cast<Arguments&&>(arguments)...);
  return detail::aggregate_fragment_node<decltype(inner)>{std::move(inner)};
}

/// A name known to the compiler, in double quotes, as an argument of a fragment:
/// `fragment<"? COLLATE ?", std::string>(x, identifier<"C">)`. Ecto: `identifier`.
template <fixed_string Name>
inline constexpr detail::identifier_node<Name> identifier{};

/// Several arguments at one placeholder of a fragment, with commas between them: `fragment<"coalesce(?)", int>(splice(a, b, 0))`.
/// Their number is the program's; a list of any number is one array parameter, as `in` sends it. Ecto: `splice`.
template <class... Arguments>
constexpr auto splice(Arguments&&... arguments) {
  static_assert(sizeof...(Arguments) > 0,
                "recto: splice: it needs an argument; a fragment without one has no placeholder");
  auto all = detail::make_pack(detail::fragment_argument(static_cast<Arguments&&>(arguments))...);
  return [&]<class... Nodes>(detail::pack<Nodes...>&& nodes) {
    return detail::splice_node<Nodes...>{std::move(nodes)};
  }(std::move(all));
}

}  // namespace recto
