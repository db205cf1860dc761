// SPDX-License-Identifier: BSL-1.0
#include <recto/types/array.hpp>
#include <recto/types/enum.hpp>
#include <unit/types/support.hpp>

#include <array>

using namespace recto;
using namespace recto::test;

namespace kept_as_text {
enum class status { draft, open, closed };
enum class action : unsigned char { insert, delete_, default_ = 200 };
enum class level { low, high };
enum flags : int { none, some };
enum loose { one };
enum class empty {};
}  // namespace kept_as_text

template <>
inline constexpr auto recto::enumerators<kept_as_text::action> =
    std::array{kept_as_text::action::insert, kept_as_text::action::delete_, kept_as_text::action::default_};
template <>
struct recto::type<kept_as_text::level> : recto::pg_enum<kept_as_text::level, "level"> {};

static_assert(sql_type_of<kept_as_text::status> == sql_type{"text", 25, 1009});
static_assert(sql_type_of<kept_as_text::level> == sql_type{"level", 0, 0});
static_assert(column_type<kept_as_text::flags> && column_type<kept_as_text::empty>);
static_assert(!column_type<kept_as_text::loose>, "casting a number to a plain enum may be undefined");
static_assert(detail::is_viewed<kept_as_text::status> && detail::is_viewed<kept_as_text::level>);
static_assert(accepts_column<kept_as_text::status>(25) && accepts_column<kept_as_text::status>(1043)
              && !accepts_column<kept_as_text::status>(16400));
static_assert(accepts_column<kept_as_text::level>(16400) && accepts_column<kept_as_text::level>(25)
              && !accepts_column<kept_as_text::level>(23));
static_assert(enum_label(kept_as_text::status::open) == "open"
              && enum_label(kept_as_text::action::delete_) == "delete");
static_assert(enum_label(static_cast<kept_as_text::status>(9)).empty());

TEST_CASE("an enum travels as the name of its enumerator") {
  CHECK(encoded(kept_as_text::status::closed) == "closed");
  CHECK(encoded(kept_as_text::level::high) == "high");
  CHECK(encoded(kept_as_text::flags::some) == "some");
  for (kept_as_text::status value : enumerators<kept_as_text::status>) CHECK(round_trip(value) == value);
  for (kept_as_text::level value : enumerators<kept_as_text::level>) CHECK(round_trip(value) == value);
}

TEST_CASE("a trailing underscore is not part of the label") {
  CHECK(encoded(kept_as_text::action::delete_) == "delete");
  CHECK(encoded(kept_as_text::action::default_) == "default");
  CHECK(decoded<kept_as_text::action>("default") == kept_as_text::action::default_);
  CHECK_ERROR(invalid_value, decoded<kept_as_text::action>("default_"));
}

TEST_CASE("text that is no enumerator names what is allowed, not what was found") {
  CHECK(message_of([] { decoded<kept_as_text::status>("secret"); })
        == "the server sent a value of type text that is none of draft, open, closed");
  CHECK(message_of([] { decoded<kept_as_text::level>(""); })
        == "the server sent a value of type level that is none of low, high");
  CHECK_ERROR(invalid_value, decoded<kept_as_text::status>("Open"));
  CHECK_ERROR(invalid_value, decoded<kept_as_text::status>("open "));
  CHECK_ERROR(invalid_value, decoded<kept_as_text::empty>("open"));
}

TEST_CASE("a value without a name is not sent") {
  CHECK_THAT(message_of([] { (void)detail::view_of(static_cast<kept_as_text::status>(3)); }),
             contains("has no enumerator"));
  CHECK_ERROR(invalid_value, detail::view_of(static_cast<kept_as_text::level>(-1)));
  CHECK_ERROR(invalid_value, detail::view_of(kept_as_text::empty{}));
}
