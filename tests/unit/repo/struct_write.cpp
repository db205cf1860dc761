// SPDX-License-Identifier: BSL-1.0
// Writes of whole structs: whose memory they work on, and what they leave of it when they fail.
#include <recto/repo/struct_write.hpp>

#include "rows.hpp"

using namespace recto::test;
using namespace recto::test::library;
using recto::detail::struct_writes;

namespace {

struct conversation {
  fake_server server{};
  fake_repo repo{one_connection(server)};

  explicit conversation(fake_answer answer) { server.answer(std::move(answer)); }
};

fake_answer const key_back{.columns = {{"id", 20}}, .rows = {{wire_int8(7)}}};

}  // namespace

TEST_CASE("what may be moved from is worked on where it is") {
  conversation with(key_back);
  Book book{.title = std::string(100, 'x')};
  char const* const text = book.title.data();
  Book const made = struct_writes::insert(with.repo, std::move(book));
  CHECK(made.title.data() == text);
  CHECK(made.id == 7);
}

TEST_CASE("what is borrowed stays as it is") {
  conversation with(key_back);
  Book const book{.title = "a"};
  CHECK(struct_writes::insert(with.repo, book).id == 7);
  CHECK(book.id == 0);
  conversation again(key_back);
  CHECK(struct_writes::insert(again.repo, std::move(book)).title == "a");
  CHECK(book.title == "a");  // const, so it was copied
}

TEST_CASE("what failed leaves the struct whole") {
  Book book{.title = std::string(100, 'x')};
  conversation insert({.failure = refusal()});
  CHECK(error_of([&] { struct_writes::insert(insert.repo, std::move(book)); }).has_value());
  CHECK(book.title.size() == 100);
  book.id = 3;
  conversation update({.affected = 0});
  auto const stale = error_of([&] { struct_writes::update(update.repo, std::move(book)); });
  REQUIRE(stale);
  CHECK(stale->kind() == recto::error_kind::stale);
  CHECK_THAT(stale->message(), contains("update: the row of \"books\" is not there"));
  CHECK(book.title.size() == 100);
  conversation gone({.affected = 0});
  CHECK(error_of([&] { struct_writes::remove(gone.repo, std::move(book)); })->kind() == recto::error_kind::stale);
  CHECK(book.title.size() == 100);
}

TEST_CASE("texts") {
  conversation update({.affected = 1});
  struct_writes::update(update.repo, Book{.id = 3, .title = "a"});
  CHECK(update.server.texts()
        == texts{R"(UPDATE "books" SET "title" = $1, "pages" = $2, "lent" = $3 WHERE "id" = $4)"});
  conversation gone({.affected = 1});
  struct_writes::remove(gone.repo, Book{.id = 3});
  CHECK(gone.server.texts() == texts{R"(DELETE FROM "books" WHERE "id" = $1)"});
  conversation keyed({.affected = 1});
  struct_writes::insert(keyed.repo, Book{.id = 3});
  CHECK(keyed.server.texts()
        == texts{R"(INSERT INTO "books" ("id", "title", "pages", "lent") VALUES ($1, $2, $3, $4))"});
}
