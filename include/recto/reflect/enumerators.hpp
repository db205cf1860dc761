// SPDX-License-Identifier: BSL-1.0
// The enumerators of an enum, by value and by name, at compile time: read out of one __PRETTY_FUNCTION__ for each enum,
// so the compiler pays for one instantiation. Values from -8 to 127 are found; others must be listed.
// Knows nothing of databases. C++26 reflection will replace it.
// Layer 1.
#pragma once

#include <recto/base/platform.hpp>

#include <array>
#include <cstddef>
#include <string_view>
#include <type_traits>
#include <utility>

namespace recto {

namespace detail {

/// An enum that can hold every value of its underlying type, so that casting a number to it is defined: every
/// `enum class`, and a plain enum with `: type`.
template <class T>
concept fixed_enum = std::is_enum_v<T> && !std::is_same_v<T, std::byte> && requires { T{0}; };

// Returns a plain pointer, because g++ would explain std::string_view after the list of values.
template <class Enum, Enum... Values>
constexpr char const* signature_of_enumerators() {
  return __PRETTY_FUNCTION__;
}

constexpr bool ends_name(char c) { return c == ':' || c == ' ' || c == ')' || c == '{' || c == '<'; }

// Both compilers end with the list: g++ `Values = {a::st::draft, (a::st)7}]`, clang `Values = <a::st::draft, (a::st)7>]`.
// A value without a name is printed as a cast. Nearly all are, with the same text before the number, so its length is
// found once and skipped after that. Plain pointers, because clang steps through every call into std::string_view:
// both together made it eight times as fast.
struct enumerator_reader {
  char const* text;
  std::size_t end;       // of the value to read next, from the last to the first
  std::size_t cast = 0;  // length of `(a::st)`
  std::size_t begin = 0;

  constexpr explicit enumerator_reader(std::string_view signature)
      : text(signature.data()), end(signature.size() - 2) {}

  // Has the value that ends at `end` a name? Then it lies from `begin` to the returned end, which is 0 if it has none.
  // Moves to the value before.
  constexpr std::size_t next(std::size_t digits) {
    if (cast != 0 && text[end - digits - 1] == ')' && (text[end - digits] == '-' || text[end - digits] <= '9')) {
      end -= digits + cast + 2;
      return 0;
    }
    begin = end;
    while (!ends_name(text[begin - 1])) --begin;
    bool const named = text[begin - 1] != ')';
    std::size_t const name_end = end;
    std::size_t first = begin;
    // What separates two values is ", " outside of parentheses; inside of them stand the names of types and functions.
    for (int depth = 0; depth > 0 || !(text[first - 1] == ' ' && text[first - 2] == ',');) {
      char const c = text[--first];
      if (c == ')' || c == '>') ++depth;
      if ((c == '(' || c == '<' || c == '{') && --depth < 0) break;
    }
    if (!named) cast = begin - first;
    end = first - 2;
    return named ? name_end : 0;
  }
};

constexpr std::size_t digits_of(int value) {
  std::size_t digits = value < 0 ? 2 : 1;
  for (; value > 9 || value < -9; value /= 10) ++digits;
  return digits;
}

template <class Enum>
struct enumerator_range {
  using number = std::underlying_type_t<Enum>;
  static constexpr int first = std::is_signed_v<number> ? -8 : 0;
  static constexpr int last = std::is_same_v<number, bool> ? 1 : 127;
  static constexpr std::size_t count = static_cast<std::size_t>(last - first + 1);
};

// Which values of the range have a name.
template <std::size_t Count>
struct enumerator_marks {
  std::array<bool, Count> named{};
  std::size_t count = 0;
};

template <class Enum, std::size_t... Index>
consteval auto scan_enumerators(std::index_sequence<Index...>) {
  constexpr int first = enumerator_range<Enum>::first;
  enumerator_marks<sizeof...(Index)> marks{};
  enumerator_reader reader{signature_of_enumerators<Enum, static_cast<Enum>(first + static_cast<int>(Index))...>()};
  for (std::size_t i = sizeof...(Index); i-- > 0;) {
    if (reader.next(digits_of(first + static_cast<int>(i))) == 0) continue;
    marks.named[i] = true;
    ++marks.count;
  }
  return marks;
}

template <class Enum>
consteval auto found_enumerators() {
  constexpr auto marks = scan_enumerators<Enum>(std::make_index_sequence<enumerator_range<Enum>::count>{});
  std::array<Enum, marks.count> values{};
  std::size_t next = 0;
  for (std::size_t i = 0; i < marks.named.size(); ++i) {
    if (marks.named[i]) values[next++] = static_cast<Enum>(enumerator_range<Enum>::first + static_cast<int>(i));
  }
  return values;
}

}  // namespace detail

/// The enumerators of `Enum` in the order of their values. Those from -8 to 127 are found by themselves; an enum with
/// others lists them all:
///
///     template <> inline constexpr auto recto::enumerators<color> = std::array{color::red, color::far_away};
template <detail::fixed_enum Enum>
inline constexpr auto enumerators = detail::found_enumerators<Enum>();

namespace detail {

// Positions of the names in the signature.
template <std::size_t Count>
struct name_spans {
  char const* text = nullptr;
  std::array<std::size_t, Count> begins{};
  std::array<std::size_t, Count> ends{};
  std::size_t characters = 0;
};

template <class Enum, std::size_t... Index>
consteval name_spans<sizeof...(Index)> span_names(std::index_sequence<Index...>) {
  name_spans<sizeof...(Index)> spans{};
  enumerator_reader reader{signature_of_enumerators<Enum, enumerators<Enum>[Index]...>()};
  spans.text = reader.text;
  for (std::size_t i = sizeof...(Index); i-- > 0;) {
    spans.ends[i] = reader.next(0);
    spans.begins[i] = spans.ends[i] != 0 ? reader.begin : 0;
    spans.characters += spans.ends[i] - spans.begins[i];
  }
  return spans;
}

// The names are copied out of the signature, so that only they end up in the program and not two kilobytes of text.
template <class Enum>
struct enumerator_text {
  static constexpr std::size_t count = enumerators<Enum>.size();
  static constexpr auto spans = span_names<Enum>(std::make_index_sequence<count>{});
  static constexpr auto characters = [] {
    std::array<char, spans.characters + 1> text{};
    std::size_t end = 0;
    for (std::size_t i = 0; i < count; ++i) {
      for (std::size_t at = spans.begins[i]; at < spans.ends[i]; ++at) text[end++] = spans.text[at];
    }
    return text;
  }();
  static consteval auto views() {
    std::array<std::string_view, count> names{};
    std::size_t begin = 0;
    for (std::size_t i = 0; i < count; ++i) {
      names[i] = std::string_view(characters.data() + begin, spans.ends[i] - spans.begins[i]);
      begin += names[i].size();
    }
    return names;
  }
};

}  // namespace detail

/// Names of `enumerators<Enum>`, in the same order: `enumerator_names<status>[0]` is "draft".
template <detail::fixed_enum Enum>
inline constexpr std::array<std::string_view, enumerators<Enum>.size()> enumerator_names =
    detail::enumerator_text<Enum>::views();

/// Position of `value` in `enumerators<Enum>`, or their number if it is none of them.
template <detail::fixed_enum Enum>
constexpr std::size_t enumerator_index(Enum value) {
  constexpr auto const& values = enumerators<Enum>;
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (values[i] == value) return i;
  }
  return values.size();
}

/// Name of an enumerator as it is written in the source; empty if the value has none.
template <detail::fixed_enum Enum>
constexpr std::string_view enumerator_name(Enum value) {
  std::size_t const index = enumerator_index(value);
  return index < enumerators<Enum>.size() ? enumerator_names<Enum>[index] : std::string_view{};
}

}  // namespace recto
