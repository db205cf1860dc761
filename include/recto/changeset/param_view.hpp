// SPDX-License-Identifier: BSL-1.0
// How params are looked at: a view of one value of a tree, with lookups, iteration and comparison. None of it recurses.
// Layer 4.
#pragma once

#include <recto/base/error.hpp>
#include <recto/changeset/params_tree.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string_view>
#include <utility>
#include <vector>

namespace recto {

class params;
class found_param;
namespace detail {
struct param_nodes;
}

/// One value within params, borrowed: valid as long as any params that share the tree. Copying it copies two words.
class param_view {
 public:
  param_kind kind() const noexcept { return node_ == nullptr ? param_kind::map : node_->kind; }
  bool is_null() const noexcept { return kind() == param_kind::null; }
  bool is_text() const noexcept { return kind() == param_kind::text; }
  bool is_list() const noexcept { return kind() == param_kind::list; }
  bool is_map() const noexcept { return kind() == param_kind::map; }

  /// The key under which the value stands in its map; empty in a list and for the outermost.
  std::string_view key() const noexcept { return node_ == nullptr ? std::string_view{} : node_->name(); }

  /// Text, or the number of kind `digits` as it was written. Bytes as they came: maybe no UTF-8, maybe with NUL.
  std::string_view text() const { return check(is_text() || kind() == param_kind::digits), node_->text(); }
  std::int64_t integer() const { return check(kind() == param_kind::integer), node_->value.integer; }
  double floating() const { return check(kind() == param_kind::floating), node_->value.floating; }
  bool boolean() const { return check(kind() == param_kind::boolean), node_->value.boolean; }

  /// Number of elements or members; 0 for what is neither list nor map.
  std::size_t size() const noexcept { return node_ != nullptr && node_->holds_nodes() ? node_->size : 0; }
  bool empty() const noexcept { return size() == 0; }

  /// The elements of a list in their order, the members of a map in the order of their keys (bytewise).
  class iterator {
   public:
    using value_type = param_view;
    using difference_type = std::ptrdiff_t;

    iterator() = default;
    param_view operator*() const { return {tree_, node_}; }
    iterator& operator++() { return ++node_, *this; }
    iterator operator++(int) { return {tree_, node_++}; }
    friend bool operator==(iterator const&, iterator const&) = default;

   private:
    friend param_view;
    iterator(detail::params_tree const* tree, detail::param_node const* node) : tree_(tree), node_(node) {}
    detail::params_tree const* tree_ = nullptr;
    detail::param_node const* node_ = nullptr;
  };
  iterator begin() const noexcept { return {tree_, empty() ? nullptr : node_->value.nodes}; }
  iterator end() const noexcept { return {tree_, empty() ? nullptr : node_->value.nodes + node_->size}; }

  /// The element or member at that place; `index < size()`.
  param_view operator[](std::size_t index) const {
    return check(index < size()), param_view{tree_, node_->value.nodes + index};
  }

  /// The member of that key: nothing if there is none, or this is no map. Cost: log n comparisons.
  found_param find(std::string_view key) const noexcept;
  bool contains(std::string_view key) const noexcept { return node_ != nullptr && node_->find(key) != nullptr; }

  /// The value at the end of a path of keys, where an element of a list is named by its index: `{"items", "0", "name"}`.
  found_param find_path(std::initializer_list<std::string_view> path) const noexcept;

  /// The keys that are not among `known`, in order: what a program did not ask for. Borrowed like the view.
  std::vector<std::string_view> unknown_keys(std::vector<std::string_view> known) const {
    detail::sort_by_key(known.data(), known.size(), [](std::string_view key) { return key; });
    std::vector<std::string_view> unknown;
    std::size_t next = 0;
    if (!is_map()) return unknown;
    for (param_view const member : *this) {
      while (next < known.size() && known[next] < member.key()) ++next;
      if (next == known.size() || known[next] != member.key()) unknown.push_back(member.key());
    }
    return unknown;
  }

  /// Same kind and same content, whatever the order in which a map's keys were given. 1 and 1.0 and "1" differ.
  friend bool operator==(param_view const& left, param_view const& right) { return equal(left, right); }

  /// Is it this text?
  friend bool operator==(param_view const& value, std::string_view text) {
    return value.is_text() && value.text() == text;
  }

 private:
  friend params;
  friend found_param;
  friend class param_source;
  friend detail::param_nodes;

  param_view() = default;
  param_view(detail::params_tree const* tree, detail::param_node const* node) : tree_(tree), node_(node) {}

  static void check(bool expected) {
    if (!expected) [[unlikely]]
      throw_misuse();
  }
  [[noreturn, gnu::noinline, gnu::cold]] static void throw_misuse() {
    throw error{error_kind::misuse, "params: a value is of another kind than it was read as, or an index is too large"};
  }

  static bool equal(param_view left, param_view right);

  detail::params_tree const* tree_ = nullptr;  // null: an empty map
  detail::param_node const* node_ = nullptr;
};

/// What a lookup found: a value, or nothing. Used like a std::optional, but `*` gives the view itself, so that
/// `for (param_view tag : *given.find("tags"))` iterates over no temporary.
class found_param {
 public:
  found_param() = default;
  found_param(param_view value) noexcept : value_(value), found_(true) {}

  explicit operator bool() const noexcept { return found_; }
  bool has_value() const noexcept { return found_; }
  param_view operator*() const { return param_view::check(found_), value_; }
  param_view const* operator->() const { return param_view::check(found_), &value_; }

  friend bool operator==(found_param const& left, param_view const& right) {
    return left.found_ && left.value_ == right;
  }
  friend bool operator==(found_param const& left, std::string_view right) {
    return left.found_ && left.value_ == right;
  }

 private:
  param_view value_{};
  bool found_ = false;
};

inline found_param param_view::find(std::string_view key) const noexcept {
  detail::param_node const* const found = node_ == nullptr ? nullptr : node_->find(key);
  return found == nullptr ? found_param() : param_view{tree_, found};
}

inline found_param param_view::find_path(std::initializer_list<std::string_view> path) const noexcept {
  param_view at = *this;
  for (std::string_view const step : path) {
    if (at.is_list()) {
      std::size_t index = step.empty() ? at.size() : 0;
      for (char const digit : step) {
        if (digit < '0' || digit > '9' || index >= at.size()) return {};
        index = index * 10 + static_cast<std::size_t>(digit - '0');
      }
      if (index >= at.size()) return {};
      at.node_ = at.node_->value.nodes + index;
    } else {
      found_param const next = at.find(step);
      if (!next) return {};
      at = *next;
    }
  }
  return at;
}

inline bool param_view::equal(param_view left, param_view right) {
  std::vector<std::pair<param_view, param_view>> open{{left, right}};
  while (!open.empty()) {
    auto const [one, other] = open.back();
    open.pop_back();
    if (one.kind() != other.kind() || one.size() != other.size()) return false;
    switch (one.kind()) {
      case param_kind::null: break;
      case param_kind::boolean:
        if (one.boolean() != other.boolean()) return false;
        break;
      case param_kind::integer:
        if (one.integer() != other.integer()) return false;
        break;
      case param_kind::floating:
        if (one.floating() != other.floating()) return false;
        break;
      case param_kind::digits:
      case param_kind::text:
        if (one.text() != other.text()) return false;
        break;
      case param_kind::list:
      case param_kind::map:
        for (std::size_t i = 0; i < one.size(); ++i) {
          if (one.is_map() && one[i].key() != other[i].key()) return false;
          open.emplace_back(one[i], other[i]);
        }
    }
  }
  return true;
}

}  // namespace recto
