// SPDX-License-Identifier: BSL-1.0
#include <recto/types/bytes.hpp>
#include <unit/types/support.hpp>

#include <cstddef>
#include <vector>

using namespace recto;
using namespace recto::test;

using blob = std::vector<std::byte>;

static_assert(sql_type_of<blob> == sql_type{"bytea", 17, 1001});
static_assert(detail::is_viewed<blob> && accepts_column<blob>(17) && !accepts_column<blob>(25));
static_assert(!column_type<std::byte>);

TEST_CASE("bytes travel as they are") {
  blob all;
  for (int i = 0; i < 256; ++i) all.push_back(static_cast<std::byte>(i));
  blob const large(1 << 20, std::byte{0});
  for (blob const& value : {blob{}, blob{std::byte{0}}, all, large}) CHECK(round_trip(value) == value);
  CHECK(encoded(blob{std::byte{0}, std::byte{255}}) == bytes({0, 255}));
  CHECK(static_cast<void const*>(detail::view_of(all).data()) == all.data());
}
