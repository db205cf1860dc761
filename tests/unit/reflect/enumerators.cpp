// SPDX-License-Identifier: BSL-1.0
#include <recto/reflect/enumerators.hpp>
#include <support/test.hpp>

#include <array>
#include <cstddef>
#include <string_view>

using recto::enumerator_index;
using recto::enumerator_name;
using recto::enumerator_names;
using recto::enumerators;

namespace a::b {
enum class plain { x, y, z };
enum class ends { first = -8, before = -1, zero, last = 127 };
enum class outside { inside = 3, below = -9, above = 128 };
enum class small : unsigned char { none, most = 255 };
enum class tiny : signed char { low = -1, high = 1 };
enum class truth : bool { yes = true };
enum class letter : char { upper = 'A', lower = 'z', bracket = ')', comma = ',', blank = ' ' };
enum class wide : unsigned long long { zero, hundred = 100 };
enum class same { one = 1, also_one = 1, two };
enum class none {};
enum old : int { old_x, old_y = 5 };
enum loose { loose_x };
struct holder {
  enum class inner { i, j };
};
}  // namespace a::b

namespace {
enum class hidden { h0, h1 };
}

enum class global { g0, g1 };
enum class listed { far = 5000, near = 2, below = -700 };

template <>
inline constexpr auto recto::enumerators<listed> = std::array{listed::far, listed::near, listed::below};

using namespace a::b;

static_assert(enumerators<plain> == std::array{plain::x, plain::y, plain::z});
static_assert(enumerator_names<plain> == std::array<std::string_view, 3>{"x", "y", "z"});
static_assert(enumerators<ends> == std::array{ends::first, ends::before, ends::zero, ends::last});
static_assert(enumerator_names<ends> == std::array<std::string_view, 4>{"first", "before", "zero", "last"});
static_assert(enumerators<outside> == std::array{outside::inside});
static_assert(enumerators<small> == std::array{small::none});
static_assert(enumerators<tiny> == std::array{tiny::low, tiny::high});
static_assert(enumerator_names<truth> == std::array<std::string_view, 1>{"yes"});
static_assert(enumerator_names<letter>
              == std::array<std::string_view, 5>{"blank", "bracket", "comma", "upper", "lower"});
static_assert(enumerator_names<wide> == std::array<std::string_view, 2>{"zero", "hundred"});
static_assert(enumerators<same> == std::array{same::one, same::two});
static_assert(enumerators<none>.empty() && enumerator_names<none>.empty());
static_assert(enumerator_names<old> == std::array<std::string_view, 2>{"old_x", "old_y"});
static_assert(enumerator_names<holder::inner> == std::array<std::string_view, 2>{"i", "j"});
static_assert(enumerator_names<hidden> == std::array<std::string_view, 2>{"h0", "h1"});
static_assert(enumerator_names<global> == std::array<std::string_view, 2>{"g0", "g1"});
static_assert(enumerator_names<listed> == std::array<std::string_view, 3>{"far", "near", "below"});

static_assert(enumerator_name(listed::below) == "below" && enumerator_index(listed::near) == 1);
static_assert(enumerator_name(static_cast<plain>(3)).empty() && enumerator_index(static_cast<plain>(3)) == 3);
static_assert(enumerator_name(outside::above).empty());

static_assert(recto::detail::fixed_enum<plain> && recto::detail::fixed_enum<old> && !recto::detail::fixed_enum<loose>);
static_assert(!recto::detail::fixed_enum<int> && !recto::detail::fixed_enum<std::byte>
              && !recto::detail::fixed_enum<holder>);

TEST_CASE("an enum within a function has its names") {
  enum class local { here, there };
  CHECK(enumerator_names<local>[1] == "there");
  CHECK(enumerator_name(local::here) == "here");
}

TEST_CASE("names at run time") {
  CHECK(enumerator_name(plain::y) == "y");
  plain const odd = static_cast<plain>(77);
  CHECK(enumerator_name(odd).empty());
}
