// SPDX-License-Identifier: BSL-1.0
#include <recto/repo/put_assoc.hpp>

#include "family.hpp"

using namespace recto;
using namespace recto::test;
using namespace recto::test::family;

TEST_CASE("structs, changesets, one, none: the changes hold what shall be") {
  changeset<Parent> const structs =
      change(Parent{}) | put_assoc<&Parent::children>({Child{.name = "a"}, Child{.name = "b"}});
  CHECK(structs.changed<&Parent::children>());
  CHECK(structs.apply().children.size() == 2);
  changeset<Parent> const changesets =
      change(Parent{}) | put_assoc<&Parent::children>(std::vector<changeset<Child>>{child_form({}, {{"name", "c"}})});
  CHECK(changesets.apply().children[0].name == "c");
  CHECK((change(Child{}) | put_assoc<&Child::parent>(Parent{.name = "p"})).apply().parent->name == "p");
  CHECK((change(Child{}) | put_assoc<&Child::parent>(change(Parent{.name = "q"}))).apply().parent->name == "q");
  CHECK((change(Child{}) | put_assoc<&Child::parent>(std::nullopt)).changes_empty());
}

TEST_CASE("an invalid child makes its parent invalid") {
  changeset<Parent> const bad = change(Parent{}) | put_assoc<&Parent::children>({child_form({}, {})});
  CHECK_FALSE(bad.valid());
  CHECK(errors_on(bad)["children"][0]["name"] == std::vector<std::string>{"can't be blank"});
}

TEST_CASE("the last call counts") {
  changeset<Parent> const twice = change(Parent{}) | put_assoc<&Parent::children>({Child{.name = "a"}})
                                | put_assoc<&Parent::children>({Child{.name = "b"}});
  REQUIRE(twice.apply().children.size() == 1);
  CHECK(twice.apply().children[0].name == "b");
}

TEST_CASE("a child is built with its parent's key") {
  CHECK(build_assoc<&Parent::children>(Parent{.id = 4}).parent_id == 4);
  CHECK(build_assoc<&Parent::badges>(Parent{.id = 4}, {.code = "x"}).code == "x");
}

TEST_CASE("the query for a row's children binds one array") {
  family_server of;
  CHECK(of.repo.to_sql(assoc<&Parent::children>(Parent{.id = 4}) | select(col<&Child::id>))
        == R"(SELECT "id" FROM "children" WHERE "parent_id" = ANY($1))");
}
