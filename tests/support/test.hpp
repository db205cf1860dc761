// SPDX-License-Identifier: BSL-1.0
// The one header by which tests reach Catch2: version 2 as Debian 12 packages it, or version 3.
// Tests write TEST_CASE, CHECK, REQUIRE and so on; nothing else may include a header of Catch2.
#pragma once

#if __has_include(<catch2/catch_all.hpp>)
#include <catch2/catch_all.hpp>
#else
#include <catch2/catch.hpp>
#endif

namespace recto::test {

// Both versions know these by different names and places.
#if __has_include(<catch2/catch_all.hpp>)
inline auto contains(std::string const& text) { return Catch::Matchers::ContainsSubstring(text); }
#else
inline auto contains(std::string const& text) { return Catch::Matchers::Contains(text); }
#endif

}  // namespace recto::test

/// Checks that the expression throws a `recto::error` of that kind: `CHECK_ERROR(no_results, repo.one_or_throw(q))`.
/// The test includes recto's headers itself.
#define CHECK_ERROR(expected_kind, ...)                                      \
  do {                                                                       \
    bool recto_thrown = false;                                               \
    try {                                                                    \
      (void)(__VA_ARGS__);                                                   \
    } catch (recto::error const& thrown) {                                   \
      recto_thrown = true;                                                   \
      INFO(thrown.what());                                                   \
      CHECK(thrown.kind() == recto::error_kind::expected_kind);              \
    }                                                                        \
    INFO("expected an error of kind " #expected_kind " from " #__VA_ARGS__); \
    CHECK(recto_thrown);                                                     \
  } while (false)
