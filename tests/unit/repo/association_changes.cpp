// SPDX-License-Identifier: BSL-1.0
// In what order a tree is written; tests/db/repo/assoc_write.cpp asks the server.
#include <recto/repo/association_changes.hpp>

#include <recto/repo/put_assoc.hpp>

#include "family.hpp"

using namespace recto;
using namespace recto::test;
using namespace recto::test::family;

TEST_CASE("what a row belongs to, the row, what belongs to it: one transaction") {
  family_server of;
  auto const made = of.repo.insert(change(Child{.name = "c"}) | put_assoc<&Child::parent>(Parent{.name = "p"})
                                   | put_assoc<&Child::toys>({Toy{.name = "t"}}));
  REQUIRE(made);
  CHECK(of.server.texts()
        == texts{"BEGIN", R"(INSERT INTO "parents" ("name") VALUES ($1) RETURNING "id")",
                 R"(INSERT INTO "children" ("name", "parent_id") VALUES ($1, $2) RETURNING "id")",
                 R"(INSERT INTO "toys" ("name") VALUES ($1) RETURNING "id")",
                 R"(INSERT INTO "children_toys" ("child_id", "toy_id") VALUES ($1, $2))", "COMMIT"});
  CHECK(made->parent_id == 1);
  CHECK(of.server.calls[4].values == std::vector<cell>{wire_int8(2), wire_int8(3)});
}

TEST_CASE("rows of a join table go by both their columns") {
  family_server of;
  Child child{.id = 7, .name = "c"};
  child.toys.load({Toy{.id = 8}});
  auto const written =
      of.repo.update(change(child) | put_assoc<&Child::toys>(std::vector<Toy>{}, {.on_replace = on_replace::delete_}));
  REQUIRE(written);
  CHECK(written->toys.empty());
  CHECK(of.server.texts()
        == texts{"BEGIN", R"(DELETE FROM "children_toys" WHERE "child_id" = $1 AND "toy_id" = $2)", "COMMIT"});
}

TEST_CASE("whatever call fails, the transaction is rolled back and the error passes") {
  for (int n = 1; n <= 6; ++n) {
    family_server of;
    of.server.fail_call(n, refusal());
    auto const thrown = error_of([&] {
      (void)of.repo.insert(change(Child{.name = "c"}) | put_assoc<&Child::parent>(Parent{.name = "p"})
                           | put_assoc<&Child::toys>({Toy{.name = "t"}}));
    });
    INFO(n);
    REQUIRE(thrown);
    CHECK(thrown->sqlstate() == "42P01");
    if (n > 1 && n < 6) CHECK(of.server.texts().back() == "ROLLBACK");
    CHECK_FALSE(of.repo.in_transaction());
  }
}
