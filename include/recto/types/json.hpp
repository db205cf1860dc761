// SPDX-License-Identifier: BSL-1.0
// JSON: boost::json::value is jsonb, and `recto::json<T>` keeps an aggregate of the program as one jsonb value. Columns
// of type json are read too.
// Opt-in: recto.hpp does not include it.
// Layer 2.
#pragma once

#include <recto/types/boost_json.hpp>
#include <recto/types/json_embed.hpp>
#include <recto/types/json_events.hpp>
#include <recto/types/json_map.hpp>
#include <recto/types/json_read.hpp>
#include <recto/types/jsonb_text.hpp>
#include <recto/types/type.hpp>

#include <utility>

namespace recto {

/// A value of the program kept as jsonb: an aggregate becomes an object under its fields' names. Reading ignores unknown
/// keys, leaves a field whose key is missing at its default, and throws recto::error{invalid_value} with the path for a
/// value of the wrong kind.
template <class T>
class json {
 public:
  constexpr json() = default;
  constexpr json(T value) : value_(std::move(value)) {}

  constexpr T& operator*() & { return value_; }
  constexpr T const& operator*() const& { return value_; }
  constexpr T&& operator*() && { return std::move(value_); }
  constexpr T* operator->() { return &value_; }
  constexpr T const* operator->() const { return &value_; }

  friend constexpr bool operator==(json const& left, json const& right)
    requires requires(T const& value) { value == value; }
  {
    return left.value_ == right.value_;
  }

 private:
  T value_{};
};

template <>
struct type<boost::json::value> {
  using stored = detail::jsonb_text;
  static stored dump(boost::json::value const& value) { return detail::write_json(value); }
  static boost::json::value load(stored&& text) { return detail::read_json(text.text()); }
};

template <class T>
struct type<json<T>> {
  using stored = detail::jsonb_text;
  static stored dump(json<T> const& value) { return detail::write_json(detail::to_json(*value)); }
  static json<T> load(stored&& text) {
    json<T> value;
    detail::from_json(detail::read_json(text.text()), *value, {});
    return value;
  }
};

}  // namespace recto
