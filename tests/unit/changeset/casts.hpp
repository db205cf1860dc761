// SPDX-License-Identifier: BSL-1.0
// What the tests of casts share: tables of inputs that are taken and inputs that are refused.
#pragma once

#include <recto/changeset/cast_value.hpp>
#include <support/test.hpp>

#include <cstddef>
#include <expected>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace recto::test {

/// An input for messages of the tests.
inline std::string shown(cast_input const& input) {
  switch (input.kind) {
    case input_kind::null: return "null";
    case input_kind::text: return '"' + std::string(input.text.substr(0, 80)) + '"';
    case input_kind::integer: return std::to_string(input.integer);
    case input_kind::floating: return "floating " + std::to_string(input.floating);
    case input_kind::digits: return std::string(input.text);
    case input_kind::boolean: return input.boolean ? "true" : "false";
    case input_kind::list: return "a list";
    case input_kind::map: return "a map";
  }
  return "?";
}

/// A text is copied to a buffer of just its size, so that a sanitizer sees a read beyond.
template <class T>
std::expected<T, cast_error> cast_exactly(cast_input input) {
  if (input.text.data() == nullptr) return cast_value<T>(input);
  std::vector<char> const exact(input.text.begin(), input.text.end());
  input.text = {exact.data(), exact.size()};
  return cast_value<T>(input);
}

/// Is the input cast to just that? Apart from CHECK, because neither Catch2 nor the standard library can compare an expected
/// optional with an optional.
template <class T>
bool casts_to(cast_input const& input, T const& value, array_options const& options = {}) {
  auto const found = cast_value<T>(input, options);
  return found.has_value() && *found == value;
}

template <class T>
struct taken {
  cast_input input;
  T value;
};

template <class T>
void check_taken(std::initializer_list<taken<T>> table) {
  for (taken<T> const& row : table) {
    INFO(shown(row.input));
    auto const value = cast_exactly<T>(row.input);
    CHECK(value.has_value());
    if (value) CHECK(*value == row.value);
  }
}

/// Each must be refused as no `type`, and none of them as NULL.
template <class T>
void check_refused(std::string_view type, std::initializer_list<cast_input> table) {
  for (cast_input const& input : table) {
    INFO(shown(input));
    auto const value = cast_exactly<T>(input);
    CHECK_FALSE(value.has_value());
    if (value) continue;
    CHECK(value.error().message == "is invalid");
    CHECK(value.error().type == type);
    CHECK(value.error().index == cast_error::no_index);
    CHECK_FALSE(value.error().is_null);
  }
}

/// A map on which casts can be tried, in the order of its keys.
struct map_of_inputs {
  std::vector<std::pair<std::string_view, cast_input>> members{};

  map_of_inputs(std::initializer_list<std::pair<std::string_view, cast_input>> values) : members(values) {}
  operator cast_input() const;
};

inline constexpr input_parts parts_of_map{
    .at = [](void const* node, std::size_t i) { return static_cast<map_of_inputs const*>(node)->members[i].second; },
    .key = [](void const* node, std::size_t i) { return static_cast<map_of_inputs const*>(node)->members[i].first; },
    .find =
        [](void const* node, std::string_view key, cast_input& found) {
          for (auto const& [name, value] : static_cast<map_of_inputs const*>(node)->members) {
            if (name == key) return found = value, true;
          }
          return false;
        }};

inline map_of_inputs::operator cast_input() const { return {input_kind::map, this, members.size(), parts_of_map}; }

/// A megabyte of one text again and again.
inline std::string megabyte_of(std::string_view piece) {
  std::string text;
  text.reserve((1u << 20) + piece.size());
  while (text.size() < (1u << 20)) text += piece;
  return text;
}

inline cast_input const nothing[] = {nullptr};
inline cast_input const empty_list = cast_input::list({nothing, 0});
inline cast_input const list_of_null = cast_input::list(nothing);
inline map_of_inputs const empty_map{};

}  // namespace recto::test
