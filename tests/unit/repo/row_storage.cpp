// SPDX-License-Identifier: BSL-1.0
#include <recto/repo/row_storage.hpp>

#include "rows.hpp"

#include <stdexcept>

using namespace recto::test;
using namespace recto::test::library;
using recto::col;
using recto::error;
using recto::detail::adopt_rows;
using recto::detail::can_adopt;
using recto::detail::life_of;
using recto::detail::new_rows;

namespace {

int living = 0;
int makes_before_it_throws = -1;

struct Counted {
  std::string text = "longer than what a string keeps within itself";

  Counted() {
    if (makes_before_it_throws-- == 0) throw std::runtime_error("enough");
    ++living;
  }
  Counted(Counted const&) = delete;
  Counted(Counted&&) noexcept { ++living; }
  ~Counted() { --living; }
};

// std::allocator asks for its memory by another operator new, so a vector cannot adopt it.
struct alignas(64) Aligned {
  std::string title{};
};

static_assert(!can_adopt<Aligned>);
static_assert(!can_adopt<bool>);
#if defined(__GLIBCXX__) && !defined(_GLIBCXX_DEBUG)
static_assert(can_adopt<Book>);
#endif

void fill_nothing(char*) {}

}  // namespace

TEST_CASE("what fills rows may throw") {
  makes_before_it_throws = -1;
  CHECK_THROWS_AS(new_rows(life_of<Counted>, 3,
                           [](char*) {
                             CHECK(living == 3);
                             throw std::runtime_error("unreadable");
                           }),
                  std::runtime_error);
  CHECK(living == 0);
}

TEST_CASE("what makes rows may throw") {
  makes_before_it_throws = 2;
  CHECK_THROWS_AS(new_rows(life_of<Counted>, 3, fill_nothing), std::runtime_error);
  CHECK(living == 0);
}

TEST_CASE("more rows than memory can hold") {
  CHECK_THROWS_AS(new_rows(life_of<Counted>, SIZE_MAX / 2, fill_nothing), std::bad_array_new_length);
}

#if defined(__GLIBCXX__) && !defined(_GLIBCXX_DEBUG)
TEST_CASE("a vector owns the rows that it adopts") {
  makes_before_it_throws = -1;
  {
    std::vector<Counted> rows = adopt_rows<Counted>(new_rows(life_of<Counted>, 3, fill_nothing));
    CHECK(living == 3);
    CHECK(rows.size() == 3);
    CHECK(rows.capacity() == 3);
    rows.emplace_back();  // moves them elsewhere and gives the memory back
    CHECK(living == 4);
    rows.pop_back();
  }
  CHECK(living == 0);

  std::vector<Counted> none = adopt_rows<Counted>(new_rows(life_of<Counted>, 0, fill_nothing));
  CHECK(none.empty());
  none.emplace_back();
  CHECK(none.size() == 1);
}
#endif

TEST_CASE("rows that a vector makes itself") {
  fake_server server;
  fake_repo repo(one_connection(server));
  server.answer({.columns = {{"title", 25}}, .rows = {{"Emma"}, {"Persuasion"}}});
  std::vector<Aligned> const rows = repo.all(recto::from<Book> | select_into<Aligned>(col<&Book::title>));
  REQUIRE(rows.size() == 2);
  CHECK(rows[0].title == "Emma");
  CHECK(rows[1].title == "Persuasion");
}
