// SPDX-License-Identifier: BSL-1.0
#include <recto/pg/pipeline.hpp>

#include "session.hpp"

using namespace recto::test;
using recto::error_kind;

namespace {

recto::statement const add{"SELECT $1 + $2", int4_oid, binary, 2};
recto::statement const divide{"SELECT 12 / $1", int4_oid, binary, 1};
recto::statement const wrong{"SELECT nope, $1", int4_oid, binary, 1};

int prepared_count(recto::pg::connection& connection) {
  return int4_at(connection.execute_unsafe("SELECT count(*)::int FROM pg_prepared_statements"));
}

}  // namespace

TEST_CASE("several statements are under way, and each has its answer") {
  auto how = settings();
  how.prepare = GENERATE(recto::prepare::named, recto::prepare::unnamed);
  recto::pg::connection connection(how);
  for (int round = 0; round < 2; ++round) {
    connection.enter_pipeline();
    CHECK(connection.in_pipeline());
    CHECK(!connection.idle());
    connection.send(add, values{}.int4(1).int4(2));
    connection.send(add, values{}.int4(3).int4(4));
    connection.send(divide, values{}.int4(3));
    connection.sync();
    CHECK(int4_at(connection.receive()) == 3);
    CHECK(int4_at(connection.receive()) == 7);
    CHECK(int4_at(connection.receive()) == 4);
    connection.leave_pipeline();
    CHECK(connection.idle());
  }
  CHECK(prepared_count(connection) == (how.prepare == recto::prepare::named ? 2 : 0));
}

TEST_CASE("statements that are used once share no note of their columns") {
  recto::pg::connection connection(settings());
  recto::statement const first{"SELECT $1 + 1", int4_oid, binary, 1};
  recto::statement const second{"SELECT $1::text", int4_oid, binary, 1};
  first.number = second.number = recto::detail::once_number;
  connection.enter_pipeline();
  connection.send(first, values{}.int4(1));
  connection.send(second, values{}.int4(7));
  connection.sync();
  auto const one = connection.receive();
  CHECK(int4_at(one) == 2);
  CHECK(!one.types_checked());
  one.types_checked() = true;
  auto const two = connection.receive();
  CHECK(!two.types_checked());
  CHECK(std::string(two.value(0, 0)) == "7");
  connection.leave_pipeline();
  CHECK(prepared_count(connection) == 0);
}

TEST_CASE("answers come without an end of the group") {
  recto::pg::connection connection(settings());
  connection.enter_pipeline();
  connection.send(add, values{}.int4(1).int4(2));
  CHECK(int4_at(connection.receive()) == 3);
  connection.send(add, values{}.int4(3).int4(4));
  CHECK(int4_at(connection.receive()) == 7);
  connection.leave_pipeline();
  CHECK(connection.idle());
}

TEST_CASE("what was sent and received without an end of the group is committed by leaving") {
  recto::pg::connection connection(settings());
  connection.run_script("CREATE TEMP TABLE t (id int)");
  recto::statement const insert{"INSERT INTO t VALUES ($1)", int4_oid, binary, 1};
  connection.enter_pipeline();
  connection.send(insert, values{}.int4(1));
  CHECK(connection.receive().affected() == 1);
  connection.leave_pipeline();
  CHECK(connection.idle());
  connection.run_script("BEGIN; ROLLBACK");
  CHECK(int4_at(connection.execute_unsafe("SELECT count(*)::int FROM t")) == 1);
}

TEST_CASE("one that fails keeps those behind it from running, up to the next group") {
  recto::pg::connection connection(settings());
  connection.execute(add, values{}.int4(1).int4(2));
  connection.enter_pipeline();
  connection.send(add, values{}.int4(1).int4(2));
  connection.send(divide, values{}.int4(0));
  connection.send(add, values{}.int4(3).int4(4));
  connection.sync();
  connection.send(add, values{}.int4(5).int4(6));
  connection.sync();
  CHECK(int4_at(connection.receive()) == 3);
  auto const error = error_of([&] { connection.receive(); });
  REQUIRE(error);
  CHECK(error->sqlstate() == "22012");
  CHECK(error->sql() == divide.sql);
  auto const not_run = error_of([&] { connection.receive(); });
  REQUIRE(not_run);
  CHECK(not_run->kind() == error_kind::query);
  CHECK_THAT(not_run->message(), contains("was not run"));
  CHECK(not_run->sql() == add.sql);
  CHECK(int4_at(connection.receive()) == 11);
  connection.leave_pipeline();
  CHECK(connection.idle());
}

TEST_CASE("a statement that cannot be prepared fails by itself") {
  recto::pg::connection connection(settings());
  connection.enter_pipeline();
  connection.send(wrong, values{}.int4(1));
  connection.send(add, values{}.int4(3).int4(4));  // its first use is skipped with it
  connection.sync();
  connection.send(add, values{}.int4(5).int4(6));
  connection.sync();
  auto const failure = error_of([&] { connection.receive(); });
  REQUIRE(failure);
  CHECK(failure->sqlstate() == "42703");
  CHECK(failure->sql() == wrong.sql);
  CHECK(failure->position() == 8);
  CHECK_ERROR(query, connection.receive());
  CHECK(int4_at(connection.receive()) == 11);
  connection.leave_pipeline();
  CHECK(int4_at(connection.execute(add, values{}.int4(1).int4(1))) == 2);
}

TEST_CASE("a constraint that is checked at the end fails the end of its group") {
  recto::pg::connection connection(settings());
  connection.run_script("CREATE TEMP TABLE late (id int CONSTRAINT late_id UNIQUE DEFERRABLE INITIALLY DEFERRED)");
  recto::statement const insert{"INSERT INTO late VALUES ($1)", int4_oid, binary, 1};
  connection.enter_pipeline();
  connection.send(insert, values{}.int4(1));
  connection.send(insert, values{}.int4(1));
  connection.sync();
  CHECK(connection.receive().affected() == 1);
  CHECK(connection.receive().affected() == 1);
  auto const error = error_of([&] { connection.leave_pipeline(); });
  REQUIRE(error);
  CHECK(error->constraint() == "late_id");
  CHECK(connection.idle());
  CHECK(int4_at(connection.execute_unsafe("SELECT count(*)::int FROM late")) == 0);
}

TEST_CASE("leaving fetches what nobody has, and reports its first error") {
  recto::pg::connection connection(settings());
  connection.enter_pipeline();
  connection.send(add, values{}.int4(1).int4(2));
  connection.send(divide, values{}.int4(0));
  connection.send(add, values{}.int4(1).int4(2));
  auto const error = error_of([&] { connection.leave_pipeline(); });
  REQUIRE(error);
  CHECK(error->sqlstate() == "22012");
  CHECK(connection.idle());
  connection.leave_pipeline();
  CHECK(int4_at(connection.execute(add, values{}.int4(1).int4(1))) == 2);
}

TEST_CASE("a transaction within a pipeline") {
  recto::pg::connection connection(settings());
  recto::statement const begin{"BEGIN", nullptr, nullptr, 0};
  recto::statement const commit{"COMMIT", nullptr, nullptr, 0};
  connection.enter_pipeline();
  connection.send(begin, {});
  connection.send(add, values{}.int4(1).int4(2));
  connection.send(commit, {});
  connection.sync();
  connection.receive();
  CHECK(int4_at(connection.receive()) == 3);
  connection.receive();
  connection.leave_pipeline();
  CHECK(connection.idle());
}

TEST_CASE("a forgotten statement is not run again in a pipeline, but prepared for the next time") {
  recto::pg::connection connection(settings());
  connection.execute(add, values{}.int4(1).int4(2));
  connection.run_script("DEALLOCATE ALL");
  connection.enter_pipeline();
  connection.send(add, values{}.int4(1).int4(2));
  connection.sync();
  auto const error = error_of([&] { connection.receive(); });
  REQUIRE(error);
  CHECK(error->sqlstate() == "26000");
  connection.send(add, values{}.int4(1).int4(2));
  connection.sync();
  CHECK(int4_at(connection.receive()) == 3);
  connection.leave_pipeline();
}

TEST_CASE("many and large ones do not stand in each other's way") {
  recto::pg::connection connection(settings());
  recto::statement const echo{"SELECT $1", text_oid, binary, 1};
  std::string const large(100'000, 'x');
  connection.enter_pipeline();
  for (int i = 0; i < 200; ++i) connection.send(echo, values{}.text(large));
  connection.sync();
  for (int i = 0; i < 200; ++i) CHECK(connection.receive().length(0, 0) == 100'000);
  connection.leave_pipeline();
}

TEST_CASE("what does not work in a pipeline says so") {
  recto::pg::connection connection(settings());
  CHECK_ERROR(misuse, connection.sync());
  connection.enter_pipeline();
  CHECK_ERROR(misuse, connection.enter_pipeline());
  CHECK_ERROR(misuse, connection.execute(add, values{}.int4(1).int4(2)));
  CHECK_ERROR(misuse, connection.execute_unsafe("SELECT 1"));
  CHECK_ERROR(misuse, connection.run_script("SELECT 1"));
  CHECK_ERROR(misuse, connection.receive());
  connection.leave_pipeline();
  CHECK(connection.idle());
}

TEST_CASE("COPY in a pipeline costs the connection, and says so") {
  recto::pg::connection connection(settings());
  recto::statement const copy{"COPY (SELECT 1) TO STDOUT", nullptr, nullptr, 0};
  connection.enter_pipeline();
  connection.send(copy, {});
  connection.sync();
  CHECK_ERROR(misuse, connection.receive());
  CHECK(!connection.usable());
  CHECK(!connection.idle());
  try {
    connection.leave_pipeline();
  } catch (recto::error const&) {
  }
}
