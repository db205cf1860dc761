// SPDX-License-Identifier: BSL-1.0
// The outcome of a compile-time rule as a type: `ok`, or `failed<why, subject...>`. Ordinary tests compare verdicts
// with std::is_same_v; the call that asks for one asserts it last, once, and keeps its normal type, so that no second
// error follows. The subjects are names as text, because that is what g++ 12 and clang 19 print.
// Layer 0.
#pragma once

#include <recto/base/fixed_string.hpp>

namespace recto {

/// The rule holds.
struct ok {
  static constexpr bool value = true;
};

/// The rule named `Why` is broken by the subjects: tables, fields, types, in the order that `Why` documents.
template <class Why, fixed_string... Subjects>
struct failed {
  static constexpr bool value = false;
};

}  // namespace recto
