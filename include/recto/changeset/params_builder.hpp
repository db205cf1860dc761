// SPDX-License-Identifier: BSL-1.0
// Builds a tree of params from left to right, as JSON, brace lists and rows are read: a stack of what is not finished,
// from which each map or list moves to its place when it ends. Form data comes in another order, see params_form.hpp.
// Layer 4.
#pragma once

#include <recto/changeset/params_tree.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recto::detail {

/// Builds a tree from what a reader meets from left to right. Each function says whether there is room; a reader stops
/// where there is none, and `refusal` says why. Calls must be balanced; in a map a key stands before each value.
class params_builder {
 public:
  explicit params_builder(params_limits limits = {.max_bytes = params_capacity,
                                                  .max_values = params_capacity,
                                                  .max_depth = params_capacity})
      : limits_(limits) {}

  bool begin_map() { return begin(param_kind::map); }
  bool begin_list() { return begin(param_kind::list); }

  bool end() {
    frame const closed = frames_.back();
    frames_.pop_back();
    std::size_t size = open_.size() - closed.first;
    if (closed.kind == param_kind::map) size = keep_last_of_each_key(closed.first);
    param_node node;
    node.set(closed.kind, {narrow_size(nodes_.size()), narrow_size(size)});
    node.set_key(closed.key);
    for (std::size_t i = 0; i < size; ++i) nodes_.push_back(open_[closed.first + i]);
    open_.resize(closed.first);
    open_.push_back(node);
    return true;
  }

  /// Text may come in parts; `key`, `text` and `digits` take the last one.
  void part(std::string_view text) { bytes_.append(text); }
  void key(std::string_view rest) { key_ = finish(rest); }
  bool text(std::string_view rest) { return add_span(param_kind::text, finish(rest)); }
  bool digits(std::string_view rest) { return add_span(param_kind::digits, finish(rest)); }
  bool integer(std::int64_t value) { return add({.value = {.integer = value}, .kind = param_kind::integer}); }
  bool floating(double value) { return add({.value = {.floating = value}, .kind = param_kind::floating}); }
  bool boolean(bool value) { return add({.value = {.boolean = value}, .kind = param_kind::boolean}); }
  bool null() { return add({}); }

  /// A value of a finished tree, with all that is in it.
  bool copy(param_node const& value) {
    std::vector<copying> open;
    param_node const top = copy_one(value, open);
    while (!open.empty()) {
      copying const next = open.back();
      open.pop_back();
      param_node made = copy_one(*next.from, open);
      made.set_key(append(next.from->name()));
      nodes_[next.to] = made;
    }
    return add(top);
  }

  /// Why the last call said no.
  std::string const& refusal() const { return refusal_; }

  /// The tree, once one value has been given.
  params_tree* finish() {
    nodes_.push_back(open_.back());
    auto* const tree = new params_tree;
    tree->root = nodes_.size() - 1;
    tree->nodes = std::move(nodes_);
    tree->bytes = std::move(bytes_);
    tree->finish();
    return tree;
  }

 private:
  struct frame {
    param_kind kind;
    param_span key;     // of the map or list itself
    std::size_t first;  // of its values in open_
  };

  struct copying {
    param_node const* from;
    std::size_t to;  // in nodes_
  };

  bool begin(param_kind kind) {
    if (frames_.size() >= limits_.max_depth) [[unlikely]]
      return refuse("params: nested more than " + std::to_string(limits_.max_depth) + " levels deep");
    if (!count()) [[unlikely]]
      return false;
    frames_.push_back({kind, key_, open_.size()});
    key_ = {};
    return true;
  }

  bool add_span(param_kind kind, param_span where) {
    param_node node;
    node.set(kind, where);
    return add(node);
  }

  bool add(param_node node) {
    if (!count()) [[unlikely]]
      return false;
    node.set_key(key_);
    key_ = {};
    open_.push_back(node);
    return true;
  }

  bool count() {
    if (++count_ <= limits_.max_values) [[likely]]
      return true;
    return refuse("params: more than " + std::to_string(limits_.max_values) + " values");
  }

  bool refuse(std::string why) {
    refusal_ = std::move(why);
    return false;
  }

  param_span append(std::string_view text) {
    param_span const where{narrow_size(bytes_.size()), narrow_size(text.size())};
    bytes_.append(text);
    finished_ = bytes_.size();
    return where;
  }

  param_span finish(std::string_view rest) {
    bytes_.append(rest);
    param_span const where{narrow_size(finished_), narrow_size(bytes_.size() - finished_)};
    finished_ = bytes_.size();
    return where;
  }

  std::size_t keep_last_of_each_key(std::size_t first) {
    param_node* const members = open_.data() + first;
    std::size_t const size = open_.size() - first;
    auto const key_of = [this](param_node const& node) {
      return std::string_view(bytes_.data() + node.key.at, node.key_size);
    };
    sort_by_key(members, size, key_of);
    std::size_t kept = 0;
    for (std::size_t i = 0; i < size; ++i) {
      if (kept != 0 && key_of(members[kept - 1]) == key_of(members[i])) --kept;
      members[kept++] = members[i];
    }
    return kept;
  }

  /// What is below it is left to do.
  param_node copy_one(param_node const& from, std::vector<copying>& open) {
    param_node made = from;
    made.set_key({});
    if (from.holds_text()) made.set(from.kind, append(from.text()));
    if (!from.holds_nodes()) return made;
    std::size_t const at = nodes_.size();
    made.set(from.kind, {narrow_size(at), from.size});
    nodes_.resize(at + from.size);
    for (std::uint32_t i = 0; i < from.size; ++i) open.push_back({from.value.nodes + i, at + i});
    return made;
  }

  params_limits limits_;
  std::vector<param_node> nodes_{};  // finished, those of a map or list together
  std::vector<param_node> open_{};   // values whose map or list is not finished
  std::vector<frame> frames_{};
  std::string bytes_{};
  std::size_t finished_ = 0;  // of bytes_; behind it is text that came in parts
  std::size_t count_ = 0;
  param_span key_{};  // of the next value
  std::string refusal_{};
};

}  // namespace recto::detail
