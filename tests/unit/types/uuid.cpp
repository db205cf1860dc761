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

TEST_CASE("the printed form is read in any case, and nothing else") {
  uuid value{};
  CHECK(detail::parse_uuid("0123ABCD-4567-89ab-cdef-0123456789AB", value.begin()));
  CHECK(*value.begin() == 0x01);
  CHECK(*(value.begin() + 15) == 0xab);
  for (char const* text : {"", "0123abcd456789abcdef0123456789ab", "{123abcd-4567-89ab-cdef-0123456789ab}",
                           "0123abcd-4567-89ab-cdef-0123456789a", "0123abcd-4567-89ab-cdef_0123456789ab"})
    CHECK_FALSE(detail::parse_uuid(text, value.begin()));
}

TEST_CASE("random UUIDs are of version 4 and differ") {
  uuid const one = random_uuid();
  CHECK((*(one.begin() + 6) >> 4) == 4);
  CHECK((*(one.begin() + 8) >> 6) == 2);
  CHECK(one != random_uuid());
}
