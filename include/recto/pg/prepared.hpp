// SPDX-License-Identifier: BSL-1.0
// What a connection knows of the statements it has prepared: an array indexed by `number_of(statement)`, in blocks whose
// addresses stay, because results point to a flag in them. No hashing and no formatting on the way to a known one.
// Layer 6.
#pragma once

#include <recto/sql/executor.hpp>

#include <array>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace recto::detail {

/// One statement on one connection.
struct prepared_statement {
  std::array<char, 20> name{};  // the server's name for it: r17, and r17_1 after the first was given up
  bool prepared = false;
  bool ready = false;           // prepared, and what it writes compared: it may be run without a further look
  bool types_checked = false;   // of the columns that are read
  bool target_checked = false;  // of the columns that are written
  std::uint16_t generation = 0;
  std::uint32_t group = 0;  // pipeline: the group it is being prepared in; 0: it is known to be prepared, or not

  // The next name. Needed when the old one is taken, or when it stands for a plan that the server refuses to run.
  [[gnu::noinline, gnu::cold]] void rename(std::uint32_t number) {
    char* out = name.data();
    char* const last = name.data() + name.size() - 1;
    *out++ = 'r';
    out = std::to_chars(out, last, number).ptr;
    if (generation != 0) {
      *out++ = '_';
      out = std::to_chars(out, last, generation).ptr;
    }
    *out = '\0';
    ++generation;
  }

  void forget() {
    prepared = false;
    ready = false;
    types_checked = false;
    target_checked = false;
    group = 0;
  }
};

/// The statements of one connection.
class prepared_statements {
 public:
  /// The entry of a statement, made at first sight. Its address stays as long as this object.
  prepared_statement& operator[](std::uint32_t number) {
    std::size_t const index = number / block_size;
    if (index >= blocks_.size() || !blocks_[index]) [[unlikely]]
      add(index);
    return (*blocks_[index])[number % block_size];
  }

 private:
  static constexpr std::size_t block_size = 32;
  using block = std::array<prepared_statement, block_size>;

  [[gnu::noinline, gnu::cold]] void add(std::size_t index) {
    if (index >= blocks_.size()) blocks_.resize(index + 1);
    blocks_[index] = std::make_unique<block>();
  }

  std::vector<std::unique_ptr<block>> blocks_;
};

}  // namespace recto::detail
