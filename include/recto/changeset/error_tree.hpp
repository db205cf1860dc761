// SPDX-License-Identifier: BSL-1.0
// The errors of a changeset and of those nested in it, as a form asks for them: messages by field, and below a nested
// field those of its own fields.
// Layer 4.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recto {

/// Messages of a field, and errors of what is below it: `errors["email"]`, `errors["address"]["city"]`,
/// `errors["items"][0]["count"]`. A key that has no errors gives an empty tree. Ecto: the map of `traverse_errors`.
class error_tree {
 public:
  error_tree() = default;

  /// Of this field itself, newest first.
  std::vector<std::string> const& messages() const noexcept { return messages_; }
  /// Names of the fields below that have errors, in the order in which they were met.
  std::vector<std::string> const& keys() const noexcept { return keys_; }
  /// No message here, and none below.
  bool empty() const noexcept {
    if (!messages_.empty()) return false;
    for (error_tree const& one : children_)
      if (!one.empty()) return false;
    return true;
  }
  /// A key with what is below it: `for (auto const& [key, errors] : tree)`.
  struct entry {
    std::string const& key;
    error_tree const& errors;
  };
  class iterator {
   public:
    iterator(error_tree const* tree, std::size_t at) : tree_(tree), at_(at) {}
    entry operator*() const { return {tree_->keys_[at_], tree_->children_[at_]}; }
    iterator& operator++() { return ++at_, *this; }
    friend bool operator==(iterator const&, iterator const&) = default;

   private:
    error_tree const* tree_;
    std::size_t at_;
  };
  iterator begin() const noexcept { return {this, 0}; }
  iterator end() const noexcept { return {this, keys_.size()}; }

  bool contains(std::string_view key) const noexcept { return find(key) != nullptr; }
  /// Number of nested changesets, for a field of many; counts those without errors too.
  std::size_t size() const noexcept { return is_list_ ? children_.size() : 0; }

  error_tree const& operator[](std::string_view key) const noexcept {
    error_tree const* const found = find(key);
    return found != nullptr ? *found : none();
  }
  /// Of the nested changeset at that place, for a field of many.
  error_tree const& operator[](std::size_t index) const noexcept {
    return is_list_ && index < children_.size() ? children_[index] : none();
  }
  error_tree const& operator[](int index) const noexcept { return (*this)[static_cast<std::size_t>(index)]; }

  friend bool operator==(error_tree const& left, error_tree const& right) {
    return left.messages_ == right.messages_ && left.keys_ == right.keys_ && left.is_list_ == right.is_list_
        && left.children_ == right.children_;
  }
  /// Are these the messages, and is nothing below?
  friend bool operator==(error_tree const& tree, std::vector<std::string> const& messages) {
    return tree.messages_ == messages && tree.children_.empty();
  }

  /// The tree below a key, made if it is not there.
  error_tree& below(std::string_view key) {
    for (std::size_t i = 0; i < keys_.size(); ++i)
      if (keys_[i] == key) return children_[i];
    keys_.emplace_back(key);
    return children_.emplace_back();
  }
  void add(std::string message) { messages_.push_back(std::move(message)); }
  /// Puts the tree of the next nested changeset of many.
  void append(error_tree child) {
    is_list_ = true;
    children_.push_back(std::move(child));
  }

  /// `{email: ["is invalid"], address: {city: ["can't be blank"]}}`, for people.
  std::string to_string() const {
    std::string out;
    print(out);
    return out;
  }

 private:
  error_tree const* find(std::string_view key) const noexcept {
    for (std::size_t i = 0; i < keys_.size(); ++i)
      if (keys_[i] == key) return &children_[i];
    return nullptr;
  }
  static error_tree const& none() noexcept {
    static error_tree const empty;
    return empty;
  }

  void print(std::string& out) const {
    char const* between = "";
    if (!messages_.empty() || (children_.empty() && !is_list_)) {
      out += '[';
      for (std::string const& message : messages_) {
        out.append(between).append("\"").append(message).append("\"");
        between = ", ";
      }
      out += ']';
      if (children_.empty()) return;
      out += ' ';
    }
    between = "";
    out += is_list_ ? '[' : '{';
    for (std::size_t i = 0; i < children_.size(); ++i) {
      out += between;
      between = ", ";
      if (!is_list_) out.append(keys_[i]).append(": ");
      children_[i].print(out);
    }
    out += is_list_ ? ']' : '}';
  }

  std::vector<std::string> messages_{};
  std::vector<std::string> keys_{};
  std::vector<error_tree> children_{};
  bool is_list_ = false;
};

}  // namespace recto
