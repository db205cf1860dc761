// SPDX-License-Identifier: BSL-1.0
// What options say, as data: which columns, which kind of conflict.
#include <recto/query/functions.hpp>
#include <recto/repo/changeset_write.hpp>
#include <recto/repo/write_options.hpp>
#include <recto/sql/choice.hpp>
#include <recto/sql/functions.hpp>

#include "rows.hpp"

using namespace recto::test;
using recto::col;
using recto::insert_options;
using recto::detail::conflict_clause;
using recto::detail::conflict_kind;
using recto::detail::conflict_of;
using recto::detail::field_set;

namespace recto::test::optional_writes {

struct Thing {
  std::int64_t id{};
  std::string name{};
  std::optional<std::int32_t> size{};
  std::string draft{};  // virtual
  std::string note{};
  static consteval auto schema() { return recto::table("things") | recto::virtual_field<&Thing::draft>; }
};

struct Key {
  std::string name{};
  static consteval auto schema() { return recto::table("keys") | recto::primary_key<&Key::name>; }
};

}  // namespace recto::test::optional_writes

using namespace recto::test::optional_writes;

namespace {

constexpr field_set id = 1, name = 2, size = 4, note = 16, all = id | name | size | note;

conflict_clause clause(insert_options<Thing> const& options) {
  return conflict_of(options.on_conflict, options.conflict_target);
}

}  // namespace

TEST_CASE("options by themselves say nothing") {
  insert_options<Thing> const none;
  CHECK(clause(none) == conflict_clause{});
  CHECK(none.returning.fields == 0);
  CHECK(none.prefix.text.empty());
  CHECK(none.stale_error_field.empty());
  CHECK(none.stale_error_message == "is stale");
  CHECK(!none.allow_stale);
  CHECK(!none.force);
  CHECK(!none.savepoint);
  CHECK(clause({.on_conflict = recto::raise}) == conflict_clause{});
}

TEST_CASE("columns that a conflict replaces") {
  auto const& by_name = recto::target<&Thing::name>;
  struct {
    insert_options<Thing> options;
    field_set replaced;
  } const rows[] = {
      {{.on_conflict = recto::replace_all, .conflict_target = by_name}, all & ~name},
      {{.on_conflict = recto::replace_all, .conflict_target = recto::on_constraint<"x">}, all},
      {{.on_conflict = recto::replace<&Thing::name>, .conflict_target = by_name}, name},  // named, so also the target's
      {{.on_conflict = recto::replace<&Thing::size, &Thing::note>, .conflict_target = by_name}, size | note},
      {{.on_conflict = recto::replace_all_except<&Thing::id, &Thing::note>, .conflict_target = by_name}, size},
  };
  for (auto const& row : rows) {
    conflict_clause const made = clause(row.options);
    CHECK(made.kind == conflict_kind::replace);
    CHECK(made.replaced == row.replaced);
  }
}

TEST_CASE("targets") {
  CHECK(clause({.on_conflict = recto::nothing}).target == 0);
  CHECK(clause({.on_conflict = recto::nothing, .conflict_target = recto::target<&Thing::note, &Thing::name>}).target
        == (name | note));
  CHECK(clause({.on_conflict = recto::nothing, .conflict_target = recto::on_constraint<"things_pkey">}).constraint
        == "things_pkey");
  auto const partial = recto::target<&Thing::name>.where(col<&Thing::size> == recto::constant<3>);
  CHECK(clause({.on_conflict = recto::nothing, .conflict_target = partial}).target_where != nullptr);
}

TEST_CASE("what a conflict sets, and its values") {
  insert_options<Thing> const options{
      .on_conflict = set(col<&Thing::size> = 3, col<&Thing::name> = recto::excluded<&Thing::note>)
                   | where(col<&Thing::note> != "x"),
      .conflict_target = recto::target<&Thing::name>};
  CHECK(clause(options).kind == conflict_kind::update);
  REQUIRE(options.on_conflict.values().size() == 2);
  CHECK(options.on_conflict.values()[0].bytes == wire_int4(3));
  CHECK(options.on_conflict.values()[1].bytes == "x");
  recto::detail::write_statement_text const made(recto::table_of<Thing>.view(),
                                                 {.sent = name, .conflict = clause(options)});
  CHECK(std::string_view(made.which.sql)
        == R"(INSERT INTO "things" ("name") VALUES ($1) ON CONFLICT ("name"))"
           R"( DO UPDATE SET "size" = $2, "name" = "excluded"."note" WHERE "things"."note" <> $3)");
  insert_options<Thing> const null{.on_conflict = set(col<&Thing::size> = std::nullopt),
                                   .conflict_target = recto::target<&Thing::name>};
  for (auto const& one : null.on_conflict.values()) CHECK(one.is_null);
}

TEST_CASE("options that contradict each other are misuse") {
  auto const message = [](insert_options<Thing> const& options) {
    auto const thrown = error_of([&] { static_cast<void>(clause(options)); });
    REQUIRE(thrown);
    CHECK(thrown->kind() == recto::error_kind::misuse);
    return thrown->message();
  };
  CHECK_THAT(message({.on_conflict = recto::replace_all}), contains("needs a conflict_target"));
  CHECK_THAT(message({.on_conflict = set(col<&Thing::size> = 3)}), contains("needs a conflict_target"));
  CHECK_THAT(message({.conflict_target = recto::target<&Thing::name>}), contains("without on_conflict"));
  CHECK_THAT(message({.on_conflict = recto::replace_all_except<&Thing::id, &Thing::size, &Thing::note>,
                      .conflict_target = recto::target<&Thing::name>}),
             contains("leaves no column to replace"));
  auto const key = error_of([] {
    insert_options<Key> const options{.on_conflict = recto::replace_all, .conflict_target = recto::target<&Key::name>};
    static_cast<void>(conflict_of(options.on_conflict, options.conflict_target));
  });
  REQUIRE(key);
  CHECK(key->kind() == recto::error_kind::misuse);
}

TEST_CASE("returning") {
  CHECK(insert_options<Thing>{.returning = true}.returning.fields == all);
  CHECK(insert_options<Thing>{.returning = false}.returning.fields == 0);
  CHECK(recto::update_options<Thing>{.returning = recto::fields<&Thing::note, &Thing::id>}.returning.fields
        == (note | id));
  CHECK(recto::delete_options<Thing>{.returning = recto::fields<&Thing::size>}.returning.fields == size);
  CHECK(recto::insert_all_options<Thing>{.returning = recto::fields<&Thing::size>}.returning.fields == size);
}

// A name from outside is no constant_name.
static_assert(!std::is_constructible_v<recto::detail::constant_name, std::string>);
static_assert(!std::is_constructible_v<recto::detail::constant_name, std::string_view>);
