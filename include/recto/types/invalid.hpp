// SPDX-License-Identifier: BSL-1.0
// How the types say no: cold functions that throw `recto::error` of kind `invalid_value`, kept out of line so that the
// code around a call stays small. No message ever holds a value, which may be secret.
// Layer 2.
#pragma once

#include <recto/base/error.hpp>

#include <cstddef>
#include <string>
#include <string_view>

namespace recto::detail {

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_invalid(char const* message) {
  throw error{error_kind::invalid_value, message};
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_invalid(std::string message) {
  throw error{error_kind::invalid_value, std::move(message)};
}

[[noreturn, gnu::noinline, gnu::cold]] inline void throw_wrong_width(std::string_view type, std::size_t expected,
                                                                     std::size_t found) {
  throw_invalid("a value of type " + std::string(type) + " has " + std::to_string(expected) + " bytes, the server sent "
                + std::to_string(found));
}

}  // namespace recto::detail
