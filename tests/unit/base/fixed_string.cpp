// SPDX-License-Identifier: BSL-1.0
#include <recto/base/fixed_string.hpp>
#include <support/test.hpp>

#include <string_view>
#include <type_traits>

using recto::fixed_string;

namespace {

template <fixed_string Name>
struct named {
  static constexpr std::string_view text = Name.view();
};

constexpr std::string_view computed = "computed";

static_assert(named<"posts">::text == "posts");
static_assert(named<"">::text.empty() && fixed_string{""}.size() == 0);
static_assert(named<"a\"b">::text == "a\"b");
static_assert(named<"größe">::text == "größe");
static_assert(named<"a\0b">::text == std::string_view("a\0b", 3));
static_assert(fixed_string{"posts"}.size() == 5);

// The same text is the same type, wherever it comes from.
static_assert(std::is_same_v<named<"posts">, named<fixed_string<5>{std::string_view{"posts"}}>>);
static_assert(std::is_same_v<named<"computed">, named<fixed_string<computed.size()>{computed}>>);
static_assert(!std::is_same_v<named<"post">, named<"posts">>);
static_assert(!std::is_same_v<named<"Posts">, named<"posts">>);

static_assert(fixed_string{"a"} == fixed_string{"a"} && fixed_string{"a"} != fixed_string{"b"});
static_assert(fixed_string{"a"} < fixed_string{"b"} && fixed_string{"ab"} < fixed_string{"b!"});
static_assert(std::is_same_v<decltype(fixed_string{"abc"}), fixed_string<3>>);

}  // namespace

TEST_CASE("text of a template argument is terminated") {
  static constexpr fixed_string name{"posts"};
  CHECK(std::string_view(name.text) == "posts");
  CHECK(name.text[name.size()] == '\0');
}
