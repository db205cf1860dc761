// SPDX-License-Identifier: BSL-1.0
// What prepare_changes keeps: the function, and the repo that it wants.
#include <recto/changeset/change.hpp>
#include <recto/changeset/prepare_changes.hpp>
#include <recto/types/basic.hpp>
#include <support/test.hpp>

#include <cstdint>
#include <string>

using namespace recto;
using inside = recto::detail::changeset_access;

namespace {

struct Page {
  std::int64_t id{};
  std::string text{};
};

struct one_repo {
  int number = 0;
};
struct other_repo {};

changeset<Page> numbered(one_repo& repo, changeset<Page> given) {
  return given | put<&Page::text>(std::to_string(repo.number));
}

}  // namespace

TEST_CASE("functions are kept in order, and not run") {
  int ran = 0;
  auto const count = [&ran](changeset<Page> given) {
    ++ran;
    return given;
  };
  auto const of = change(Page{}) | prepare_changes(count) | prepare_changes(&numbered);
  CHECK(ran == 0);
  REQUIRE(inside::prepare(of).size() == 2);
  CHECK(inside::prepare(of)[0]->repo_type == detail::type_key{});  // any repo will do
  CHECK(inside::prepare(of)[0]->call(nullptr, of).data().id == 0);
  CHECK(ran == 1);
}

TEST_CASE("a function and a lambda that name their repo") {
  one_repo repo{7};
  auto const lambda = [](one_repo& with, changeset<Page> given) { return numbered(with, std::move(given)); };
  auto const of = change(Page{}) | prepare_changes(&numbered) | prepare_changes(lambda);
  for (auto const& one : inside::prepare(of)) {
    CHECK(one->repo_type == detail::key_of_type<one_repo>);
    CHECK(one->repo_type != detail::key_of_type<other_repo>);
    CHECK(one->call(&repo, change(Page{})).apply().text == "7");
  }
}

TEST_CASE("copies of a changeset share their functions, merged ones have both") {
  auto const same = [](changeset<Page> given) { return given; };
  auto const of = change(Page{}) | prepare_changes(same);
  auto const copy = of;
  CHECK(inside::prepare(copy)[0] == inside::prepare(of)[0]);
  auto const both = merge(of, change(Page{}) | prepare_changes(same));
  CHECK(inside::prepare(both).size() == 2);
}
