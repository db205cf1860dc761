// SPDX-License-Identifier: BSL-1.0
// Params as the casts look at them: a value of a tree becomes a view of it, in constant time and without a copy.
// Layer 4.
#pragma once

#include <recto/changeset/cast_input.hpp>
#include <recto/changeset/param_view.hpp>
#include <recto/changeset/params_tree.hpp>

#include <cstddef>
#include <string_view>

namespace recto::detail {

constexpr cast_input as_input(param_node const& node);

inline constexpr input_parts param_parts{
    .at = [](void const* node,
             std::size_t index) { return as_input(static_cast<param_node const*>(node)->value.nodes[index]); },
    .key = [](void const* node,
              std::size_t index) { return static_cast<param_node const*>(node)->value.nodes[index].name(); },
    .find =
        [](void const* node, std::string_view key, cast_input& found) {
          param_node const* const member = static_cast<param_node const*>(node)->find(key);
          if (member != nullptr) found = as_input(*member);
          return member != nullptr;
        }};

/// A view of `node`, whose tree must outlive it.
constexpr cast_input as_input(param_node const& node) {
  switch (node.kind) {
    case param_kind::null: return nullptr;
    case param_kind::boolean: return node.value.boolean;
    case param_kind::integer: return node.value.integer;
    case param_kind::floating: return node.value.floating;
    case param_kind::digits: return cast_input::digits(node.text());
    case param_kind::text: return node.text();
    case param_kind::list: return {input_kind::list, &node, node.size, param_parts};
    case param_kind::map: return {input_kind::map, &node, node.size, param_parts};
  }
  return nullptr;
}

struct param_nodes {
  static constexpr param_node empty_map{.kind = param_kind::map};
  static param_node const& of(param_view const& value) { return value.node_ != nullptr ? *value.node_ : empty_map; }
};

/// The same of a view of params.
inline cast_input as_input(param_view const& value) { return as_input(param_nodes::of(value)); }

}  // namespace recto::detail
