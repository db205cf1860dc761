// SPDX-License-Identifier: BSL-1.0
#include <recto/types/owned_text.hpp>
#include <support/test.hpp>

#include <string>
#include <type_traits>
#include <utility>

using recto::detail::owned_text;

static_assert(std::is_nothrow_move_constructible_v<owned_text>);
static_assert(recto::wire_type<owned_text>);
static_assert(recto::viewed_type<owned_text>);

// 24 bytes is where the text moves out of the object.
TEST_CASE("text is copied, moved, assigned and swapped whatever its length") {
  for (std::size_t const length : {0u, 1u, 23u, 24u, 25u, 1000u}) {
    std::string const text(length, 'x');
    owned_text first{text};
    owned_text const copy(first);
    CHECK(copy.view() == text);
    owned_text moved(std::move(first));
    CHECK(moved.view() == text);
    for (std::size_t const other : {0u, 24u, 25u}) {
      std::string const before(other, 'y');
      owned_text target{before};
      target = copy;
      CHECK(target.view() == text);
      target = owned_text{before};
      CHECK(target.view() == before);
    }
    moved = copy;
    CHECK(moved.view() == text);
  }
}

TEST_CASE("what is sent is the text, without a NUL byte") {
  CHECK(recto::type<owned_text>::view(owned_text{"Grüße"}) == "Grüße");
  CHECK_THROWS_AS(recto::type<owned_text>::view(owned_text{std::string_view("a\0b", 3)}), recto::error);
}
