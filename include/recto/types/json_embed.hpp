// SPDX-License-Identifier: BSL-1.0
// Embedded structs as columns: `embeds_one<T>` is one jsonb object or NULL, `embeds_many<T>` one jsonb array of objects.
// Part of recto/types/json.hpp, which a program includes instead.
// Layer 2.
#pragma once

#include <recto/types/embed.hpp>
#include <recto/types/json_map.hpp>
#include <recto/types/json_read.hpp>
#include <recto/types/jsonb_text.hpp>
#include <recto/types/type.hpp>

namespace recto {

/// What is in an `embeds_one`, as an object. JSON's null, which nobody here writes, reads as an object without members.
template <class T>
struct type<detail::embedded<T>> {
  using stored = detail::jsonb_text;
  static stored dump(detail::embedded<T> const& held) { return detail::write_json(detail::to_json(held.value)); }
  static detail::embedded<T> load(stored&& text) {
    detail::embedded<T> held;
    boost::json::value const document = detail::read_json(text.text());
    if (!document.is_null()) detail::from_json(document, held.value, {});
    return held;
  }
};

/// An array of objects; empty where the column is NULL or JSON's null.
template <class T>
struct type<embeds_many<T>> {
  using stored = detail::jsonb_text;
  static stored dump(embeds_many<T> const& all) { return detail::write_json(detail::to_json(all)); }
  static embeds_many<T> load(stored&& text) {
    embeds_many<T> all;
    detail::from_json(detail::read_json(text.text()), all, {});
    return all;
  }
};

}  // namespace recto
