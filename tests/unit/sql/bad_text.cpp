// SPDX-License-Identifier: BSL-1.0
// Text that the server refuses is traced back to its field.
#include <recto/sql/bad_text.hpp>

#include "../repo/rows.hpp"

#include <recto/types/json.hpp>

using namespace recto::test;
using namespace recto::test::library;
using recto::col;

namespace {

struct Album {
  std::int64_t id{};
  std::string artist{};
  std::vector<std::string> songs{};
  std::optional<std::string> note{};
  boost::json::value facts{};

  static consteval auto schema() { return recto::table("albums") | recto::source<&Album::note>("remark"); }
};

std::string const bad = "caf\xe9";

// What an insert of the album is told by a server that refuses it.
recto::error told(Album const& album, bool update = false) {
  fake_server server;
  fake_repo repo(one_connection(server));
  server.answer({.failure = recto::error({.kind = recto::error_kind::invalid_value,
                                          .message = "invalid byte sequence (22021)",
                                          .sqlstate = "22021"})});
  auto const error = error_of([&] {
    if (update) repo.update(album);
    else repo.insert(album);
  });
  REQUIRE(error);
  CHECK(error->sqlstate() == "22021");
  CHECK(error->message().find("caf") == std::string::npos);
  return *error;
}

}  // namespace

TEST_CASE("the first field that is no UTF-8 is named") {
  CHECK(told({.artist = bad, .note = bad}).message() == "field artist: invalid byte sequence (22021)");
  CHECK(told({.artist = bad}).column() == "artist");
  CHECK_THAT(told({.songs = {"a", bad}}).message(), contains("field songs: "));
  CHECK_THAT(told({.songs = {"a", "\u00e9"}, .note = bad}).message(), contains("field note: "));
  CHECK(told({.note = bad}).column() == "remark");
  CHECK_THAT(told({.facts = boost::json::string(bad)}).message(), contains("field facts: "));
  CHECK_THAT(told({.id = 7, .artist = "fine", .note = bad}).message(), contains("field note: "));
  CHECK_THAT(told({.id = 7, .note = bad}, true).message(), contains("field note: "));
}

TEST_CASE("an error that is about no parameter stays as it is") {
  CHECK(told({.artist = "fine"}).message() == "invalid byte sequence (22021)");
  CHECK(told({.artist = "fine"}).column().empty());
}

TEST_CASE("a query's value is named by its number") {
  fake_server server;
  fake_repo repo(one_connection(server));
  auto const refused = [&](char const* sqlstate) {
    server.answer({.failure = recto::error({.message = "refused", .sqlstate = sqlstate})});
    auto const error = error_of([&] {
      repo.all(recto::from<Book> | where(col<&Book::id> == 1 && col<&Book::title> == std::string_view(bad)));
    });
    REQUIRE(error);
    return error->message();
  };
  CHECK(refused("22021") == "parameter $2: refused");
  CHECK(refused("22000") == "refused");
}
