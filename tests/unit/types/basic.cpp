// SPDX-License-Identifier: BSL-1.0
// The one header gives all types that need no heavy dependency, and no other.
#include <recto/types/basic.hpp>
#include <support/test.hpp>

#include <optional>
#include <string>
#include <vector>

namespace {
enum class kind { one };
}

static_assert(recto::column_type<bool> && recto::column_type<int> && recto::column_type<double>);
static_assert(recto::column_type<std::string> && recto::column_type<std::vector<std::byte>>);
static_assert(recto::column_type<recto::utc_datetime> && recto::column_type<recto::interval>);
static_assert(recto::column_type<boost::uuids::uuid> && recto::column_type<kind>);
static_assert(recto::column_type<std::vector<std::optional<std::string>>>);
static_assert(!recto::column_type<recto::decimal>, "its header is included on purpose");

TEST_CASE("the codec comes with it") {
  std::vector<kind> kinds{};
  std::string wire(recto::detail::encoded_size(std::vector{kind::one}), '\0');
  recto::detail::encode(std::vector{kind::one}, wire.data());
  recto::detail::decode(wire, kinds);
  CHECK(kinds == std::vector{kind::one});
}
