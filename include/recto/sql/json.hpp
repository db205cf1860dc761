// SPDX-License-Identifier: BSL-1.0
// Paths into jsonb as text: one arrow for each step.
// Layer 5.
#pragma once

#include <recto/query/json.hpp>
#include <recto/sql/argument.hpp>

#include <cstddef>

namespace recto::detail {

template <bool AsText, class Value, class Operand, class... Keys>
struct render<json_steps<AsText, Value, Operand, Keys...>> {
  static constexpr precedence level = precedence::other;
  static constexpr void write(sql_writer& out) {
    write_operand<Operand>(out, render<Operand>::level < level);
    std::size_t left = sizeof...(Keys);
    ((out.put(--left == 0 && AsText ? " ->> " : " -> "), write_operand<Keys>(out, render<Keys>::level <= level)), ...);
  }
};

template <fixed_string Operator, class Value, class Operand>
struct render<json_extraction<Operator, Value, Operand>>
    : render<infix<Operator, Value, Operand, bound<std::vector<std::string>>>> {};

}  // namespace recto::detail
