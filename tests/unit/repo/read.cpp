// SPDX-License-Identifier: BSL-1.0
// Keys: which types they take, and how they are sent.
#include <recto/repo/read.hpp>

#include "rows.hpp"

#include <recto/types/uuid.hpp>

using namespace recto::test;
using recto::col;

namespace {

struct Ticket {
  boost::uuids::uuid id{};
  std::string seat{};

  static consteval auto schema() { return recto::table("tickets"); }
};

struct Country {
  std::string code{};
  std::string name{};

  static consteval auto schema() { return recto::table("countries") | recto::primary_key<&Country::code>; }
};

struct Small {
  std::int16_t id{};

  static consteval auto schema() { return recto::table("small"); }
};

struct Renamed {
  std::int64_t id{};
  std::string kind{};

  static consteval auto schema() {
    return recto::table("renamed") | recto::prefix("attic") | recto::source<&Renamed::kind>("type")
         | recto::source<&Renamed::id>("renamed_id");
  }
};

struct Keyless {
  std::string text{};

  static consteval auto schema() { return recto::table("keyless") | recto::primary_key<>; }
};

static_assert(recto::detail::has_generated_key<Ticket>);
static_assert(!recto::detail::has_generated_key<Country>);
static_assert(!recto::detail::has_generated_key<Keyless>);
static_assert(std::is_same_v<decltype(recto::detail::judge_key<Ticket>()), recto::ok>);
static_assert(!decltype(recto::detail::judge_key<Keyless>())::value);

std::vector<cell> key_sent(auto&& call, std::vector<fake_column> columns) {
  fake_server server;
  fake_repo repo(one_connection(server));
  server.answer({.columns = std::move(columns)});
  call(repo);
  return server.calls.at(0).values;
}

}  // namespace

TEST_CASE("a uuid as key") {
  boost::uuids::uuid id{};
  for (std::uint8_t i = 0; i < 16; ++i) id.data[i] = i;
  auto const sent = key_sent([&](fake_repo& repo) { CHECK(!repo.get<Ticket>(id)); }, {{"id", 2950}, {"seat", 25}});
  CHECK(sent == std::vector<cell>{std::string("\0\1\2\3\4\5\6\7\10\11\12\13\14\15\16\17", 16)});
}

TEST_CASE("text as key, in each of its C++ types") {
  std::vector<fake_column> const columns{{"code", 25}, {"name", 25}};
  std::string const owned = "NL";
  CHECK(key_sent([](fake_repo& repo) { repo.get<Country>("NL"); }, columns) == std::vector<cell>{"NL"});
  CHECK(key_sent([&](fake_repo& repo) { repo.get<Country>(owned); }, columns) == std::vector<cell>{"NL"});
  CHECK(key_sent([&](fake_repo& repo) { repo.get<Country>(std::string_view(owned)); }, columns)
        == std::vector<cell>{"NL"});
}

TEST_CASE("a narrower number widens to the key's type") {
  CHECK(key_sent([](fake_repo& repo) { repo.get<library::Book>(std::int16_t{3}); }, book_columns())
        == std::vector<cell>{wire_int8(3)});
  CHECK(key_sent([](fake_repo& repo) { repo.get<Small>(std::int16_t{3}); }, {{"id", 21}})
        == std::vector<cell>{std::string("\0\3", 2)});
}

TEST_CASE("a key that cannot be sent is named") {
  fake_server server;
  fake_repo repo(one_connection(server));
  auto const error = error_of([&] { repo.get<Country>(std::string("N\0L", 3)); });
  REQUIRE(error);
  CHECK_THAT(error->message(), contains("field code: text holds a NUL byte"));
  CHECK(server.calls.empty());
}

TEST_CASE("columns and tables are called as schema() says, and fields as in C++") {
  fake_server server;
  fake_repo repo(one_connection(server));
  server.answer({.columns = {{"renamed_id", 20}, {"type", 25}}, .rows = {{wire_int8(1), cell{}}}});
  auto const error = error_of([&] { repo.get<Renamed>(1); });
  REQUIRE(error);
  CHECK(server.texts().at(0) == R"(SELECT "renamed_id", "type" FROM "attic"."renamed" WHERE "renamed_id" = $1)");
  CHECK_THAT(error->message(), contains("column \"type\" cannot be read into field kind of "));
}
