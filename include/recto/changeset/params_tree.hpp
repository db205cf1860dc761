// SPDX-License-Identifier: BSL-1.0
// What params are kept in: all values of a tree in one array, all text in another, so that hostile input costs a few
// allocations however it is nested, and destroying or comparing it needs no recursion. The members of a map stand
// together, sorted by key: nothing is hashed, so no choice of keys makes a lookup slow.
// Layer 4.
#pragma once

#include <recto/types/invalid.hpp>

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace recto {

/// What a value of params is. Outside data knows no more kinds than these: a date, say, is text.
enum class param_kind : unsigned char {
  null,
  boolean,
  integer,   ///< a whole number that fits 64 bits
  floating,  ///< a number that a double holds without loss of a digit
  digits,    ///< any other number, as it was written: more digits, or larger, than these two hold
  text,
  list,
  map
};

/// How much of outside data is taken in. What goes beyond is refused as a whole.
struct params_limits {
  std::size_t max_bytes = 8'000'000;  ///< of the text that is read
  std::size_t max_values = 100'000;   ///< maps, lists and what is in them; a value takes 32 bytes beside its text
  std::size_t max_depth = 64;         ///< maps and lists within each other, the outermost included; at most 1000
};

namespace detail {

/// Where something stands in an array.
struct param_span {
  std::uint32_t at = 0;
  std::uint32_t size = 0;
};

/// One value of a finished tree: all that is below it can be reached from here. While the tree is built, `at` stands in
/// place of the pointers, because the arrays still move.
struct param_node {
  union content {
    std::size_t at = 0;
    char const* text;         // text and digits
    param_node const* nodes;  // list and map
    std::int64_t integer;
    double floating;
    bool boolean;
  };

  content key{};
  content value{};
  std::uint32_t key_size = 0;
  std::uint32_t size = 0;  // of text or digits in bytes, of a list or map in values
  param_kind kind = param_kind::null;

  bool holds_text() const { return kind == param_kind::text || kind == param_kind::digits; }
  bool holds_nodes() const { return kind == param_kind::list || kind == param_kind::map; }
  std::string_view name() const { return {key.text, key_size}; }
  std::string_view text() const { return {value.text, size}; }

  void set(param_kind of, param_span where) {
    kind = of;
    value.at = where.at;
    size = where.size;
  }
  void set_key(param_span where) {
    key.at = where.at;
    key_size = where.size;
  }

  /// The member of that key, or null: by halving, at most log n comparisons.
  param_node const* find(std::string_view wanted) const {
    std::uint32_t low = 0;
    std::uint32_t high = kind == param_kind::map ? size : 0;
    while (low < high) {
      std::uint32_t const middle = low + (high - low) / 2;
      int const order = value.nodes[middle].name().compare(wanted);
      if (order == 0) return value.nodes + middle;
      if (order < 0) low = middle + 1;
      else high = middle;
    }
    return nullptr;
  }
};

/// A finished tree is never changed, and is shared by all that refer to it or to a part of it.
struct params_tree {
  std::vector<param_node> nodes{};
  std::string bytes{};
  std::size_t root = 0;
  mutable std::atomic<std::size_t> owners{1};

  std::string_view text(param_span where) const { return {bytes.data() + where.at, where.size}; }

  void finish() {
    for (param_node& node : nodes) {
      node.key.text = bytes.data() + node.key.at;
      if (node.holds_text()) node.value.text = bytes.data() + node.value.at;
      else if (node.holds_nodes()) node.value.nodes = nodes.data() + node.value.at;
    }
  }
};

inline constexpr std::size_t params_capacity = 0xffff'ffff;  // of 32 bits
inline constexpr std::size_t deepest_params = 1000;

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_too_many_params() {
  throw_invalid("params hold more than 4 GiB of text or values");
}

inline std::uint32_t narrow_size(std::size_t value) {
  if (value > params_capacity) [[unlikely]]
    throw_too_many_params();
  return static_cast<std::uint32_t>(value);
}

/// Sorts by key; those with the same key keep their order. By merging, at most n log n comparisons whatever the input.
/// std::stable_sort would bring <algorithm>, 0.1 s of each compilation.
template <class Element, class Key>
void sort_by_key(Element* first, std::size_t size, Key key) {
  bool sorted = true;
  for (std::size_t i = 1; sorted && i < size; ++i) sorted = key(first[i - 1]) <= key(first[i]);
  if (sorted) return;
  std::vector<Element> other(first, first + size);
  Element* from = first;
  Element* to = other.data();
  for (std::size_t width = 1; width < size; width *= 2) {
    for (std::size_t low = 0; low < size; low += 2 * width) {
      std::size_t const middle = low + width < size ? low + width : size;
      std::size_t const high = middle + width < size ? middle + width : size;
      for (std::size_t left = low, right = middle, out = low; out < high; ++out) {
        bool const take_right = left == middle || (right < high && key(from[right]) < key(from[left]));
        to[out] = from[take_right ? right++ : left++];
      }
    }
    Element* const done = to;
    to = from;
    from = done;
  }
  if (from != first)
    for (std::size_t i = 0; i < size; ++i) first[i] = from[i];
}

}  // namespace detail
}  // namespace recto
