// SPDX-License-Identifier: BSL-1.0
// `validate_length`: how long is a text, how many bytes, how many elements?
// Layer 4.
#pragma once

#include <recto/changeset/graphemes.hpp>
#include <recto/changeset/validate.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recto {

/// What the length of a text is counted in.
enum class length_unit : unsigned char {
  graphemes,   ///< characters as people see them; Unicode 14.0
  codepoints,  ///< what PostgreSQL's char_length counts
  bytes        ///< of UTF-8
};

/// Bounds of a length, each of which may be left out. The first that does not hold is the error, in this order.
struct length_options {
  std::optional<std::int64_t> is{};
  std::optional<std::int64_t> min{};
  std::optional<std::int64_t> max{};
  length_unit count = length_unit::graphemes;  ///< of text; bytes and lists have one count only
  custom_message message{};
};

namespace detail {

/// What is counted, in the words of the messages.
struct length_words {
  std::string_view is;
  std::string_view min;
  std::string_view max;
  std::string_view type;
};
inline constexpr length_words characters_words{"should be %{count} character(s)",
                                               "should be at least %{count} character(s)",
                                               "should be at most %{count} character(s)", "string"};
inline constexpr length_words bytes_words{"should be %{count} byte(s)", "should be at least %{count} byte(s)",
                                          "should be at most %{count} byte(s)", "binary"};
inline constexpr length_words list_words{"should have %{count} item(s)", "should have at least %{count} item(s)",
                                         "should have at most %{count} item(s)", "list"};
inline constexpr length_words map_words{list_words.is, list_words.min, list_words.max, "map"};

template <class Record>
void note_length(Record& record, std::string_view field, length_options const& options) {
  constexpr std::string_view units[] = {"graphemes", "codepoints", "bytes"};
  error_meta meta;
  if (options.count != length_unit::graphemes) meta.push_back({"count", units[static_cast<unsigned>(options.count)]});
  if (options.is) meta.push_back({"is", *options.is});
  if (options.min) meta.push_back({"min", *options.min});
  if (options.max) meta.push_back({"max", *options.max});
  note_validation(record, field, "length", std::move(meta));
}

template <class Record>
void check_length(Record& record, std::string_view field, std::size_t length, length_words const& words,
                  length_options const& options) {
  auto const count = static_cast<std::int64_t>(length);
  auto const refuse = [&](std::string_view kind, std::string_view message, std::int64_t bound) {
    record.add_error(make_error(field, message, options.message,
                                {{"count", bound}, {"validation", "length"}, {"kind", kind}, {"type", words.type}}));
  };
  if (options.is && count != *options.is) refuse("is", words.is, *options.is);
  else if (options.min && count < *options.min) refuse("min", words.min, *options.min);
  else if (options.max && count > *options.max) refuse("max", words.max, *options.max);
}

template <class Record>
void check_text_length(Record& record, std::string_view field, std::string_view text, length_options const& options) {
  switch (options.count) {
    case length_unit::graphemes: return check_length(record, field, count_graphemes(text), characters_words, options);
    case length_unit::codepoints: return check_length(record, field, count_points(text), characters_words, options);
    case length_unit::bytes: return check_length(record, field, text.size(), bytes_words, options);
  }
}

/// Structs within the field, embedded or associated and loaded.
template <class Field>
concept holds_structs = requires(Field const& value) { value.size(); }
                     && (is_association<Field> || requires { typename Field::embedded_type; });
/// A map of the program kept as json.
template <class Value>
concept holds_map = stored_type<Value> && requires(Value const& value) {
  (*value).size();
  typename std::remove_cvref_t<decltype(*value)>::mapped_type;
};

template <class Field>
constexpr bool has_length() {
  using value = value_of<Field>;
  using wire = recto::wire_of<value>;
  if constexpr (holds_structs<Field> || holds_map<value>) return true;
  else if constexpr (std::is_enum_v<value>) return false;
  else return std::same_as<wire, std::string> || std::same_as<wire, std::vector<std::byte>> || is_vector<wire>;
}

/// Elements of a list; of changesets of nested structs, those that stay.
template <auto Member, class T, class Value>
std::size_t live_count(changeset<T> const& of, Value const& value) {
  if constexpr (requires { typename Value::embedded_type; }) {
    if (auto const* const children = of.template get_nested_many<Member>()) {
      std::size_t count = 0;
      for (auto const& one : *children) count += one.action() != action::delete_ && one.action() != action::replace;
      return count;
    }
  }
  return value.size();
}

template <auto Member>
struct length_stage {
  length_options options;

  template <class T>
  changeset<T> operator()(changeset<T> of) const {
    if constexpr (assert_validator<T, Member, has_length<member_type<Member>>(), "validate_length">()) {
      changeset_record& record = changeset_access::record(of);
      note_length(record, member_name<Member>, options);
      if (auto const* const change = present_change<Member>(of)) check(record, *change, of);
    }
    return of;
  }

 private:
  template <class Value, class T>
  void check(changeset_record& record, Value const& value, changeset<T> const& of) const {
    using wire = recto::wire_of<Value>;
    if constexpr (holds_structs<Value>) {
      check_length(record, member_name<Member>, live_count<Member>(of, value), list_words, options);
    } else if constexpr (holds_map<Value>) {
      check_length(record, member_name<Member>, (*value).size(), map_words, options);
    } else if constexpr (std::same_as<wire, std::string>) {
      with_stored(value, [&](wire const& text) { check_text_length(record, member_name<Member>, text, options); });
    } else {
      constexpr length_words const& words = is_vector<wire> ? list_words : bytes_words;
      with_stored(value,
                  [&](wire const& list) { check_length(record, member_name<Member>, list.size(), words, options); });
    }
  }
};

}  // namespace detail

/// The length of a text, of bytes or of a list must be within bounds: `validate_length<&Post::title>({.min = 3, .max = 200})`.
/// Asked if there is a change that is not NULL. Of embedded and associated structs, those count that stay.
///
/// Errors: "should be at least %{count} character(s)" and its like for `is` and `max`, "byte(s)" for bytes, "should have
/// at least %{count} item(s)" for lists; {count, validation: length, kind: is | min | max, type: string | binary | list |
/// map}. Time: linear in the text. Ecto: `validate_length`.
template <auto Member>
detail::length_stage<Member> validate_length(length_options options) {
  return {std::move(options)};
}

}  // namespace recto
