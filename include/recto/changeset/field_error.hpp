// SPDX-License-Identifier: BSL-1.0
// One thing that is wrong with a field: a message with places for values, and what stands behind it as data, so that a
// form can show it, a program can act on it, and a translation needs no parsing. It never holds what was given.
// Layer 4.
#pragma once

#include <charconv>
#include <concepts>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

namespace recto {

/// A value of an error's metadata: text, a number, a truth value, a list of text, or nothing.
class meta_value {
 public:
  enum class kind : unsigned char { none, boolean, integer, floating, text, list };

  meta_value() = default;
  template <class Text>
    requires std::convertible_to<Text const&, std::string_view>
  meta_value(Text const& text) : text_(std::string_view(text)), kind_(kind::text) {}
  template <std::same_as<bool> Bool>
  meta_value(Bool value) : integer_(value), kind_(kind::boolean) {}
  template <std::integral Number>
    requires(!std::same_as<Number, bool>)
  meta_value(Number value) : integer_(static_cast<std::int64_t>(value)), kind_(kind::integer) {}
  template <std::floating_point Number>
  meta_value(Number value) : floating_(static_cast<double>(value)), kind_(kind::floating) {}
  meta_value(std::vector<std::string> values) : list_(std::move(values)), kind_(kind::list) {}

  kind type() const noexcept { return kind_; }
  /// Is there anything? False for a key that an error does not have.
  explicit operator bool() const noexcept { return kind_ != kind::none; }

  std::string const& text() const noexcept { return text_; }
  std::int64_t integer() const noexcept { return integer_; }
  double floating() const noexcept { return floating_; }
  bool boolean() const noexcept { return integer_ != 0; }
  std::vector<std::string> const& list() const noexcept { return list_; }

  /// As it stands in a message: `8`, `0.5`, `true`, text as it is, a list with commas between.
  std::string to_string() const {
    switch (kind_) {
      case kind::none: return {};
      case kind::boolean: return boolean() ? "true" : "false";
      case kind::integer: return std::to_string(integer_);
      case kind::floating: {
        char digits[32];
        return {digits, std::to_chars(digits, digits + sizeof digits, floating_).ptr};
      }
      case kind::text: return text_;
      case kind::list: break;
    }
    std::string joined;
    for (std::string const& one : list_) {
      if (!joined.empty()) joined += ", ";
      joined += one;
    }
    return joined;
  }

  friend bool operator==(meta_value const& left, meta_value const& right) = default;
  friend bool operator==(meta_value const& value, std::string_view text) {
    return value.kind_ == kind::text && value.text_ == text;
  }
  friend bool operator==(meta_value const& value, char const* text) { return value == std::string_view(text); }

 private:
  std::string text_{};
  std::vector<std::string> list_{};
  std::int64_t integer_ = 0;
  double floating_ = 0;
  kind kind_ = kind::none;
};

/// A key of metadata with its value: `{"count", 8}`.
struct meta_entry {
  std::string key{};
  meta_value value{};

  friend bool operator==(meta_entry const&, meta_entry const&) = default;
};

using error_meta = std::vector<meta_entry>;

/// An error of a changeset. Ecto: `{field, {message, keys}}`.
class field_error {
 public:
  field_error() = default;
  field_error(std::string_view field, std::string_view message, error_meta meta = {})
      : field_(field), message_(message), meta_(std::move(meta)) {}

  /// The field's name in C++, or whatever key the error was given.
  std::string const& field() const noexcept { return field_; }
  /// The message with its places: `should be at least %{count} character(s)`.
  std::string const& message() const noexcept { return message_; }
  error_meta const& meta() const noexcept { return meta_; }
  /// What stands under a key; `none` if nothing does.
  meta_value const& meta(std::string_view key) const noexcept {
    for (meta_entry const& one : meta_)
      if (one.key == key) return one.value;
    static meta_value const none;
    return none;
  }

  /// The message with its values in place. A place that no metadata fits stays as it is.
  std::string to_string() const { return interpolated(message_); }

  /// The same with another text, such as a translation of `message()`.
  std::string interpolated(std::string_view text) const {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
      std::size_t const open = text.find("%{", at);
      std::size_t const close = open == text.npos ? text.npos : text.find('}', open);
      if (close == text.npos) return out.append(text.substr(at));
      out.append(text.substr(at, open - at));
      meta_value const& value = meta(text.substr(open + 2, close - open - 2));
      at = close + 1;
      out.append(value ? value.to_string() : std::string(text.substr(open, at - open)));
    }
    return out;
  }

  friend bool operator==(field_error const&, field_error const&) = default;

 private:
  std::string field_{};
  std::string message_{};
  error_meta meta_{};
};

/// The message of a validation that is not the usual one, and metadata to add: `{.message = "is too short"}`,
/// `{.message = {"is too %{how}", {{"how", "short"}}}}`.
struct custom_message {
  std::string text{};
  error_meta meta{};

  custom_message() = default;
  template <class Text>
    requires std::convertible_to<Text const&, std::string_view>
  custom_message(Text const& message, error_meta more = {}) : text(std::string_view(message)), meta(std::move(more)) {}
};

namespace detail {

/// An error with a validation's usual message, or the one that it was given instead.
inline field_error make_error(std::string_view field, std::string_view usual, custom_message const& custom,
                              error_meta meta) {
  if (!custom.meta.empty()) {
    // As in Ecto, keys of the message come first, so that they hide equal ones.
    error_meta all = custom.meta;
    for (meta_entry& one : meta) all.push_back(std::move(one));
    meta = std::move(all);
  }
  return {field, custom.text.empty() ? usual : std::string_view(custom.text), std::move(meta)};
}

}  // namespace detail

}  // namespace recto
