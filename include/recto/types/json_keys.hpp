// SPDX-License-Identifier: BSL-1.0
// Under which keys the fields of an aggregate stand in a JSON object, and which stand there at all. By themselves all do,
// under their names; schema/table.hpp says otherwise for structs with a schema().
// Layer 2.
#pragma once

#include <recto/reflect/fields.hpp>

#include <array>
#include <string_view>

namespace recto::detail {

struct json_key_of_field {
  std::string_view name{};
  bool is_kept = true;
};

template <class T>
struct json_keys {
  static constexpr auto value = [] {
    std::array<json_key_of_field, field_count<T>> keys{};
    for (std::size_t i = 0; i < keys.size(); ++i) keys[i].name = field_names<T>[i];
    return keys;
  }();
};

}  // namespace recto::detail
