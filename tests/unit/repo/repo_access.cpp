// SPDX-License-Identifier: BSL-1.0
// A statement of one's own through the repo: on its connection, with the columns compared once.
#include <recto/repo/repo_access.hpp>

#include "rows.hpp"

using namespace recto::test;
using recto::detail::repo_access;

namespace {

recto::statement const ask{"SELECT 1", nullptr, nullptr, 0};
using plan = recto::detail::value_plan<std::int64_t, fake_result>;

}  // namespace

TEST_CASE("with and without a layout") {
  fake_server server;
  fake_repo repo(one_connection(server));
  server.answer({.columns = {{"n", 20}}, .rows = {{wire_int8(3)}}});
  server.answer({.affected = 4});
  CHECK(plan::read_one(repo_access::run(repo, ask, {}, &plan::layout)) == 3);
  CHECK(repo_access::run(repo, ask, {}, nullptr).affected() == 4);
  CHECK(server.texts() == texts{"SELECT 1", "SELECT 1"});
}

TEST_CASE("a column of another type is refused at the first use") {
  fake_server server;
  fake_repo repo(one_connection(server));
  server.answer({.columns = {{"n", 25}}, .rows = {{"x"}}});
  auto const refused = error_of([&] { (void)repo_access::run(repo, ask, {}, &plan::layout); });
  REQUIRE(refused);
  CHECK(refused->kind() == recto::error_kind::type_mismatch);
}

TEST_CASE("within a transaction it is the transaction's connection") {
  fake_server server;
  fake_repo repo(one_connection(server));
  server.answer({.affected = 1});
  CHECK(repo.transact([](fake_repo& inner) -> std::expected<int, int> {
    return static_cast<int>(repo_access::run(inner, ask, {}, nullptr).affected());
  }) == 1);
  CHECK(server.connected == 1);
}
