// SPDX-License-Identifier: BSL-1.0
// Makes the rows of a result by code that is no template of their type, in memory that a std::vector then takes over.
// A vector has no public way to do that, and one that makes and unwinds its elements itself costs the compiler 16 of the
// 70 ms of a query with a struct of its own (docs/decisions/2026-11-20-rows-made-outside-vectors.md). So this header
// knows where libstdc++ keeps a vector's pointers; with another library, or its debug mode, vectors make the rows.
// Layer 7.
#pragma once

#include <recto/base/platform.hpp>

#include <cstddef>
#include <cstdint>
#include <new>
#include <vector>

namespace recto::detail {

/// How rows come into being and end, for code that does not know their type.
struct row_life {
  std::size_t size = 0;
  /// Makes rows until there are `count`, and counts in `made`, so that it is known how many there are if one throws.
  void (*make)(char* rows, std::size_t& made, std::size_t count) = nullptr;
  void (*end)(char* rows, std::size_t count) noexcept = nullptr;
};

template <class Row>
void make_rows(char* rows, std::size_t& made, std::size_t count) {
  for (std::size_t i = 0; i < count; made = ++i) ::new (static_cast<void*>(rows + i * sizeof(Row))) Row();
}

template <class Row>
void end_rows(char* rows, std::size_t count) noexcept {
  for (std::size_t i = 0; i < count; ++i) reinterpret_cast<Row*>(rows + i * sizeof(Row))->~Row();
}

template <class Row>
inline constexpr row_life life_of{sizeof(Row), &make_rows<Row>, &end_rows<Row>};

/// Rows that nobody owns yet: `count` of them at `begin`, in memory as std::allocator gives it.
struct loose_rows {
  char* begin = nullptr;
  std::size_t count = 0;
};

/// Makes `count` rows and lets `fill(begin)` fill them. If that throws, nothing is left.
template <class Fill>
loose_rows new_rows(row_life const& life, std::size_t count, Fill fill) {
  if (count == 0) return {};
  if (count > std::size_t{PTRDIFF_MAX} / life.size) throw std::bad_array_new_length();
  char* const begin = static_cast<char*>(::operator new(count * life.size));
  std::size_t made = 0;
  try {
    life.make(begin, made, count);
    fill(begin);
  } catch (...) {
    life.end(begin, made);
    ::operator delete(begin, count * life.size);
    throw;
  }
  return {begin, count};
}

#if defined(__GLIBCXX__) && !defined(_GLIBCXX_DEBUG) && !defined(_GLIBCXX_SANITIZE_VECTOR)

/// Can a vector take over rows of this type? std::allocator asks for memory in another way for more than the usual
/// alignment, and std::vector<bool> holds no bool.
template <class Row>
inline constexpr bool can_adopt = alignof(Row) <= __STDCPP_DEFAULT_NEW_ALIGNMENT__;
template <>
inline constexpr bool can_adopt<bool> = false;

// Never made: a derived class may name the member that is protected in a vector.
template <class Row>
struct vector_inside : std::vector<Row> {
  static void set(std::vector<Row>& rows, Row* begin, Row* end) noexcept {
    constexpr decltype(vector_inside::_M_impl) std::vector<Row>::* inside = &vector_inside::_M_impl;
    (rows.*inside)._M_start = begin;
    (rows.*inside)._M_finish = (rows.*inside)._M_end_of_storage = end;
  }
};

/// The rows as a vector, which owns them from here on.
template <class Row>
inline std::vector<Row> adopt_rows(loose_rows loose) noexcept {
  std::vector<Row> rows;
  Row* const begin = reinterpret_cast<Row*>(loose.begin);
  vector_inside<Row>::set(rows, begin, begin + loose.count);
  return rows;
}

#else

template <class Row>
inline constexpr bool can_adopt = false;

// Never called, but named where `can_adopt` is asked first.
template <class Row>
std::vector<Row> adopt_rows(loose_rows) noexcept = delete;

#endif

/// `life_of<Row>` where a vector can adopt the rows, else null: they are made by the vector then.
template <class Row>
consteval row_life const* adopted_life() {
  if constexpr (can_adopt<Row>) return &life_of<Row>;
  else return nullptr;
}

}  // namespace recto::detail
