// SPDX-License-Identifier: BSL-1.0
// Writes SQL text in two passes, first counting, then into a buffer of the counted size, so that the same code runs in
// constant evaluation and at run time without any string class. It also notes each parameter's type as it passes.
// Layer 5.
#pragma once

#include <recto/query/scope.hpp>
#include <recto/types/type.hpp>

#include <cstddef>
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

  /// The sources that columns are looked up in, and whether columns say which one is theirs.
  constexpr void see(scope const& sources, bool qualified) {
    sources_ = sources;
    qualified_ = qualified;
  }

  /// A column, with its source's name before it where there is more than one to choose from.
  constexpr void column(source_key const& source, std::string_view column_name) {
    if (qualified_) {
      std::size_t const found = sources_.find(source);
      if (found != scope::nowhere) name(sources_.entries[found].name);
      put('.');
    }
    name(column_name);
  }

  constexpr scope const& sources() const { return sources_; }

 private:
  char* text_ = nullptr;
  oid* types_ = nullptr;
  int* formats_ = nullptr;
  scope sources_{};
  std::size_t size_ = 0;
  std::size_t parameters_ = 0;
  bool qualified_ = false;
};

}  // namespace recto::detail
