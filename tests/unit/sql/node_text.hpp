// SPDX-License-Identifier: BSL-1.0
// The text of one expression, columns without their table.
#pragma once

#include <recto/sql/text.hpp>

#include <string_view>

template <class Node>
struct node_writer {
  static constexpr void write(recto::detail::sql_writer& out) { recto::detail::render<Node>::write(out); }
};

template <class Node>
constexpr std::string_view node_text(Node const&) {
  return recto::detail::text_by<node_writer<Node>>.view();
}
