// SPDX-License-Identifier: BSL-1.0
#include <recto/repo/statement_runner.hpp>

#include "rows.hpp"

using namespace recto::test;
using recto::detail::runner_of;

namespace {

recto::statement const which("SELECT 1", nullptr, nullptr, 0);

}  // namespace

TEST_CASE("an answer is the same behind a forgotten type") {
  fake_server server;
  server.answer({.columns = {{"n", 23}, {"t", 25}}, .rows = {{wire_int4(7), std::nullopt}}, .affected = 5});
  fake_repo repo(one_connection(server));
  runner_of<fake_repo> runner(repo);
  recto::detail::any_result const answer = runner.run(which, {});
  CHECK(answer.rows() == 1);
  CHECK(answer.columns() == 2);
  CHECK(answer.affected() == 5);
  CHECK(answer.column_type(0) == 23);
  CHECK(answer.column_name(1) == "t");
  CHECK(answer.length(0, 0) == 4);
  CHECK_FALSE(answer.is_null(0, 0));
  CHECK(answer.is_null(0, 1));
  CHECK(answer.value(0, 0)[3] == 7);
}

TEST_CASE("it knows its repo by type") {
  fake_server server;
  fake_repo repo(one_connection(server));
  runner_of<fake_repo> const runner(repo);
  CHECK(runner.repo == &repo);
  CHECK(runner.repo_type == recto::detail::key_of_type<fake_repo>);
  CHECK_FALSE(runner.repo_type == recto::detail::type_key{});
}

TEST_CASE("an error passes through") {
  fake_server server;
  server.answer({.failure = refusal()});
  fake_repo repo(one_connection(server));
  runner_of<fake_repo> runner(repo);
  CHECK_ERROR(query, runner.run(which, {}));
}
