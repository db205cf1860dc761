// SPDX-License-Identifier: BSL-1.0
#include <recto/types/basic.hpp>
#include <recto/types/type.hpp>
#include <support/test.hpp>

#include <optional>
#include <string>

using namespace recto;

namespace {
struct nothing {};
enum class level { low };
}  // namespace

template <>
struct recto::type<level> : recto::pg_enum<level, "level"> {};

static_assert(!column_type<nothing> && !wire_type<nothing> && !stored_type<nothing>);
static_assert(!column_type<std::optional<int>>, "NULL is handled above this layer");
static_assert(std::is_same_v<value_of<std::optional<int>>, int> && std::is_same_v<value_of<int>, int>);
static_assert(is_optional<std::optional<int>> && !is_optional<int>);
static_assert(std::is_same_v<recto::wire_of<std::optional<std::string>>, std::string>);
static_assert(fixed_width_type<int> && !fixed_width_type<std::string>);
static_assert(viewed_type<std::string> && !viewed_type<int>);

TEST_CASE("which columns are read into which types") {
  CHECK(accepts_column<std::optional<int>>(23));
  CHECK_FALSE(accepts_column<int>(16400));
  CHECK(accepts_column<std::string>(1043));
  // only the server knows the number: numbers of built-in types, below 16384, are not it
  CHECK(accepts_column<level>(16384));
  CHECK(accepts_column<level>(25));
  CHECK_FALSE(accepts_column<level>(20));
  CHECK_FALSE(accepts_column<level>(16383));
}
