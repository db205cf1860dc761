// SPDX-License-Identifier: BSL-1.0
#include <recto/repo/cast_assoc.hpp>

#include "family.hpp"

using namespace recto;
using namespace recto::test;
using namespace recto::test::family;
using strings = std::vector<std::string>;

namespace {

changeset<Parent> form(Parent parent, params const& given, cast_assoc_options options = {}) {
  return cast(std::move(parent), given, permit<&Parent::name>) | cast_assoc<&Parent::children>(child_form, options);
}
Parent parent_of_two() {
  Parent parent{.id = 1};
  parent.children.load({Child{.id = 5, .name = "a", .parent_id = 1}, Child{.id = 6, .name = "b", .parent_id = 1}});
  return parent;
}

}  // namespace

TEST_CASE("params without a key are of new rows") {
  auto const made = form({}, *params::from_form("children[0][name]=x&children[1][name]=y"));
  REQUIRE(made.valid());
  CHECK(made.apply().children[1].name == "y");
}

TEST_CASE("params with a key update the row that has it") {
  auto const made =
      form(parent_of_two(), *params::from_form("children[0][id]=6&children[0][name]=B&children[1][id]=5"));
  REQUIRE(made.valid());
  CHECK(made.apply().children[0].id == 6);
  CHECK(made.apply().children[0].name == "B");
  CHECK(made.apply().children[1].name == "a");
}

TEST_CASE("a generated key that is not there is refused") {
  auto const refused = form({}, *params::from_form("children[0][id]=6&children[0][name]=x"));
  CHECK(errors_on(refused)["children"][0]["id"] == strings{"does not exist"});
}

TEST_CASE("a key that the program makes may be new") {
  auto const form_of_badges = [](Parent parent, params const& given) {
    return cast(std::move(parent), given, permit<>) | cast_assoc<&Parent::badges>(badge_form);
  };
  family_server of;
  auto const made = of.repo.insert(form_of_badges({}, *params::from_form("badges[0][code]=x&badges[0][text]=y")));
  REQUIRE(made);
  CHECK(made->badges[0].code == "x");
  CHECK(made->badges[0].parent_id == 1);
  Parent stored{.id = 1};
  stored.badges.load({Badge{.code = "x", .text = "y", .parent_id = 1}});
  auto const changed =
      form_of_badges(stored, *params::from_form("badges[0][code]=x&badges[0][text]=z&badges[1][code]=new"));
  REQUIRE(changed.valid());
  CHECK(of.repo.update(changed).has_value());
  CHECK(of.server.texts()[5] == R"(UPDATE "badges" SET "text" = $1 WHERE "code" = $2)");
  CHECK(of.server.texts()[6] == R"(INSERT INTO "badges" ("code", "text", "parent_id") VALUES ($1, $2, $3))");
}

TEST_CASE("what is no map is invalid") {
  for (params const& given :
       {params{{"children", 5}}, params{{"children", "x"}}, params{{"children", params::list{1}}}})
    CHECK(errors_on(form({}, given))["children"] == strings{"is invalid"});
}

static_assert(detail::is_embed_function<Child, changeset<Child> (*)(Child, params const&)>(true));
static_assert(!detail::is_embed_function<Child, detail::own_embed_function>(true));
