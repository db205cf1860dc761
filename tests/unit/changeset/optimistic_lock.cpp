// SPDX-License-Identifier: BSL-1.0
// What optimistic_lock notes in a changeset: the value to compare, and how the next one is made.
#include <recto/changeset/change.hpp>
#include <recto/changeset/optimistic_lock.hpp>
#include <recto/types/basic.hpp>
#include <support/test.hpp>

#include <cstdint>
#include <limits>
#include <optional>
#include <string>

using namespace recto;
using inside = recto::detail::changeset_access;

namespace {

struct Page {
  std::int64_t id{};
  std::int32_t version = 1;
  std::optional<std::int16_t> small{};
  std::string token{};
};

struct longer {
  std::string operator()(std::string const& current) const { return current + "+"; }
};

// The value that a write would give to the locked field.
template <class Field>
Field next(changeset<Page> const& of, Field const& current) {
  Field made{};
  inside::locks(of).back().increment(&current, &made);
  return made;
}

}  // namespace

TEST_CASE("versions grow by one, and roll over") {
  increment_with_rollover const grow;
  CHECK(grow(std::int32_t{1}) == 2);
  CHECK(grow(std::int32_t{2147483646}) == 2147483647);
  CHECK(grow(std::int32_t{2147483647}) == 1);
  CHECK(grow(std::int64_t{2147483647}) == 1);
  CHECK(grow(std::int64_t{4'000'000'000}) == 1);
  CHECK(grow(std::int16_t{32767}) == 1);
  CHECK(grow(std::int32_t{-5}) == -4);
}

TEST_CASE("the value to compare is the one that the changeset has when it is locked") {
  auto const of = change(Page{.version = 4}) | optimistic_lock<&Page::version>();
  CHECK(inside::record(of).filters == 2);
  REQUIRE(inside::locked(of));
  CHECK(inside::locked(of)->version == 4);
  CHECK(next(of, std::int32_t{4}) == 5);
  CHECK(of.changes_empty());
  auto const changed = change(Page{.version = 4}) | put<&Page::version>(9) | optimistic_lock<&Page::version>();
  CHECK(inside::locked(changed)->version == 9);
}

TEST_CASE("a field that may be NULL, and a type of one's own") {
  auto const of = change(Page{}) | optimistic_lock<&Page::small>();
  CHECK(!inside::locked(of)->small);
  CHECK(next(of, std::optional<std::int16_t>{}) == 1);
  CHECK(next(of, std::optional<std::int16_t>{32767}) == 1);
  auto const text = change(Page{.token = "a"}) | optimistic_lock<&Page::token, longer>();
  CHECK(next(text, std::string("a")) == "a+");
}

TEST_CASE("two locks") {
  auto const of =
      change(Page{.version = 4, .small = 2}) | optimistic_lock<&Page::version>() | optimistic_lock<&Page::small>();
  CHECK(inside::locks(of).size() == 2);
  CHECK(inside::record(of).filters == 6);
  CHECK(inside::locked(of)->version == 4);
  CHECK(inside::locked(of)->small == 2);
}
