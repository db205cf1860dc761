// SPDX-License-Identifier: BSL-1.0
// What comes in from outside, as the casts look at it: a view of one text, number, truth value, null, list or map. It
// owns nothing, so whatever keeps params (a form, a JSON document, a row of CSV) is cast without being copied first.
// Not for values that are typed already.
// Layer 4.
#pragma once

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>
#include <type_traits>

namespace recto {

/// What an input is, before anything is cast. A form has only text; JSON has them all. `digits` is a number as it was
/// written, in `text`, because neither a std::int64_t nor a double holds it.
enum class input_kind : unsigned char { null, text, integer, floating, digits, boolean, list, map };

struct cast_input;

/// How the parts of a list or map are reached: one constant table for each way of keeping them. `node` is what
/// `cast_input::node` holds. A list needs `at` alone, a map all three.
struct input_parts {
  /// The value at a position below `cast_input::count`.
  cast_input (*at)(void const* node, std::size_t index) = nullptr;
  /// The key at that position of a map.
  std::string_view (*key)(void const* node, std::size_t index) = nullptr;
  /// Looks a key of a map up; false if it is not there.
  bool (*find)(void const* node, std::string_view key, cast_input& found) = nullptr;
};

/// A view of one input. Converts from text, numbers, `bool` and `nullptr`; the text must outlive it.
struct cast_input {
  input_kind kind = input_kind::null;
  bool boolean = false;
  std::int64_t integer = 0;
  double floating = 0;
  std::string_view text{};
  void const* node = nullptr;          ///< of a list or map
  std::size_t count = 0;               ///< of a list or map: how many parts it has
  input_parts const* parts = nullptr;  ///< of a list or map: how to reach them

  constexpr cast_input() = default;
  constexpr cast_input(std::nullptr_t) {}

  template <class Text>
    requires std::convertible_to<Text const&, std::string_view> && (!std::same_as<Text, std::nullptr_t>)
  constexpr cast_input(Text const& value) : kind(input_kind::text), text(value) {}

  template <std::same_as<bool> Bool>
  constexpr cast_input(Bool value) : kind(input_kind::boolean), boolean(value) {}

  /// Every whole number that a std::int64_t holds for sure; a std::uint64_t does not convert.
  template <std::integral Integer>
    requires(!std::same_as<Integer, bool> && (std::is_signed_v<Integer> || sizeof(Integer) < sizeof(std::int64_t)))
  constexpr cast_input(Integer value) : kind(input_kind::integer), integer(value) {}

  template <std::floating_point Float>
  constexpr cast_input(Float value) : kind(input_kind::floating), floating(static_cast<double>(value)) {}

  /// A list or map of `size` parts.
  constexpr cast_input(input_kind list_or_map, void const* parts_of, std::size_t size, input_parts const& how)
      : kind(list_or_map), node(parts_of), count(size), parts(&how) {}

  /// A number as JSON writes it, which must outlive the view.
  static constexpr cast_input digits(std::string_view written) {
    cast_input input(written);
    input.kind = input_kind::digits;
    return input;
  }

  /// A list of inputs, which must outlive the view.
  static constexpr cast_input list(std::span<cast_input const> values);
};

namespace detail {

inline constexpr input_parts span_parts{
    .at = [](void const* node, std::size_t index) { return static_cast<cast_input const*>(node)[index]; }};

}  // namespace detail

constexpr cast_input cast_input::list(std::span<cast_input const> values) {
  return {input_kind::list, values.data(), values.size(), detail::span_parts};
}

}  // namespace recto
