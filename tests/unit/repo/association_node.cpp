// SPDX-License-Identifier: BSL-1.0
#include <recto/repo/association_node.hpp>

#include <recto/repo/put_assoc.hpp>

#include "family.hpp"

using namespace recto;
using namespace recto::test;
using namespace recto::test::family;

TEST_CASE("a changeset knows whether it holds associated ones") {
  changeset<Parent> const alone = change(Parent{.name = "p"});
  CHECK_FALSE(detail::has_associated(alone));
  CHECK(detail::has_associated(alone | put_assoc<&Parent::children>({Child{.name = "c"}})));
}

TEST_CASE("a node that failed stands in place of the one that was tried") {
  changeset<Parent> const given = change(Parent{.name = "p"}) | put_assoc<&Parent::children>({Child{.name = "c"}});
  changeset<Child> bad(Child{.name = "bad"});
  bad.add_error<&Child::name>("is bad");
  auto const node = std::make_shared<detail::many_associated<&Parent::children> const>(
      std::vector<changeset<Child>>{bad}, std::vector<bool>{false}, on_replace::raise);
  auto const failed = detail::with_failed(given, node);
  REQUIRE_FALSE(failed.error().valid());
  CHECK(errors_on(failed.error())["children"][0]["name"] == std::vector<std::string>{"is bad"});
  CHECK(given.valid());
}
