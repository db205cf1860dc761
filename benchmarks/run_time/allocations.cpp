// SPDX-License-Identifier: BSL-1.0
// Preloaded into the benchmark for the run that counts allocations, and only for that one: every malloc, calloc and
// realloc of the process is counted, libpq's like everyone else's. glibc only.
#include <cstddef>

extern "C" {

void* __libc_malloc(std::size_t size);                           // NOLINT: glibc's own names
void* __libc_calloc(std::size_t count, std::size_t size);        // NOLINT
void* __libc_realloc(void* block, std::size_t size);             // NOLINT
void* __libc_memalign(std::size_t alignment, std::size_t size);  // NOLINT

static unsigned long allocation_count = 0;

unsigned long recto_benchmark_allocations() { return allocation_count; }

void* malloc(std::size_t size) {
  ++allocation_count;
  return __libc_malloc(size);
}

void* calloc(std::size_t count, std::size_t size) {
  ++allocation_count;
  return __libc_calloc(count, size);
}

void* realloc(void* block, std::size_t size) {
  ++allocation_count;
  return __libc_realloc(block, size);
}

void* aligned_alloc(std::size_t alignment, std::size_t size) {
  ++allocation_count;
  return __libc_memalign(alignment, size);
}
}
