// SPDX-License-Identifier: BSL-1.0
// How those that are given meet those that are there.
#include <recto/repo/association_relate.hpp>

#include <recto/repo/put_assoc.hpp>

#include "family.hpp"

using namespace recto;
using namespace recto::test;
using namespace recto::test::family;
using relation = detail::association_relation<&Parent::children>;

namespace {

Parent parent_of_two() {
  Parent parent{.id = 1};
  parent.children.load({Child{.id = 5, .parent_id = 1}, Child{.id = 6, .parent_id = 1}});
  return parent;
}

}  // namespace

TEST_CASE("a row is found by its key, and once") {
  changeset<Parent> const of(parent_of_two());
  relation related(of, {});
  Child const* const found = related.take(Child{.id = 6});
  REQUIRE(found);
  CHECK(found->id == 6);
  CHECK(related.take(Child{.id = 6}) == nullptr);
  CHECK(related.take(Child{.id = 7}) == nullptr);
}

TEST_CASE("an unset key is none") {
  CHECK(relation::has_unset_keys(Child{.name = "x"}));
  CHECK_FALSE(relation::has_unset_keys(Child{.id = 1}));
}

TEST_CASE("a stored row's association must be loaded, a new one's need not") {
  CHECK_ERROR(not_loaded, relation(changeset<Parent>(Parent{.id = 1}), {}));
  changeset<Parent> const fresh(Parent{});
  CHECK(relation(fresh, {}).take(Child{.id = 1}) == nullptr);
}

TEST_CASE("the same rows in any order are no change") {
  Parent const parent = parent_of_two();
  CHECK((changeset<Parent>(parent) | put_assoc<&Parent::children>({parent.children[1], parent.children[0]}))
            .changes_empty());
}

TEST_CASE("what the schema says of replacing counts, and the call goes before it") {
  Parent const parent = parent_of_two();
  auto const put = [&](assoc_options options) {
    return changeset<Parent>(parent) | put_assoc<&Parent::children>({parent.children[0]}, options);
  };
  CHECK_ERROR(misuse, put({}));
  CHECK_FALSE(put({.on_replace = on_replace::mark_as_invalid}).valid());
  CHECK(put({.on_replace = on_replace::delete_}).valid());
  CHECK(put({.on_replace = on_replace::nilify}).valid());
  CHECK_ERROR(misuse, put({.on_replace = on_replace::update}));
}

TEST_CASE("a key that cannot be NULL is refused before anything is sent") {
  Parent parent{.id = 1};
  parent.badges.load({Badge{.code = "a", .parent_id = 1}});
  auto const thrown = error_of([&] {
    changeset<Parent>(parent) | put_assoc<&Parent::badges>(std::vector<Badge>{}, {.on_replace = on_replace::nilify});
  });
  REQUIRE(thrown);
  CHECK(thrown->kind() == error_kind::misuse);
  CHECK_THAT(thrown->message(), contains("Badge::parent_id"));
}
