// SPDX-License-Identifier: BSL-1.0
#include <recto/types/array.hpp>
#include <recto/types/enum.hpp>
#include <unit/types/support.hpp>

#include <array>

using namespace recto;
using namespace recto::test;

namespace shop {
enum class status { draft, open, closed };
enum class action : unsigned char { insert, delete_, default_ = 200 };
enum class level { low, high };
enum flags : int { none, some };
enum loose { one };
enum class empty {};
}  // namespace shop

template <>
inline constexpr auto recto::enumerators<shop::action> =
    std::array{shop::action::insert, shop::action::delete_, shop::action::default_};
template <>
struct recto::type<shop::level> : recto::pg_enum<shop::level, "level"> {};

static_assert(sql_type_of<shop::status> == sql_type{"text", 25, 1009});
static_assert(sql_type_of<shop::level> == sql_type{"level", 0, 0});
static_assert(column_type<shop::flags> && column_type<shop::empty>);
static_assert(!column_type<shop::loose>, "casting a number to a plain enum may be undefined");
static_assert(detail::is_viewed<shop::status> && detail::is_viewed<shop::level>);
static_assert(accepts_column<shop::status>(25) && accepts_column<shop::status>(1043)
              && !accepts_column<shop::status>(16400));
static_assert(accepts_column<shop::level>(16400) && accepts_column<shop::level>(25)
              && !accepts_column<shop::level>(23));
static_assert(enum_label(shop::status::open) == "open" && enum_label(shop::action::delete_) == "delete");
static_assert(enum_label(static_cast<shop::status>(9)).empty());

TEST_CASE("an enum travels as the name of its enumerator") {
  CHECK(encoded(shop::status::closed) == "closed");
  CHECK(encoded(shop::level::high) == "high");
  CHECK(encoded(shop::flags::some) == "some");
  for (shop::status value : enumerators<shop::status>) CHECK(round_trip(value) == value);
  for (shop::level value : enumerators<shop::level>) CHECK(round_trip(value) == value);
}

TEST_CASE("a trailing underscore is not part of the label") {
  CHECK(encoded(shop::action::delete_) == "delete");
  CHECK(encoded(shop::action::default_) == "default");
  CHECK(decoded<shop::action>("default") == shop::action::default_);
  CHECK_ERROR(invalid_value, decoded<shop::action>("default_"));
}

TEST_CASE("text that is no enumerator names what is allowed, not what was found") {
  CHECK(message_of([] { decoded<shop::status>("secret"); })
        == "the server sent a value of type text that is none of draft, open, closed");
  CHECK(message_of([] { decoded<shop::level>(""); })
        == "the server sent a value of type level that is none of low, high");
  CHECK_ERROR(invalid_value, decoded<shop::status>("Open"));
  CHECK_ERROR(invalid_value, decoded<shop::status>("open "));
  CHECK_ERROR(invalid_value, decoded<shop::empty>("open"));
}

TEST_CASE("a value without a name is not sent") {
  CHECK_THAT(message_of([] { (void)detail::view_of(static_cast<shop::status>(3)); }), contains("has no enumerator"));
  CHECK_ERROR(invalid_value, detail::view_of(static_cast<shop::level>(-1)));
  CHECK_ERROR(invalid_value, detail::view_of(shop::empty{}));
}
