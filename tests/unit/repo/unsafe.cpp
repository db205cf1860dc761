// SPDX-License-Identifier: BSL-1.0
#include <recto/repo/unsafe.hpp>

#include "rows.hpp"

using namespace recto::test;
using namespace recto::test::library;
using recto::error_kind;

namespace {

fake_answer two_books() {
  return {.columns = {{"lent", 16}, {"nobody_asked", 1042}, {"title", 25}, {"id", 20}},
          .rows = {{wire_bool(true), "?", "Emma", wire_int8(1)}, {wire_bool(false), cell{}, "Ulysses", wire_int8(2)}}};
}

}  // namespace

TEST_CASE("cells of raw SQL are read by type") {
  fake_server server;
  fake_repo repo(one_connection(server));
  server.answer(two_books());
  auto const answer = repo.unsafe_sql("select 1");
  CHECK(server.calls.at(0).how == fake_call::kind::unsafe);
  CHECK(answer.size() == 2);
  CHECK(!answer.empty());
  CHECK(answer.columns() == 4);
  CHECK(answer.column_name(2) == "title");
  CHECK(answer.column_type(3) == 20);
  CHECK(answer.affected() == 2);
  CHECK(answer.get<std::string>(1, 2) == "Ulysses");
  CHECK(answer.get<std::int64_t>(0, 3) == 1);
  CHECK(answer.get<bool>(0, 0));
  CHECK(!answer.get<std::optional<std::string>>(1, 1));

  auto error = error_of([&] { answer.get<std::int32_t>(0, 3); });
  REQUIRE(error);
  CHECK(error->kind() == error_kind::type_mismatch);
  CHECK(error->message() == "column \"id\" has type bigint, but the selected value needs integer");
  error = error_of([&] { answer.get<std::string>(1, 1); });
  REQUIRE(error);
  CHECK(error->kind() == error_kind::invalid_value);
  CHECK_THAT(error->message(), contains("column \"nobody_asked\""));
  CHECK_ERROR(misuse, answer.get<bool>(2, 0));
  CHECK_ERROR(misuse, answer.get<bool>(0, 4));
}

TEST_CASE("load finds fields by the names of columns") {
  fake_server server;
  fake_repo repo(one_connection(server));
  server.answer(two_books());
  std::vector<Book> const books = repo.load<Book>(repo.unsafe_sql("select 1"));
  REQUIRE(books.size() == 2);
  CHECK(books[0] == Book{1, "Emma", {}, true});
  CHECK(books[1] == Book{2, "Ulysses", {}, false});

  server.answer({.columns = {{"title", 25}}});
  CHECK(repo.load<Book>(repo.unsafe_sql("select 1")).empty());
}

TEST_CASE("load checks as any other read") {
  fake_server server;
  fake_repo repo(one_connection(server));
  server.answer({.columns = {{"title", 20}}, .rows = {{wire_int8(1)}}});
  auto error = error_of([&] { repo.load<Book>(repo.unsafe_sql("select 1")); });
  REQUIRE(error);
  CHECK(error->kind() == error_kind::type_mismatch);
  CHECK(error->message()
        == "column \"title\" has type bigint, but field title of recto::test::library::Book needs text");
  server.answer({.columns = {{"id", 20}, {"title", 25}}, .rows = {{wire_int8(1), "a"}, {wire_int8(1), cell{}}}});
  error = error_of([&] { repo.load<Book>(repo.unsafe_sql("select 1")); });
  REQUIRE(error);
  CHECK(error->kind() == error_kind::invalid_value);
  CHECK_THAT(error->message(),
             contains("column \"title\" cannot be read into field title of recto::test::library::Book"));
}

TEST_CASE("scripts") {
  fake_server server;
  fake_repo repo(one_connection(server));
  repo.unsafe_script("CREATE TABLE a (); CREATE TABLE b ()");
  CHECK(server.calls.at(0).how == fake_call::kind::script);
  server.fail_call(1, refusal());
  CHECK_ERROR(query, repo.unsafe_script("SELECT nothing"));
  CHECK_NOTHROW(repo.unsafe_script("SELECT 1"));
}

TEST_CASE("a NUL byte would end the text early") {
  fake_server server;
  fake_repo repo(one_connection(server));
  CHECK_ERROR(invalid_value, repo.unsafe_sql(std::string_view("DELETE FROM t\0 WHERE false", 26)));
  CHECK_ERROR(invalid_value, repo.unsafe_script(std::string_view("a\0b", 3)));
  CHECK(server.calls.empty());
}

TEST_CASE("a transaction that raw SQL left open is rolled back when the connection comes back") {
  fake_server server;
  fake_repo repo(one_connection(server));
  repo.unsafe_sql("BEGIN");
  repo.unsafe_script("SELECT 1");
  CHECK(server.texts() == texts{"BEGIN", "ROLLBACK", "SELECT 1"});
  CHECK(server.connected == 1);
}
