// SPDX-License-Identifier: BSL-1.0
// Enums by label, and those that are kept as a number or a text of the program's own.
#include <recto/changeset/cast_enum.hpp>

#include "casts.hpp"

using namespace recto;
using namespace recto::test;

namespace library {

enum class status { draft, published, delete_ };
enum class kept_by_server : short { low = 3, high = 7 };
enum class kept_as_number { small = 1, large = 10 };
enum class kept_as_code { euro, dollar };

}  // namespace library

using namespace library;

template <>
struct recto::type<kept_by_server> : pg_enum<kept_by_server, "level"> {};

template <>
struct recto::type<kept_as_number> {
  using stored = std::int32_t;
  static std::int32_t dump(kept_as_number value) { return static_cast<std::int32_t>(value); }
  static kept_as_number load(std::int32_t value) { return static_cast<kept_as_number>(value); }
};

template <>
struct recto::type<kept_as_code> {
  using stored = std::string;
  static std::string dump(kept_as_code value) { return value == kept_as_code::euro ? "EUR" : "USD"; }
  static kept_as_code load(std::string&& text) {
    if (text == "EUR") return kept_as_code::euro;
    if (text == "USD") return kept_as_code::dollar;
    throw error{error_kind::invalid_value, "no such currency"};
  }
};

TEST_CASE("cast to an enum") {
  check_taken<status>({{"draft", status::draft}, {"published", status::published}, {"delete", status::delete_}});
  check_refused<status>("enum", {"", "Draft", " draft", "draft ", "drafts", "delete_", "status::draft", "0", 0, 1.0,
                                 true, std::string_view("draft\0", 6), empty_list, empty_map});
  check_taken<kept_by_server>({{"low", kept_by_server::low}, {"high", kept_by_server::high}});
  check_refused<kept_by_server>("enum", {"medium", 3, "3"});
  CHECK_FALSE(cast_value<status>(megabyte_of("draft")));
}

TEST_CASE("an enum's error lists what it would have taken") {
  auto const refused = cast_value<status>("gone");
  REQUIRE_FALSE(refused);
  CHECK(refused.error().validation == "inclusion");
  std::vector<std::string_view> const choices(refused.error().choices.begin(), refused.error().choices.end());
  CHECK(choices == std::vector<std::string_view>{"draft", "published", "delete"});
}

TEST_CASE("an enum that is kept as a number takes the number") {
  check_taken<kept_as_number>({{"small", kept_as_number::small},
                               {"large", kept_as_number::large},
                               {1, kept_as_number::small},
                               {10, kept_as_number::large}});
  check_refused<kept_as_number>("enum", {"1", "10", 0, 2, -1, 11, std::int64_t{1} << 40, 1.0, true, "", "medium"});
  auto const refused = cast_value<kept_as_number>(2);
  REQUIRE_FALSE(refused);
  CHECK(refused.error().validation == "inclusion");
  CHECK(refused.error().choices.size() == 2);
}

TEST_CASE("an enum that is kept as a text of the program's own takes that text") {
  check_taken<kept_as_code>({{"euro", kept_as_code::euro}, {"EUR", kept_as_code::euro}, {"USD", kept_as_code::dollar}});
  check_refused<kept_as_code>("enum", {"eur", "GBP", "", 0, "\xff"});
}

TEST_CASE("every label is cast to its enumerator") {
  for (status const value : enumerators<status>) CHECK(cast_exactly<status>(enum_label(value)) == value);
}
