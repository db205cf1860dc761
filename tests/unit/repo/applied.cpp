// SPDX-License-Identifier: BSL-1.0
// The struct of a write in its changeset, and the changeset given back as it was.
#include <recto/changeset/change.hpp>
#include <recto/repo/applied.hpp>

#include "rows.hpp"

using namespace recto::test;
using recto::change;
using recto::put;
using recto::detail::applied_changes;
using recto::detail::field_set;

namespace recto::test::applying {

struct Note {
  std::int64_t id{};
  std::string title{};
  std::optional<std::string> body{};
  std::int32_t version = 1;
  std::string other{};
  static consteval auto schema() { return recto::table("notes"); }
  friend bool operator==(Note const&, Note const&) = default;
};

struct Part {
  std::string name{};
  friend bool operator==(Part const&, Part const&) = default;
};
struct Whole {
  std::int64_t id{};
  recto::embeds_one<Part> part{};
  friend bool operator==(Whole const&, Whole const&) = default;
};

}  // namespace recto::test::applying

using namespace recto::test::applying;

namespace {

constexpr field_set version = 8;
Note const note{.id = 1, .title = std::string(50, 'a'), .body = "b", .version = 4, .other = std::string(50, 'o')};

auto given() { return change(note) | put<&Note::title>(std::string(60, 'c')) | put<&Note::body>(std::nullopt); }

}  // namespace

TEST_CASE("the changes are in the struct, and nothing was copied") {
  auto of = given();
  char const* const kept = of.data().other.data();
  char const* const changed = of.get_change<&Note::title>()->data();
  applied_changes<Note> applied;
  Note& made = applied.make(of, version);
  CHECK(made == given().apply());
  CHECK(made.other.data() == kept);
  CHECK(made.title.data() == changed);
}

TEST_CASE("restored") {
  auto of = given();
  applied_changes<Note> applied;
  Note& made = applied.make(of, version);
  made.version = 9;
  applied.restore(of);
  CHECK(of.data() == note);
  CHECK(of.apply() == given().apply());
  CHECK(*of.get_change<&Note::title>() == std::string(60, 'c'));
  CHECK(of.get_change<&Note::version>() == nullptr);
  of.put<&Note::version>(5);
  CHECK(of.apply().version == 5);
  of.delete_change<&Note::version>();
  CHECK(of.apply() == given().apply());
  applied.restore(of);  // once is enough
  CHECK(of.data() == note);
}

TEST_CASE("a copy where the key changes, or what is set besides") {
  for (auto of : {given() | put<&Note::id>(7), given() | put<&Note::version>(7)}) {
    auto const wanted = of.apply();
    applied_changes<Note> applied;
    Note& made = applied.make(of, version);
    CHECK(made == wanted);
    CHECK(of.data() == note);
    made.version = 100;
    applied.restore(of);
    CHECK(of.data() == note);
    CHECK(of.apply() == wanted);
  }
}

TEST_CASE("a copy of what embeds") {
  auto of = change(Whole{.id = 1, .part = Part{"a"}});
  applied_changes<Whole> applied;
  applied.make(of, 0).part->name = "b";
  applied.restore(of);
  CHECK(of.data().part->name == "a");
}
