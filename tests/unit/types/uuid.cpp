// SPDX-License-Identifier: BSL-1.0
#include <recto/types/uuid.hpp>
#include <unit/types/support.hpp>

#include <algorithm>

using namespace recto;
using namespace recto::test;
using boost::uuids::uuid;

static_assert(sql_type_of<uuid> == sql_type{"uuid", 2950, 2951});
static_assert(detail::fixed_width<uuid> == 16 && noexcept(detail::encode(uuid{}, nullptr)));

TEST_CASE("a uuid is its sixteen bytes") {
  uuid value{};
  for (unsigned char i = 0; i < 16; ++i) *(value.begin() + i) = static_cast<unsigned char>(0xf0 + i);
  std::string const wire = encoded(value);
  CHECK(wire.front() == '\xf0');
  CHECK(wire.back() == '\xff');
  CHECK(round_trip(value) == value);
  CHECK(round_trip(uuid{}) == uuid{});
  check_other_lengths_refused<uuid>(wire);
}
