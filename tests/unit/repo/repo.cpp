// SPDX-License-Identifier: BSL-1.0
// What each member sends, byte for byte, and in how many round trips.
#include <recto/query/clauses.hpp>
#include <recto/repo/repo.hpp>

#include "rows.hpp"

#define RECTO_TEST_REPLACE_NEW
#include <support/count_allocations.hpp>

using namespace recto::test;
using namespace recto::test::library;
using recto::col;

namespace {

struct Number {
  std::int64_t id{};
  std::int32_t value{};
  std::optional<double> ratio{};

  static consteval auto schema() { return recto::table("numbers"); }
};

// What the fake itself allocates is not counted.
class quiet_connection : public fake_connection {
 public:
  using fake_connection::fake_connection;
  fake_result execute(recto::statement const& which, recto::parameters values) {
    uncounted const quiet;
    return fake_connection::execute(which, values);
  }
};

// One call on a fresh server, which has one answer.
struct conversation {
  fake_server server{};
  fake_repo repo{one_connection(server)};

  explicit conversation(fake_answer answer) { server.answer(std::move(answer)); }

  void was_asked(std::string const& sql, std::vector<cell> const& values) {
    REQUIRE(server.calls.size() == 1);
    CHECK(server.calls[0].sql == sql);
    CHECK(server.calls[0].values == values);
    CHECK(server.calls[0].how == fake_call::kind::statement);
    CHECK(server.connected == 1);
  }
};

std::string const select_books = R"(SELECT "id", "title", "pages", "lent" FROM "books")";

}  // namespace

TEST_CASE("nothing is connected before the first call") {
  fake_server server;
  fake_repo repo(one_connection(server));
  CHECK(server.connected == 0);
  CHECK(!repo.in_transaction());
}

TEST_CASE("all") {
  conversation with({.columns = book_columns(), .rows = {book_cells(1, "a"), book_cells(2, "b")}});
  CHECK(with.repo.all(recto::from<Book> | where(col<&Book::title> != "c") | recto::limit(2)).size() == 2);
  with.was_asked(select_books + R"( WHERE "title" <> $1 LIMIT $2)", {"c", wire_int8(2)});
}

TEST_CASE("one, and more than one") {
  auto const query = recto::from<Book> | where(col<&Book::id> == 1);
  conversation none({.columns = book_columns()});
  CHECK(!none.repo.one(query));
  none.was_asked(select_books + R"( WHERE "id" = $1)", {wire_int8(1)});

  conversation single({.columns = book_columns(), .rows = {book_cells(1, "a")}});
  CHECK(single.repo.one(query)->title == "a");

  conversation several({.columns = book_columns(), .rows = {book_cells(1, "a"), book_cells(2, "b")}});
  auto const error = error_of([&] { several.repo.one(query); });
  REQUIRE(error);
  CHECK(error->kind() == recto::error_kind::multiple_results);
  CHECK(error->message() == "2 rows were found where at most one was asked for; add limit(1) or ask for all");
}

TEST_CASE("one_or_throw") {
  auto const query = recto::from<Book> | select(col<&Book::pages>);
  conversation none({.columns = {{"pages", 23}}});
  auto const error = error_of([&] { none.repo.one_or_throw(query); });
  REQUIRE(error);
  CHECK(error->kind() == recto::error_kind::no_results);
  CHECK(error->message() == "no row of \"books\" was found where exactly one was asked for");

  conversation null({.columns = {{"pages", 23}}, .rows = {{cell{}}}});
  CHECK(!null.repo.one_or_throw(query));
}

TEST_CASE("get") {
  conversation found({.columns = book_columns(), .rows = {book_cells(7, "a")}});
  CHECK(found.repo.get<Book>(7)->id == 7);
  found.was_asked(select_books + R"( WHERE "id" = $1)", {wire_int8(7)});

  conversation missing({.columns = book_columns()});
  CHECK(!missing.repo.get<Book>(std::int64_t{7}));
  conversation required({.columns = book_columns()});
  auto const error = error_of([&] { required.repo.get_or_throw<Book>(7); });
  REQUIRE(error);
  CHECK(error->kind() == recto::error_kind::no_results);
  CHECK_THAT(error->message(), contains("\"books\""));
  conversation there({.columns = book_columns(), .rows = {book_cells(7, "a")}});
  CHECK(there.repo.get_or_throw<Book>(7).title == "a");
}

TEST_CASE("get by a key of several columns") {
  conversation with(
      {.columns = {{"room", 23}, {"number", 23}, {"label", 25}}, .rows = {{wire_int4(1), wire_int4(2), "poetry"}}});
  CHECK(with.repo.get<Shelf>(1, 2)->label == "poetry");
  with.was_asked(R"(SELECT "room", "number", "label" FROM "shelves" WHERE "room" = $1 AND "number" = $2)",
                 {wire_int4(1), wire_int4(2)});
}

TEST_CASE("get_by and all_by") {
  conversation one({.columns = book_columns(), .rows = {book_cells(7, "a")}});
  CHECK(one.repo.get_by<Book>(col<&Book::title> == std::string("a"))->id == 7);
  one.was_asked(select_books + R"( WHERE "title" = $1)", {"a"});
  conversation several({.columns = book_columns(), .rows = {book_cells(7, "a"), book_cells(8, "a")}});
  CHECK(several.repo.all_by<Book>(col<&Book::title> == "a").size() == 2);
  conversation twice({.columns = book_columns(), .rows = {book_cells(7, "a"), book_cells(8, "a")}});
  CHECK_ERROR(multiple_results, twice.repo.get_by<Book>(col<&Book::title> == "a"));
}

TEST_CASE("exists, count and aggregate") {
  auto const lent = recto::from<Book> | where(col<&Book::lent> == true);
  conversation exists({.columns = {{"exists", 16}}, .rows = {{wire_bool(true)}}});
  CHECK(exists.repo.exists(lent));
  CHECK_THAT(exists.server.texts().at(0), contains("SELECT EXISTS"));
  conversation nothing({.columns = {{"exists", 16}}, .rows = {{wire_bool(false)}}});
  CHECK(!nothing.repo.exists(lent));

  conversation count({.columns = {{"count", 20}}, .rows = {{wire_int8(3)}}});
  CHECK(count.repo.count(lent) == 3);
  CHECK_THAT(count.server.texts().at(0), contains("count(*)"));

  conversation most({.columns = {{"max", 23}}, .rows = {{wire_int4(9)}}});
  CHECK(most.repo.aggregate(lent, max(col<&Book::pages>)) == 9);
  conversation empty({.columns = {{"max", 23}}, .rows = {{cell{}}}});
  CHECK(!empty.repo.aggregate(lent, max(col<&Book::pages>)));
}

TEST_CASE("reload") {
  Book const book{.id = 7, .title = "old"};
  conversation with({.columns = book_columns(), .rows = {book_cells(7, "new")}});
  CHECK(with.repo.reload(book)->title == "new");
  with.was_asked(select_books + R"( WHERE "id" = $1)", {wire_int8(7)});
  conversation gone({.columns = book_columns()});
  CHECK(!gone.repo.reload(book));
}

TEST_CASE("update_all and delete_all") {
  auto const old = recto::from<Book> | where(col<&Book::pages> < 10);
  conversation update({.affected = 3});
  CHECK(update.repo.update_all(old | set(col<&Book::lent> = false)) == 3);
  update.was_asked(R"(UPDATE "books" SET "lent" = $1 WHERE "pages" < $2)", {wire_bool(false), wire_int4(10)});
  conversation remove({.affected = 4});
  CHECK(remove.repo.delete_all(old) == 4);
  remove.was_asked(R"(DELETE FROM "books" WHERE "pages" < $1)", {wire_int4(10)});
  conversation every({.affected = 5});
  CHECK(every.repo.delete_all(recto::from<Book> | recto::every_row) == 5);
  every.was_asked(R"(DELETE FROM "books")", {});
}

TEST_CASE("to_sql asks nobody") {
  fake_server server;
  fake_repo repo(one_connection(server));
  CHECK(repo.to_sql(recto::from<Book> | where(col<&Book::id> == 1)) == select_books + R"( WHERE "id" = $1)");
  CHECK(repo.to_sql(recto::from<Book>) == select_books);
  CHECK(server.connected == 0);
}

TEST_CASE("a value that cannot be sent costs no round trip") {
  fake_server server;
  fake_repo repo(one_connection(server));
  std::string const nul("a\0b", 3);
  auto const error = error_of([&] { repo.all(recto::from<Book> | where(col<&Book::title> == nul)); });
  REQUIRE(error);
  CHECK(error->kind() == recto::error_kind::invalid_value);
  CHECK_THAT(error->message(), contains("parameter $1: text holds a NUL byte"));
  CHECK(server.calls.empty());
  CHECK(server.connected == 0);
}

TEST_CASE("types of columns are compared once for a statement") {
  fake_server server;
  fake_repo repo(one_connection(server));
  auto wrong = book_columns();
  wrong[1].type = 17;
  server.answer({.columns = wrong});
  server.answer({.columns = wrong});
  server.answer({.columns = book_columns()});
  CHECK_ERROR(type_mismatch, repo.get<Book>(1));
  CHECK_ERROR(type_mismatch, repo.get<Book>(1));
  CHECK(!repo.get<Book>(1));
  // From now on this statement of this connection counts as compared.
  server.answer({.columns = wrong, .rows = {book_cells(1, "a")}});
  CHECK(repo.get<Book>(1)->title == "a");
  CHECK(server.open == 1);
}

TEST_CASE("reading the same rows by two members are two statements") {
  fake_server server;
  fake_repo repo(one_connection(server));
  auto wrong = book_columns();
  wrong[1].type = 17;
  server.answer({.columns = book_columns()});
  server.answer({.columns = wrong});
  CHECK(!repo.get<Book>(1));
  CHECK_ERROR(type_mismatch, repo.all(recto::from<Book>));
}

TEST_CASE("an error of the server passes as it is, and the connection stays") {
  fake_server server;
  fake_repo repo(one_connection(server));
  server.answer({.failure = refusal()});
  auto const error = error_of([&] { repo.get<Book>(1); });
  REQUIRE(error);
  CHECK(error->sqlstate() == "42P01");
  server.answer({.columns = book_columns()});
  CHECK(!repo.get<Book>(1));
  CHECK(server.connected == 1);
}

TEST_CASE("after a loss the next call connects anew") {
  fake_server server;
  fake_repo repo(one_connection(server));
  server.fail_call(1);
  CHECK_ERROR(connection, repo.get<Book>(1));
  CHECK(server.open == 0);
  server.answer({.columns = book_columns()});
  CHECK(!repo.get<Book>(1));
  CHECK(server.connected == 2);
  CHECK(server.open == 1);
}

TEST_CASE("who cannot connect is told by every call, until it can") {
  fake_server server;
  fake_repo repo(one_connection(server));
  server.refuse = recto::error(recto::error_kind::connection, "not today");
  for (int i = 0; i < 3; ++i) CHECK_ERROR(connection, repo.get<Book>(1));
  server.refuse.reset();
  server.answer({.columns = book_columns()});
  CHECK(!repo.get<Book>(1));
}

TEST_CASE("get allocates nothing of its own") {
  fake_server server;
  recto::basic_repo<quiet_connection> repo(one_connection(server));
  server.respond = [](fake_call const&) {
    return fake_answer{.columns = {{"id", 20}, {"value", 23}, {"ratio", 701}},
                       .rows = {{wire_int8(1), wire_int4(2), cell{}}}};
  };
  CHECK(repo.get<Number>(1)->value == 2);
  long long const before = allocations();
  auto const found = repo.get<Number>(1);
  auto const asked = repo.one(recto::from<Number> | where(col<&Number::value> == 2));
  Number const updated = repo.update(Number{.id = 1});
  long long const after = allocations();
  CHECK(found->value == 2);
  CHECK(asked->id == 1);
  CHECK(updated.id == 1);
  CHECK(after == before);
}
