// SPDX-License-Identifier: BSL-1.0
// What the tests of the types share: values to bytes and back, as the layers above do it.
#pragma once

#include <recto/types/codec.hpp>
#include <support/test.hpp>

#include <initializer_list>
#include <string>
#include <string_view>
#include <vector>

namespace recto::test {

inline std::string bytes(std::initializer_list<int> values) {
  std::string out;
  for (int value : values) out += static_cast<char>(value);
  return out;
}

/// The wire format of `value`; checks that `encode` writes what `encoded_size` promises and nothing beyond.
template <class T>
std::string encoded(T const& value) {
  std::size_t const size = detail::encoded_size(value);
  std::string out(size + 8, '\x5a');
  char* const end = detail::encode(value, out.data());
  REQUIRE(end == out.data() + size);
  REQUIRE(out.substr(size) == std::string(8, '\x5a'));
  out.resize(size);
  return out;
}

template <class T>
T decoded(std::string_view wire) {
  T value{};
  detail::decode(wire, value);
  return value;
}

template <class T>
T round_trip(T const& value) {
  return decoded<T>(encoded(value));
}

/// Every shorter prefix of the bytes, and the bytes with one more, must be refused with `invalid_value`. Each is copied
/// to a buffer of just its size, so that a sanitizer sees a read beyond.
template <class T>
void check_other_lengths_refused(std::string const& wire) {
  for (std::size_t size = 0; size <= wire.size() + 1; ++size) {
    if (size == wire.size()) continue;
    std::string const copy = size < wire.size() ? wire.substr(0, size) : wire + '\0';
    std::vector<char> const exact(copy.begin(), copy.end());
    INFO("length " << size);
    CHECK_ERROR(invalid_value, decoded<T>(std::string_view(exact.data(), exact.size())));
  }
}

template <class Function>
std::string message_of(Function&& function) {
  try {
    function();
  } catch (error const& thrown) {
    CHECK(thrown.kind() == error_kind::invalid_value);
    return thrown.message();
  }
  return "no error";
}

}  // namespace recto::test
