// SPDX-License-Identifier: BSL-1.0
// Text from pieces, for messages. In place of `a + b + c` on std::string, whose operators the compiler expands at every
// use: here each message is one call, which is what a user's every translation unit pays for.
// Layer 0.
#pragma once

#include <recto/base/platform.hpp>

#include <initializer_list>
#include <string>
#include <string_view>

namespace recto::detail {

/// The pieces, one behind the other.
[[gnu::noinline, gnu::cold]] inline std::string concat(std::initializer_list<std::string_view> pieces) {
  std::size_t size = 0;
  for (std::string_view const piece : pieces) size += piece.size();
  std::string text(size, '\0');
  char* out = text.data();
  for (std::string_view const piece : pieces) {
    piece.copy(out, piece.size());
    out += piece.size();
  }
  return text;
}

/// A whole number as a piece: `concat({"within ", digits(20), " ms"})`.
class digits {
 public:
  [[gnu::noinline, gnu::cold]] explicit digits(long long value) {
    char* at = text_ + sizeof text_;
    // Towards the negative side, because the lowest number has no positive counterpart.
    long long rest = value < 0 ? value : -value;
    do {
      *--at = static_cast<char>('0' - rest % 10);
      rest /= 10;
    } while (rest != 0);
    if (value < 0) *--at = '-';
    begin_ = static_cast<unsigned char>(at - text_);
  }
  operator std::string_view() const { return {text_ + begin_, sizeof text_ - begin_}; }

 private:
  char text_[20];
  unsigned char begin_;
};

}  // namespace recto::detail
