// SPDX-License-Identifier: BSL-1.0
// Counts what is allocated by operator new, for tests that say how often that happens. Exactly one file of a test
// executable defines RECTO_TEST_REPLACE_NEW before it includes this, and thereby replaces the operators.
#pragma once

#include <cstddef>
#include <cstdlib>
#include <new>

namespace recto::test {

/// Allocations of this thread so far, but for those made while it was `silenced`.
inline thread_local long long allocation_count = 0;
inline thread_local int silenced = 0;
inline long long allocations() { return allocation_count; }

/// What is allocated while one lives is not counted.
struct uncounted {
  uncounted() { ++silenced; }
  ~uncounted() { --silenced; }
  uncounted(uncounted const&) = delete;
  uncounted& operator=(uncounted const&) = delete;
};

}  // namespace recto::test

#ifdef RECTO_TEST_REPLACE_NEW
// g++ takes malloc and free for a mismatch once it inlines these.
#if defined(__GNUC__) && !defined(__clang__)
#pragma GCC diagnostic ignored "-Wmismatched-new-delete"
#endif

void* operator new(std::size_t size) {
  if (recto::test::silenced == 0) ++recto::test::allocation_count;
  if (void* const memory = std::malloc(size != 0 ? size : 1)) return memory;
  throw std::bad_alloc();
}
// Catch2 uses it, and a sanitizer must not find its own allocation given to our delete.
void* operator new(std::size_t size, std::nothrow_t const&) noexcept {
  if (recto::test::silenced == 0) ++recto::test::allocation_count;
  return std::malloc(size != 0 ? size : 1);
}
void operator delete(void* memory) noexcept { std::free(memory); }
void operator delete(void* memory, std::size_t) noexcept { std::free(memory); }
#endif
