// SPDX-License-Identifier: BSL-1.0
#include <recto/types/wire.hpp>
#include <support/test.hpp>

#include <cstdint>
#include <string>

using recto::detail::fetch;
using recto::detail::store;
using recto::detail::swap_bytes;

static_assert(swap_bytes(std::uint16_t{0x0102}) == 0x0201 && swap_bytes(std::uint32_t{0x01020304}) == 0x04030201);
static_assert(swap_bytes(std::uint64_t{0x0102030405060708}) == 0x0807060504030201);

TEST_CASE("numbers are big-endian, at any address") {
  std::string buffer(20, '.');
  for (std::size_t at = 0; at < 8; ++at) {
    CHECK(store(std::uint32_t{0x61626364}, buffer.data() + at) == buffer.data() + at + 4);
    CHECK(buffer.substr(at, 4) == "abcd");
    CHECK(fetch<std::uint32_t>(buffer.data() + at) == 0x61626364);
    store(std::uint64_t{0x6162636465666768}, buffer.data() + at);
    CHECK(buffer.substr(at, 8) == "abcdefgh");
    CHECK(fetch<std::uint64_t>(buffer.data() + at) == 0x6162636465666768);
  }
  CHECK(store(std::uint16_t{0xffff}, buffer.data()) == buffer.data() + 2);
  CHECK(fetch<std::uint16_t>(buffer.data()) == 0xffff);
}
