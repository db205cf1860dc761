// SPDX-License-Identifier: BSL-1.0
// Reads form data (application/x-www-form-urlencoded) into a tree: `user[city]=x` is a member of a map, `tags[]=x` an
// element of a list. Where names contradict each other (`a=1&a[b]=2`), the last one decides what `a` is and those that
// do not fit it are dropped, as Plug does. Work is bounded by n log n in the size of the text, without recursion.
// Layer 4.
#pragma once

#include <recto/changeset/params_tree.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recto::detail {

class form_reader {
 public:
  explicit form_reader(params_limits limits) : limits_(limits) {
    if (limits_.max_depth > deepest_params) limits_.max_depth = deepest_params;
  }

  /// Takes the text apart; once for a reader.
  bool read(std::string_view text) {
    if (text.size() > limits_.max_bytes || text.size() > params_capacity) [[unlikely]]
      return refuse("params: form data of more than " + std::to_string(limits_.max_bytes) + " bytes");
    std::size_t names = 1;
    for (char const c : text) names += c == '&';
    if (names > limits_.max_values) names = limits_.max_values;
    tree_->bytes.reserve(text.size());
    tree_->nodes.reserve(names + 1);
    fields_.reserve(names);
    open_.reserve(names);
    for (std::size_t at = 0; at < text.size();) {
      std::size_t const end = position(text.find('&', at), text.size());
      std::string_view const one = text.substr(at, end - at);
      std::size_t const equals = position(one.find('='), one.size());
      param_span name;
      param_span value;
      if (!decode(one.substr(0, equals), at, name)) return false;
      if (equals < one.size() && !decode(one.substr(equals + 1), at + equals + 1, value)) return false;
      if (!one.empty() && !add(name, value)) return false;
      at = end + 1;
    }
    return true;
  }

  /// Adds a field that is decoded already.
  bool field(std::string_view name, std::string_view value) {
    bytes_ += name.size() + value.size();
    if (bytes_ > limits_.max_bytes || bytes_ > params_capacity) [[unlikely]]
      return refuse("params: form data of more than " + std::to_string(limits_.max_bytes) + " bytes");
    return add(append(name), append(value));
  }

  std::string const& refusal() const { return refusal_; }

  /// The tree of all fields, or nothing if there are too many values.
  params_tree* finish() {
    tree_->nodes.resize(1);
    group(0, 0, fields_.size());
    while (!open_.empty() && tree_->nodes.size() <= limits_.max_values) {
      task const next = open_.back();
      open_.pop_back();
      fill(next.node, next.first, next.last);
    }
    if (tree_->nodes.size() > limits_.max_values) [[unlikely]]
      return refuse_values(), nullptr;
    tree_->finish();
    return tree_.release();
  }

 private:
  /// A field on its way into the tree: `segment` is the part of its name that stands for the node at hand.
  struct field_path {
    param_span segment;
    param_span rest;  // what is between the first [ and the last ], less what has been a segment
    param_span value;
    bool more;  // is there another segment?
  };

  struct task {
    std::size_t node;
    std::size_t first;
    std::size_t last;
  };

  static std::size_t position(std::size_t found, std::size_t otherwise) {
    return found == std::string_view::npos ? otherwise : found;
  }

  std::string_view text(param_span where) const { return tree_->text(where); }

  bool refuse(std::string why) {
    refusal_ = std::move(why);
    return false;
  }
  bool refuse_values() { return refuse("params: more than " + std::to_string(limits_.max_values) + " values"); }

  param_span append(std::string_view text) {
    param_span const where{narrow_size(tree_->bytes.size()), narrow_size(text.size())};
    tree_->bytes.append(text);
    return where;
  }

  static int hex(char digit) {
    if (digit >= '0' && digit <= '9') return digit - '0';
    char const small = static_cast<char>(digit | 0x20);
    return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
  }

  bool decode(std::string_view from, std::size_t offset, param_span& to) {
    std::string& bytes = tree_->bytes;
    std::size_t const begin = bytes.size();
    for (std::size_t i = 0; i < from.size(); ++i) {
      char next = from[i];
      if (next == '+') {
        next = ' ';
      } else if (next == '%') {
        bool const whole = from.size() - i > 2;
        int const high = whole ? hex(from[i + 1]) : -1;
        int const low = whole ? hex(from[i + 2]) : -1;
        if (high < 0 || low < 0) [[unlikely]]
          return refuse("params: form data has a % without two hexadecimal digits at byte "
                        + std::to_string(offset + i));
        next = static_cast<char>(high * 16 + low);
        i += 2;
      }
      bytes += next;
    }
    to = {narrow_size(begin), narrow_size(bytes.size() - begin)};
    return true;
  }

  bool add(param_span name, param_span value) {
    if (fields_.size() >= limits_.max_values) [[unlikely]]
      return refuse_values();
    std::string_view const all = text(name);
    std::size_t const bracket = all.find('[');
    field_path path{name, {}, value, false};
    if (bracket != std::string_view::npos && all.back() == ']') {
      path.segment.size = static_cast<std::uint32_t>(bracket);
      path.rest = {path.segment.at + path.segment.size + 1, static_cast<std::uint32_t>(all.size() - bracket - 2)};
      path.more = true;
    }
    std::size_t depth = path.more ? 2 : 1;
    std::string_view const rest = text(path.rest);
    for (std::size_t at = rest.find("]["); at != std::string_view::npos; at = rest.find("][", at + 2)) ++depth;
    if (depth > limits_.max_depth) [[unlikely]]
      return refuse("params: nested more than " + std::to_string(limits_.max_depth) + " levels deep");
    fields_.push_back(path);
    return true;
  }

  void advance(field_path& path) const {
    std::size_t const end = text(path.rest).find("][");
    path.more = end != std::string_view::npos;
    path.segment = path.rest;
    if (!path.more) return;
    path.segment.size = static_cast<std::uint32_t>(end);
    path.rest = {path.rest.at + path.segment.size + 2, path.rest.size - path.segment.size - 2};
  }

  /// Makes of a node what fields [first, last), in the order of the text, say below it.
  void fill(std::size_t node, std::size_t first, std::size_t last) {
    if (!fields_[last - 1].more) {
      tree_->nodes[node].set(param_kind::text, fields_[last - 1].value);
      return;
    }
    for (std::size_t i = first; i < last; ++i) {
      if (fields_[i].more) advance(fields_[i]);
      else fields_[i].rest.size = dropped;
    }
    bool const is_list = fields_[last - 1].segment.size == 0;
    std::size_t kept = first;
    for (std::size_t i = first; i < last; ++i) {
      field_path const path = fields_[i];
      if (path.rest.size != dropped && (path.segment.size == 0) == is_list) fields_[kept++] = path;
    }
    if (!is_list) return group(node, first, kept);
    std::size_t const at = children(node, param_kind::list, kept - first);
    for (std::size_t i = first; i < kept; ++i) open_.push_back({at + i - first, i, i + 1});
  }

  /// Makes a map of a node, with a member for each segment.
  void group(std::size_t node, std::size_t first, std::size_t last) {
    sort_by_key(fields_.data() + first, last - first, [this](field_path const& path) { return text(path.segment); });
    std::size_t groups = 0;
    for (std::size_t i = first; i < last; ++i) groups += i == first || differ(i - 1, i);
    std::size_t at = children(node, param_kind::map, groups);
    for (std::size_t i = first, begin = first; i < last; ++i) {
      if (i + 1 < last && !differ(i, i + 1)) continue;
      tree_->nodes[at].set_key(fields_[i].segment);
      open_.push_back({at++, begin, i + 1});
      begin = i + 1;
    }
  }

  bool differ(std::size_t left, std::size_t right) const {
    return text(fields_[left].segment) != text(fields_[right].segment);
  }

  std::size_t children(std::size_t node, param_kind kind, std::size_t size) {
    std::size_t const at = tree_->nodes.size();
    tree_->nodes.resize(at + size);
    tree_->nodes[node].set(kind, {narrow_size(at), narrow_size(size)});
    return at;
  }

  static constexpr std::uint32_t dropped = 0xffff'ffff;

  params_limits limits_;
  std::unique_ptr<params_tree> tree_ = std::make_unique<params_tree>();
  std::vector<field_path> fields_{};
  std::vector<task> open_{};
  std::size_t bytes_ = 0;
  std::string refusal_{};
};

}  // namespace recto::detail
