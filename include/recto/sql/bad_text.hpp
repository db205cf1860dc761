// SPDX-License-Identifier: BSL-1.0
// Which value was no UTF-8? The server refuses such text without a word about the parameter (22021); here its values are
// looked through once more, and the error is told which field, or which number, it was.
// Layer 5; cold code only.
#pragma once

#include <recto/base/error.hpp>
#include <recto/sql/executor.hpp>
#include <recto/types/assign.hpp>
#include <recto/types/text.hpp>
#include <recto/types/utf8.hpp>
#include <recto/types/wire.hpp>

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace recto::detail {

/// Is every element of a binary array UTF-8? `skip`: bytes of each that are no text.
[[gnu::cold]] inline bool is_utf8_array(std::string_view wire, std::size_t skip) {
  auto const number = [&](std::size_t at) { return fetch<std::uint32_t>(wire.data() + at); };
  if (wire.size() < 20 || number(0) != 1) return true;
  for (std::size_t at = 20; wire.size() - at >= 4;) {
    std::uint32_t const size = number(at);
    at += 4;
    if (size == 0xffff'ffff) continue;  // NULL
    if (size > wire.size() - at) return true;
    if (size >= skip && !is_utf8(wire.substr(at + skip, size - skip))) return false;
    at += size;
  }
  return true;
}

/// Could the server take parameter `index` for text?
[[gnu::cold]] inline bool is_good_text(statement const& which, parameters values, std::size_t index) {
  if (values.values[index] == nullptr) return true;
  std::string_view const wire(values.values[index], static_cast<std::size_t>(values.lengths[index]));
  if (which.parameter_formats[index] == 0) return is_utf8(wire);
  oid const type = which.parameter_types[index];
  constexpr oid json = 114, json_array = 199, xml = 142, jsonb = 3802, jsonb_array = 3807;
  if (type == 0 || type == json || type == xml || is_text(type)) return is_utf8(wire);
  if (type == jsonb) return is_utf8(wire.substr(wire.empty() ? 0 : 1));  // after the version
  if (type == json_array || is_text(element_of_array(type))) return is_utf8_array(wire, 0);
  if (type == jsonb_array) return is_utf8_array(wire, 1);
  return true;
}

/// If `failure` is about text that is no UTF-8: throws it anew, with the name of the first field that it is true of.
[[gnu::noinline, gnu::cold]] inline void name_bad_text(error const& failure, statement const& which,
                                                       parameters values) {
  if (failure.sqlstate() != "22021") return;
  std::size_t index = 0;
  while (index < which.parameter_count && is_good_text(which, values, index)) ++index;
  if (index == which.parameter_count) return;
  field const* const one = which.writes ? field_of_parameter(*which.writes, index) : nullptr;
  error_fields fields = failure.fields();
  fields.message =
      (one ? "field " + std::string(one->name) : "parameter $" + std::to_string(index + 1)) + ": " + fields.message;
  if (one) fields.column = one->column;
  throw error(std::move(fields));
}

}  // namespace recto::detail
