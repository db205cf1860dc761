// SPDX-License-Identifier: BSL-1.0
// `fmt::format("{}", changeset)`: what `debug_string` says, for logs. Include it on purpose: fmt costs compile time, and
// recto/recto.hpp does without.
// Layer 4.
#pragma once

#include <recto/changeset/debug_string.hpp>

#include <fmt/format.h>  // core.h only declares what formats text

/// A changeset prints as `debug_string` has it, with the options of text: `{:.200}` for its beginning. No value of a
/// redacted field.
template <class T>
struct fmt::formatter<recto::changeset<T>> : fmt::formatter<fmt::string_view> {
  template <class Context>
  auto format(recto::changeset<T> const& from, Context& context) const {
    return fmt::formatter<fmt::string_view>::format(recto::debug_string(from), context);
  }
};
