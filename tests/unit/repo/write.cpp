// SPDX-License-Identifier: BSL-1.0
// Which fields of a struct are sent, which come back, and what becomes of timestamps and keys.
#include <recto/repo/write.hpp>

#include "rows.hpp"

#include <recto/types/uuid.hpp>

#include <span>

using namespace recto::test;
using namespace recto::test::library;
using recto::utc_datetime;

namespace {

struct Reader;

struct Loan {
  std::int64_t id{};
  std::string reader{};
  std::int32_t days_left{};  // counted, not kept
  recto::belongs_to<Reader> who{};
  recto::has_many<Reader> readers{};
  std::optional<std::int32_t> fine{};
  std::int32_t version{};  // the database counts it up
  recto::utc_datetime inserted_at{}, updated_at{};

  static consteval auto schema() {
    return recto::table("loans") | recto::timestamps
         | recto::virtual_field<&Loan::days_left> | recto::read_after_writes<&Loan::version>;
  }
};

struct Reader {
  std::int64_t id{};
  static consteval auto schema() { return recto::table("readers"); }
};

struct Stamp {
  boost::uuids::uuid id{};
  std::optional<recto::naive_datetime> inserted_at{};
  std::optional<recto::naive_datetime> updated_at{};

  static consteval auto schema() { return recto::table("stamps") | recto::timestamps; }
};

struct Country {
  std::string code{};
  std::string name{};

  static consteval auto schema() { return recto::table("countries") | recto::primary_key<&Country::code>; }
};

struct Counter {
  std::int64_t id{};

  static consteval auto schema() { return recto::table("counters"); }
};

// Its keys are unset at -1, not at 0, and its first field is no constant.
struct Parcel {
  std::string label = std::string(100, '-');
  std::int64_t id = -1;

  static consteval auto schema() { return recto::table("parcels"); }
};

cell wire_time(utc_datetime time) {
  return wire_int8(time.time_since_epoch().count() - recto::detail::epoch_microseconds);
}

struct conversation {
  fake_server server{};
  fake_repo repo{one_connection(server)};

  explicit conversation(fake_answer answer) { server.answer(std::move(answer)); }
  fake_call const& call() {
    REQUIRE(server.calls.size() == 1);
    return server.calls[0];
  }
};

}  // namespace

TEST_CASE("insert without a key leaves it out and reads it back") {
  conversation with({.columns = {{"id", 20}}, .rows = {{wire_int8(42)}}});
  Book const made = with.repo.insert(Book{.title = "Emma", .pages = 474});
  CHECK(made == Book{42, "Emma", 474, false});
  CHECK(with.call().sql == R"(INSERT INTO "books" ("title", "pages", "lent") VALUES ($1, $2, $3) RETURNING "id")");
  CHECK(with.call().values == std::vector<cell>{"Emma", wire_int4(474), wire_bool(false)});
}

TEST_CASE("insert with a key sends it") {
  conversation with({.affected = 1});
  CHECK(with.repo.insert(Book{.id = 7, .title = "Emma"}).id == 7);
  CHECK(with.call().sql == R"(INSERT INTO "books" ("id", "title", "pages", "lent") VALUES ($1, $2, $3, $4))");
  CHECK(with.call().values == std::vector<cell>{wire_int8(7), "Emma", cell{}, wire_bool(false)});
}

TEST_CASE("a key is unset while it equals its own default") {
  conversation unset({.columns = {{"id", 20}}, .rows = {{wire_int8(42)}}});
  CHECK(unset.repo.insert(Parcel{.label = "a"}).id == 42);
  CHECK(unset.call().sql == R"(INSERT INTO "parcels" ("label") VALUES ($1) RETURNING "id")");
  for (std::int64_t const id : {0, 1}) {
    conversation set({.affected = 1});
    CHECK(set.repo.insert(Parcel{.label = "a", .id = id}).id == id);
    CHECK(set.call().values == std::vector<cell>{"a", wire_int8(id)});
  }
  conversation all({.affected = 2});
  all.repo.insert_all(std::vector<Parcel>{{.label = "a"}, {.label = "b"}});
  CHECK_THAT(all.call().sql, contains(R"(INSERT INTO "parcels" ("label") SELECT)"));
  fake_server server;
  fake_repo repo(one_connection(server));
  CHECK_ERROR(misuse, repo.insert_all(std::vector<Parcel>{{.label = "a"}, {.label = "b", .id = 0}}));
}

TEST_CASE("a struct of nothing but a key") {
  conversation with({.columns = {{"id", 20}}, .rows = {{wire_int8(3)}}});
  CHECK(with.repo.insert(Counter{}).id == 3);
  CHECK(with.call().sql == R"(INSERT INTO "counters" DEFAULT VALUES RETURNING "id")");
}

TEST_CASE("keys that nobody makes are sent, set or not") {
  conversation text({.affected = 1});
  text.repo.insert(Country{.name = "nowhere"});
  CHECK(text.call().values == std::vector<cell>{"", "nowhere"});
  conversation composite({.affected = 1});
  composite.repo.insert(Shelf{.label = "first"});
  CHECK(composite.call().sql == R"(INSERT INTO "shelves" ("room", "number", "label") VALUES ($1, $2, $3))");
  CHECK(composite.call().values == std::vector<cell>{wire_int4(0), wire_int4(0), "first"});
}

TEST_CASE("a uuid is read back too") {
  std::string bytes(16, '\7');
  conversation with({.columns = {{"id", 2950}}, .rows = {{bytes}}});
  Stamp const made = with.repo.insert(Stamp{});
  CHECK(made.id.data[15] == 7);
  CHECK(made.inserted_at);
  CHECK(made.inserted_at == made.updated_at);
}

TEST_CASE("virtual fields and associations are never sent, and what the database fills in comes back") {
  conversation with({.columns = {{"id", 20}, {"version", 23}}, .rows = {{wire_int8(1), wire_int4(5)}}});
  auto const before = utc_datetime(recto::detail::microseconds_now());
  Loan const made = with.repo.insert(Loan{.reader = "Ada", .days_left = 99});
  auto const after = utc_datetime(recto::detail::microseconds_now());
  CHECK(made.id == 1);
  CHECK(made.version == 5);
  CHECK(made.days_left == 99);
  CHECK(made.inserted_at == made.updated_at);
  CHECK(made.inserted_at >= before);
  CHECK(made.inserted_at <= after);
  CHECK(
      with.call().sql
      == R"(INSERT INTO "loans" ("reader", "fine", "version", "inserted_at", "updated_at") VALUES ($1, $2, $3, $4, $5))"
         R"( RETURNING "id", "version")");
  CHECK(with.call().values
        == std::vector<cell>{"Ada", cell{}, wire_int4(0), wire_time(made.inserted_at), wire_time(made.inserted_at)});
}

TEST_CASE("timestamps that are set are kept by insert") {
  conversation with({.columns = {{"id", 20}, {"version", 23}}, .rows = {{wire_int8(1), wire_int4(5)}}});
  utc_datetime const then{std::chrono::microseconds(1)};
  Loan const made = with.repo.insert(Loan{.inserted_at = then});
  CHECK(made.inserted_at == then);
  CHECK(made.updated_at > then);
}

TEST_CASE("update sends all but the key, and moves updated_at alone") {
  conversation with({.columns = {{"version", 23}}, .rows = {{wire_int4(6)}}});
  utc_datetime const then{std::chrono::microseconds(1)};
  Loan const updated = with.repo.update(Loan{.id = 9, .reader = "Ada", .inserted_at = then, .updated_at = then});
  CHECK(updated.inserted_at == then);
  CHECK(updated.updated_at > then);
  CHECK(updated.version == 6);
  CHECK(with.call().sql
        == R"(UPDATE "loans" SET "reader" = $1, "fine" = $2, "version" = $3, "inserted_at" = $4, "updated_at" = $5)"
           R"( WHERE "id" = $6 RETURNING "version")");
  CHECK(
      with.call().values
      == std::vector<cell>{"Ada", cell{}, wire_int4(0), wire_time(then), wire_time(updated.updated_at), wire_int8(9)});
}

TEST_CASE("update and delete by a key of several columns") {
  conversation update({.affected = 1});
  update.repo.update(Shelf{1, 2, "prose"});
  CHECK(update.call().sql == R"(UPDATE "shelves" SET "label" = $1 WHERE "room" = $2 AND "number" = $3)");
  CHECK(update.call().values == std::vector<cell>{"prose", wire_int4(1), wire_int4(2)});
  conversation remove({.affected = 1});
  CHECK(remove.repo.delete_(Shelf{1, 2, "prose"}).label == "prose");
  CHECK(remove.call().sql == R"(DELETE FROM "shelves" WHERE "room" = $1 AND "number" = $2)");
  CHECK(remove.call().values == std::vector<cell>{wire_int4(1), wire_int4(2)});
}

TEST_CASE("a row that is not there any more") {
  conversation update({.affected = 0});
  auto error = error_of([&] { update.repo.update(Book{.id = 1}); });
  REQUIRE(error);
  CHECK(error->kind() == recto::error_kind::stale);
  CHECK(error->message()
        == "update: the row of \"books\" is not there (any more); it was deleted, or its key was never set");
  CHECK(error->table() == "books");
  CHECK(!error->ends_transaction());

  conversation reading_back({.columns = {{"version", 23}}});
  CHECK_ERROR(stale, reading_back.repo.update(Loan{.id = 1}));

  conversation remove({.affected = 0});
  error = error_of([&] { remove.repo.delete_(Book{.id = 1}); });
  REQUIRE(error);
  CHECK(error->kind() == recto::error_kind::stale);
  CHECK_THAT(error->message(), contains("delete: the row of \"books\""));
}

TEST_CASE("what cannot be sent is named by its field, and nothing is sent") {
  fake_server server;
  fake_repo repo(one_connection(server));
  std::string const nul("a\0b", 3);
  for (auto const& error :
       {error_of([&] { repo.insert(Book{.title = nul}); }), error_of([&] { repo.insert(Book{.id = 1, .title = nul}); }),
        error_of([&] { repo.update(Book{.id = 1, .title = nul}); }),
        error_of([&] { repo.insert_all(std::vector<Book>{{.title = nul}}); })}) {
    REQUIRE(error);
    CHECK(error->kind() == recto::error_kind::invalid_value);
    CHECK_THAT(error->message(), contains("field title: text holds a NUL byte"));
    CHECK(error->column() == "title");
  }
  auto const error = error_of([&] { repo.delete_(Country{.code = nul}); });
  REQUIRE(error);
  CHECK_THAT(error->message(), contains("field code: text holds a NUL byte"));
  CHECK(server.calls.empty());
}

TEST_CASE("columns are compared before a statement writes them first, on each connection") {
  fake_server server;
  fake_repo repo(one_connection(server));
  auto columns = book_columns();
  columns[2].type = 21;  // pages: smallint
  server.describe = [&](fake_call const& call) -> fake_answer {
    CHECK(call.sql == R"(SELECT "id", "title", "pages", "lent" FROM "books")");
    return {.columns = columns};
  };
  std::vector<Book> const books{{.title = "Emma"}};
  for (auto const& error :
       {error_of([&] { repo.insert(Book{.title = "Emma"}); }), error_of([&] { repo.insert(Book{.id = 1}); }),
        error_of([&] { repo.update(Book{.id = 1}); }), error_of([&] { repo.insert_all(books); })}) {
    REQUIRE(error);
    CHECK(error->kind() == recto::error_kind::type_mismatch);
    CHECK(error->message() == "column \"pages\" of \"books\" has type smallint, but field pages is written as integer");
    CHECK(error->table() == "books");
    CHECK(error->column() == "pages");
  }
  CHECK(server.calls.size() == 4);
  for (fake_call const& call : server.calls) CHECK(call.how == fake_call::kind::describe);

  columns[2].type = 20;
  auto const insert = [&] {
    server.calls.clear();
    server.answer({.columns = {{"id", 20}}, .rows = {{wire_int8(42)}}});
    repo.insert(Book{.title = "Emma"});
    return server.calls.size();
  };
  CHECK(insert() == 2);
  CHECK(insert() == 1);
  server.fail_call(1);
  CHECK_ERROR(connection, repo.insert(Book{.title = "Emma"}));
  CHECK(insert() == 2);  // another connection

  server.answer({.affected = 1});
  server.calls.clear();
  repo.delete_(Book{.id = 1});
  CHECK(server.calls.size() == 1);
}

TEST_CASE("a constraint passes as it is") {
  conversation with({.failure = recto::error({.kind = recto::error_kind::constraint,
                                              .message = "duplicate key",
                                              .sqlstate = "23505",
                                              .constraint = "books_title_key"})});
  auto const error = error_of([&] { with.repo.insert(Book{}); });
  REQUIRE(error);
  CHECK(error->constraint() == "books_title_key");
}

TEST_CASE("what comes back is checked as any result") {
  conversation wrong({.columns = {{"id", 23}}, .rows = {{wire_int4(1)}}});
  auto error = error_of([&] { wrong.repo.insert(Book{}); });
  REQUIRE(error);
  CHECK(error->kind() == recto::error_kind::type_mismatch);
  CHECK_THAT(error->message(), contains("column \"id\" has type integer"));
  CHECK_THAT(error->message(), contains("needs bigint"));
  conversation null({.columns = {{"id", 20}}, .rows = {{cell{}}}});
  error = error_of([&] { null.repo.insert(Book{}); });
  REQUIRE(error);
  CHECK_THAT(error->message(), contains("column \"id\" cannot be read"));
}

TEST_CASE("what is not moved from stays as it is, and what could not be written is whole") {
  conversation copied({.columns = {{"id", 20}}, .rows = {{wire_int8(42)}}});
  Book const book{.title = "Emma"};
  CHECK(copied.repo.insert(book).id == 42);
  CHECK(book.id == 0);

  conversation moved({.columns = {{"id", 20}}, .rows = {{wire_int8(42)}}});
  Book kept{.title = std::string(100, 'x')};
  char const* const text = kept.title.data();
  Book const made = moved.repo.insert(std::move(kept));
  CHECK(made.id == 42);
  CHECK(made.title.data() == text);

  conversation refused({.failure = refusal("23505")});
  Book again{.title = std::string(100, 'x')};
  CHECK_ERROR(query, refused.repo.insert(std::move(again)));
  CHECK(again.title == std::string(100, 'x'));
  CHECK(again.id == 0);
}
