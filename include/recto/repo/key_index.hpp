// SPDX-License-Identifier: BSL-1.0
// Keys and what has them, in the order of the keys, so that rows find their parents by a binary search.
// Layer 7.
#pragma once

#include <algorithm>
#include <cstddef>
#include <utility>
#include <vector>

namespace recto::detail {

/// A sorted list of keys with a place each.
template <class Key, class Place>
class key_index {
 public:
  struct entry {
    Key key;
    Place place;
  };

  void clear() { entries_.clear(); }
  void add(Key const& key, Place place) { entries_.push_back({key, place}); }
  void sort() {
    std::sort(entries_.begin(), entries_.end(),
              [](entry const& left, entry const& right) { return left.key < right.key; });
  }

  bool empty() const { return entries_.empty(); }
  std::size_t size() const { return entries_.size(); }
  entry const& operator[](std::size_t index) const { return entries_[index]; }
  auto begin() const { return entries_.begin(); }
  auto end() const { return entries_.end(); }

  /// The first entry of that key; `size()` if there is none. Once sorted.
  std::size_t find(Key const& key) const {
    auto const found = std::lower_bound(entries_.begin(), entries_.end(), key,
                                        [](entry const& one, Key const& wanted) { return one.key < wanted; });
    bool const is_there = found != entries_.end() && !(key < found->key);
    return is_there ? static_cast<std::size_t>(found - entries_.begin()) : entries_.size();
  }

  /// Calls `function(first, last)` for each run of equal keys.
  template <class Function>
  void each_run(Function function) const {
    for (std::size_t first = 0; first < entries_.size();) {
      std::size_t last = first;
      while (last + 1 < entries_.size() && !(entries_[last].key < entries_[last + 1].key)) ++last;
      function(first, last);
      first = last + 1;
    }
  }

  /// Each key once.
  std::vector<Key> keys() const {
    std::vector<Key> keys;
    keys.reserve(entries_.size());
    for (entry const& one : entries_)
      if (keys.empty() || keys.back() < one.key) keys.push_back(one.key);
    return keys;
  }

 private:
  std::vector<entry> entries_;
};

}  // namespace recto::detail
