// SPDX-License-Identifier: BSL-1.0
// Writes SQL text in two passes, first counting, then into a buffer of the counted size, so that the same code runs in
// constant evaluation and at run time without any string class. It also notes each parameter's type as it passes.
// Layer 5.
#pragma once

#include <recto/query/scope.hpp>
#include <recto/types/type.hpp>

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace recto::detail {

class sql_writer {
 public:
  /// Counts only.
  constexpr sql_writer() = default;
  /// Writes into buffers that an earlier, counting pass has measured.
  constexpr sql_writer(char* text, oid* types, int* formats) : text_(text), types_(types), formats_(formats) {}

  constexpr std::size_t size() const { return size_; }
  constexpr std::size_t parameters() const { return parameters_; }

  constexpr void put(char c) {
    if (text_ != nullptr) text_[size_] = c;
    ++size_;
  }

  constexpr void put(std::string_view part) {
    std::size_t const size = part.size();
    if (text_ != nullptr) {
      // Plain pointers: in constant evaluation each call of a member of std::string_view costs.
      char const* const from = part.data();
      char* const to = text_ + size_;
      for (std::size_t i = 0; i < size; ++i) to[i] = from[i];
    }
    size_ += size;
  }

  /// A name in double quotes; a quote in it is doubled.
  constexpr void name(std::string_view identifier) {
    char const* const from = identifier.data();
    std::size_t const size = identifier.size();
    std::size_t quotes = 0;
    for (std::size_t i = 0; i < size; ++i) quotes += from[i] == '"';
    put('"');
    if (quotes == 0) put(identifier);
    else
      for (std::size_t i = 0; i < size; ++i) {
        if (from[i] == '"') put('"');
        put(from[i]);
      }
    put('"');
  }

  /// The next parameter: `$1`, `$2`, ...
  constexpr void parameter(oid type, bool as_text = false) {
    if (types_ != nullptr) {
      types_[parameters_] = type;
      formats_[parameters_] = as_text ? 0 : 1;
    }
    ++parameters_;
    put('$');
    number(parameters_);
  }

  constexpr void number(std::size_t value) {
    if (value >= 10) number(value / 10);
    put(static_cast<char>('0' + value % 10));
  }

  /// What a query inside another changes and gives back.
  struct level {
    scope sources{};
    std::string_view prefix{};
    std::uint64_t absent = 0;  // sources of the query that are not there in this shape
    std::uint64_t used = 0;    // sources that a column was written of
    bool qualified = false;
  };

  /// Begins a query inside what is being written; `leave` takes what this returns.
  constexpr level enter(scope const& sources, bool qualified, std::string_view prefix = {}) {
    level const outer = level_;
    level_ = {.sources = sources, .prefix = prefix.empty() ? outer.prefix : prefix, .qualified = qualified};
    return outer;
  }
  // The outer level is the caller's, and stays where it is until the inner query is written.
  constexpr void nest(level const& outer) {
    level_.sources.outer = &outer.sources;
    level_.sources.is_nested = true;
    level_.qualified = true;
  }
  // A query beside another one sees the same sources around it.
  constexpr void nest_beside(level const& left) {
    level_.sources.outer = left.sources.outer;
    level_.sources.is_nested = true;
  }
  constexpr void leave(level const& outer) { level_ = outer; }

  constexpr bool qualified() const { return level_.qualified; }
  constexpr void qualify(bool qualified) { level_.qualified = qualified; }
  constexpr std::string_view prefix() const { return level_.prefix; }

  /// A column, with its source's name before it where there is more than one to choose from.
  constexpr void column(source_key const& source, std::string_view column_name) {
    std::size_t const found = level_.sources.find(source);
    if (found != scope::nowhere) {
      level_.used |= std::uint64_t{1} << (found & 63);
      if (level_.qualified) {
        name(level_.sources.entries[found].name);
        put('.');
      }
    } else {
      outer_source(level_.sources, source);
    }
    name(column_name);
  }

  /// A column of a query around this one, even if this one has a source of the same struct.
  constexpr void column_around(source_key const& source, std::string_view column_name) {
    outer_source(level_.sources, source);
    name(column_name);
  }

  constexpr scope const& sources() const { return level_.sources; }

  /// The joined source at this place is not there in this shape.
  constexpr void leave_out(std::size_t place) { level_.absent |= std::uint64_t{1} << (place & 63); }
  /// Places of sources that are not there, and are used all the same.
  constexpr std::uint64_t missing() const { return level_.absent & level_.used; }

  /// Makes choices as `shape` says, bit by bit; see `chosen_bits`.
  constexpr void follow(std::uint64_t shape) {
    shape_ = shape;
    follows_ = true;
  }
  /// What was chosen at this place. A writer that follows no shape takes everything, to measure.
  constexpr std::uint32_t chosen(std::uint32_t bits) {
    choices_ += bits;
    std::uint32_t const picked = static_cast<std::uint32_t>(shape_ & ((std::uint64_t{1} << bits) - 1));
    shape_ >>= bits;
    return picked;
  }
  constexpr bool takes_all() const { return !follows_; }
  constexpr std::uint32_t choices() const { return choices_; }

  /// Conditions that are built at run time, in the order of the text.
  constexpr void read_from(void const* const* contents) { contents_ = contents; }
  constexpr void const* next_content() {
    ++content_count_;
    return contents_ != nullptr ? *contents_++ : nullptr;
  }
  constexpr std::size_t contents() const { return content_count_; }

  /// A writer that makes the same choices from here on, and writes nowhere. What is written to it need not be right, as
  /// long as it passes the same choices.
  constexpr sql_writer probe() const {
    sql_writer copy = *this;
    copy.is_probe_ = true;
    copy.text_ = nullptr;
    copy.types_ = nullptr;
    copy.formats_ = nullptr;
    copy.size_ = 0;
    return copy;
  }
  constexpr bool is_probe() const { return is_probe_; }

 private:
  constexpr void outer_source(scope const& inner, source_key const& source) {
    if (!inner.is_nested) return;
    std::size_t const found = inner.outer->find(source);
    if (found == scope::nowhere) return outer_source(*inner.outer, source);
    name(inner.outer->entries[found].name);
    put('.');
  }

  char* text_ = nullptr;
  oid* types_ = nullptr;
  int* formats_ = nullptr;
  level level_{};
  std::size_t size_ = 0;
  std::size_t parameters_ = 0;
  std::uint64_t shape_ = 0;
  void const* const* contents_ = nullptr;
  std::size_t content_count_ = 0;
  std::uint32_t choices_ = 0;
  bool follows_ = false;
  bool is_probe_ = false;
};

}  // namespace recto::detail
