// SPDX-License-Identifier: BSL-1.0
// Writes of changesets on a fake server: which statements, which columns, which values, in how many calls.
#include <recto/changeset/change.hpp>
#include <recto/changeset/constraints.hpp>
#include <recto/changeset/optimistic_lock.hpp>
#include <recto/changeset/prepare_changes.hpp>
#include <recto/repo/changeset_write.hpp>

#include "rows.hpp"

using namespace recto::test;
using recto::change;
using recto::changeset;
using recto::col;
using recto::error_kind;
using recto::force;
using recto::put;

namespace recto::test::changing {

struct Note {
  std::int64_t id{};
  std::string title{};
  std::optional<std::string> body{};
  std::string draft{};  // virtual
  std::int32_t rank{};  // the database counts
  recto::utc_datetime inserted_at{}, updated_at{};

  static consteval auto schema() {
    return recto::table("notes") | recto::timestamps | recto::virtual_field<&Note::draft>
         | recto::read_after_writes<&Note::rank> | recto::source<&Note::body>("text");
  }
};

struct Plain {
  std::int64_t id{};
  std::string name{};
  std::optional<std::int32_t> size{};

  static consteval auto schema() { return recto::table("plain"); }
};

struct Pair {
  std::int32_t left{};
  std::int32_t right{};
  static consteval auto schema() { return recto::table("pairs") | recto::primary_key<&Pair::left, &Pair::right>; }
};

struct Country {
  std::string code{};
  static consteval auto schema() { return recto::table("countries") | recto::primary_key<&Country::code>; }
};

struct Counter {
  std::int64_t id{};
  static consteval auto schema() { return recto::table("counters"); }
};

}  // namespace recto::test::changing

using namespace recto::test::changing;

namespace {

struct conversation {
  fake_server server{};
  fake_repo repo{one_connection(server)};

  explicit conversation(std::vector<fake_answer> answers = {}) {
    for (fake_answer& one : answers) server.answer(std::move(one));
  }
  /// The only call, whose text is checked.
  fake_call const& was_asked(std::string const& sql) {
    REQUIRE(server.texts() == texts{sql});
    return server.calls[0];
  }
};

fake_answer const one_row{.affected = 1};
fake_answer const no_row{.affected = 0};
fake_answer note_back(std::int64_t id, std::int32_t rank) {
  return {.columns = {{"id", 20}, {"rank", 23}}, .rows = {{wire_int8(id), wire_int4(rank)}}};
}
fake_answer const rank_back{.columns = {{"rank", 23}}, .rows = {{wire_int4(9)}}};

recto::error violation(char const* sqlstate, char const* name) {
  return recto::error({.kind = error_kind::constraint,
                       .message = "a constraint was violated",
                       .sqlstate = sqlstate,
                       .constraint = name});
}

std::string const insert_note =
    R"(INSERT INTO "notes" ("title", "rank", "inserted_at", "updated_at") VALUES ($1, $2, $3, $4) RETURNING "id", "rank")";

}  // namespace

TEST_CASE("insert: NULL that is no change, virtual fields and an unset key are not sent") {
  conversation with({note_back(7, 3)});
  auto const note = with.repo.insert(change(Note{.title = "a"}) | put<&Note::draft>("d"));
  auto const& call = with.was_asked(insert_note);
  CHECK(call.values[0] == "a");
  CHECK(call.values[2] == call.values[3]);
  REQUIRE(note);
  CHECK(note->id == 7);
  CHECK(note->rank == 3);
  CHECK(note->draft == "d");
  CHECK(note->inserted_at == note->updated_at);
  CHECK(note->inserted_at != recto::utc_datetime{});
}

TEST_CASE("insert: NULL that is a change is sent") {
  conversation with({{.columns = {{"id", 20}}, .rows = {{wire_int8(1)}}}});
  REQUIRE(with.repo.insert(change(Plain{.name = "a", .size = 3}) | put<&Plain::size>(std::nullopt)));
  CHECK(with.was_asked(R"(INSERT INTO "plain" ("name", "size") VALUES ($1, $2) RETURNING "id")").values
        == std::vector<cell>{"a", cell{}});
}

TEST_CASE("insert: a set key and set timestamps are sent as they are") {
  conversation with({rank_back});
  recto::utc_datetime const then{std::chrono::sys_days(std::chrono::year{2020} / 1 / 2)};
  auto const note = with.repo.insert(change(Note{.id = 4, .body = "b", .inserted_at = then}) | put<&Note::title>("t"));
  auto const& call = with.was_asked(
      R"(INSERT INTO "notes" ("id", "title", "text", "rank", "inserted_at", "updated_at") VALUES ($1, $2, $3, $4, $5, $6))"
      R"( RETURNING "rank")");
  CHECK(call.values[0] == wire_int8(4));
  CHECK(note->id == 4);
  CHECK(note->inserted_at == then);
  CHECK(note->updated_at > then);
}

TEST_CASE("insert: nothing but a key") {
  conversation unset({{.columns = {{"id", 20}}, .rows = {{wire_int8(5)}}}});
  CHECK(unset.repo.insert(change(Counter{}))->id == 5);
  unset.was_asked(R"(INSERT INTO "counters" DEFAULT VALUES RETURNING "id")");
  conversation natural({one_row});
  CHECK(natural.repo.insert(change(Country{.code = "fr"}))->code == "fr");
  CHECK(natural.was_asked(R"(INSERT INTO "countries" ("code") VALUES ($1))").values == std::vector<cell>{"fr"});
}

TEST_CASE("insert: returning, prefix, conflict") {
  conversation with(
      {{.columns = {{"id", 20}, {"name", 25}, {"size", 23}}, .rows = {{wire_int8(5), "b", wire_int4(2)}}}});
  auto const made = with.repo.insert(change(Plain{.name = "a"}),
                                     {.on_conflict = set(col<&Plain::size> = 4) | where(col<&Plain::name> != "z"),
                                      .conflict_target = recto::target<&Plain::name>,
                                      .returning = true,
                                      .prefix = "q"});
  CHECK(with.was_asked(R"(INSERT INTO "q"."plain" ("name") VALUES ($1) ON CONFLICT ("name") DO UPDATE SET "size" = $2)"
                       R"( WHERE "plain"."name" <> $3 RETURNING "id", "name", "size")")
            .values
        == std::vector<cell>{"a", wire_int4(4), "z"});
  CHECK(made->id == 5);
  CHECK(made->name == "b");
  CHECK(made->size == 2);
}

TEST_CASE("update: the changed columns, and updated_at") {
  conversation with({rank_back});
  Note const before{.id = 2, .title = "a", .body = "b"};
  auto const after = with.repo.update(change(before) | put<&Note::body>(std::nullopt));
  auto const& call =
      with.was_asked(R"(UPDATE "notes" SET "text" = $1, "updated_at" = $2 WHERE "id" = $3 RETURNING "rank")");
  CHECK(call.values[0] == cell{});
  CHECK(call.values[2] == wire_int8(2));
  CHECK(after->title == "a");
  CHECK(!after->body);
  CHECK(after->rank == 9);
  CHECK(after->updated_at > before.updated_at);
  CHECK(after->inserted_at == before.inserted_at);
}

TEST_CASE("update: updated_at that is a change stays") {
  conversation with({rank_back});
  recto::utc_datetime const then{std::chrono::sys_days(std::chrono::year{2020} / 1 / 2)};
  auto const after = with.repo.update(change(Note{.id = 2}) | put<&Note::updated_at>(then));
  with.was_asked(R"(UPDATE "notes" SET "updated_at" = $1 WHERE "id" = $2 RETURNING "rank")");
  CHECK(after->updated_at == then);
}

TEST_CASE("update: without a change of a column nothing is sent") {
  conversation with;
  Note const note{.id = 2, .title = "a"};
  auto const same = with.repo.update(change(note) | put<&Note::title>("a"));
  CHECK(same->updated_at == note.updated_at);
  auto const drafted = with.repo.update(change(note) | put<&Note::draft>("d"));
  CHECK(drafted->draft == "d");
  CHECK(drafted->updated_at == note.updated_at);
  CHECK(with.repo.update(change(Plain{.id = 1}), {.force = true}).has_value());  // and no timestamps to set
  CHECK(with.server.connected == 0);
}

TEST_CASE("update: forced") {
  conversation with({rank_back, rank_back});
  Note const note{.id = 2, .title = "a"};
  CHECK(with.repo.update(change(note), {.force = true})->updated_at > note.updated_at);
  REQUIRE(with.repo.update(change(note) | force<&Note::title>("a")));
  CHECK(with.server.texts()
        == texts{R"(UPDATE "notes" SET "updated_at" = $1 WHERE "id" = $2 RETURNING "rank")",
                 R"(UPDATE "notes" SET "title" = $1, "updated_at" = $2 WHERE "id" = $3 RETURNING "rank")"});
}

TEST_CASE("update: keys") {
  conversation with({one_row, one_row, one_row});
  CHECK(with.repo.update(change(Plain{.id = 1, .name = "a"}) | put<&Plain::id>(3))->id == 3);
  CHECK(with.repo
            .update(change(Pair{1, 2}) | put<&Pair::left>(5) | put<&Pair::right>(6)
                    | recto::optimistic_lock<&Pair::right>())
            ->right
        == 7);
  CHECK(with.repo.update(change(Country{"fr"}) | put<&Country::code>("de"))->code == "de");
  CHECK(with.server.texts()
        == texts{R"(UPDATE "plain" SET "id" = $1 WHERE "id" = $2)",
                 R"(UPDATE "pairs" SET "left" = $1, "right" = $2 WHERE "left" = $3 AND "right" = $4 AND "right" = $5)",
                 R"(UPDATE "countries" SET "code" = $1 WHERE "code" = $2)"});
  CHECK(with.server.calls[0].values == std::vector<cell>{wire_int8(3), wire_int8(1)});
  CHECK(with.server.calls[1].values
        == std::vector<cell>{wire_int4(5), wire_int4(7), wire_int4(1), wire_int4(2), wire_int4(6)});
  CHECK(with.server.calls[2].values == std::vector<cell>{"de", "fr"});
}

TEST_CASE("a key that is unset is misuse") {
  conversation with;
  auto const updated = error_of([&] { (void)with.repo.update(change(Plain{}) | put<&Plain::name>("a")); });
  REQUIRE(updated);
  CHECK(updated->kind() == error_kind::misuse);
  CHECK_THAT(updated->message(), contains("update: the primary key of this row of \"plain\" is not set"));
  auto const deleted = error_of([&] { (void)with.repo.delete_(change(Plain{})); });
  REQUIRE(deleted);
  CHECK(deleted->kind() == error_kind::misuse);
  CHECK(with.server.connected == 0);
}

TEST_CASE("delete_") {
  conversation with({one_row, {.columns = {{"name", 25}}, .rows = {{"old"}}}});
  CHECK(with.repo.delete_(change(Plain{.id = 1, .name = "a"}) | put<&Plain::name>("b"))->name == "a");
  CHECK(with.repo.delete_(change(Plain{.id = 1}), {.returning = recto::fields<&Plain::name>, .prefix = "q"})->name
        == "old");
  CHECK(with.server.texts()
        == texts{R"(DELETE FROM "plain" WHERE "id" = $1)",
                 R"(DELETE FROM "q"."plain" WHERE "id" = $1 RETURNING "name")"});
}

TEST_CASE("an invalid changeset is sent nowhere, and says what was tried") {
  conversation with;
  auto bad = change(Plain{.id = 1});
  bad.add_error<&Plain::name>("is bad");
  CHECK(with.repo.insert(bad).error().action() == recto::action::insert);
  CHECK(with.repo.update(bad).error().action() == recto::action::update);
  CHECK(with.repo.delete_(bad).error().action() == recto::action::delete_);
  CHECK(with.repo.insert_or_update(bad).error().action() == recto::action::update);
  CHECK(with.server.connected == 0);
}

TEST_CASE("a changeset of another action is misuse") {
  conversation with;
  auto made = change(Plain{.id = 1});
  made.set_action(recto::action::update);
  auto const refused = error_of([&] { (void)with.repo.insert(made); });
  REQUIRE(refused);
  CHECK(refused->kind() == error_kind::misuse);
  CHECK(refused->message() == "a changeset with action update was given to insert; make it anew");
  CHECK(with.server.connected == 0);
  with.server.answer(one_row);
  CHECK(with.repo.update(made | put<&Plain::name>("a")));
}

TEST_CASE("insert_or_update") {
  conversation with({{.columns = {{"id", 20}}, .rows = {{wire_int8(1)}}}, one_row});
  CHECK(with.repo.insert_or_update(change(Plain{}) | put<&Plain::name>("a"))->id == 1);
  CHECK(with.repo.insert_or_update(change(Plain{.id = 1}) | put<&Plain::name>("b"))->name == "b");
  CHECK(with.server.texts()
        == texts{R"(INSERT INTO "plain" ("name") VALUES ($1) RETURNING "id")",
                 R"(UPDATE "plain" SET "name" = $1 WHERE "id" = $2)"});
}

TEST_CASE("a stale row") {
  auto const stale = change(Plain{.id = 1}) | put<&Plain::name>("a");
  conversation with({no_row, no_row, no_row, no_row});
  auto const thrown = error_of([&] { (void)with.repo.update(stale); });
  REQUIRE(thrown);
  CHECK(thrown->kind() == error_kind::stale);
  CHECK(thrown->table() == "plain");

  auto const named = with.repo.update(stale, {.stale_error_field = "name"});
  REQUIRE(!named);
  CHECK(named.error().errors_of<&Plain::name>().front().message() == "is stale");
  CHECK(named.error().errors_of<&Plain::name>().front().meta("stale") == true);
  CHECK(named.error().action() == recto::action::update);
  auto const worded = with.repo.delete_(stale, {.stale_error_field = "base", .stale_error_message = "is gone"});
  REQUIRE(!worded);
  CHECK(worded.error().errors().front().field() == "base");
  CHECK(worded.error().errors().front().message() == "is gone");
  CHECK(with.repo.update(stale, {.allow_stale = true})->name == "a");
}

TEST_CASE("optimistic lock: the old value is compared, the next one written") {
  conversation with({one_row, one_row, one_row});
  auto const locked = [](Plain row) { return change(std::move(row)) | recto::optimistic_lock<&Plain::size>(); };
  CHECK(with.repo.update(locked({.id = 1, .size = 4}) | put<&Plain::name>("a"))->size == 5);
  CHECK(with.repo.update(locked({.id = 1}) | put<&Plain::name>("a"))->size == 1);
  CHECK(with.repo.delete_(locked({.id = 1, .size = 4})).has_value());
  CHECK(with.server.texts()
        == texts{R"(UPDATE "plain" SET "name" = $1, "size" = $2 WHERE "id" = $3 AND "size" = $4)",
                 R"(UPDATE "plain" SET "name" = $1, "size" = $2 WHERE "id" = $3 AND "size" IS NULL)",
                 R"(DELETE FROM "plain" WHERE "id" = $1 AND "size" = $2)"});
  CHECK(with.server.calls[0].values == std::vector<cell>{"a", wire_int4(5), wire_int8(1), wire_int4(4)});
  CHECK(with.repo.update(locked({.id = 1, .size = 4}))->size == 4);  // nothing changes, so nothing is locked
  CHECK(with.server.calls.size() == 3);
}

TEST_CASE("a declared violation is an error of the field, an undeclared one is thrown") {
  auto const declared = change(Plain{.name = "a"}) | recto::unique_constraint<&Plain::name>();
  conversation with({{.failure = violation("23505", "plain_name_index")}, {.failure = violation("23505", "other")}});
  auto const refused = with.repo.insert(declared);
  REQUIRE(!refused);
  CHECK(refused.error().errors_of<&Plain::name>().front().message() == "has already been taken");
  CHECK(refused.error().action() == recto::action::insert);
  auto const thrown = error_of([&] { (void)with.repo.insert(declared); });
  REQUIRE(thrown);
  CHECK(thrown->kind() == error_kind::constraint);
}

TEST_CASE("prepare_changes: in a transaction, in order, and what it returns is written") {
  conversation with({{.columns = {{"count", 20}}, .rows = {{wire_int8(0)}}}, one_row});
  std::vector<std::string> ran;
  auto const first = [&](fake_repo& repo, changeset<Plain> given) {
    ran.push_back("first " + std::to_string(repo.in_transaction()) + std::to_string(repo.count(recto::from<Plain>)));
    return given | put<&Plain::size>(8);
  };
  auto const second = [&](changeset<Plain> given) {
    ran.push_back("second " + std::to_string(given.get_field<&Plain::size>().value_or(0)));
    return given;
  };
  auto const made = with.repo.update(change(Plain{.id = 1}) | recto::prepare_changes(first)
                                     | recto::prepare_changes(second) | put<&Plain::name>("a"));
  REQUIRE(made);
  CHECK(made->size == 8);
  CHECK(ran == std::vector<std::string>{"first 10", "second 8"});
  CHECK(with.server.texts().at(0).starts_with("BEGIN"));
  CHECK(with.server.texts().at(2) == R"(UPDATE "plain" SET "name" = $1, "size" = $2 WHERE "id" = $3)");
  CHECK(with.server.texts().at(3) == "COMMIT");
  CHECK(with.server.calls.size() == 4);
}

TEST_CASE("prepare_changes: only when something is written") {
  conversation with({one_row});
  int ran = 0;
  auto const prepared = [&](Plain row) {
    return change(std::move(row)) | recto::prepare_changes([&ran](changeset<Plain> given) {
             ++ran;
             return given | put<&Plain::name>("made");
           });
  };
  CHECK(with.repo.update(prepared({.id = 1}))->name.empty());
  auto bad = prepared({.id = 1}) | put<&Plain::name>("b");
  bad.add_error<&Plain::name>("is bad");
  CHECK(!with.repo.update(bad));
  CHECK(ran == 0);
  CHECK(with.repo.update(prepared({.id = 1}), {.force = true})->name == "made");
  CHECK(ran == 1);
}

TEST_CASE("prepare_changes: what makes it invalid rolls back, and so does what it throws") {
  conversation with;
  auto const made = with.repo.insert(change(Plain{}) | recto::prepare_changes([](changeset<Plain> given) {
                                       return std::move(given.add_error<&Plain::name>("is late"));
                                     }));
  REQUIRE(!made);
  CHECK(made.error().action() == recto::action::insert);
  CHECK(made.error().errors_of<&Plain::name>().front().message() == "is late");
  CHECK_THROWS_AS((void)with.repo.insert(
                      change(Plain{}) | recto::prepare_changes([](changeset<Plain>) -> changeset<Plain> { throw 5; })),
                  int);
  REQUIRE(with.server.calls.size() == 4);
  CHECK(with.server.texts()[1] == "ROLLBACK");
  CHECK(with.server.texts()[3] == "ROLLBACK");
}

TEST_CASE("prepare_changes: a function of another repo") {
  struct other_repo {};
  conversation with;
  auto const thrown = error_of([&] {
    (void)with.repo.insert(change(Plain{})
                           | recto::prepare_changes([](other_repo&, changeset<Plain> given) { return given; }));
  });
  REQUIRE(thrown);
  CHECK(thrown->kind() == error_kind::misuse);
  CHECK(with.server.texts().back() == "ROLLBACK");
}

TEST_CASE("savepoint: only within a transaction") {
  conversation with(
      {{.columns = {{"id", 20}}, .rows = {{wire_int8(1)}}}, {.failure = violation("23505", "plain_name_index")}});
  auto const declared = change(Plain{.name = "a"}) | recto::unique_constraint<&Plain::name>();
  CHECK(with.repo.insert(declared, {.savepoint = true}));
  CHECK(with.server.calls.size() == 1);
  bool refused = false;
  CHECK(with.repo.transact([&](fake_repo& repo) -> std::expected<int, int> {
    refused = !repo.insert(declared, {.savepoint = true});
    return 1;
  }));
  CHECK(refused);
  texts const said = with.server.texts();
  REQUIRE(said.size() > 5);
  CHECK(said[2].starts_with("SAVEPOINT"));
  CHECK(said[4].starts_with("ROLLBACK TO"));
  CHECK(said.back() == "COMMIT");
}

TEST_CASE("one statement for each set of columns: described once") {
  struct Six {
    std::int64_t id{};
    std::optional<std::int32_t> a{}, b{}, c{};
    static consteval auto schema() { return recto::table("six"); }
  };
  conversation with;
  int described = 0;
  with.server.describe = [&](fake_call const&) {
    ++described;
    return fake_answer{.columns = {{"id", 20}, {"a", 23}, {"b", 23}, {"c", 23}}};
  };
  with.server.respond = [](fake_call const&) { return one_row; };
  for (int i = 1; i < 50; ++i) {
    REQUIRE(with.repo.update(change(Six{.id = i}) | put<&Six::a>(i)));
    REQUIRE(with.repo.update(change(Six{.id = i}) | put<&Six::c>(i) | put<&Six::b>(i)));
    REQUIRE(with.repo.update(change(Six{.id = i}) | put<&Six::b>(i) | put<&Six::c>(i)));
  }
  CHECK(described == 2);
  with.server.describe = [](fake_call const&) {
    return fake_answer{.columns = {{"id", 20}, {"a", 25}, {"b", 23}, {"c", 23}}};
  };
  std::size_t const calls = with.server.calls.size();
  auto const refused = error_of([&] { (void)with.repo.update(change(Six{.id = 1}) | put<&Six::b>(1)); });
  REQUIRE(refused);
  CHECK(refused->kind() == error_kind::type_mismatch);
  CHECK(refused->column() == "a");
  CHECK(with.server.calls.size() == calls + 1);  // the question; nothing was written
}

TEST_CASE("what cannot be sent names its field") {
  conversation with;
  auto const nul = error_of([&] { (void)with.repo.insert(change(Note{}) | put<&Note::body>(std::string("a\0b", 3))); });
  REQUIRE(nul);
  CHECK(nul->kind() == error_kind::invalid_value);
  CHECK_THAT(nul->message(), contains("field body"));
  CHECK(nul->column() == "text");
  CHECK(with.server.calls.empty());
}

TEST_CASE("the n-th call fails") {
  auto const count = [](fake_repo& repo, changeset<Plain> given) {
    (void)repo.count(recto::from<Plain>);
    return given;
  };
  int n = 1;
  for (bool done = false; !done; ++n) {
    REQUIRE(n < 10);
    conversation with;
    with.server.respond = [](fake_call const& call) {
      if (call.sql.starts_with("INSERT")) return fake_answer{.columns = {{"id", 20}}, .rows = {{wire_int8(1)}}};
      return fake_answer{.columns = {{"count", 20}}, .rows = {{wire_int8(0)}}};
    };
    with.server.fail_call(n);
    auto const given = change(Plain{.name = "a"}) | recto::prepare_changes(count);
    auto const failed = error_of([&] { done = with.repo.insert(given).has_value(); });
    CHECK(failed.has_value() == !done);
    if (failed) CHECK(failed->kind() == error_kind::connection);
    with.server.fail_in = 0;
    CHECK(with.repo.insert(given)->id == 1);  // the changeset and the repo are whole
  }
  CHECK(n == 6);  // BEGIN, count, INSERT, COMMIT, and then none
}

TEST_CASE("structs with options") {
  conversation with({rank_back, {.columns = {{"id", 20}}, .rows = {{wire_int8(3)}}}, no_row, no_row});
  Note const note{.id = 2, .title = "a"};
  CHECK(with.repo.update(note, {.prefix = "q"}).updated_at > note.updated_at);
  CHECK(with.server.texts().back()
        == R"(UPDATE "q"."notes" SET "title" = $1, "text" = $2, "rank" = $3, "inserted_at" = $4, "updated_at" = $5)"
           R"( WHERE "id" = $6 RETURNING "rank")");
  CHECK(with.repo.delete_(Plain{.id = 1}, {.returning = recto::fields<&Plain::id>}).id == 3);
  CHECK(with.repo.delete_(Plain{.id = 1, .name = "n"}, {.allow_stale = true}).name == "n");
  auto const stale = error_of([&] { with.repo.update(Plain{.id = 1}, {.savepoint = true}); });
  REQUIRE(stale);
  CHECK(stale->kind() == error_kind::stale);
}
